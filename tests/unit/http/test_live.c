/* Proves of the live channel: everybody hears what is meant for them and nothing else; of several
 * states the last arrives, of each name one; the heartbeat beats and a peer that has left is seen;
 * the oldest of too many streams ends; closing the hub ends all streams and the listener stops. */
#include "tests/unit/http/served.h"
#include <pthread.h>
#include <stdlib.h>
#include "lib/http/live.h"
#include "lib/http/stream.h"
#include "lib/mem.h"
#include "lib/secret.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: x\r\n\r\n"

static struct http *http;
static struct live *hub;

static void open_stream(struct http_req *req, void *ctx) {
    struct live_who who = { .id = atoi(http_segment(req, 1)), .session = 5 };

    (void)ctx;
    who.kind = http_segment(req, 0)[0] == 'p' ? LIVE_PHONE : LIVE_STAGE;
    live_open(hub, req, who, 2, live_buf_new("state", 1, "first", 5));
}

static const struct http_route routes[] = {
    {HTTP_GET, "/live/*/*", open_stream, 0, HTTP_LIVE_ROUTE},
    {0, NULL, NULL, 0, 0},
};

static int start(void **state) {
    (void)state;
    secret_start();
    hub = live_new_beating(300, 50);
    http = served(routes, (struct http_config){ 0 });
    return 0;
}

static int stop(void **state) {
    (void)state;
    http_quiesce(http);
    live_close(hub);
    http_stop(http);
    live_free(hub);
    return 0;
}

struct news { const char *name, *text; int64_t id; };

static struct live_buf *pick(void *ctx, const struct live_who *who) {
    const struct news *n = ctx;

    assert_int_equal(who->session, 5);
    return n->id && n->id != who->id ? NULL : live_buf_new(n->name, 2, n->text, strlen(n->text));
}

static void tell(unsigned kinds, const char *name, const char *text, int64_t id) {
    live_send(hub, kinds, pick, &(struct news){ name, text, id });
}

static bool by_id(void *ctx, const struct live_who *who) {
    return who->id == *(int64_t *)ctx;
}

static void wait_for(unsigned kinds, unsigned count) {
    for (int i = 0; i < 200 && live_count(hub, kinds) != count; i++)
        nap(10);
    assert_int_equal(live_count(hub, kinds), count);
}

static void test_two_listeners(void **state) {
    char a[8192] = "", b[8192] = "";
    int phone = dial(http, NULL), stage = dial(http, NULL);

    (void)state;
    say(phone, GET("/live/p/1"));
    say(stage, GET("/live/s/2"));
    assert_true(hear(phone, a, sizeof a, "event: state\nid: 1\ndata: first\n\n", 2000));
    assert_true(hear(stage, b, sizeof b, "data: first\n\n", 2000));
    assert_non_null(strstr(a, "retry: "));
    int retry = atoi(strstr(a, "retry: ") + 7);
    assert_in_range(retry, 1000, 5000);
    assert_int_equal(live_count(hub, LIVE_PHONE), 1);
    assert_int_equal(live_count(hub, LIVE_PHONE | LIVE_STAGE), 2);
    tell(LIVE_STAGE, "state", "for stages", 0);
    tell(LIVE_PHONE, NULL, "for phones\r\nand more\rand\nmore", 0);
    tell(LIVE_PHONE | LIVE_STAGE, "state", "for nobody", 99);
    assert_true(hear(stage, b, sizeof b, "data: for stages\n\n", 2000));
    assert_true(hear(phone, a, sizeof a,
                     "id: 2\ndata: for phones\ndata: and more\ndata: and\ndata: more\n\n", 2000));
    nap(50);
    hear(phone, a, sizeof a, "ping", 100);
    assert_null(strstr(a, "for stages"));
    assert_null(strstr(a, "nobody"));
    assert_null(strstr(b, "for phones"));
    close(phone);
    close(stage);
    wait_for(~0u, 0);
}

/* The peer reads nothing until all buffers are full; then the states in between are gone. */
static void test_last_state_wins(void **state) {
    static char got[1 << 25], big[100001];
    char last[16];
    int fd = dial(http, NULL);
    size_t states = 0;

    (void)state;
    say(fd, "GET /live/p/1 HTTP/1.0\r\nHost: x\r\n\r\n");   /* no chunks in the text */
    assert_true(hear(fd, got, sizeof got, "first\n\n", 2000));
    memset(big, 'x', sizeof big - 1);
    tell(LIVE_PHONE, "own", "personal", 0);
    for (int i = 0; i < 400; i++) {
        snprintf(last, sizeof last, "%08d", i);
        memcpy(big, last, 8);
        tell(LIVE_PHONE, "state", big, 0);
    }
    tell(LIVE_PHONE, "own", "personal again", 0);
    assert_true(hear(fd, got, sizeof got, "personal again", 5000));
    assert_non_null(strstr(got, "data: 00000399"));
    for (char *p = got; (p = strstr(p, "data: 0000")); p++)
        states++;
    assert_in_range(states, 1, 300);
    close(fd);
    wait_for(~0u, 0);
}

