/* Proves: what punktum-stage says about its text boxes becomes the right sentence at the desk: a
 * title cut or set small, other texts cut, options on several pages - of the scene meant, among
 * several, and nothing when all is well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "admin/agenda/fit.h"

static const char two[] =
    "# aa\t1920x1080\tpage 1/1\nkicker\t72 56 96 35\t28.0 px\t1 lines\n"
    "title\t72 99 1250 154\t68.0 px\t2 lines\n"
    "# bb\t1920x1080\tpage 1/2\ntitle\t72 99 1496 95\t28.0 px\t3 lines\tellipsis\n"
    "option 1\t72 302 539 175\t28.0 px\t5 lines\n"
    "# bb\t1920x1080\tpage 2/2\ntitle\t72 99 1496 95\t28.0 px\t3 lines\n"
    "option 10\t72 302 539 175\t28.0 px\t5 lines\toutside\n3 findings\n";

static size_t sentences(const struct agenda_fit_seen *seen, enum rules_kind kind,
                        const char *expected) {
    json_t *list = agenda_fit_sentences(seen, kind, lang_get("en"));
    size_t n = json_array_size(list);

    if (expected)
        assert_non_null(strstr(json_string_value(json_array_get(list, 0)), expected));
    json_decref(list);
    return n;
}

static void each_scene_by_its_name(void **state) {
    struct agenda_fit_seen a = agenda_fit_read(two, "aa"), b = agenda_fit_read(two, "bb");

    (void)state;
    assert_int_equal(a.title_px, 68);
    assert_int_equal(a.pages, 1);
    assert_false(a.title_cut || a.cut);
    assert_int_equal(b.pages, 2);
    assert_true(b.title_cut && b.cut);
    assert_int_equal(agenda_fit_read(two, "cc").title_px, 0);
    assert_int_equal(agenda_fit_read("", NULL).pages, 1);
}

static void what_is_said(void **state) {
    struct agenda_fit_seen well = { .pages = 1, .title_px = 68 };
    struct agenda_fit_seen small = { .pages = 1, .title_px = 40 };
    struct agenda_fit_seen cut = { .pages = 2, .title_px = 28, .title_cut = true, .cut = true };

    (void)state;
    assert_int_equal(sentences(&well, RULES_DOTS, NULL), 0);
    assert_int_equal(sentences(&small, RULES_TALK, "The title is so long"), 1);
    assert_int_equal(sentences(&small, RULES_VISIONS, "The question is so long"), 1);
    assert_int_equal(sentences(&cut, RULES_DOTS, "The question does not fit"), 3);
    assert_int_equal(sentences(&cut, RULES_TALK, "The title does not fit"), 2);
}

static void findings_are_no_boxes(void **state) {
    (void)state;
    assert_true(agenda_fit_read("overlap\tspeaker\tqr\n", NULL).cut);
    assert_true(agenda_fit_read("outside\tqr\t1700 1060\n", NULL).cut);
    assert_true(agenda_fit_read("speaker\t1 2 3 4\t20.0 px\t1 lines\tbelow the minimum\n",
                                NULL).cut);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_scene_by_its_name), cmocka_unit_test(what_is_said),
        cmocka_unit_test(findings_are_no_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
