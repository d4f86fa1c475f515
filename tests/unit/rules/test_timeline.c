/* Proves: starts follow from the beginning and the lengths, a fixed start shows as gap or overlap
 * and what follows counts from it; each finding is made where it is due and nowhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "events/rules/timeline.h"

#define MIN INT64_C(60000)
#define NINE (INT64_C(29895480) * MIN)

static void times_follow_from_the_start(void **state) {
    struct rules_slot s[] = { { .minutes = 30 }, { .minutes = 20 }, { .minutes = 0 },
                              { .minutes = 5 } };
    (void)state;
    rules_timeline(s, 4, NINE);
    assert_int_equal(s[0].start_ms, NINE);
    assert_int_equal(s[1].start_ms, NINE + 30 * MIN);
    assert_int_equal(s[2].start_ms, NINE + 50 * MIN);
    assert_int_equal(s[2].end_ms, s[2].start_ms);
    assert_int_equal(s[3].end_ms, NINE + 55 * MIN);
    for (int i = 0; i < 4; i++)
        assert_int_equal(s[i].gap, 0);
}

static void a_fixed_time_leaves_a_gap_or_overlaps(void **state) {
    struct rules_slot s[] = { { .minutes = 30 }, { .minutes = 20, .fixed_ms = NINE + 40 * MIN },
                              { .minutes = 10, .fixed_ms = NINE + 50 * MIN }, { .minutes = 5 } };
    (void)state;
    rules_timeline(s, 4, NINE);
    assert_int_equal(s[1].gap, 10);
    assert_int_equal(s[2].gap, -10);
    assert_int_equal(s[3].start_ms, NINE + 60 * MIN);
}

static void on_the_day_the_rest_moves(void **state) {
    struct rules_slot s[] = { { .minutes = 30 }, { .minutes = 20 }, { .minutes = 10 },
                              { .minutes = 15, .fixed_ms = NINE + 90 * MIN }, { .minutes = 5 } };
    (void)state;
    rules_timeline(s, 5, NINE);
    rules_forecast(s, 5, 1, NINE + 40 * MIN, NINE + 45 * MIN);
    assert_int_equal(s[0].end_ms, NINE + 30 * MIN);         /* what is over stays */
    assert_int_equal(s[1].start_ms, NINE + 40 * MIN);
    assert_int_equal(s[2].start_ms, NINE + 60 * MIN);
    assert_int_equal(s[3].start_ms, NINE + 90 * MIN);       /* waited for */
    rules_forecast(s, 5, 1, NINE + 40 * MIN, NINE + 85 * MIN);
    assert_int_equal(s[1].end_ms, NINE + 85 * MIN);         /* longer than planned already */
    assert_int_equal(s[3].start_ms, NINE + 95 * MIN);
    assert_int_equal(s[4].end_ms, NINE + 115 * MIN);
}

static void without_a_beginning_nobody_knows(void **state) {
    struct rules_slot s[] = { { .minutes = 30 }, { .minutes = 20, .fixed_ms = NINE },
                              { .minutes = 10 } };
    (void)state;
    rules_timeline(s, 3, 0);
    assert_int_equal(s[0].start_ms, 0);
    assert_int_equal(s[0].end_ms, 0);
    assert_int_equal(s[1].gap, 0);
    assert_int_equal(s[2].start_ms, NINE + 20 * MIN);
}

static size_t check(struct rules_slot *s, const struct rules_planned *p, size_t n, int64_t end,
                    struct rules_finding *out) {
    rules_timeline(s, n, NINE);
    return rules_plan_check(s, p, n, end, out, 8);
}

static void a_good_plan_has_no_findings(void **state) {
    struct rules_slot s[] = { { .minutes = 30 }, { .minutes = 15 }, { .minutes = 15 } };
    const struct rules_planned p[] = { { .kind = RULES_ARRIVAL }, { .kind = RULES_VISIONS },
        { .kind = RULES_DOTS, .source = 2, .dots = 3, .per_option = 2, .cut = 2 } };
    struct rules_finding f[8];
    (void)state;
    assert_int_equal(check(s, p, 3, NINE + 60 * MIN, f), 0);
}

