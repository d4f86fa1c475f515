/* Proves that every sheet of labels in the assets can be used and lies on its page, that a sheet
 * with labels outside of the page, over one another or without a figure is refused by name, and
 * that millimetres are read as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "admin/print/sheet.h"
#include "lib/str.h"
#include "lib/values.h"

static const char good[] = "# a comment\npage = 210 x 297\nlabel = 80 x 50\ncolumns = 2\nrows = 5\n"
                           "left = 17.5\ntop = 13,5\npitch = 95 x 55\nround = 4\n";

static void every_sheet(void **state) {
    char name[SHEET_NAME], error[200] = "";
    struct sheet s;
    double x, y;
    size_t n = 0;
    (void)state;
    for (; sheet_name(n, name); n++) {
        char *de = sheet_title(name, "de"), *en = sheet_title(name, "en");
        if (!sheet_get(&s, name, error, sizeof error))
            fail_msg("%s", error);
        sheet_label(&s, sheet_labels(&s) - 1, &x, &y);
        assert_true(x >= 0 && x + s.label_w <= s.page_w + 0.05);
        assert_true(y >= 0 && y + s.label_h <= s.page_h + 0.05);
        /* a code of 25 mm and the quiet around it must find room */
        assert_true(s.label_w >= 66 && s.label_h >= 45);
        assert_non_null(de);
        assert_non_null(en);
        free(de);
        free(en);
    }
    assert_true(n >= 9);
    assert_true(sheet_name(0, name));
    assert_string_equal(name, "90x60");
    assert_true(sheet_get(&s, NULL, error, sizeof error));
    assert_string_equal(s.name, "90x60");
}

static void places(void **state) {
    struct sheet s;
    char error[200] = "";
    double x, y;
    (void)state;
    assert_true(sheet_parse(&s, "x", good, error, sizeof error));
    assert_int_equal(sheet_labels(&s), 10);
    sheet_label(&s, 0, &x, &y);
    assert_true(x == 17.5 && y == 13.5);
    sheet_label(&s, 3, &x, &y);
    assert_true(x == 112.5 && y == 68.5);
    assert_false(s.cut);
}

static void refused(const char *from, const char *to, const char *said) {
    struct str file = STR_INIT;
    struct sheet s;
    char error[200] = "";
    const char *at = strstr(good, from);
    assert_non_null(at);
    str_add(&file, good, (size_t)(at - good));
    str_puts(&file, to);
    str_puts(&file, at + strlen(from));
    assert_false(sheet_parse(&s, "x", file.data, error, sizeof error));
    if (!strstr(error, said))
        fail_msg("%s: %s", to, error);
    str_release(&file);
}

static void bad_sheets(void **state) {
    struct sheet s;
    char error[200] = "";
    (void)state;
    refused("rows = 5", "rows = 6", "page");
    refused("columns = 2", "columns = 3", "page");
    refused("pitch = 95 x 55", "pitch = 79 x 55", "page");
    refused("left = 17.5", "left = 36", "page");
    refused("page = 210 x 297\n", "", "page");
    refused("label = 80 x 50", "label = 80", "label");
    refused("rows = 5", "rows = 0", "rows");
    refused("left = 17.5", "left = wide", "left");
    assert_false(sheet_get(&s, "no-such", error, sizeof error));
    assert_non_null(strstr(error, "no-such"));
    assert_false(sheet_get(&s, "../../lang/de", error, sizeof error));
}

static void millimetres(void **state) {
    double v = 0;
    (void)state;
    assert_true(values_mm("1.5", -5, 5, &v) && v == 1.5);
    assert_true(values_mm("-0,25", -5, 5, &v) && v == -0.25);
    assert_true(values_mm("3", -5, 5, &v) && v == 3);
    assert_false(values_mm("", -5, 5, &v));
    assert_false(values_mm("-", -5, 5, &v));
    assert_false(values_mm("1.5.2", -5, 5, &v));
    assert_false(values_mm("1mm", -5, 5, &v));
    assert_false(values_mm("5.1", -5, 5, &v));
    assert_false(values_mm("9999999999", -5, 1e9, &v));
    assert_true(v == 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sheet), cmocka_unit_test(places), cmocka_unit_test(bad_sheets),
        cmocka_unit_test(millimetres),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
