/* Proves: nothing unescaped gets out, words are translated and escaped too, the loaded set knows
 * its partials, the start-up check finds unknown keys and templates nobody shows, endless partials
 * end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "lib/asset.h"
#include "lib/page/keys.h"
#include "lib/page/page.h"
#include <stdlib.h>
#include <sys/stat.h>

static char error[300];

static void renders(const char *text, const char *json, const char *expected) {
    struct str out = STR_INIT;
    json_t *data = json_loads(json, 0, NULL);
    assert_non_null(data);
    assert_true(page_render_text(&out, text, NULL, data, error, sizeof error));
    assert_string_equal(out.data, expected);
    json_decref(data);
    str_release(&out);
}

static void refuses(const char *text, const char *why) {
    struct str out = STR_INIT;
    assert_false(page_render_text(&out, text, NULL, NULL, error, sizeof error));
    if (!strstr(error, why))
        fail_msg("\"%s\" does not say \"%s\"", error, why);
    str_release(&out);
}

static void nothing_gets_out_unescaped(void **state) {
    (void)state;
    renders("<a title=\"{{x}}\" id='{{x}}'>{{x}}", "{\"x\": \"<&>\\\"'\"}",
            "<a title=\"&lt;&amp;&gt;&quot;&#39;\" id='&lt;&amp;&gt;&quot;&#39;'>"
            "&lt;&amp;&gt;&quot;&#39;");
    renders("{{_ A \"text\" \n   with <b> & '}}", "{}",
            "A &quot;text&quot; with &lt;b&gt; &amp; &#39;");
    refuses("{{{x}}}", "raw output");
    refuses("a\n{{& x}}", "line 2");
    refuses("{{=<% %>=}}", "delimiters");
}

static void values_and_sections(void **state) {
    (void)state;
    renders("{{a}} {{b}} {{c}} {{d}}", "{\"a\": 1.1, \"b\": true, \"c\": {}, \"d\": -7}",
            "1.1 true  -7");
    renders("{{#a}}zero{{/a}}{{#b}}empty{{/b}}{{^b}}none{{/b}}", "{\"a\": 0, \"b\": \"\"}",
            "zeronone");
    renders("{{_a}}", "{\"_a\": 2}", "2");
    refuses("{{#a}}x", "not closed");
    refuses("{{#a}}{{#b}}{{/a}}{{/b}}", "another section");
    refuses("{{/a}}", "never opened");
    refuses("{{a", "not closed");
    refuses("{{ }}", "empty");
    refuses("{{a b}}", "white space");
}

static void endless_partials_end(void **state) {
    struct str out = STR_INIT;
    json_t *partials = json_pack("{s:s}", "p", "x{{>p}}");
    (void)state;
    assert_false(page_render_text(&out, "{{>p}}", partials, NULL, error, sizeof error));
    assert_non_null(strstr(error, "endlessly"));
    json_decref(partials);
    str_release(&out);
}

static void put(const char *dir, const char *name, const char *text) {
    char path[300];
    str_format(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* The set of a small tree on disk. */
static struct page_set *load(const char *list, const char *card) {
    char dir[] = "/tmp/page-test-XXXXXX", path[300];
    static const char *const dirs[] = { "assets", "assets/lang", "assets/pages",
                                        "assets/pages/phone" };
    assert_non_null(mkdtemp(dir));
    for (size_t i = 0; i < 4; i++) {
        str_format(path, sizeof path, "%s/%s", dir, dirs[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    put(dir, "assets/lang/de.po", "msgid \"Back\"\nmsgstr \"Zur<ck\"\n");
    put(dir, "assets/pages/list.html", list);
    put(dir, "assets/pages/phone/card.html", card);
    put(dir, "assets/pages/notes.txt", "{{not a template");
    asset_set_root(dir);
    struct page_set *set = page_set_load(error, sizeof error);
    str_format(path, sizeof path, "rm -r %s", dir);
    assert_int_equal(system(path), 0);
    return set;
}

static const struct page_keys keys[] = {
    { "list", PAGE_KEYS("title", "cards.text", "cards.by.name", "full") }, { NULL, NULL } };
static const struct page_keys *const tables[] = { keys, NULL };

static void a_set_from_files(void **state) {
    struct str out = STR_INIT;
    (void)state;
    struct page_set *set = load("{{title}}:{{#cards}}{{> phone/card}}{{/cards}} {{_ Back}}",
                                "{{text}}/{{title}}{{#by}}/{{name}}{{/by}};");
    if (!set)
        fail_msg("%s", error);
    json_t *data = json_loads("{\"title\":\"T\",\"cards\":[{\"text\":\"a\"},"
                              "{\"text\":\"b\",\"by\":{\"name\":\"N\"}}]}", 0, NULL);
    page_render(&out, set, "list", data, lang_get("de"));
    assert_string_equal(out.data, "T:a/T;b/T/N; Zur&lt;ck");
    str_clear(&out);
    page_render(&out, set, "list", data, lang_get("en"));
    assert_string_equal(out.data, "T:a/T;b/T/N; Back");
    assert_true(page_check(set, tables, error, sizeof error));
    json_decref(data);
    str_release(&out);
    page_set_free(set);
}

static void unknown_keys_are_found(void **state) {
    static const char *const templates[] = {
        "{{tilte}}", "{{#cards}}{{name}}{{/cards}}", "{{#cards}}{{by.nam}}{{/cards}}",
        "{{^ful}}{{/ful}}", "{{^full}}{{text}}{{/full}}", "{{text}}", "{{cards.title}}",
        "{{> phone/card}}", NULL
    };
    (void)state;
    for (int i = 0; templates[i]; i++) {
        struct page_set *set = load(templates[i], "{{text}}");
        assert_non_null(set);
        if (page_check(set, tables, error, sizeof error))
            fail_msg("%s was found good", templates[i]);
        assert_non_null(strstr(error, "template list: nobody gives it"));
        page_set_free(set);
    }
    struct page_set *set = load("{{#cards}}{{.}}{{by.name}}{{full}}{{> phone/card}}{{/cards}}",
                                "{{text}}");
    assert_non_null(set);
    assert_true(page_check(set, tables, error, sizeof error));
    page_set_free(set);
}

static const struct page_keys more[] = {
    { "phone/card", PAGE_KEYS("text") }, { "phone/gone", PAGE_KEYS("text") }, { NULL, NULL } };
static const struct page_keys *const both[] = { keys, more, NULL };

static void every_template_has_a_page(void **state) {
    (void)state;
    struct page_set *set = load("{{title}}", "{{text}}");
    assert_false(page_check(set, tables, error, sizeof error));
    assert_string_equal(error, "template phone/card belongs to no page");
    assert_false(page_check(set, both, error, sizeof error));
    assert_string_equal(error, "there is no template phone/gone");
    page_set_free(set);
}

static void broken_sets_are_refused(void **state) {
    (void)state;
    assert_null(load("{{> phone/crad}}", ""));
    assert_non_null(strstr(error, "phone/crad"));
    assert_null(load("", "a\nb{{#x}}\n{{/y}}"));
    assert_non_null(strstr(error, "phone/card, line 3"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_gets_out_unescaped), cmocka_unit_test(values_and_sections),
        cmocka_unit_test(endless_partials_end), cmocka_unit_test(a_set_from_files),
        cmocka_unit_test(unknown_keys_are_found), cmocka_unit_test(every_template_has_a_page),
        cmocka_unit_test(broken_sets_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