static void the_sum_passes_the_end(void **state) {
    struct rules_slot s[] = { { .minutes = 90 }, { .minutes = 10, .fixed_ms = NINE + 60 * MIN } };
    const struct rules_planned p[] = { { .kind = RULES_TALK }, { .kind = RULES_BREAK } };
    struct rules_finding f[8];
    (void)state;
    assert_int_equal(check(s, p, 2, NINE + 80 * MIN, f), 2);
    assert_int_equal(f[0].what, RULES_OVER_END);
    assert_int_equal(f[0].item, -1);
    assert_int_equal(f[0].n, 10);
    assert_int_equal(f[1].what, RULES_OVERLAP);
    assert_int_equal(f[1].item, 1);
    assert_int_equal(f[1].n, 30);
    assert_int_equal(check(s, p, 2, 0, f), 1);
}

static void what_a_vote_needs(void **state) {
    static const struct { struct rules_planned p; enum rules_finding_what what; } rows[] = {
        { { .kind = RULES_DOTS }, RULES_VOTE_EMPTY },
        { { .kind = RULES_DOTS, .source = -1 }, RULES_SOURCE_GONE },
        { { .kind = RULES_DOTS, .source = 2 }, RULES_SOURCE_LATER },
        { { .kind = RULES_DOTS, .options = 16 }, RULES_MANY_OPTIONS },
        { { .kind = RULES_DOTS, .options = 3, .dots = 7, .per_option = 2 }, RULES_DOTS_LEFT },
        { { .kind = RULES_DOTS, .options = 3, .cut = 3 }, RULES_CUT_ALL },
        { { .kind = RULES_DOTS, .options = 15, .dots = 7, .cut = 3 }, RULES_FINDINGS },
        { { .kind = RULES_DOTS, .begun = true }, RULES_FINDINGS },
        { { .kind = RULES_TALK }, RULES_FINDINGS },
    };
    struct rules_finding f[8];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rules_slot s[] = { { .minutes = 1 } };
        size_t n = check(s, &rows[i].p, 1, 0, f);
        assert_int_equal(n, rows[i].what == RULES_FINDINGS ? 0 : 1);
        if (n)
            assert_int_equal(f[0].what, rows[i].what);
    }
}

static void no_more_than_asked_for_is_written(void **state) {
    struct rules_slot s[] = { { .minutes = 0 }, { .minutes = 0 } };
    const struct rules_planned p[] = { { .kind = RULES_TALK }, { .kind = RULES_TALK } };
    struct rules_finding f[2] = { { 0 }, { .n = 77 } };
    (void)state;
    rules_timeline(s, 2, NINE);
    assert_int_equal(rules_plan_check(s, p, 2, 0, f, 1), 2);
    assert_int_equal(f[0].what, RULES_NO_LENGTH);
    assert_int_equal(f[1].n, 77);
    assert_true(rules_finding_serious(RULES_VOTE_EMPTY));
    assert_false(rules_finding_serious(RULES_GAP));
}

static void a_plan_of_another_day_is_no_delay(void **state) {
    (void)state;
    int64_t nine = INT64_C(1226044800000), minute = 60000, day = 24 * 60 * minute;
    assert_int_equal(rules_drift(nine, nine + 7 * minute + 59000), 7);
    assert_int_equal(rules_drift(nine, nine - 3 * minute), -3);
    assert_int_equal(rules_drift(nine, nine + 59000), 0);
    assert_int_equal(rules_drift(nine, nine + 11 * 60 * minute), 660);
    assert_int_equal(rules_drift(nine, nine + day), 0);
    assert_int_equal(rules_drift(nine, nine - 6592 * day), 0);
    assert_int_equal(rules_drift(0, nine), 0);
    assert_int_equal(rules_drift(nine, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_follow_from_the_start),
        cmocka_unit_test(a_fixed_time_leaves_a_gap_or_overlaps),
        cmocka_unit_test(on_the_day_the_rest_moves),
        cmocka_unit_test(without_a_beginning_nobody_knows),
        cmocka_unit_test(a_good_plan_has_no_findings),
        cmocka_unit_test(the_sum_passes_the_end),
        cmocka_unit_test(what_a_vote_needs),
        cmocka_unit_test(no_more_than_asked_for_is_written),
        cmocka_unit_test(a_plan_of_another_day_is_no_delay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
