/* Proves that soft hyphens for narrow pages stand only in long words and at the joints of
 * compounds, and that other scripts, and all words without a dictionary, stay as they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "lib/hyphen.h"

#define SOFT "\u00AD"

static int start(void **state) {
    *state = hyphen_load("de");
    return *state ? 0 : -1;
}

static int stop(void **state) {
    hyphen_free(*state);
    return 0;
}

static void expect(const struct hyphen *h, const char *words, const char *wished) {
    char *soft = hyphen_soft(h, words);
    assert_string_equal(soft, wished);
    free(soft);
}

static void only_long_words_part(void **state) {
    expect(*state, "Personal schulen", "Personal schulen");
    expect(*state, "Entwicklung", "Entwicklung");    /* eleven letters */
    expect(*state, "", "");
    expect(*state, "Fachkräftemangel beenden", "Fach" SOFT "kräfte" SOFT "mangel beenden");
}

static void compounds_part_between_their_parts(void **state) {
    expect(*state, "Auswahlverfahren prüfen", "Auswahl" SOFT "verfahren prüfen");
    expect(*state, "Migrantenvertretungen früh", "Migranten" SOFT "vertretungen früh");
    /* a part too long for a narrow line may part itself, the short one does not */
    expect(*state, "Gleichstellungsbeauftragte",
           "Gleich" SOFT "stel" SOFT "lungs" SOFT "beauftragte");
}

static void other_scripts_stay_as_they_are(void **state) {
    expect(*state, "مدينةللجميعفيالمدينة", "مدينةللجميعفيالمدينة");
    expect(*state, "<b>&amp;\"", "<b>&amp;\"");
}

static void without_a_dictionary_words_stay(void **state) {
    (void)state;
    assert_null(hyphen_load("tr"));
    assert_null(hyphen_load(NULL));
    expect(NULL, "Migrantenvertretung", "Migrantenvertretung");
    hyphen_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_long_words_part),
        cmocka_unit_test(compounds_part_between_their_parts),
        cmocka_unit_test(other_scripts_stay_as_they_are),
        cmocka_unit_test(without_a_dictionary_words_stay),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
