/* A name is found however it is typed at the door - without umlauts, with "ue", by any word's
 * beginning, in Turkish and Arabic - and not by what is not in it; organisations typed five ways
 * are proposed as one, different ones are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "events/rules/search.h"

static bool fits(const char *text, const char *query) {
    char *key = rules_search_key(text), *typed = rules_search_key(query);
    bool yes = rules_search_fits(key, typed);
    free(key);
    free(typed);
    return yes;
}

static void finds(void **state) {
    static const char *const rows[][2] = {
        { "Elif Yılmaz", "Yıl" }, { "Elif Yılmaz", "yil" }, { "Elif Yılmaz", "YILMAZ elif" },
        { "Jörg Müller-Lüdenscheidt", "mueller" }, { "Jörg Müller-Lüdenscheidt", "muller" },
        { "Jörg Müller-Lüdenscheidt", "luden" }, { "Joerg Mueller", "jörg mül" },
        { "Groß-Öhlmann", "gross oh" }, { "Łukasz Øster", "luk ost" }, { "Ann O'Brien", "obri" },
        { "Zoë D’Angelo", "d'ang" }, { "محمد الأحمد", "محمد" }, { "van den Berg-Schmitz", "berg" },
        { "Manuel Goethe", "manuel goe" }
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!fits(rows[i][0], rows[i][1])) fail_msg("%s <- %s", rows[i][0], rows[i][1]);
    assert_false(fits("Elif Yılmaz", "lif"));
    assert_false(fits("Elif Yılmaz", "elif x"));
    assert_true(fits("Elif", ""));
    char *key = rules_search_key(" Y-ı. ");
    assert_string_equal(key, "y i");
    assert_int_equal(rules_search_letters(key), 2);
    free(key);
}

static void groups(void **state) {
    static const char *const names[] = {
        "Stadt Mülheim an der Ruhr", "Mülheim", "Stadt Muelheim", "Mühlheim a. d. Ruhr",
        "STADTVERWALTUNG MÜLHEIM", "Stadt Essen", "Stadt Hagen", "Stadtwerke Essen",
        "Verein Mülheim", "Nachbarn am Fluss Mülheim", "Amt 41", "Amt 42", "Stadt Gelsenkirchen",
        "Gelsenkirhcen", "Stadt", "Brücke e. V.", "Brücke e.V."
    };
    static const size_t wanted[] = { 0, 0, 0, 0, 0, 5, 6, 7, 8, 9, 10, 11, 12, 12, 14, 15, 15 };
    size_t group[sizeof names / sizeof *names];
    (void)state;
    rules_similar(names, sizeof names / sizeof *names, group);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (group[i] != wanted[i]) fail_msg("%s: %zu", names[i], group[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(finds), cmocka_unit_test(groups) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
