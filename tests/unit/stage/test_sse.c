/* Proves: events survive being cut into pieces of any size and CRLF; heartbeats are no events; an
 * event that is too long is dropped and the next one is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "kiosk/stage/sse.h"

static void note(void *ctx, const char *name, const char *data, size_t len) {
    struct str *out = ctx;
    assert_int_equal(strlen(data) >= len, 1);
    str_printf(out, "[%s|%.*s]", name, (int)len, data);
}

static const char stream[] = ": heart\n\nretry: 2000\nevent: scene\nid: 7\ndata: {\"a\":1}\n\n"
    "data:one\r\ndata: two\r\n\r\n: heart\n\nevent: none\n\nevent: scene\ndata: {}\n\ndata: half";
static const char expected[] = "[scene|{\"a\":1}][message|one\ntwo][scene|{}]";

static void test_pieces(void **state) {
    (void)state;
    for (size_t piece = 1; piece < sizeof stream; piece++) {
        struct str out = STR_INIT;
        struct sse s;
        sse_init(&s, note, &out);
        for (size_t at = 0; at < sizeof stream - 1; at += piece) {
            size_t left = sizeof stream - 1 - at;
            sse_feed(&s, stream + at, left < piece ? left : piece);
        }
        assert_string_equal(out.data, expected);
        sse_release(&s);
        str_release(&out);
    }
}

static void test_too_long(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct sse s;
    char block[4096];

    memset(block, 'x', sizeof block);
    sse_init(&s, note, &out);
    sse_feed(&s, "data: ", 6);
    for (int i = 0; i <= SSE_EVENT_MAX / (int)sizeof block; i++)
        sse_feed(&s, block, sizeof block);
    sse_feed(&s, "\n\ndata: next\n\n", 14);
    assert_string_equal(out.data, "[message|next]");
    sse_release(&s);
    str_release(&out);
}

static void test_reset(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct sse s;

    sse_init(&s, note, &out);
    sse_feed(&s, "event: scene\ndata: old", 22);
    sse_reset(&s);
    sse_feed(&s, "data: new\n\n", 11);
    assert_string_equal(out.data, "[message|new]");
    sse_release(&s);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
