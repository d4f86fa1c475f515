/* The "Next" table of methods.md, every state by every step, written out a second time in the
 * letters of the paper; what needs two presses; what undo may take back; where a closing ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "events/rules/run.h"
#include "events/rules/step.h"

/* o open, p pause, c close (twice), r reveal, e re-open (twice), n next item, w new run,
 * x clear (twice), - nothing. Columns: next, open, pause, O, C, re-open, R, new run, clear. */
static const char *const table[] = {
    [RULES_PREPARED] = "oo-o-----",
    [RULES_OPEN] = "c-ppc----",
    [RULES_PAUSED] = "oo-oc---x",
    [RULES_CLOSING] = "---------",
    [RULES_CLOSED] = "r--e-erwx",
    [RULES_REVEALED] = "n------wx",
    [RULES_ARCHIVED] = "---------",
};
static const enum rules_step columns[] = {
    RULES_STEP_NEXT, RULES_STEP_OPEN, RULES_STEP_PAUSE, RULES_STEP_OPEN_OR_PAUSE,
    RULES_STEP_CLOSE, RULES_STEP_REOPEN, RULES_STEP_REVEAL, RULES_STEP_NEW_RUN, RULES_STEP_CLEAR,
};
static const struct { char letter; enum rules_step step; bool twice; } letters[] = {
    {'o', RULES_STEP_OPEN, false}, {'p', RULES_STEP_PAUSE, false}, {'c', RULES_STEP_CLOSE, true},
    {'r', RULES_STEP_REVEAL, false}, {'e', RULES_STEP_REOPEN, true}, {'n', RULES_STEP_NEXT, false},
    {'w', RULES_STEP_NEW_RUN, false}, {'x', RULES_STEP_CLEAR, true},
};

static void check(struct rules_run run, enum rules_step step, char letter) {
    struct rules_move move = rules_run_move(&run, step);
    if (letter == '-') {
        assert_int_equal(move.verdict, RULES_NOT_NOW);
        return;
    }
    size_t i = 0;
    while (letters[i].letter != letter) i++;
    assert_int_equal(move.step, letters[i].step);
    assert_int_equal(move.verdict, letters[i].twice ? RULES_ASK : RULES_DO);
    run.confirm = letters[i].step;
    assert_int_equal(rules_run_move(&run, step).verdict, RULES_DO);
}

static void every_state_by_every_step(void **state) {
    (void)state;
    for (int kind = RULES_VISIONS; kind <= RULES_DOTS; kind++)
        for (int s = RULES_PREPARED; s <= RULES_ARCHIVED; s++)
            for (size_t c = 0; c < 9; c++)
                check((struct rules_run){.kind = (enum rules_kind)kind,
                          .state = (enum rules_state)s, .options = 3, .confirm = RULES_STEPS},
                      columns[c], table[s][c]);
}

/* After the event's close nothing begins, but one can still look back through the agenda. */
static void when_all_is_over(void **state) {
    (void)state;
    static const char *const over[] = {
        [RULES_PREPARED] = "n--------", [RULES_CLOSED] = "r-----r-x",
        [RULES_REVEALED] = "n-------x",
    };
    static const enum rules_state states[] = {RULES_PREPARED, RULES_CLOSED, RULES_REVEALED};
    for (size_t i = 0; i < 3; i++)
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            struct rules_run run = {.kind = RULES_DOTS, .state = states[i], .options = 3,
                                    .over = true, .confirm = RULES_STEPS};
            check(run, columns[c], over[states[i]][c]);
        }
}

static void a_stray_press_closes_nothing(void **state) {
    (void)state;
    struct rules_run run = {.kind = RULES_DOTS, .state = RULES_OPEN, .options = 3,
                            .confirm = RULES_STEP_REOPEN};
    assert_int_equal(rules_run_move(&run, RULES_STEP_NEXT).verdict, RULES_ASK);
    run.confirm = RULES_STEP_CLEAR;
    assert_int_equal(rules_run_move(&run, RULES_STEP_CLOSE).verdict, RULES_ASK);
}

static void straight_on(void **state) {
    (void)state;
    static const enum rules_kind kinds[] = {RULES_ARRIVAL, RULES_TALK, RULES_BREAK};
    for (size_t i = 0; i < 3; i++) {
        struct rules_run run = {.kind = kinds[i], .confirm = RULES_STEPS};
        assert_int_equal(rules_run_move(&run, RULES_STEP_NEXT).verdict, RULES_DO);
        assert_int_equal(rules_run_move(&run, RULES_STEP_NEXT).step, RULES_STEP_NEXT);
        assert_int_equal(rules_run_move(&run, RULES_STEP_OPEN).verdict, RULES_NOT_NOW);
        assert_int_equal(rules_run_move(&run, RULES_STEP_CLOSE).verdict, RULES_NOT_NOW);
    }
}

