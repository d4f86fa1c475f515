/* Proves: bytes become base64 as RFC 4648 prints it and come back; what is none is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/base64.h"

static void vectors(void **state) {
    static const char *const pairs[][2] = {
        { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
        { "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" }, { "\xFF\xFE\xFB", "//77" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str coded = STR_INIT, back = STR_INIT;
        base64_add(&coded, pairs[i][0], strlen(pairs[i][0]));
        assert_string_equal(coded.data, pairs[i][1]);
        assert_true(base64_read(&back, coded.data, coded.len));
        assert_string_equal(back.data, pairs[i][0]);
        str_release(&coded);
        str_release(&back);
    }
}

static void refused(void **state) {
    static const char *const texts[] = { "Z", "Zg=", "Z===", "Zg==Zg==", "Zm 9", "=g==", "Zm9\n" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str back = STR_INIT;
        assert_false(base64_read(&back, texts[i], strlen(texts[i])));
        str_release(&back);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(vectors), cmocka_unit_test(refused) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
