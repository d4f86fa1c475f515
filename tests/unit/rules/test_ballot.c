/* Ballots against a run's rules, the order of revisions and nonces, ranks 1-2-2-4 with the cut line
 * inside a tie, the number of dots proposed, settings within their bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "events/rules/ballot.h"
#include "events/rules/rank.h"
#include "events/rules/setting.h"

static const int64_t options[] = {10, 20, 30};

static void dots(void **state) {
    (void)state;
    struct rules_dot good[] = {{10, 2}, {30, 1}}, strange[] = {{15, 1}}, high[] = {{10, 3}};
    assert_int_equal(rules_ballot_check(good, 2, options, 3, 3, 2), RULES_BALLOT_GOOD);
    assert_int_equal(rules_ballot_check(good, 0, options, 3, 3, 2), RULES_BALLOT_GOOD);
    assert_int_equal(rules_ballot_check(good, 2, options, 3, 2, 2), RULES_BALLOT_TOO_MANY);
    assert_int_equal(rules_ballot_check(high, 1, options, 3, 3, 2),
                     RULES_BALLOT_TOO_MANY_ON_OPTION);
    assert_int_equal(rules_ballot_check(high, 1, options, 3, 3, 0), RULES_BALLOT_GOOD);
    assert_int_equal(rules_ballot_check(strange, 1, options, 3, 3, 2),
                     RULES_BALLOT_NO_SUCH_OPTION);
    assert_int_equal(rules_ballot_check(good, 2, options, 0, 3, 2), RULES_BALLOT_NO_SUCH_OPTION);
}

static void tidy(void **state) {
    (void)state;
    struct rules_dot dots[] = {{30, 1}, {10, 0}, {30, 2}, {20, 1}};
    assert_int_equal(rules_ballot_tidy(dots, 4), 2);
    assert_int_equal(dots[0].option, 20);
    assert_int_equal(dots[1].points, 3);
    struct rules_dot many[] = {{10, 65535}, {10, 65535}};
    assert_int_equal(rules_ballot_tidy(many, 2), 1);
    assert_int_equal(rules_ballot_check(many, 1, options, 3, 65535, 0), RULES_BALLOT_TOO_MANY);
}

static void order(void **state) {
    (void)state;
    struct rules_stored none = {0, 0}, stored = {3, 77};
    assert_int_equal(rules_ballot_order(&none, 1, 5, 0), RULES_WRITE);
    assert_int_equal(rules_ballot_order(&none, 0, 0, 1), RULES_OLD);
    assert_int_equal(rules_ballot_order(&stored, 4, 77, 0), RULES_WRITE);
    assert_int_equal(rules_ballot_order(&stored, 3, 77, 1), RULES_SAME_AGAIN);
    assert_int_equal(rules_ballot_order(&stored, 2, 77, 1), RULES_SAME_AGAIN);
    assert_int_equal(rules_ballot_order(&stored, 3, 77, 0), RULES_OLD);
    assert_int_equal(rules_ballot_order(&stored, 3, 78, 1), RULES_OLD);
    assert_int_equal(rules_ballot_order(&stored, 2, 78, 0), RULES_OLD);
}

static void proposed(void **state) {
    (void)state;
    static const int expected[][2] = {{0, 2}, {1, 2}, {8, 2}, {9, 3}, {12, 3}, {13, 4}, {32, 8},
                                      {33, 8}, {90, 8}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(rules_dots_proposed((size_t)expected[i][0]), expected[i][1]);
}

static void ranks(void **state) {
    (void)state;
    struct rules_tally t[] = {{.option = 4, .points = 5}, {.option = 3, .points = 7},
                              {.option = 2, .points = 7}, {.option = 1, .points = 9}};
    assert_false(rules_rank(t, 4, 3, RULES_TIE_UNDECIDED, 0));
    static const int64_t ids[] = {1, 2, 3, 4};
    static const int rank[] = {1, 2, 2, 4};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(t[i].option, ids[i]);
        assert_int_equal(t[i].rank, rank[i]);
        assert_int_equal(t[i].tied, rank[i] == 2);
        assert_int_equal(t[i].above, i < 3);
    }
    assert_false(rules_rank(t, 4, 0, RULES_TIE_ALL, 0));
    assert_false(t[0].above);
}

static void cut_inside_a_tie(void **state) {
    (void)state;
    static const struct { enum rules_tie tie; int64_t chosen; const char *above; } rows[] = {
        {RULES_TIE_UNDECIDED, 0, "1000"}, {RULES_TIE_RUNOFF, 0, "1000"},
        {RULES_TIE_ALL, 0, "1110"}, {RULES_TIE_DECIDED, 3, "1010"}, {RULES_TIE_DECIDED, 0, "1100"},
        {RULES_TIE_DECIDED, 4, "1100"},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct rules_tally t[] = {{.option = 1, .points = 9}, {.option = 2, .points = 7},
                                  {.option = 3, .points = 7}, {.option = 4, .points = 5}};
        assert_true(rules_rank(t, 4, 2, rows[r].tie, rows[r].chosen));
        for (size_t i = 0; i < 4; i++) assert_int_equal(t[i].above, rows[r].above[i] == '1');
    }
}

static void settings(void **state) {
    (void)state;
    const struct rules_setting *row;
    for (size_t i = 0; (row = rules_event_setting(i)); i++)
        if (row->min == 0 || row->type == RULES_WORD || row->type == RULES_INT)
            assert_true(rules_setting_fits(row, row->fallback));
    for (size_t i = 0; (row = rules_item_setting(i)); i++) {
        assert_true(row->kinds != 0);
        assert_ptr_equal(rules_item_setting_find(row->name), row);
    }
    row = rules_event_setting_find("safe_percent");
    assert_true(rules_setting_fits(row, "10"));
    assert_false(rules_setting_fits(row, "11"));
    assert_false(rules_setting_fits(row, "ten"));
    row = rules_event_setting_find("language");
    assert_true(rules_setting_fits(row, "en"));
    assert_false(rules_setting_fits(row, "e"));
    assert_null(rules_event_setting_find("colour"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots), cmocka_unit_test(tidy), cmocka_unit_test(order),
        cmocka_unit_test(proposed), cmocka_unit_test(ranks), cmocka_unit_test(cut_inside_a_tie),
        cmocka_unit_test(settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