static void options_and_seals(void **state) {
    (void)state;
    struct rules_run run = {.kind = RULES_DOTS, .state = RULES_PREPARED, .confirm = RULES_STEPS};
    assert_int_equal(rules_run_move(&run, RULES_STEP_NEXT).verdict, RULES_NO_OPTIONS);
    run = (struct rules_run){.kind = RULES_DOTS, .state = RULES_CLOSED, .sealed = true,
                             .options = 2, .confirm = RULES_STEP_REOPEN};
    assert_int_equal(rules_run_move(&run, RULES_STEP_REOPEN).verdict, RULES_IS_SEALED);
    assert_int_equal(rules_run_move(&run, RULES_STEP_OPEN_OR_PAUSE).verdict, RULES_IS_SEALED);
    assert_int_equal(rules_run_move(&run, RULES_STEP_NEXT).step, RULES_STEP_REVEAL);
}

static void undo(void **state) {
    (void)state;
    assert_int_equal(rules_run_undo(RULES_STEP_CLOSE, RULES_CLOSING, false), RULES_DO);
    assert_int_equal(rules_run_undo(RULES_STEP_CLOSE, RULES_CLOSED, false), RULES_DO);
    assert_int_equal(rules_run_undo(RULES_STEP_CLOSE, RULES_CLOSED, true), RULES_IS_SEALED);
    assert_int_equal(rules_run_undo(RULES_STEP_CLOSE, RULES_REVEALED, true), RULES_IS_SEALED);
    assert_int_equal(rules_run_undo(RULES_STEP_REVEAL, RULES_REVEALED, true), RULES_DO);
    assert_int_equal(rules_run_undo(RULES_STEP_OPEN, RULES_OPEN, false), RULES_DO);
    assert_int_equal(rules_run_undo(RULES_STEP_OPEN, RULES_CLOSED, false), RULES_NOT_NOW);
    assert_int_equal(rules_run_undo(RULES_STEP_BLANK, RULES_CLOSED, true), RULES_DO);
}

static void cards_appear(void **state) {
    (void)state;
    assert_int_equal(rules_appear_resolve(RULES_APPEAR_AUTO, 30), RULES_LIVE);
    assert_int_equal(rules_appear_resolve(RULES_APPEAR_AUTO, 31), RULES_RELEASE);
    assert_int_equal(rules_appear_resolve(RULES_REVEAL, 500), RULES_REVEAL);
    assert_int_equal(rules_card_begins(RULES_RELEASE, false), RULES_WAITING);
    assert_int_equal(rules_card_begins(RULES_LIVE, false), RULES_SHOWN);
    assert_int_equal(rules_card_begins(RULES_LIVE, true), RULES_HELD);
    assert_int_equal(rules_run_after_closing(RULES_VISIONS, RULES_LIVE), RULES_REVEALED);
    assert_int_equal(rules_run_after_closing(RULES_VISIONS, RULES_RELEASE), RULES_REVEALED);
    assert_int_equal(rules_run_after_closing(RULES_VISIONS, RULES_REVEAL), RULES_CLOSED);
    assert_int_equal(rules_run_after_closing(RULES_DOTS, RULES_LIVE), RULES_CLOSED);
}

static void step_rows_are_in_order(void **state) {
    (void)state;
    enum rules_step back;
    for (int i = 0; i < RULES_STEPS; i++) {
        assert_int_equal(rules_step_row((enum rules_step)i)->step, i);
        assert_true(rules_step_from_name(rules_step_name((enum rules_step)i), &back));
        assert_int_equal(back, i);
        assert_int_equal(rules_step_row((enum rules_step)i)->undo, i != RULES_STEP_UNDO);
    }
    assert_false(rules_step_from_name("explode", &back));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_by_every_step),
        cmocka_unit_test(when_all_is_over), cmocka_unit_test(a_stray_press_closes_nothing),
        cmocka_unit_test(straight_on), cmocka_unit_test(options_and_seals), cmocka_unit_test(undo),
        cmocka_unit_test(cards_appear), cmocka_unit_test(step_rows_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
