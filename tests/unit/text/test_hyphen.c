/* Proves that words part where a reader would part them: compounds at their joints, never closer
 * than four letters to an edge, short words and other scripts not at all; and that a line is only
 * hyphenated where it must be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "lib/text/text.h"

static int start(void **state) {
    *state = text_new(NULL);
    return 0;
}

static int stop(void **state) {
    text_free(*state);
    return 0;
}

/* The word as hyphenated, "-" for each soft hyphen. */
static char *shown(struct text *t, const char *word, const char *language) {
    char *soft = text_hyphenate(t, word, language), *to = soft;
    for (const char *from = soft; *from; from++)
        if ((unsigned char)from[0] == 0xC2 && (unsigned char)from[1] == 0xAD) {
            *to++ = '-';
            from++;
        } else {
            *to++ = *from;
        }
    *to = '\0';
    return soft;
}

static void expect(struct text *t, const char *word, const char *wished) {
    char *got = shown(t, word, "de");
    assert_string_equal(got, wished);
    free(got);
}

static void compounds_part_at_their_joints(void **state) {
    expect(*state, "Personalentwicklung", "Perso-nal-ent-wick-lung");
    expect(*state, "Fachkräftemangel", "Fach-kräfte-mangel");
    expect(*state, "Gleichstellungsbeauftragte", "Gleich-stel-lungs-beauf-tragte");
    expect(*state, "(Willkommenskultur,", "(Will-kom-mens-kultur,");
}

static void short_and_foreign_words_stay_whole(void **state) {
    expect(*state, "Schule", "Schule");
    expect(*state, "Rathaus", "Rathaus");
    expect(*state, "Stadt Essen 2026", "Stadt Essen 2026");
    expect(*state, "مدينةللجميعفيالمدينة", "مدينةللجميعفيالمدينة");
    expect(*state, "çalışmaŞartları", "çalışmaŞartları");
}

static void english_has_its_own_patterns(void **state) {
    char *got = shown(*state, "understanding", "en");
    assert_string_equal(got, "under-standing");
    free(got);
    got = shown(*state, "understanding", "tr");
    assert_string_equal(got, "understanding");
    free(got);
}

static void a_line_is_hyphenated_only_where_it_must(void **state) {
    struct text_style style = { .family = "Inter", .weight = 500, .size_max = 32, .size_min = 32,
                                .line_height = 1.25, .hyphenate = true, .language = "de" };
    /* fits whole on the second line, the first is well filled */
    assert_int_equal(text_measure(*state, "Mehrsprachigkeit zählt bei jeder Einstellung", &style,
                                  366, 0).lines, 2);
    /* wider than the line: must part, and then nothing is clipped */
    struct text_fit fit = text_measure(*state, "Ausbildungsbotschafterinnen", &style, 300, 0);
    assert_int_equal(fit.lines, 2);
    assert_false(fit.clipped);
    style.hyphenate = false;
    style.size_min = 10;
    assert_true(text_measure(*state, "Ausbildungsbotschafterinnen", &style, 300, 0).size < 32);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compounds_part_at_their_joints),
        cmocka_unit_test(short_and_foreign_words_stay_whole),
        cmocka_unit_test(english_has_its_own_patterns),
        cmocka_unit_test(a_line_is_hyphenated_only_where_it_must),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
