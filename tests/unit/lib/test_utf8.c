/* Proves: what people type is refused when it is not UTF-8, normalised to NFC, stripped of controls
 * and direction overrides, capped in marks and counted in graphemes; and sorts as in DIN 5007-1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/utf8.h"

static void cleans_to(const char *text, enum utf8_lines lines, const char *expected) {
    char dst[400];
    assert_int_equal(utf8_clean(dst, sizeof dst, text, 140, lines), UTF8_OK);
    assert_string_equal(dst, expected);
}

static void invalid_is_refused(void **state) {
    static const char *const bad[] = {
        "\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "ok\xe2\x82", NULL
    };
    char dst[40];
    (void)state;
    for (int i = 0; bad[i]; i++) {
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
        assert_int_equal(utf8_clean(dst, sizeof dst, bad[i], 140, UTF8_ONE_LINE), UTF8_INVALID);
        assert_string_equal(dst, "");
    }
    assert_false(utf8_valid("a\0b", 3));
    assert_true(utf8_valid("Grüße \U0001F600", strlen("Grüße \U0001F600")));
}

static void comes_out_as_nfc(void **state) {
    (void)state;
    cleans_to("Ko\xcc\x88ln", UTF8_ONE_LINE, "Köln");
    cleans_to("A\u030Angstro\u0308m", UTF8_ONE_LINE, "Ångström");
    cleans_to("a\u0327\u0301", UTF8_ONE_LINE, "\u00e1\u0327");
}

static void controls_are_dropped(void **state) {
    (void)state;
    cleans_to("a\u202Eb\u2066c\u2069d\u202A\u202C", UTF8_ONE_LINE, "abcd");
    cleans_to("\uFEFFa\x01\x7f\xc2\x80z", UTF8_ONE_LINE, "az");
    cleans_to("a\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90\xf4\x8f\xbf\xbfz", UTF8_ONE_LINE, "az");
    /* Marks that only order a mixed line stay, and so do joiners. */
    cleans_to("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", UTF8_ONE_LINE,
              "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
}

static void white_space_is_folded(void **state) {
    (void)state;
    cleans_to("  zwei\t\u00a0 Wörter \r\n", UTF8_ONE_LINE, "zwei Wörter");
    cleans_to("eins\r\nzwei\rdrei", UTF8_ONE_LINE, "eins zwei drei");
    cleans_to(" eins \r\n\r\n\r\n\n zwei\u2028drei ", UTF8_MANY_LINES, "eins\n\nzwei\ndrei");
}

static void nothing_to_see_is_empty(void **state) {
    char dst[40];
    (void)state;
    assert_int_equal(utf8_clean(dst, sizeof dst, " \n\t", 9, UTF8_MANY_LINES), UTF8_EMPTY);
    assert_int_equal(utf8_clean(dst, sizeof dst, "\u200B\u200D\u202E", 9, UTF8_ONE_LINE),
                     UTF8_EMPTY);
    assert_int_equal(utf8_clean(dst, sizeof dst, "", 9, UTF8_ONE_LINE), UTF8_EMPTY);
}

static void zalgo_is_capped(void **state) {
    (void)state;
    cleans_to("x\u0300\u0301\u0302\u0303\u0304y", UTF8_ONE_LINE, "x\u0300\u0301\u0302y");
    cleans_to("x\u0300\u0301\u0302\u200D\u0303\u0304", UTF8_ONE_LINE, "x\u0300\u0301\u0302\u200D");
}

static void too_long_is_never_cut(void **state) {
    char dst[8];
    (void)state;
    assert_int_equal(utf8_clean(dst, sizeof dst, "abcde", 4, UTF8_ONE_LINE), UTF8_TOO_LONG);
    assert_string_equal(dst, "");
    assert_int_equal(utf8_clean(dst, sizeof dst, "äöüß", 4, UTF8_ONE_LINE), UTF8_TOO_LONG);
    assert_string_equal(dst, "");
    assert_int_equal(utf8_clean(dst, sizeof dst, "äöü", 3, UTF8_ONE_LINE), UTF8_OK);
}

static void graphemes_are_what_people_see(void **state) {
    (void)state;
    assert_int_equal(utf8_graphemes(""), 0);
    assert_int_equal(utf8_graphemes("Köln"), 4);
    assert_int_equal(utf8_graphemes("Ko\u0308ln"), 4);
    assert_int_equal(utf8_graphemes("\U0001F469\u200D\U0001F469\u200D\U0001F467"), 1);
    assert_int_equal(utf8_graphemes("\U0001F44D\U0001F3FD!"), 2);
    assert_int_equal(utf8_graphemes("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"), 2);
    assert_int_equal(utf8_graphemes("\u0645\u064E\u0631\u0652\u062D\u064E\u0628\u0627"), 5);
    cleans_to("\U0001F469\u200D\U0001F692", UTF8_ONE_LINE, "\U0001F469\u200D\U0001F692");
}

static void folds_to(const char *text, const char *expected) {
    char *folded = utf8_fold(text);
    assert_string_equal(folded, expected);
    free(folded);
}

static void folding_and_order(void **state) {
    (void)state;
    folds_to("  STADT  Köln ", "stadt koln");
    folds_to("Straße", "strasse");
    assert_true(utf8_compare("Ähren", "Affe") > 0);
    assert_true(utf8_compare("Ähren", "Aal") > 0);
    assert_true(utf8_compare("Öhringen", "Offenburg") > 0);
    assert_true(utf8_compare("Öhringen", "Olpe") < 0);
    assert_true(utf8_compare("ulm", "Zell") < 0);
    assert_int_equal(utf8_compare("Ulm", "Ulm"), 0);
    assert_true(utf8_compare("Ulm", "ulm") != 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invalid_is_refused), cmocka_unit_test(comes_out_as_nfc),
        cmocka_unit_test(controls_are_dropped), cmocka_unit_test(white_space_is_folded),
        cmocka_unit_test(nothing_to_see_is_empty), cmocka_unit_test(zalgo_is_capped),
        cmocka_unit_test(too_long_is_never_cut), cmocka_unit_test(graphemes_are_what_people_see),
        cmocka_unit_test(folding_and_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
