/* Proves: easing rises steadily from 0 to 1 and never overshoots; what moves ends exactly where it
 * belongs, within the times of design.md; later waves start later but are bounded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "kiosk/stage/motion.h"

static void test_ease_never_overshoots(void **state) {
    (void)state;
    double before = 0;
    for (int i = -100; i <= 1200; i++) {
        double now = motion_ease(i / 1000.0);
        assert_true(now >= before && now <= 1);
        before = now;
    }
    assert_true(motion_ease(0) == 0 && motion_ease(1) == 1);
    assert_true(motion_ease(0.5) > 0.5);
}

static void test_dot_lands(void **state) {
    (void)state;
    double before = 400;
    for (int64_t ms = 0; ms <= MOTION_FLIGHT_MS; ms++) {
        struct motion_at at = motion_dot(ms, 0, 400);
        assert_true(at.dy >= 0 && at.dy <= before && at.dx == 0);
        before = at.dy;
    }
    assert_true(before == 0 && motion_dot(MOTION_FLIGHT_MS, 0, 400).alpha == 1);
    assert_true(MOTION_FLIGHT_MS <= 300 && MOTION_CARD_MS <= 300 && MOTION_FADE_MS <= 200);
}

static void test_waves(void **state) {
    (void)state;
    struct motion_at hidden = motion_card(MOTION_WAVE_MS, 1, 12);
    assert_true(hidden.alpha == 0 && hidden.dy == 12);
    assert_true(motion_card(MOTION_WAVE_MS + MOTION_CARD_MS, 1, 12).alpha == 1);
    int64_t end = motion_end(MOTION_CARD_MS, 500);
    assert_int_equal(end, motion_end(MOTION_CARD_MS, MOTION_WAVES - 1));
    assert_true(motion_card(end, 500, 12).dy == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ease_never_overshoots),
        cmocka_unit_test(test_dot_lands),
        cmocka_unit_test(test_waves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
