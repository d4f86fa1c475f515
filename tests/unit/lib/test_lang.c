/* Proves: .po files are read as translators' tools write them, every text has an answer, figures
 * follow the language and not the process, and our own catalogues have no text twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/asset.h"
#include "lib/lang.h"
#include "lib/po.h"

static const char sample[] =
    "# Translators\n"
    "msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\"X-Own-Name: Xisch\\n\"\n\n"
    "#: assets/pages/x.html:3\nmsgid \"Back\"\nmsgstr \"Zurück\"\n\n"
    "msgid \"\"\n\"Two \"\n\"lines\\n\"\nmsgstr \"Zwei \"\n\"Zeilen \\\"x\\\"\\n\"\n\n"
    "msgid \"{n} card\"\nmsgid_plural \"{n} cards\"\n"
    "msgstr[0] \"{n} Karte\"\nmsgstr[1] \"{n} Karten\"\n"
    "#, fuzzy\nmsgid \"Maybe\"\nmsgstr \"Vielleicht\"\n\n"
    "msgid \"Empty\"\nmsgstr \"\"\n\r\n"
    "#, fuzzy\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n";

static void a_file_as_tools_write_it(void **state) {
    struct po po;
    (void)state;
    assert_int_equal(po_parse(&po, sample), 0);
    assert_int_equal(po.count, 6);
    assert_string_equal(po_find(&po, "Back")->text[0], "Zurück");
    assert_string_equal(po_find(&po, "Two lines\n")->text[0], "Zwei Zeilen \"x\"\n");
    assert_string_equal(po_find(&po, "{n} card")->plural, "{n} cards");
    assert_string_equal(po_find(&po, "{n} card")->text[1], "{n} Karten");
    assert_null(po_find(&po, "Maybe")->text[0]);
    assert_string_equal(po_find(&po, "Empty")->text[0], "");
    assert_null(po_find(&po, "Old"));
    char *name = po_header(&po, "X-Own-Name");
    assert_string_equal(name, "Xisch");
    free(name);
    assert_null(po_header(&po, "Nothing"));
    po_release(&po);
}

static void mistakes_name_their_line(void **state) {
    static const struct { const char *text; int line; } rows[] = {
        { "msgid \"a\"\nmsgstr \"b\n", 2 }, { "msgid \"a\"\nmsgstr b\n", 2 },
        { "msgid \"a\"\nmsgstr \"b\" x\n", 2 }, { "\"lost\"\n", 1 },
        { "msgid \"a\"\nmsgstr \"\\q\"\n", 2 }, { "msgstr \"a\"\n", 1 },
        { "msgid \"a\"\nmsgstr[0] \"b\"\n", 2 }, { "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", 3 },
        { "msgctxt \"a\"\n", 1 }, { NULL, 0 }
    };
    struct po po;
    (void)state;
    for (int i = 0; rows[i].text; i++) {
        assert_int_equal(po_parse(&po, rows[i].text), rows[i].line);
        assert_int_equal(po.count, 0);
    }
}

static void every_text_has_an_answer(void **state) {
    const struct lang *en = lang_get("en");
    (void)state;
    assert_non_null(en);
    assert_string_equal(lang_text(en, "No such text"), "No such text");
    assert_string_equal(lang_text(en, ""), "");
    assert_string_equal(lang_plural(en, "one", "many", 1), "one");
    assert_string_equal(lang_plural(en, "one", "many", 0), "many");
    assert_null(lang_get("tlh"));
    const struct lang *de = lang_get("de");
    assert_non_null(de);
    assert_string_equal(lang_text(de, "No such text"), "No such text");
    assert_string_equal(lang_text(de, "Back"), "Zurück");
}

static void german_comes_first(void **state) {
    const char *name = NULL;
    (void)state;
    assert_true(lang_count() >= 2);
    assert_string_equal(lang_code(lang_at(0, &name)), "de");
    assert_string_equal(name, "Deutsch");
    assert_string_equal(lang_code(lang_at(1, &name)), "en");
    assert_string_equal(name, "English");
    assert_null(lang_at(lang_count(), NULL));
}

static void accepts(const char *header, const char *code) {
    assert_string_equal(lang_code(lang_accept(header, lang_get("de"))), code);
}

static void accept_language(void **state) {
    (void)state;
    accepts(NULL, "de");
    accepts("", "de");
    accepts("en", "en");
    accepts("en-GB,en;q=0.9,de;q=0.8", "en");
    accepts("fr-FR, tlh;q=0.9, de-AT;q=0.5, en;q=0.7", "en");
    accepts("EN;q=0.3,DE;q=0.31", "de");
    accepts("en;q=0", "de");
    accepts("tlh", "de");
    accepts(",,;q=,", "de");
}

static void fills(const char *text, const char *expected) {
    struct str out = STR_INIT;
    lang_fill(&out, text, "n", "5", "of", "80 {n}", NULL);
    assert_string_equal(out.data, expected);
    str_release(&out);
}

static void filling(void **state) {
    (void)state;
    fills("{n} of {of}", "5 of 80 {n}");
    fills("{unknown} {n", "{unknown} {n");
    fills("{{n}}", "{5}");
    fills("", "");
}

static void number(const char *code, long long value, const char *expected) {
    struct str out = STR_INIT;
    lang_number(&out, lang_get(code), value);
    assert_string_equal(out.data, expected);
    str_release(&out);
}

static void figures(void **state) {
    (void)state;
    number("de", 0, "0");
    number("de", 999, "999");
    number("de", 1234, "1.234");
    number("de", -123456, "-123.456");
    number("en", 1234567, "1,234,567");
    number("en", -1234, "-1,234");
}

static void day(const char *code, int64_t ms, const char *expected) {
    struct str out = STR_INIT;
    lang_day(&out, lang_get(code), ms);
    assert_string_equal(out.data ? out.data : "", expected);
    str_release(&out);
}

static void days(void **state) {
    (void)state;
    day("de", 1793977200000, "6. November 2026");       /* noon in Europe, the same day anywhere */
    day("en", 1793977200000, "6 November 2026");
    day("de", 1798714800000, "31. Dezember 2026");
    day("de", 0, "");
}

/* Equal texts twice in a file: which translation shows would be chance. */
static void our_catalogues_are_sound(void **state) {
    const char *file;
    (void)state;
    for (size_t i = 0; (file = asset_name("lang/", i)) != NULL; i++) {
        struct po po;
        int line = po_parse(&po, asset_get(file, NULL));
        if (line)
            fail_msg("%s:%d", file, line);
        for (size_t n = 1; n < po.count; n++)
            if (strcmp(po.entries[n - 1].id, po.entries[n].id) == 0)
                fail_msg("%s: \"%s\" stands twice", file, po.entries[n].id);
        po_release(&po);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_as_tools_write_it), cmocka_unit_test(mistakes_name_their_line),
        cmocka_unit_test(every_text_has_an_answer), cmocka_unit_test(german_comes_first),
        cmocka_unit_test(accept_language), cmocka_unit_test(filling), cmocka_unit_test(figures),
        cmocka_unit_test(days),
        cmocka_unit_test(our_catalogues_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
