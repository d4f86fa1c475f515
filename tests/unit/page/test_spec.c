/* Proves: the official Mustache cases for comments, interpolation, sections, inverted sections and
 * partials come out byte for byte. Cases that need raw output are not run: raw output is refused by
 * design, and that refusal is what is checked for them instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "lib/json.h"
#include "lib/page/page.h"

static bool is_raw(const char *text) {
    return strstr(text, "{{{") || strstr(text, "{{&");
}

static bool needs_raw(const json_t *test) {
    const char *name;
    json_t *partial;
    json_object_foreach(json_object_get(test, "partials"), name, partial) {
        if (is_raw(json_string_value(partial)))
            return true;
    }
    return is_raw(json_text(test, "template", ""));
}

static void run(const char *file, int at_least) {
    char path[200], error[200];
    int ran = 0, refused = 0;
    size_t i;
    json_t *test;
    snprintf(path, sizeof path, "tests/unit/page/spec/%s.json", file);
    json_t *all = json_read_file(path, error, sizeof error);
    if (!all)
        fail_msg("%s", error);
    json_array_foreach(json_object_get(all, "tests"), i, test) {
        struct str out = STR_INIT;
        const char *name = json_text(test, "name", "");
        bool ok = page_render_text(&out, json_text(test, "template", ""),
                                   json_object_get(test, "partials"), json_object_get(test, "data"),
                                   error, sizeof error);
        if (needs_raw(test)) {
            printf("  refused: %s: %s (raw output, by design)\n", file, name);
            assert_false(ok);
            assert_non_null(strstr(error, "raw output"));
            refused++;
        } else {
            if (!ok || strcmp(out.data, json_text(test, "expected", "")) != 0)
                fail_msg("%s: %s: \"%s\" is not \"%s\" (%s)", file, name, out.data,
                         json_text(test, "expected", ""), ok ? "rendered" : error);
            ran++;
        }
        str_release(&out);
    }
    printf("%s: %d official cases pass, %d refused by design\n", file, ran, refused);
    assert_true(ran >= at_least);
    json_decref(all);
}

static void comments(void **state) { (void)state; run("comments", 12); }
static void interpolation(void **state) { (void)state; run("interpolation", 20); }
static void sections(void **state) { (void)state; run("sections", 32); }
static void inverted(void **state) { (void)state; run("inverted", 22); }
static void partials(void **state) { (void)state; run("partials", 11); }

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments), cmocka_unit_test(interpolation), cmocka_unit_test(sections),
        cmocka_unit_test(inverted), cmocka_unit_test(partials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
