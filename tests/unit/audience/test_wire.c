/* Proves that an answer is understood whatever way it is cut: Content-Length, chunks, an event
 * stream, two answers on one connection; and that a connection that breaks is told apart from one
 * that merely ended while idle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include "kiosk/audience/wire.h"

struct line { struct wire w; int epoll, far; };

static void line_open(struct line *l) {
    int pair[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
    l->epoll = epoll_create1(0);
    wire_init(&l->w, l->epoll, NULL);
    l->w.fd = pair[0];
    l->w.state = WIRE_IDLE;
    l->far = pair[1];
}

static void line_ask(struct line *l) {
    struct str text = STR_INIT;

    str_puts(&text, "GET / HTTP/1.1\r\n\r\n");
    assert_true(wire_send(&l->w, NULL, NULL, &text));
    wire_happened(&l->w);
}

static void line_close(struct line *l) {
    wire_release(&l->w);
    close(l->far);
    close(l->epoll);
}

/* Feeds text in pieces of step bytes; the news of the last piece. */
static enum wire_news feed(struct line *l, const char *text, size_t step) {
    enum wire_news news = WIRE_NOTHING;

    for (size_t n = strlen(text); n; ) {
        size_t now = n < step ? n : step;
        assert_int_equal(write(l->far, text, now), now);
        news = wire_happened(&l->w);
        text += now;
        n -= now;
    }
    return news;
}

static const char redirect[] =
    "HTTP/1.1 303 See Other\r\nLocation: /here\r\nset-cookie: a=1\r\n"
    "Set-Cookie: b=2; HttpOnly\r\nContent-Length: 5\r\n\r\nhello";

static void test_length(void **state) {
    struct line l;
    char value[40];

    (void)state;
    for (size_t step = 1; step < 200; step += 7) {
        line_open(&l);
        for (int i = 0; i < 2; i++) {
            line_ask(&l);
            assert_int_equal(feed(&l, redirect, step), WIRE_ANSWER);
            assert_int_equal(l.w.status, 303);
            assert_string_equal(l.w.body.data, "hello");
            assert_int_equal(l.w.state, WIRE_IDLE);
        }
        size_t at = wire_header(&l.w, 0, "Set-Cookie", value, sizeof value);
        assert_string_equal(value, "a=1");
        assert_true(wire_header(&l.w, at, "Set-Cookie", value, sizeof value));
        assert_string_equal(value, "b=2; HttpOnly");
        line_close(&l);
    }
}

static void test_chunks(void **state) {
    struct line l;

    (void)state;
    for (size_t step = 1; step < 120; step += 5) {
        line_open(&l);
        for (int i = 0; i < 2; i++) {
            line_ask(&l);
            feed(&l, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n", step);
            assert_string_equal(l.w.body.data, "hello, world");
            assert_int_equal(l.w.state, WIRE_IDLE);
        }
        line_close(&l);
    }
}

static void test_stream(void **state) {
    struct line l;

    (void)state;
    line_open(&l);
    line_ask(&l);
    assert_int_equal(feed(&l, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n", 999), WIRE_NOTHING);
    assert_int_equal(feed(&l, "9\r\ndata: 1\n\n\r\n", 999), WIRE_PIECE);
    str_clear(&l.w.body);
    assert_int_equal(feed(&l, "9\r\ndata: 2\n\n\r\n", 999), WIRE_PIECE);
    assert_string_equal(l.w.body.data, "data: 2\n\n");
    close(l.far);
    l.far = -1;
    assert_int_equal(wire_happened(&l.w), WIRE_LOST);
    line_close(&l);
}

static void test_breaks(void **state) {
    struct line l;

    (void)state;
    line_open(&l);
    line_ask(&l);
    feed(&l, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", 999);
    shutdown(l.far, SHUT_RDWR);
    assert_int_equal(wire_happened(&l.w), WIRE_LOST);
    line_close(&l);
    line_open(&l);
    line_ask(&l);
    assert_int_equal(feed(&l, "HTTP/1.1 204 No\r\n\r\n", 999), WIRE_ANSWER);
    shutdown(l.far, SHUT_RDWR);
    assert_int_equal(wire_happened(&l.w), WIRE_NOTHING);
    assert_int_equal(l.w.state, WIRE_CLOSED);
    line_close(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length), cmocka_unit_test(test_chunks),
        cmocka_unit_test(test_stream), cmocka_unit_test(test_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
