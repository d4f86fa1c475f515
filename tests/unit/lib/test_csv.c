/* Proves: CSV for spreadsheets neither computes what people wrote (E-05) nor breaks on quotes and
 * line breaks; the raw variant adds nothing; what was written reads back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/csv.h"

static void writes(bool excel, const char *text, const char *expected) {
    struct csv c;
    csv_init(&c, excel);
    str_clear(&c.out); /* the byte order mark has its own test */
    csv_text(&c, text);
    assert_string_equal(c.out.data, expected);
    csv_release(&c);
}

static void formulas_get_a_prefix(void **state) {
    (void)state;
    writes(true, "=1+1", "'=1+1");
    writes(true, "+49 30", "'+49 30");
    writes(true, "-viel", "'-viel");
    writes(true, "@x", "'@x");
    writes(true, "\tx", "'\tx");
    writes(true, "\rx", "\"'\rx\"");
    writes(true, "\uFF1Dx", "'\uFF1Dx");
    writes(true, "\uFF0Bx", "'\uFF0Bx");
    writes(true, "\uFF0Dx", "'\uFF0Dx");
    writes(true, "\uFF20x", "'\uFF20x");
    writes(true, "a=b", "a=b");
    writes(true, "", "");
    writes(false, "=1+1", "=1+1");
}

static void quoting(void **state) {
    (void)state;
    writes(true, "a;b", "\"a;b\"");
    writes(true, "a,b", "a,b");
    writes(true, "sie sagte \"ja\"", "\"sie sagte \"\"ja\"\"\"");
    writes(true, "eins\nzwei", "\"eins\nzwei\"");
    writes(true, "=\"x\";", "\"'=\"\"x\"\";\"");
    writes(false, "a,b", "\"a,b\"");
    writes(false, "a;b", "a;b");
}

static void rows_as_excel_opens_them(void **state) {
    struct csv c;
    (void)state;
    csv_init(&c, true);
    csv_text(&c, "Köln");
    csv_int(&c, -3);
    csv_end_row(&c);
    csv_text(&c, "");
    csv_text(&c, "x");
    csv_end_row(&c);
    assert_string_equal(c.out.data, "\xef\xbb\xbfKöln;-3\r\n;x\r\n");
    csv_release(&c);
}

static void reads_back(void **state) {
    static const char *const fields[] = { "", "a;b", "say \"x\"", "two\nlines", " blank ", "Ü" };
    struct csv c;
    char *got[8];
    (void)state;
    csv_init(&c, true);
    for (int row = 0; row < 2; row++) {
        for (size_t i = 0; i < 6; i++)
            csv_text(&c, fields[i]);
        csv_end_row(&c);
    }
    char *at = c.out.data;
    for (int row = 0; row < 2; row++) {
        assert_int_equal(csv_split(&at, ';', got, 8), 6);
        for (size_t i = 0; i < 6; i++)
            assert_string_equal(got[i], fields[i]);
    }
    assert_int_equal(csv_split(&at, ';', got, 8), 0);
    csv_release(&c);
}

static void split(const char *text, int max, int expected) {
    char copy[80], *at = copy, *got[8];
    str_copy(copy, sizeof copy, text);
    assert_int_equal(csv_split(&at, ';', got, max), expected);
}

static void broken_input_is_an_error(void **state) {
    (void)state;
    split("\"never closed;x\n", 8, -1);
    split("\"x\"y;z\n", 8, -1);
    split("a;b;c\n", 2, -1);
    split("a;b;c", 3, 3);
    split("a;\n", 8, 2);
    split("\"a\"\r\n", 8, 1);
    split("\"a\"\r", 8, 1);
    split("a\"b;c\n", 8, 2);
    split("", 8, 0);
    split("\xef\xbb\xbf", 8, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_get_a_prefix), cmocka_unit_test(quoting),
        cmocka_unit_test(rows_as_excel_opens_them), cmocka_unit_test(reads_back),
        cmocka_unit_test(broken_input_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
