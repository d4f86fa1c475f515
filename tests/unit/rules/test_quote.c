/* Proves: a signature that tells a person by any part of the name is found, whatever its case,
 * accents and order; titles, the person's own function and organisation tell nobody; the whole name
 * is found where all of it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "events/rules/quote.h"

static void tells(void **state) {
    (void)state;
    assert_true(rules_tells_name("Ayşe Öz, Stadt Essen", "Ayse Öz", NULL));
    assert_true(rules_tells_name("Frau OEZ, Personalamt", "Dr. Ayşe Öz", NULL));
    assert_true(rules_tells_name("Öz", "Öz, Ayşe", ""));
    assert_true(rules_tells_name("Müller-Lüdenscheid (Jugendamt)", "Karl Lüdenscheid", NULL));
    assert_false(rules_tells_name("Personalamt, Stadt Essen", "Ayşe Öz", NULL));
    assert_false(rules_tells_name("Dr. med., Gesundheitsamt", "Dr. Ayşe von Öz", NULL));
    assert_false(rules_tells_name("Stadt Essen", "Peter Essen", "Stadt Essen"));
    assert_true(rules_tells_name("Peter, Stadt Essen", "Peter Essen", "Stadt Essen"));
    assert_false(rules_tells_name("Bergkamen", "Anna Berg", NULL));
    assert_false(rules_tells_name("", "Anna Berg", NULL));
    assert_false(rules_tells_name("Stadt Essen", "", NULL));
}

static void holds(void **state) {
    (void)state;
    assert_true(rules_holds_name("BERG, Anna (Stadt Essen)", "Anna Berg"));
    assert_false(rules_holds_name("Frau Berg, Stadt Essen", "Anna Berg"));
    assert_false(rules_holds_name("Stadt Essen", ""));
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(tells), cmocka_unit_test(holds) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
