/* Proves: five tries are free, then waits double up to a quarter of an hour; they concern one name
 * from one address, so that nobody locks others out; being right forgives; a name over many
 * addresses and all together have a limit of their own; a full table still holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "admin/guard.h"
#include "lib/secret.h"
#include "lib/str.h"

static void waits_grow(void **state) {
    struct guard *g = guard_new();
    int64_t now = 1000000, last = 0;

    (void)state;
    for (int i = 0; i < 5; i++)
        assert_int_equal(guard_try(g, "Ada", "10.0.0.1", now), 0);
    for (int i = 0; i < 8; i++) {
        int64_t wait = guard_try(g, "ADA", "10.0.0.1", now);     /* the same name */
        assert_true(wait >= 15000 && wait <= 15 * 60000);
        assert_true(wait > last || wait == 15 * 60000);
        assert_true(guard_try(g, "ada", "10.0.0.1", now + wait - 1) > 0);
        now += wait;
        assert_int_equal(guard_try(g, "ada", "10.0.0.1", now), 0);
        last = wait;
    }
    assert_int_equal(last, 15 * 60000);
    assert_int_equal(guard_try(g, "ada", "10.0.0.2", now), 0);   /* she herself, elsewhere */
    guard_well(g, "Ada", "10.0.0.1");
    for (int i = 0; i < 5; i++)
        assert_int_equal(guard_try(g, "ada", "10.0.0.1", now), 0);
    guard_free(g);
}

static void over_addresses(void **state) {
    struct guard *g = guard_new();
    char address[20], name[20];
    int passed = 0;

    (void)state;
    for (int i = 0; i < 100; i++) {
        str_format(address, sizeof address, "10.0.1.%d", i);
        passed += guard_try(g, "ada", address, 1000) == 0;
    }
    assert_int_equal(passed, 20);                       /* one name, a minute */
    for (int i = 0; i < 100; i++) {
        str_format(name, sizeof name, "name %d", i);
        passed += guard_try(g, name, "10.0.0.9", 1000) == 0;
    }
    assert_int_equal(passed, 60);                       /* all together, a minute */
    assert_int_equal(guard_try(g, "grace", "10.0.0.7", 1000 + 60000), 0);
    guard_free(g);
}

static void full_table(void **state) {
    struct guard *g = guard_new();
    char name[20];
    int64_t now = 0;

    (void)state;
    for (int i = 0; i < 6; i++)
        guard_try(g, "ada", "10.0.0.1", now += 2000);
    for (int i = 0; i < 200; i++) {
        str_format(name, sizeof name, "name %d", i);
        guard_try(g, name, "10.0.0.9", now += 1100);
        if (i % 20 == 0)
            guard_try(g, "ada", "10.0.0.1", now += 1000000);     /* still guessing */
    }
    assert_true(guard_try(g, "ada", "10.0.0.1", now + 1) > 0);
    guard_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_grow), cmocka_unit_test(over_addresses),
        cmocka_unit_test(full_table),
    };

    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
