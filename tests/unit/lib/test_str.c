/* Proves: strings grow and stay NUL-terminated, copies are whole or nothing, numbers and hex are
 * read strictly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/str.h"

static void grows(void **state) {
    struct str s = STR_INIT;
    (void)state;
    assert_string_equal(s.data, "");
    for (int i = 0; i < 1000; i++)
        str_printf(&s, "%d,", i);
    assert_int_equal(s.len, 10 + 90 * 2 + 900 * 3 + 1000);
    assert_int_equal(strlen(s.data), s.len);
    str_clear(&s);
    assert_string_equal(s.data, "");
    str_add(&s, "a\0b", 3);
    assert_int_equal(s.len, 3);
    assert_memory_equal(s.data, "a\0b", 4);
    str_release(&s);
    assert_string_equal(s.data, "");
}

static void detach_gives_memory_away(void **state) {
    struct str s = STR_INIT;
    (void)state;
    char *empty = str_detach(&s);
    assert_string_equal(empty, "");
    free(empty);
    str_puts(&s, "words");
    char *text = str_detach(&s);
    assert_string_equal(text, "words");
    assert_int_equal(s.len, 0);
    free(text);
    str_release(&s);
}

static void bounded_copies_are_whole(void **state) {
    char dst[5];
    (void)state;
    assert_true(str_copy(dst, sizeof dst, "abcd"));
    assert_string_equal(dst, "abcd");
    assert_false(str_copy(dst, sizeof dst, "abcde"));
    assert_string_equal(dst, "");
    assert_true(str_format(dst, sizeof dst, "%d", 1234));
    assert_false(str_format(dst, sizeof dst, "%d", 12345));
    assert_string_equal(dst, "");
}

static void numbers_are_strict(void **state) {
    static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "1x", "0x1", "1.0",
                                       "9223372036854775808", "99999999999999999999999", NULL };
    long long n = 7;
    (void)state;
    for (int i = 0; bad[i]; i++)
        assert_false(str_number(bad[i], INT64_MIN, INT64_MAX, &n));
    assert_int_equal(n, 7);
    assert_true(str_number("9223372036854775807", 0, INT64_MAX, &n));
    assert_true(n == INT64_MAX);
    assert_true(str_number("-5", -5, 5, &n));
    assert_int_equal(n, -5);
    assert_false(str_number("-0", 0, 5, &n));
    assert_false(str_number("6", -5, 5, &n));
}

static void hex_both_ways(void **state) {
    const unsigned char bytes[] = { 0x00, 0xaf, 0x10, 0xff };
    unsigned char back[4];
    char hex[9];
    (void)state;
    str_hex(hex, bytes, 4);
    assert_string_equal(hex, "00af10ff");
    assert_true(str_unhex(back, 4, "00AF10ff"));
    assert_memory_equal(back, bytes, 4);
    assert_false(str_unhex(back, 4, "00af10f"));
    assert_false(str_unhex(back, 4, "00af10fg"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows), cmocka_unit_test(detach_gives_memory_away),
        cmocka_unit_test(bounded_copies_are_whole), cmocka_unit_test(numbers_are_strict),
        cmocka_unit_test(hex_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
