/* Proves that limits count per person, per address and for all (S-11): what is allowed passes, one
 * more does not, time gives back, looking does not count, a flood of addresses frees nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "kiosk/web/limit.h"
#include "lib/secret.h"
#include "lib/str.h"

static int fill(struct web_limits *l, enum web_limit what, const struct web_limit_who *who,
                int64_t at, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) passed += web_limits_pass(l, what, who, at, true);
    return passed;
}

static void person_and_time(void **state) {
    struct web_limits *l = web_limits_new();
    struct web_limit_who one = {.person = 1, .address = "10.0.0.1", .address_factor = 50};
    struct web_limit_who two = {.person = 2, .address = "10.0.0.2", .address_factor = 50};
    (void)state;
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &one, 1000, 20), 6);
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &two, 1000, 20), 6);
    assert_int_equal(fill(l, WEB_LIMIT_VOTE, &one, 1000, 100), 60);
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &one, 1000 + 9000, 20), 0);
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &one, 1000 + 20000, 20), 2);
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &one, 1000 + 200000, 20), 6);
    web_limits_free(l);
}

/* Many people behind one address get the factor; wrong codes never do. */
static void address(void **state) {
    struct web_limits *l = web_limits_new();
    struct web_limit_who who = {.address = "10.0.0.1", .address_factor = 2};
    int passed = 0;
    (void)state;
    for (int64_t p = 1; p <= 10; p++) {
        who.person = p;
        passed += fill(l, WEB_LIMIT_CARD, &who, 5000, 6);
    }
    assert_int_equal(passed, 12);
    who = (struct web_limit_who){.address = "10.0.0.1", .address_factor = 50};
    assert_int_equal(fill(l, WEB_LIMIT_JOIN, &who, 5000, 30), 10);
    web_limits_free(l);
}

static void looking(void **state) {
    struct web_limits *l = web_limits_new();
    struct web_limit_who who = {.address = "10.0.0.1", .address_factor = 1};
    (void)state;
    for (int i = 0; i < 50; i++)
        assert_true(web_limits_pass(l, WEB_LIMIT_JOIN, &who, 5000, false));
    assert_int_equal(fill(l, WEB_LIMIT_JOIN, &who, 5000, 30), 10);
    assert_false(web_limits_pass(l, WEB_LIMIT_JOIN, &who, 5000, false));
    web_limits_free(l);
}

/* A refusal by one bucket takes from none: the limit of all is not eaten by one busy phone. */
static void all_together(void **state) {
    struct web_limits *l = web_limits_new();
    struct web_limit_who busy = {.person = 1, .guests = 2}, calm = {.person = 2, .guests = 2};
    (void)state;
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &busy, 5000, 1000), 6);
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &calm, 5000, 1000), 6);
    calm.person = 3;
    assert_int_equal(fill(l, WEB_LIMIT_CARD, &calm, 5000, 1000), 0);
    web_limits_free(l);
}

static void flood(void **state) {
    struct web_limits *l = web_limits_new();
    struct web_limit_who guilty = {.address = "10.0.0.1", .address_factor = 1};
    (void)state;
    assert_int_equal(fill(l, WEB_LIMIT_JOIN, &guilty, 5000, 30), 10);
    for (int i = 0; i < 40000; i++) {
        char name[24];
        struct web_limit_who who = {.address = name, .address_factor = 1};
        (void)str_format(name, sizeof name, "10.%d.%d.%d", i / 62500 + 1, i / 250 % 250, i % 250);
        (void)web_limits_pass(l, WEB_LIMIT_JOIN, &who, 5000, true);
    }
    assert_int_equal(fill(l, WEB_LIMIT_JOIN, &guilty, 5000, 30), 0);
    web_limits_free(l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(person_and_time), cmocka_unit_test(address), cmocka_unit_test(looking),
        cmocka_unit_test(all_together), cmocka_unit_test(flood),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
