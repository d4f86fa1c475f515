/* Turns at shared tablets: asked, on, saved, over by themselves after their time; a new badge
 * forgets the one before; a button of an old turn changes nothing; each device has its own; a full
 * table drops the turn nearest its end and never grows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "kiosk/web/turn.h"
#include "lib/secret.h"

static void one_turn(void **state) {
    (void)state;
    struct web_turns *t = web_turns_new();
    assert_int_equal(web_turn_at(t, 7, 0, true).state, WEB_TURN_NONE);
    int64_t id = web_turn_begin(t, 7, 42, 1000);
    struct web_turn now = web_turn_at(t, 7, 1000, false);
    assert_int_equal(now.id, id);
    assert_int_equal(now.person, 42);
    assert_int_equal(now.state, WEB_TURN_ASK);
    web_turn_set(t, 7, id, WEB_TURN_ON, 2000);
    assert_int_equal(web_turn_at(t, 7, 2000, false).left_ms, WEB_TURN_IDLE_MS);
    web_turn_set(t, 7, id, WEB_TURN_SAVED, 3000);
    now = web_turn_at(t, 7, 3000 + WEB_TURN_SAVED_MS - 1, true);
    assert_int_equal(now.state, WEB_TURN_SAVED);
    now = web_turn_at(t, 7, 3000 + WEB_TURN_SAVED_MS, true);
    assert_int_equal(now.state, WEB_TURN_NONE);
    assert_int_equal(now.person, 0);
    assert_true(now.over);
    assert_false(web_turn_at(t, 7, 3000 + WEB_TURN_SAVED_MS, true).over);   /* told once */
    web_turns_free(t);
}

/* Looking on (the script's question) is no sign of life; a form or an entry is. */
static void idle(void **state) {
    (void)state;
    struct web_turns *t = web_turns_new();
    int64_t id = web_turn_begin(t, 1, 5, 0), at = WEB_TURN_IDLE_MS - 1;
    web_turn_set(t, 1, id, WEB_TURN_ON, 0);
    assert_int_equal(web_turn_at(t, 1, at, true).state, WEB_TURN_ON);
    assert_int_equal(web_turn_at(t, 1, at + WEB_TURN_IDLE_MS - 1, false).state, WEB_TURN_ON);
    assert_int_equal(web_turn_at(t, 1, at + WEB_TURN_IDLE_MS, false).state, WEB_TURN_NONE);
    (void)web_turn_begin(t, 1, 5, 0);
    assert_int_equal(web_turn_at(t, 1, WEB_TURN_ASK_MS - 1, true).state, WEB_TURN_ASK);
    assert_int_equal(web_turn_at(t, 1, WEB_TURN_ASK_MS, true).state, WEB_TURN_NONE);
    web_turns_free(t);
}

static void the_next_badge(void **state) {
    (void)state;
    struct web_turns *t = web_turns_new();
    int64_t first = web_turn_begin(t, 1, 5, 0), other = web_turn_begin(t, 2, 9, 0);
    int64_t second = web_turn_begin(t, 1, 6, 10);
    assert_true(first != second);
    web_turn_set(t, 1, first, WEB_TURN_ON, 20);
    assert_int_equal(web_turn_at(t, 1, 20, false).state, WEB_TURN_ASK);
    assert_int_equal(web_turn_at(t, 1, 20, false).person, 6);
    assert_int_equal(web_turn_at(t, 2, 20, false).id, other);
    web_turn_end(t, 1);
    web_turn_set(t, 1, second, WEB_TURN_ON, 30);
    assert_int_equal(web_turn_at(t, 1, 30, true).state, WEB_TURN_NONE);
    assert_false(web_turn_at(t, 1, 30, true).over);
    assert_int_equal(web_turn_at(t, 2, 30, false).person, 9);
    web_turns_free(t);
}

static void a_full_table(void **state) {
    (void)state;
    struct web_turns *t = web_turns_new();
    for (int64_t device = 1; device <= 500; device++)
        (void)web_turn_begin(t, device, device, device);
    assert_int_equal(web_turn_at(t, 500, 501, false).person, 500);
    assert_int_equal(web_turn_at(t, 1, 501, false).state, WEB_TURN_NONE);
    web_turns_free(t);
}

int main(void) {
    secret_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_turn), cmocka_unit_test(idle), cmocka_unit_test(the_next_badge),
        cmocka_unit_test(a_full_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
