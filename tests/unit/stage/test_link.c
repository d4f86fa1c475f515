/* Proves, against a tiny server in this program: scenes arrive and the newest wins; after the
 * server has gone the stream is back within 2 s of its return; a key is sent once with version,
 * card and text, and its answer arrives; without a connection a key is refused, not kept; a stage
 * without a token says so; of several events one is chosen and kept, a named one is waited for;
 * stopping does not wait for anybody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "kiosk/stage/link.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/str.h"

static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

/* A listening socket; port 0 = any, the port is written back. */
static int listen_on(uint16_t *port) {
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(*port) };
    socklen_t len = sizeof in;
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct timeval patience = { .tv_sec = 5 };

    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(bind(fd, (struct sockaddr *)&in, sizeof in), 0);
    assert_int_equal(listen(fd, 4), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&in, &len), 0);
    *port = ntohs(in.sin_port);
    return fd;
}

/* Accepts one request and reads it whole into got. */
static int meet(int listener, struct str *got) {
    char bytes[2048];
    int fd = accept(listener, NULL, NULL);

    assert_true(fd >= 0);
    str_clear(got);
    for (;;) {
        const char *end = strstr(got->data, "\r\n\r\n"), *length = strstr(got->data, "Length: ");
        if (end && (!length || strlen(end + 4) >= strtoul(length + 8, NULL, 10)))
            return fd;
        ssize_t n = recv(fd, bytes, sizeof bytes, 0);
        assert_true(n > 0);
        str_add(got, bytes, (size_t)n);
    }
}

