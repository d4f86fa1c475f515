/* Proves that --boxes finds what it is for, each planted by hand on a board that is otherwise well:
 * texts that overlap, letters below the minimum, words that are cut, missing glyphs, words on a QR
 * or across a panel's edge, anything outside the safe area. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include "kiosk/stage/build.h"

static struct text *text;

static int start(void **state) {
    (void)state;
    text = text_new(NULL);
    return 0;
}

static int stop(void **state) {
    (void)state;
    text_free(text);
    return 0;
}

static void begin(struct board *b, struct build *d, int width, int height) {
    board_init(b, text, width, height);
    *d = (struct build){ .b = b, .t = theme_get(false, "blue"), .lang = "de", .layer = BOARD_STILL,
                         .width = width / b->scale };
}

static void put(struct build *d, const char *words, double size, double x, double y, double w) {
    build_text(d, "planted", words, build_style(d, size, 500), build_box(x, y, w, 0), d->t->ink,
               BUILD_TOP);
}

/* The findings, their lines thrown away. */
static int findings(struct board *b) {
    fflush(stdout);
    int out = dup(1), nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    int n = board_print_boxes(b);
    fflush(stdout);
    dup2(out, 1);
    close(out);
    close(nothing);
    board_release(b);
    return n;
}

static void a_good_board_has_none(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1024, 768);
    build_rect(&d, build_box(80, 80, 600, 200), 18, d.t->card, 2, d.t->line);
    put(&d, "Eine Karte", 32, 100, 100, 400);
    put(&d, "darunter", 28, 100, 160, 400);
    build_qr(&d, "qr", 100, 400, 200, "HTTP://10.0.0.1/K7MQ");
    build_dot(&d, 800, 500, 52, d.t->accent, 0);
    assert_int_equal(findings(&b), 0);
}

static void an_overlap_is_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1920, 1080);
    put(&d, "Eine Karte", 32, 100, 100, 400);
    put(&d, "und eine darauf", 32, 200, 120, 400);
    assert_int_equal(findings(&b), 1);
}

static void small_letters_are_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1280, 800);
    put(&d, "zu klein", 27, 100, 100, 400);
    assert_int_equal(findings(&b), 1);
    begin(&b, &d, 1280, 800);
    build_dot(&d, 200, 200, 60, d.t->accent, 0);
    struct text_style style = build_style(&d, 24, 700);
    style.align = TEXT_CENTER;
    build_text(&d, "E", "E", style, build_box(170, 170, 60, 60), d.t->card, BUILD_MIDDLE);
    assert_int_equal(findings(&b), 0);      /* letters in a dot may have 24 */
}

static void cut_words_are_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1920, 1080);
    struct text_style style = build_style(&d, 40, 500);
    style.lines_max = 1;
    build_text(&d, "cut", "Eine Zeile, die viel zu lang ist", style, build_box(100, 100, 200, 60),
               d.t->ink, BUILD_TOP);
    assert_true(findings(&b) > 0);
}

static void missing_glyphs_are_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1920, 1080);
    put(&d, "\U000F0000", 40, 100, 100, 400);
    assert_int_equal(findings(&b), 1);
}

static void words_on_a_code_or_an_edge_are_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1920, 1080);
    build_qr(&d, "qr", 100, 100, 200, "HTTP://10.0.0.1/K7MQ");
    put(&d, "auf dem Code", 32, 150, 200, 400);
    assert_int_equal(findings(&b), 1);
    begin(&b, &d, 1920, 1080);
    build_rect(&d, build_box(100, 100, 150, 100), 18, d.t->card, 2, d.t->line);
    put(&d, "über den Rand hinaus", 32, 120, 120, 600);
    assert_int_equal(findings(&b), 1);
    begin(&b, &d, 1920, 1080);
    build_dot(&d, 120, 120, 30, d.t->accent, 0);
    put(&d, "auf einem Punkt", 32, 100, 100, 600);
    assert_int_equal(findings(&b), 1);
}

static void what_lies_outside_is_found(void **state) {
    struct board b;
    struct build d;
    (void)state;
    begin(&b, &d, 1920, 1080);
    b.safe = (struct board_box){ 96, 54, 1728, 972 };
    put(&d, "am Rand", 32, 20, 100, 400);
    build_dot(&d, 1900, 500, 30, d.t->accent, 0);
    build_qr(&d, "qr", 1500, 1000, 116, "HTTP://10.0.0.1/K7MQ");
    assert_int_equal(findings(&b), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_board_has_none),
        cmocka_unit_test(an_overlap_is_found),
        cmocka_unit_test(small_letters_are_found),
        cmocka_unit_test(cut_words_are_found),
        cmocka_unit_test(missing_glyphs_are_found),
        cmocka_unit_test(words_on_a_code_or_an_edge_are_found),
        cmocka_unit_test(what_lies_outside_is_found),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
