/* Proves of the limits: 1100 idle sockets of one address lock nobody else out; an address has its
 * number of connections and no more; idle and dribbling connections end by our deadlines; slow
 * readers do not stop the listener from ending; live channels leave a reserve; a port in use is
 * told apart. */
#include "tests/unit/http/served.h"
#include <stdlib.h>
#include <sys/resource.h>
#include "lib/http/live.h"
#include "lib/mem.h"
#include "lib/secret.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: x\r\n\r\n"
enum { IDLE = 1100 };

static struct live *hub;

static void hello(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 200, "text/plain", "hello");
}

static void large(struct http_req *req, void *ctx) {
    static char bytes[16 << 20];

    (void)ctx;
    http_reply_static(req, "application/octet-stream", "x", 0, bytes, sizeof bytes);
}

static void live(struct http_req *req, void *ctx) {
    (void)ctx;
    live_open(hub, req, (struct live_who){ .kind = LIVE_PHONE }, 0, NULL);
}

static const struct http_route routes[] = {
    {HTTP_GET, "/", hello, 0, 0},
    {HTTP_GET, "/large", large, 0, 0},
    {HTTP_GET, "/live", live, 0, HTTP_LIVE_ROUTE},
    {HTTP_POST, "/form", hello, 1000, 0},
    {0, NULL, NULL, 0, 0},
};

static bool answers(const struct http *http, const char *from) {
    char text[2048] = "";
    int fd = dial(http, from);

    if (fd < 0)
        return false;
    (void)send(fd, GET("/"), sizeof GET("/") - 1, MSG_NOSIGNAL);
    bool well = hear(fd, text, sizeof text, "hello", 1000);
    close(fd);
    return well;
}

static void end(struct http *http) {
    http_quiesce(http);
    http_stop(http);
}

static void test_idle_sockets_of_one(void **state) {
    struct rlimit limit = { 4096, 4096 };
    int *fd = mem_new(IDLE, sizeof *fd);

    (void)state;
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < 3000)
        limit.rlim_cur = limit.rlim_max < 3000 ? limit.rlim_max : 3000;
    setrlimit(RLIMIT_NOFILE, &limit);
    struct http *http = served(routes, (struct http_config){ .connections = 1000, .per_ip = 20 });
    for (int i = 0; i < IDLE; i++)
        fd[i] = dial(http, "127.0.0.9");
    assert_false(answers(http, "127.0.0.9"));
    assert_true(answers(http, "127.0.0.10"));
    assert_true(http_connections(http) <= 21);
    for (int i = 0; i < IDLE; i++)
        close(fd[i]);
    for (int i = 0; i < 100 && !answers(http, "127.0.0.9"); i++)
        nap(20);
    assert_true(answers(http, "127.0.0.9"));
    end(http);
    free(fd);
}

static void test_deadlines(void **state) {
    struct http *http = served(routes, (struct http_config){ .header_ms = 400, .body_ms = 400 });
    int idle = dial(http, NULL), slow = dial(http, NULL), body = dial(http, NULL);

    (void)state;
    int64_t begin = clock_ms();
    say(slow, "GET / HTTP/1.1\r\nHost: x\r\n");
    say(body, "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
              "Content-Type: application/x-www-form-urlencoded\r\n\r\n");
    for (int i = 0; i < 6; i++) {
        nap(50);
        say(slow, "X-A: b\r\n");
        say(body, "a");
    }
    assert_true(ends(idle, 1000));
    assert_true(ends(slow, 1000));
    assert_true(ends(body, 1000));
    assert_in_range(clock_ms() - begin, 350, 1200);
    close(idle);
    close(slow);
    close(body);
    end(http);
}

static void test_kept_connection_outlives_the_header_time(void **state) {
    struct http *http = served(routes, (struct http_config){ .header_ms = 300, .body_ms = 300 });
    char text[4096] = "";
    int fd = dial(http, NULL);

    (void)state;
    say(fd, GET("/"));
    assert_true(hear(fd, text, sizeof text, "hello", 1000));
    nap(700);
    text[0] = '\0';
    say(fd, GET("/"));
    assert_true(hear(fd, text, sizeof text, "hello", 1000));
    close(fd);
    end(http);
}

static void test_reserve_beside_live(void **state) {
    struct http *http;
    int fd[16];
    unsigned streams = 0, refused = 0;

    (void)state;
    secret_start();
    hub = live_new();
    http = served(routes, (struct http_config){ .connections = 16, .threads = 2 });
    for (int i = 0; i < 13; i++) {
        char text[2048] = "";
        fd[i] = dial(http, NULL);
        (void)send(fd[i], GET("/live"), sizeof GET("/live") - 1, MSG_NOSIGNAL);
        streams += hear(fd[i], text, sizeof text, "retry: ", 300);
        if (strstr(text, "HTTP/1.1 503")) {
            refused++;
            assert_non_null(strstr(text, "Retry-After: "));
        }
    }
    assert_int_equal(streams, 12);
    assert_int_equal(refused, 1);
    assert_true(answers(http, NULL));
    http_quiesce(http);
    live_close(hub);
    http_stop(http);
    live_free(hub);
    for (int i = 0; i < 13; i++)
        close(fd[i]);
}

static void test_slow_reader_and_the_end(void **state) {
    struct http *http = served(routes, (struct http_config){ 0 });
    char text[1024] = "";
    int fd = dial(http, NULL);

    (void)state;
    say(fd, GET("/large"));
    assert_true(hear(fd, text, sizeof text, "HTTP/1.1 200", 1000));
    int64_t begin = clock_ms();
    end(http);
    assert_in_range(clock_ms() - begin, 0, 7000);
    close(fd);
}

static void test_port_in_use(void **state) {
    struct http *http = served(routes, (struct http_config){ 0 }), *second = NULL;
    const struct http_route *const tables[] = { routes, NULL };
    struct http_config config = { .bind = "127.0.0.1", .port = http_port(http), .threads = 2,
                                  .connections = 10, .header_ms = 1000, .body_ms = 1000,
                                  .tables = tables };

    (void)state;
    assert_int_equal(http_start(&second, &config), HTTP_IN_USE);
    config.bind = "10.0.0.1.2";
    assert_int_equal(http_start(&second, &config), HTTP_FAILED);
    end(http);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_idle_sockets_of_one),
        cmocka_unit_test(test_deadlines),
        cmocka_unit_test(test_kept_connection_outlives_the_header_time),
        cmocka_unit_test(test_reserve_beside_live),
        cmocka_unit_test(test_slow_reader_and_the_end),
        cmocka_unit_test(test_port_in_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