static void say(int fd, const char *text) {
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static void wake(void *ctx) {
    (void)ctx;
}

static struct link *start_for(uint16_t port, const char *token, const char *event) {
    char server[40];
    str_format(server, sizeof server, "http://127.0.0.1:%d", port);
    return link_start(&(struct link_config){ .server = server, .token = token, .event = event,
                                             .wake = wake });
}

static struct link *start(uint16_t port, const char *token) {
    return start_for(port, token, NULL);
}

static json_t *wait_scene(struct link *l) {
    json_t *scene = NULL;

    for (int i = 0; i < 2500 && !(scene = link_take_scene(l)); i++)
        usleep(2000);
    assert_non_null(scene);
    return scene;
}

static void refuse(int listener, struct str *got, const char *line, const char *body) {
    struct str text = STR_INIT;
    int fd = meet(listener, got);

    str_printf(&text, "HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: application/json\r\n"
               "Content-Length: %zu\r\n\r\n%s", line, strlen(body), body);
    say(fd, text.data);
    close(fd);
    str_release(&text);
}

static int wait_version(struct link *l, int version) {
    int64_t begun = clock_now().boot_ms;

    while (clock_now().boot_ms - begun < 5000) {
        json_t *scene = link_take_scene(l);
        int got = (int)json_int(scene, "version", 0);
        json_decref(scene);
        if (got == version)
            return (int)(clock_now().boot_ms - begun);
        usleep(2000);
    }
    return -1;
}

static void test_scenes_and_return(void **state) {
    (void)state;
    uint16_t port = 0;
    int listener = listen_on(&port);
    struct str got = STR_INIT;
    struct link *l = start(port, "abc");

    assert_true(link_lost_since(l) > 0);
    int fd = meet(listener, &got);
    assert_non_null(strstr(got.data, "GET /stage/stream "));
    assert_non_null(strstr(got.data, "Authorization: Bearer abc\r\n"));
    say(fd, head);
    say(fd, "event: scene\ndata: {\"version\":1}\n\nevent: scene\ndata: nonsense\n\n"
            "event: scene\ndata: {\"version\":2}\n\n");
    assert_true(wait_version(l, 2) >= 0);
    assert_int_equal(link_lost_since(l), 0);
    close(fd);
    close(listener);
    for (int i = 0; i < 500 && link_lost_since(l) == 0; i++)
        usleep(2000);
    assert_true(link_lost_since(l) > 0);
    assert_false(link_press(l, &(struct link_key){ .name = "C" }));
    usleep(900000);
    listener = listen_on(&port);
    int64_t back = clock_now().boot_ms;
    fd = meet(listener, &got);
    say(fd, head);
    say(fd, "event: scene\ndata: {\"version\":3}\n\n");
    assert_true(wait_version(l, 3) >= 0);
    assert_true(clock_now().boot_ms - back < 2000);
    link_stop(l);
    close(fd);
    close(listener);
    str_release(&got);
}

static void test_keys(void **state) {
    (void)state;
    uint16_t port = 0;
    int listener = listen_on(&port);
    struct str got = STR_INIT;
    struct link *l = start(port, "abc");
    struct link_answer *answer = NULL;

    int stream = meet(listener, &got);
    say(stream, head);
    say(stream, "event: scene\ndata: {\"version\":7}\n\n");
    assert_true(wait_version(l, 7) >= 0);
    struct link_key key = { .name = "+", .shift = true, .version = 7, .card = 12, .text = "a&b ü" };
    assert_true(link_press(l, &key));
    int post = meet(listener, &got);
    assert_non_null(strstr(got.data, "POST /stage/key "));
    assert_non_null(strstr(got.data, "key=%2B&shift=1&version=7&card=12&text=a%26b%20%C3%BC"));
    say(post, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
              "{\"result\":\"no\",\"sentence\":\"Erst jetzt\"}");
    close(post);
    for (int i = 0; i < 1000 && !(answer = link_take_answer(l)); i++)
        usleep(2000);
    assert_non_null(answer);
    assert_string_equal(answer->result, "no");
    assert_string_equal(answer->sentence, "Erst jetzt");
    free(answer);
    link_stop(l);
    close(stream);
    close(listener);
    str_release(&got);
}

/* Several events: the offer arrives as a choice, the one chosen is asked for ever after - until it
 * is closed, then there is a choice again. */
static void test_choice(void **state) {
    (void)state;
    uint16_t port = 0;
    int listener = listen_on(&port);
    struct str got = STR_INIT;
    struct link *l = start(port, "abc");
    static const char offer[] = "{\"open\":2,\"events\":[{\"code\":\"AAAA\"},{\"code\":\"K7MQ\"}]}";

    refuse(listener, &got, "300 Multiple Choices", offer);
    json_t *scene = wait_scene(l);
    assert_string_equal(json_text(scene, "kind", ""), "choice");
    assert_int_equal(json_array_size(json_list(scene, "events")), 2);
    json_decref(scene);
    assert_int_equal(link_lost_since(l), 0);
    link_choose(l, "K7MQ");
    int fd = meet(listener, &got);
    assert_non_null(strstr(got.data, "GET /stage/stream?event=K7MQ "));
    say(fd, head);
    say(fd, "event: scene\ndata: {\"version\":4}\n\n");
    assert_true(wait_version(l, 4) >= 0);
    assert_true(link_press(l, &(struct link_key){ .name = "O" }));
    refuse(listener, &got, "200 OK", "{\"result\":\"ok\"}");
    assert_non_null(strstr(got.data, "POST /stage/key?event=K7MQ "));
    close(fd);
    refuse(listener, &got, "404 Not Found", "{\"open\":1,\"closed\":\"K7MQ\"}");
    assert_non_null(strstr(got.data, "?event=K7MQ "));
    fd = meet(listener, &got);
    assert_non_null(strstr(got.data, "GET /stage/stream "));
    link_stop(l);
    close(fd);
    close(listener);
    str_release(&got);
}

/* The event named at the start is waited for, no other one is shown meanwhile. */
static void test_named(void **state) {
    (void)state;
    uint16_t port = 0;
    int listener = listen_on(&port);
    struct str got = STR_INIT;
    struct link *l = start_for(port, NULL, "K7MQ");

    for (int i = 0; i < 2; i++) {
        refuse(listener, &got, "404 Not Found", "{\"open\":1,\"closed\":\"K7MQ\"}");
        assert_non_null(strstr(got.data, "GET /stage/stream?event=K7MQ "));
        json_t *scene = wait_scene(l);
        assert_string_equal(json_text(scene, "closed", ""), "K7MQ");
        json_decref(scene);
    }
    link_stop(l);
    close(listener);
    str_release(&got);
}

static void test_stop_waits_for_nobody(void **state) {
    (void)state;
    uint16_t port = 0;
    int listener = listen_on(&port);       /* accepts nothing */
    struct link *l = start(port, NULL);

    assert_false(link_may_press(l));
    usleep(100000);
    int64_t begun = clock_now().boot_ms;
    link_stop(l);
    assert_true(clock_now().boot_ms - begun < 1000);
    close(listener);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scenes_and_return),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_named),
        cmocka_unit_test(test_stop_waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
