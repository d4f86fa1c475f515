/* Proves that checking an event JSON finds each kind of fault, all at once and by its path, and
 * that what is right passes: a table of faults, each alone in an event that is right otherwise;
 * and that docs/event.md has a row for every setting, with its default. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "events/book/book.h"
#include "events/rules/setting.h"
#include "lib/asset.h"
#include "lib/secret.h"
#include "lib/str.h"

#define AGENDA "\"agenda\": [{\"kind\": \"talk\", \"title\": \"A\"}]"
#define EVENT(more) "{\"title\": \"T\", " AGENDA ", " more "}"
#define ITEM(text) "{\"title\": \"T\", \"agenda\": [{\"kind\": \"visions\", \"title\": \"V\"}, {" \
    text "}]}"
#define DOTS(more) ITEM("\"kind\": \"dots\", \"title\": \"D\", \"options\": [\"a\", \"b\"], " more)
#define TEN "0123456789"
#define FORTY TEN TEN TEN TEN
#define LONG FORTY FORTY FORTY FORTY "x"

static bool check(struct str *out, const char *json) {
    str_clear(out);
    return book_check_json(out, json, strlen(json));
}

static const struct fault { const char *json, *finding; } faults[] = {
    {"{\n\"title\": \"T\",\n\"agenda\": [}", "line 3: "},
    {"{\"title\": \"T\", \"title\": \"T\"}", "line 1: "},
    {"[]", "$: an object is wanted\n"},
    {"{" AGENDA "}", "$.title: is missing\n"},
    {"{\"title\": \"\", " AGENDA "}", "$.title: is empty\n"},
    {"{\"title\": \"" LONG "\", " AGENDA "}", "$.title: has 161 characters, at most 120\n"},
    {"{\"title\": 7, " AGENDA "}", "$.title: a text is wanted\n"},
    {"{\"title\": \"T\"}", "$.agenda: at least one item is wanted\n"},
    {"{\"title\": \"T\", \"agenda\": {}}", "$.agenda: a list is wanted\n"},
    {EVENT("\"colour\": 1"), "$.colour: unknown key\n"},
    {EVENT("\"expected\": 20001"), "$.expected: 20001 is above 20000\n"},
    {EVENT("\"expected\": \"80\""), "$.expected: a whole number is wanted\n"},
    {EVENT("\"dark\": 1"), "$.dark: true or false is wanted\n"},
    {EVENT("\"language\": \"fr\""), "$.language: \"fr\" is none of de|en\n"},
    {EVENT("\"start\": \"Friday\""), "$.start: \"Friday\" is no time"},
    {EVENT("\"start\": \"2026-11-07T09:00\", \"end\": \"2026-11-07T08:00\""),
     "$.end: is not after the start\n"},
    {EVENT("\"code\": \"HERE\""), "$.code: the server has a page of that name\n"},
    {EVENT("\"code\": \"AB\""), "$.code: four characters"},
    {EVENT("\"password\": \"kurz\""), "$.password: 8 to 63 characters are wanted\n"},
    {EVENT("\"password\": \"schöner Gruß\""), "$.password: only letters without accents"},
    {EVENT("\"organisations\": [{\"name\": \"Stadt Essen\"}, {\"name\": \"stadt  essen\"}]"),
     "$.organisations[1]: stands there twice\n"},
    {EVENT("\"organisations\": [{\"municipality\": \"Essen\"}]"),
     "$.organisations[0].name: is missing\n"},
    {EVENT("\"organisations\": [{\"name\": \"Essen\", \"letters\": \"ESSEN\"}]"),
     "$.organisations[0].letters: has 5 characters, at most 3\n"},
    {EVENT("\"organisations\": [{\"name\": \"Essen\", \"zip\": 1}]"),
     "$.organisations[0].zip: unknown key\n"},
    {EVENT("\"disciplines\": [\"Personal\", \"\"]"), "$.disciplines[1]: is empty\n"},
    {EVENT("\"disciplines\": [\"Personal\", \"Personal\"]"),
     "$.disciplines[1]: stands there twice\n"},
    {EVENT("\"consents\": [{\"key\": \"soul\", \"text\": \"T\"}]"),
     "$.consents[0].key: \"soul\" is none of name_list|name_stage|quote|photo|contact\n"},
    {EVENT("\"consents\": [{\"key\": \"photo\"}]"), "$.consents[0].text: is missing\n"},
    {ITEM("\"kind\": \"dance\", \"title\": \"D\""), "$.agenda[1].kind: \"dance\" is none of"},
    {ITEM("\"kind\": \"talk\", \"title\": \"\""), "$.agenda[1].title: is empty\n"},
    {ITEM("\"kind\": \"talk\", \"title\": \"A\", \"hint\": \"a\\n\\nb\\nc\\nd\""),
     "$.agenda[1].hint: 4 lines, at most 3\n"},
    {ITEM("\"kind\": \"talk\""), "$.agenda[1].title: is missing\n"},
    {ITEM("\"kind\": \"talk\", \"title\": \"A\", \"dots\": 3"),
     "$.agenda[1].dots: an item of this kind has none\n"},
    {ITEM("\"kind\": \"talk\", \"title\": \"A\", \"options\": []"),
     "$.agenda[1].options: an item of this kind has none\n"},
    {ITEM("\"kind\": \"talk\", \"title\": \"A\", \"color\": 3"),
     "$.agenda[1].color: unknown key\n"},
    {ITEM("\"kind\": \"talk\", \"title\": \"A\", \"planned\": \"10:00\""),
     "$.agenda[1].planned: \"10:00\" is no time"},
    {ITEM("\"kind\": \"visions\", \"title\": \"W\", \"cards_max\": 0"),
     "$.agenda[1].cards_max: 0 is below 1\n"},
    {ITEM("\"kind\": \"visions\", \"title\": \"W\", \"appear\": \"soon\""),
     "$.agenda[1].appear: \"soon\" is none of auto|release|live|reveal\n"},
    {DOTS("\"dots\": -1"), "$.agenda[1].dots: -1 is below 0\n"},
    {DOTS("\"dots\": 2, \"per_option\": 3"), "$.agenda[1].per_option: 3 is more than the 2 dots\n"},
    {DOTS("\"cut\": 3"), "$.agenda[1].cut: 3 is more than the 2 options\n"},
    {DOTS("\"options_from\": \"W\""), "$.agenda[1].options_from: no visions item before"},
    {DOTS("\"options_from\": 1"), "$.agenda[1].options_from: no visions item before"},
    {DOTS("\"options_from\": true"), "$.agenda[1].options_from: the title"},
    {ITEM("\"kind\": \"dots\", \"title\": \"D\", \"options\": [\"a\", \"a\"]"),
     "$.agenda[1].options[1]: stands there twice\n"},
    {ITEM("\"kind\": \"dots\", \"title\": \"D\", \"options\": [\"\"]"),
     "$.agenda[1].options[0]: is empty\n"},
    {ITEM("\"kind\": \"dots\", \"title\": \"D\", \"options\": \"a\""),
     "$.agenda[1].options: a list is wanted\n"},
    {"{\"title\": \"T\", \"agenda\": [{\"kind\": \"dots\", \"title\": \"D\"}]}",
     "$.agenda[0].options: is missing, and nothing is collected before\n"},
};

static void test_faults(void **state) {
    (void)state;
    struct str out = STR_INIT;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *finding = faults[i].finding;
        if (check(&out, faults[i].json)) fail_msg("%s passed", faults[i].json);
        if (strncmp(out.data, finding, strlen(finding)) != 0)
            fail_msg("%s\nfound %s\nnot %s", faults[i].json, out.data, finding);
        if (strchr(out.data, '\n') != out.data + out.len - 1)
            fail_msg("%s\nfound more than one: %s", faults[i].json, out.data);
    }
    str_release(&out);
}

static void test_right(void **state) {
    (void)state;
    static const char *const right[] = {
        EVENT("\"code\": \"k7mq\", \"dark\": true, \"start\": \"2026-11-07T09:00\""),
        EVENT("\"password\": \"\", \"ssid\": \"\", \"host\": \"\""),
        EVENT("\"organisations\": [\"Stadt Essen\", {\"name\": \"Verein\", \"letters\": \"VM\"}]"),
        DOTS("\"options_from\": \"V\", \"cut\": 9, \"dots\": 0, \"per_option\": 2"),
        DOTS("\"options_from\": 0, \"secrecy\": \"named\", \"minutes\": 15, \"timer_s\": 60"),
        DOTS("\"cut\": 2, \"dots\": 3, \"per_option\": 3, \"timer_visible\": false"),
        ITEM("\"kind\": \"dots\", \"title\": \"D\""),
        ITEM("\"kind\": \"dots\", \"title\": \"D\", \"options\": [\"Öffnung\", \"Offnung\"]"),
    };
    struct str out = STR_INIT;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (!check(&out, right[i]) || out.len) fail_msg("%s\nfound %s", right[i], out.data);
    str_release(&out);
}

static void test_all_at_once(void **state) {
    (void)state;
    struct str out = STR_INIT;
    assert_false(check(&out, "{\"titel\": \"T\", \"expected\": -5, \"agenda\": "
                       "[{\"kind\": \"dots\", \"title\": \"D\", \"dots\": 1001, \"cut\": -1}]}"));
    assert_string_equal(out.data, "$.titel: unknown key\n$.expected: -5 is below 0\n"
                        "$.title: is missing\n$.agenda[0].dots: 1001 is above 1000\n"
                        "$.agenda[0].cut: -1 is below 0\n"
                        "$.agenda[0].options: is missing, and nothing is collected before\n");
    str_release(&out);
}

static void test_many_options(void **state) {
    (void)state;
    struct str out = STR_INIT, json = STR_INIT;
    for (int n = 128; n <= 129; n++) {
        str_clear(&json);
        str_puts(&json, "{\"title\": \"T\", \"agenda\": [{\"kind\": \"dots\", \"title\": \"D\", "
                 "\"options\": [");
        for (int i = 0; i < n; i++) str_printf(&json, "%s\"Option %d\"", i ? ", " : "", i);
        str_puts(&json, "]}]}");
        assert_int_equal(check(&out, json.data), n == 128);
    }
    assert_string_equal(out.data, "$.agenda[0].options: 129 options, at most 128\n");
    str_release(&out);
    str_release(&json);
}

static void test_samples(void **state) {
    (void)state;
    struct str out = STR_INIT;
    const char *name;
    size_t n = 0;
    for (; (name = asset_name("samples/", n)); n++)
        if (!check(&out, asset_get(name, NULL))) fail_msg("%s: %s", name, out.data);
    assert_true(n > 0);
    str_release(&out);
}

/* Whether the page has a row of the setting, with its default where that is no empty text. */
static void described(const char *page, const struct rules_setting *row) {
    char cell[40], fallback[40];
    str_format(cell, sizeof cell, "`%s`", row->name);
    const char *line = page;
    for (; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        const char *name = strstr(line, cell), *bar = strstr(line + 1, " |");
        if (*line == '|' && name && bar && name < bar) break;
    }
    if (!line) fail_msg("docs/event.md has no row of %s", row->name);
    bool flag = row->type == RULES_FLAG, plain = row->type == RULES_INT;
    if (flag || plain || row->type == RULES_WORD)
        str_format(fallback, sizeof fallback, plain ? "| %s |" : "| `%s` |",
                   flag ? *row->fallback == '1' ? "true" : "false" : row->fallback);
    else return;
    const char *stands = strstr(line, fallback);
    if (!stands || stands > strchr(line, '\n'))
        fail_msg("docs/event.md: default of %s is not %s", row->name, fallback);
}

static void test_page(void **state) {
    (void)state;
    const struct rules_setting *row;
    struct str page = STR_INIT, findings = STR_INIT;
    char chunk[4096];
    FILE *in = fopen("docs/event.md", "rb");
    assert_non_null(in);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, in)) > 0;) str_add(&page, chunk, n);
    fclose(in);
    for (size_t i = 0; (row = rules_event_setting(i)); i++)
        if (!rules_event_setting_own(row)) described(page.data, row);
    const char *example = strstr(page.data, "```json\n");
    assert_non_null(example);
    example += strlen("```json\n");
    assert_true(book_check_json(&findings, example, (size_t)(strstr(example, "```") - example)));
    const char *items = strstr(page.data, "## Items of the agenda");
    assert_non_null(items);
    for (size_t i = 0; (row = rules_item_setting(i)); i++) described(items, row);
    str_release(&page);
    str_release(&findings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_right),
        cmocka_unit_test(test_all_at_once),
        cmocka_unit_test(test_many_options),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_page),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
