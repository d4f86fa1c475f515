/* Proves that words people write are fitted as T-01 to T-08 ask: sizes between the wished and the
 * smallest one, never below; one letter to 280, a compound of 80 letters, right-to-left, emoji;
 * plain text only, never markup; ellipsis only where allowed, else "clipped"; missing glyphs
 * counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "lib/text/text.h"

static struct text_style card(void) {
    return (struct text_style){ .family = "Inter", .weight = 500, .size_max = 56, .size_min = 28,
                                .line_height = 1.25, .hyphenate = true, .language = "de" };
}

static int start(void **state) {
    *state = text_new(NULL);
    return 0;
}

static int stop(void **state) {
    text_free(*state);
    return 0;
}

static const char long_text[] =
    "Wir wollen eine Verwaltung, die zuhört, schnell antwortet, in vielen Sprachen spricht und "
    "jungen Menschen zeigt, dass sie gebraucht werden; die ihre Stellen gemeinsam ausschreibt, "
    "einander hilft, Fehler zugibt und am Ende des Jahres nachsieht, ob es besser geworden ist "
    "als im Jahr zuvor.";

static void sizes_lie_between_the_bounds(void **state) {
    const char *const words[] = {
        "x", long_text, "مدينة للجميع 2026 مع Essen", "🎉👩‍👩‍👧🇩🇪",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzdurchführungswesen",
    };
    struct text_style style = card();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text_fit fit = text_measure(*state, words[i], &style, 640, 420);
        assert_true(fit.size >= 28 && fit.size <= 56);
        assert_false(fit.clipped);
        assert_false(fit.ellipsised);
        assert_int_equal(fit.missing_glyphs, 0);
        assert_true(fit.width <= 640.5 && fit.height <= 420.5);
    }
    assert_true(text_measure(*state, "x", &style, 640, 420).size == 56);
    assert_true(text_measure(*state, long_text, &style, 640, 420).size < 56);
}

static void the_largest_size_that_fits_is_found(void **state) {
    struct text_style style = card(), fixed = style;
    struct text_fit fit = text_measure(*state, long_text, &style, 640, 420);
    fixed.size_max = fixed.size_min = fit.size;
    assert_false(text_measure(*state, long_text, &fixed, 640, 420).clipped);
    fixed.size_max = fixed.size_min = fit.size + 1;
    assert_true(text_measure(*state, long_text, &fixed, 640, 420).clipped);
}

static void too_much_is_shortened_only_where_allowed(void **state) {
    struct text_style style = card();
    struct text_fit fit = text_measure(*state, long_text, &style, 300, 100);
    assert_true(fit.clipped);
    assert_false(fit.ellipsised);
    assert_true(fit.size == 28);
    style.ellipsis = true;
    fit = text_measure(*state, long_text, &style, 300, 100);
    assert_true(fit.ellipsised);
    assert_false(fit.clipped);
    assert_true(fit.size == 28);
    assert_true(fit.height <= 100.5);
    style.lines_max = 2;
    fit = text_measure(*state, "Eine Zeile\nund noch eine\nund eine dritte", &style, 200, 0);
    assert_int_equal(fit.lines, 2);
}

static void markup_is_only_letters(void **state) {
    struct text_style style = card();
    struct text_fit plain = text_measure(*state, "x", &style, 0, 0);
    struct text_fit marked = text_measure(*state, "<b>x</b>", &style, 0, 0);
    assert_true(marked.width > 4 * plain.width);
    assert_int_equal(text_measure(*state, "&amp; <", &style, 0, 0).missing_glyphs, 0);
}

static void direction_follows_the_first_strong_letter(void **state) {
    struct text_style style = card();
    assert_true(text_measure(*state, "مدينة 2026 Essen", &style, 900, 0).rtl);
    assert_true(text_measure(*state, "2026 مدينة", &style, 900, 0).rtl);
    assert_false(text_measure(*state, "Essen مدينة", &style, 900, 0).rtl);
    assert_false(text_measure(*state, "2026", &style, 900, 0).rtl);
}

/* SDL_ttf shows "6202" here: the picture of the number must be the same in both directions. */
static void numbers_stand_the_right_way_round_in_arabic(void **state) {
    struct text_style style = card();
    cairo_surface_t *a = cairo_image_surface_create(CAIRO_FORMAT_A8, 400, 120);
    cairo_surface_t *b = cairo_image_surface_create(CAIRO_FORMAT_A8, 400, 120);
    cairo_t *ca = cairo_create(a), *cb = cairo_create(b);
    struct text_fit fit = text_measure(*state, "2026", &style, 0, 0);
    text_paint(*state, ca, "2026", &style, 20, 20, 0, 0, 0);
    struct text_fit rtl = text_paint(*state, cb, "\u200F2026", &style, 20, 20, 0, 0, 0);
    assert_true(rtl.rtl);
    cairo_surface_flush(a);
    cairo_surface_flush(b);
    int stride = cairo_image_surface_get_stride(a);
    assert_true(fit.width > 50);
    assert_memory_equal(cairo_image_surface_get_data(a), cairo_image_surface_get_data(b),
                        (size_t)stride * 120);
    cairo_destroy(ca);
    cairo_destroy(cb);
    cairo_surface_destroy(a);
    cairo_surface_destroy(b);
}

static void missing_glyphs_are_named(void **state) {
    char missing[64];
    struct text_style style = card();
    assert_true(text_measure(*state, "a\U000F0000b", &style, 0, 0).missing_glyphs > 0);
    assert_true(text_missing(*state, "a\U000F0000b\U000F0000", missing, sizeof missing));
    assert_string_equal(missing, "U+F0000");
    assert_false(text_missing(*state, "Zürich, İstanbul, مدينة, Київ, Αθήνα 🎉", missing,
                              sizeof missing));
    assert_string_equal(missing, "");
}

static void figures_can_be_of_equal_width(void **state) {
    struct text_style style = card();
    style.tabular = true;
    double ones = text_measure(*state, "11:11", &style, 0, 0).width;
    assert_true(ones - text_measure(*state, "88:88", &style, 0, 0).width < 0.01);
    style.tabular = false;
    assert_true(text_measure(*state, "11:11", &style, 0, 0).width < ones - 5);
}

static void sizes_scale_with_the_surface(void **state) {
    struct text_style small = card(), large = card();
    small.size_max = small.size_min = 32;
    large.size_max = large.size_min = 64;
    struct text_fit a = text_measure(*state, long_text, &small, 500, 0);
    struct text_fit b = text_measure(*state, long_text, &large, 1000, 0);
    assert_int_equal(a.lines, b.lines);
    assert_true(b.width / a.width > 1.98 && b.width / a.width < 2.02);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_lie_between_the_bounds),
        cmocka_unit_test(the_largest_size_that_fits_is_found),
        cmocka_unit_test(too_much_is_shortened_only_where_allowed),
        cmocka_unit_test(markup_is_only_letters),
        cmocka_unit_test(direction_follows_the_first_strong_letter),
        cmocka_unit_test(numbers_stand_the_right_way_round_in_arabic),
        cmocka_unit_test(missing_glyphs_are_named),
        cmocka_unit_test(figures_can_be_of_equal_width),
        cmocka_unit_test(sizes_scale_with_the_surface),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
