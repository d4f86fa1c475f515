/* What people type about their languages becomes letters: German and English names, own names, ISO
 * letters, every separator, how well they know it; unknown words are told and the known ones kept;
 * letters to names and back lose nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "events/rules/languages.h"
#include "events/rules/typed.h"

static void typed(void **state) {
    static const struct { const char *typed, *letters; bool known; } rows[] = {
        { "", "", true }, { "  ", "", true }, { "-", "", true },
        { "Deutsch", "de", true }, { "DE", "de", true }, { "de, tr", "de tr", true },
        { "Türkisch; Deutsch", "tr de", true }, { "turkisch/deutsch", "tr de", true },
        { "Deutsch und Arabisch", "de ar", true }, { "German and Dari", "de fa", true },
        { "Deutsch Englisch", "de en", true }, { "de-en", "de en", true },
        { "Türkisch (Muttersprache), Deutsch (C1)", "tr de", true },
        { "Deutsch: fließend, Englisch gut", "de en", true },
        { "Deutsche Gebärdensprache", "dgs", true }, { "DGS + Deutsch", "dgs de", true },
        { "German Sign Language, English", "dgs en", true },
        { "Türkçe, العربية, українська, Русский", "tr ar uk ru", true },
        { "deutsch, Deutsch, DE", "de", true },
        { "Deutsch, Klingonisch", "de", false }, { "xx", "", false },
        { "de, en, fr, es, it, pl, ru", "de en fr es it pl", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[RULES_LANGUAGES_TEXT];
        bool known = rules_languages_read(got, rows[i].typed);
        if (strcmp(got, rows[i].letters) || known != rows[i].known)
            fail_msg("%s: %s %d", rows[i].typed, got, known);
    }
}

static void shown(void **state) {
    struct str out = STR_INIT;
    (void)state;
    rules_languages_words(&out, "de tr dgs", "de");
    assert_string_equal(out.data, "Deutsch, Türkisch, Deutsche Gebärdensprache");
    str_clear(&out);
    rules_languages_words(&out, "de tr", "en");
    assert_string_equal(out.data, "German, Turkish");
    str_clear(&out);
    rules_languages_letters(&out, "de tr dgs");
    assert_string_equal(out.data, "DE · TR · DGS");
    str_clear(&out);
    rules_languages_words(&out, "", "de");
    assert_string_equal(out.data, "");
    str_release(&out);
}

/* Every name leads back to its own letters: no spelling stands twice. */
static void back(void **state) {
    (void)state;
    size_t n = 0;
    for (; rules_language(n); n++) {
        static const char *const ways[] = { "de", "en" };
        for (size_t w = 0; w < 2; w++) {
            struct str words = STR_INIT;
            char got[RULES_LANGUAGES_TEXT];
            rules_languages_words(&words, rules_language(n), ways[w]);
            assert_true(rules_languages_read(got, words.data));
            assert_string_equal(got, rules_language(n));
            str_release(&words);
        }
        assert_true(strlen(rules_language(n)) <= 3);
    }
    assert_true(n > 60);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(typed), cmocka_unit_test(shown),
                                        cmocka_unit_test(back) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
