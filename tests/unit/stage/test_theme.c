/* Proves T-09 from the table of colours, in both themes: words 7:1 on what they stand on, shapes
 * 3:1; and that the measure itself is WCAG's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "kiosk/stage/theme.h"

static void the_measure_is_wcags(void **state) {
    (void)state;
    assert_true(fabs(theme_contrast(0x000000, 0xFFFFFF) - 21) < 0.001);
    assert_true(fabs(theme_contrast(0xFFFFFF, 0xFFFFFF) - 1) < 0.001);
    assert_true(fabs(theme_contrast(0x777777, 0xFFFFFF) - 4.478) < 0.01);
}

static void words_have_seven_to_one(void **state) {
    (void)state;
    for (int k = 0; k < 2 * THEME_ACCENTS; k++) {
        const struct theme *t = theme_get(k % 2, theme_accent(k / 2));
        const unsigned words[] = { t->ink, t->muted, t->accent, t->warn, t->live };
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            assert_true(theme_contrast(words[i], t->paper) >= 7);
            assert_true(theme_contrast(words[i], t->card) >= 7);
        }
        /* numbers on accent, words on banners */
        assert_true(theme_contrast(t->card, t->accent) >= 7);
        assert_true(theme_contrast(t->paper, t->accent) >= 7);
        assert_true(theme_contrast(t->paper, t->warn) >= 7);
    }
}

static void shapes_have_three_to_one(void **state) {
    (void)state;
    for (int dark = 0; dark < 2; dark++) {
        const struct theme *t = theme_get(dark, "blue");
        for (int i = 0; i < THEME_DOTS; i++) {
            assert_true(theme_contrast(t->dots[i], t->paper) >= 3);
            assert_true(theme_contrast(t->dots[i], t->card) >= 3);
        }
        assert_true(theme_contrast(t->dot_below, t->paper) >= 3);
        assert_true(theme_contrast(t->rail_done, t->paper) >= 3);
        assert_true(theme_contrast(t->field, t->card) >= 3);
    }
}

static void the_light_theme_is_the_designs(void **state) {
    const struct theme *t = theme_get(false, "blue");
    (void)state;
    assert_int_equal(t->paper, 0xFBF8F3);
    assert_int_equal(t->ink, 0x16202C);
    assert_int_equal(t->accent, 0x0A4F96);
    assert_int_equal(t->dots[7], 0x6B6F2A);
    assert_true(theme_get(true, "blue")->paper != t->paper);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_measure_is_wcags),
        cmocka_unit_test(words_have_seven_to_one),
        cmocka_unit_test(shapes_have_three_to_one),
        cmocka_unit_test(the_light_theme_is_the_designs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