static void test_heartbeat(void **state) {
    char a[4096] = "";
    int fd = dial(http, NULL);

    (void)state;
    say(fd, GET("/live/p/1"));
    assert_true(hear(fd, a, sizeof a, "first\n\n", 2000));
    assert_true(hear(fd, a, sizeof a, ": ping\n", 1000));
    char *second = strstr(a, ": ping\n") + 1;
    assert_true(hear(fd, second, sizeof a - (size_t)(second - a), ": ping\n", 1000));
    close(fd);
    wait_for(~0u, 0);           /* seen without anything being sent */
}

static void test_too_many_of_one(void **state) {
    char text[3][4096] = { "", "", "" };
    int fd[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        fd[i] = dial(http, NULL);
        say(fd[i], GET("/live/p/7"));
        assert_true(hear(fd[i], text[i], sizeof text[i], "first\n\n", 2000));
    }
    assert_true(hear(fd[0], text[0], sizeof text[0], "\r\n0\r\n\r\n", 2000));
    assert_non_null(strstr(text[0], "retry: 60000"));
    wait_for(~0u, 2);
    tell(LIVE_PHONE, "state", "still here", 7);
    for (int i = 1; i < 3; i++)
        assert_true(hear(fd[i], text[i], sizeof text[i], "still here", 2000));
    for (int i = 0; i < 3; i++)
        close(fd[i]);
    wait_for(~0u, 0);
}

static void test_ending_one(void **state) {
    char a[4096] = "", b[4096] = "";
    int one = dial(http, NULL), two = dial(http, NULL);
    int64_t id = 1;
    struct live_buf *last = live_buf_new("gone", 3, "", 0);

    (void)state;
    say(one, GET("/live/p/1"));
    say(two, GET("/live/p/2"));
    assert_true(hear(one, a, sizeof a, "first\n\n", 2000));
    assert_true(hear(two, b, sizeof b, "first\n\n", 2000));
    live_end(hub, by_id, &id, last);
    live_buf_unref(last);
    assert_true(hear(one, a, sizeof a, "\r\n0\r\n\r\n", 2000));
    assert_non_null(strstr(a, "event: gone\nid: 3\ndata: \n\n"));
    wait_for(~0u, 1);
    close(one);
    close(two);
    wait_for(~0u, 0);
}

static void *send_much(void *arg) {
    for (int i = 0; i < 300; i++)
        tell(LIVE_PHONE | LIVE_STAGE, i % 2 ? "state" : "own", (const char *)arg, 0);
    return NULL;
}

/* Senders on two threads while streams come and go; nothing to see but a clean sanitizer, an end
 * in good order, and that the last state arrives. */
static void test_coming_and_going(void **state) {
    pthread_t thread[2];
    char text[1 << 16] = "";
    int stay = dial(http, NULL);

    (void)state;
    say(stay, GET("/live/s/3"));
    assert_true(hear(stay, text, sizeof text, "first\n\n", 2000));
    for (int i = 0; i < 2; i++)
        pthread_create(&thread[i], NULL, send_much, (void *)(uintptr_t)"busy");
    for (int i = 0; i < 60; i++) {
        char some[4096] = "";
        int fd = dial(http, NULL);
        say(fd, GET("/live/p/4"));
        if (i % 3)
            hear(fd, some, sizeof some, "data", 1000);
        close(fd);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    tell(LIVE_STAGE, "state", "the end", 0);
    while (!strstr(text, "the end")) {
        text[0] = '\0';
        assert_true(hear(stay, text, sizeof text, "\n\n", 2000));
    }
    close(stay);
    wait_for(~0u, 0);
}

static void test_closing_with_listeners(void **state) {
    char text[20][2048];
    int fd[20], late = -1;

    (void)state;
    for (int i = 0; i < 20; i++) {
        text[i][0] = '\0';
        fd[i] = dial(http, NULL);
        char ask[80];
        snprintf(ask, sizeof ask, GET("/live/p/%d"), 100 + i);
        say(fd[i], ask);
        assert_true(hear(fd[i], text[i], sizeof text[i], "first\n\n", 2000));
    }
    tell(LIVE_PHONE, "state", "bye", 0);
    live_close(hub);
    for (int i = 0; i < 20; i++) {
        assert_true(hear(fd[i], text[i], sizeof text[i], "\r\n0\r\n\r\n", 2000));
        assert_non_null(strstr(text[i], "bye"));
    }
    text[0][0] = '\0';
    late = dial(http, NULL);
    say(late, GET("/live/p/1"));
    assert_true(hear(late, text[0], sizeof text[0], "HTTP/1.1 503", 2000));
    close(late);
    for (int i = 0; i < 20; i++)
        close(fd[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_listeners, start, stop),
        cmocka_unit_test_setup_teardown(test_last_state_wins, start, stop),
        cmocka_unit_test_setup_teardown(test_heartbeat, start, stop),
        cmocka_unit_test_setup_teardown(test_too_many_of_one, start, stop),
        cmocka_unit_test_setup_teardown(test_ending_one, start, stop),
        cmocka_unit_test_setup_teardown(test_coming_and_going, start, stop),
        cmocka_unit_test_setup_teardown(test_closing_with_listeners, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
