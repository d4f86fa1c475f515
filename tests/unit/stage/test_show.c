/* Proves: time on a stage between two scenes: timer and server's clock run on, notices end,
 * pages turn every 12 s but never while a card is pinned or walked over, a new item starts at its
 * first page; and a countdown's next change is met to the millisecond. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "kiosk/stage/show.h"
#include "kiosk/stage/tick.h"
#include "lib/json.h"

static json_t *scene(const char *text) {
    char error[80];
    json_t *s = json_read(text, strlen(text), error, sizeof error);
    assert_non_null(s);
    return s;
}

static void test_timer_runs_on(void **state) {
    (void)state;
    struct show s;
    struct board_local local;

    show_init(&s, 1000, 5, 60);
    show_scene(&s, scene("{\"kind\":\"dots\",\"item\":4,\"now_ms\":50000,"
                         "\"timer\":{\"left_ms\":9000,\"running\":true}}"), 2000);
    json_t *view = show_view(&s, 5500, &local);
    assert_int_equal(json_int(view, "now_ms", 0), 53500);
    assert_int_equal(json_int(json_object_get(view, "timer"), "left_ms", 0), 5500);
    assert_int_equal(json_int(json_object_get(s.scene, "timer"), "left_ms", 0), 9000);
    json_decref(view);
    show_release(&s);
}

static void test_notices_end(void **state) {
    (void)state;
    struct show s;
    struct board_local local;

    show_init(&s, 0, 0, 0);
    show_scene(&s, scene("{\"notice\":{\"text\":\"theirs\",\"left_ms\":9000}}"), 0);
    show_say(&s, "ours", 0);
    json_t *view = show_view(&s, 3999, &local);
    assert_string_equal(json_text(json_object_get(view, "notice"), "text", ""), "ours");
    json_decref(view);
    assert_int_equal(show_wait(&s, 1, 1000), 3000);
    assert_false(show_pass(&s, 1, 3999));
    assert_true(show_pass(&s, 1, 4000));
    view = show_view(&s, 4000, &local);
    assert_string_equal(json_text(json_object_get(view, "notice"), "text", ""), "theirs");
    json_decref(view);
    assert_true(show_pass(&s, 1, 9000));
    assert_int_equal(show_wait(&s, 1, 9000), -1);
    show_release(&s);
}

static void test_pages_turn(void **state) {
    (void)state;
    struct show s;

    show_init(&s, 0, 0, 0);
    show_scene(&s, scene("{\"kind\":\"visions\",\"item\":1}"), 0);
    assert_int_equal(show_wait(&s, 3, 2000), SHOW_PAGE_MS - 2000);
    assert_true(show_pass(&s, 3, SHOW_PAGE_MS));
    assert_int_equal(s.page, 1);
    s.cursor = 9;
    assert_false(show_pass(&s, 3, 5 * SHOW_PAGE_MS));
    s.cursor = 0;
    show_scene(&s, scene("{\"kind\":\"visions\",\"item\":1,\"pinned\":7}"), 5 * SHOW_PAGE_MS);
    assert_int_equal(s.page, 1);
    assert_false(show_pass(&s, 3, 9 * SHOW_PAGE_MS));
    show_turn(&s, -2, 3, 9 * SHOW_PAGE_MS);
    assert_int_equal(s.page, 2);
    assert_false(show_pass(&s, 1, 11 * SHOW_PAGE_MS));      /* a second page has just come: */
    assert_false(show_pass(&s, 2, 11 * SHOW_PAGE_MS + 1));  /* it is not turned to at once */
    show_scene(&s, scene("{\"kind\":\"dots\",\"item\":2}"), 10 * SHOW_PAGE_MS);
    assert_int_equal(s.page, 0);
    show_release(&s);
}

static void test_typing(void **state) {
    (void)state;
    struct show s;

    show_init(&s, 0, 0, 0);
    show_rub_out(&s);
    show_type(&s, "Grü");
    show_type(&s, "\xff");
    assert_string_equal(s.typed.data, "Grü");
    show_rub_out(&s);
    assert_string_equal(s.typed.data, "Gr");
    for (int i = 0; i < 1000; i++)
        show_type(&s, "ab");
    assert_int_equal(s.typed.len, SHOW_TYPED_MAX);
    show_release(&s);
}

static void test_ticks(void **state) {
    (void)state;
    struct board b = { .now_ms = 100000, .timer_left_ms = 5400, .timer_warn_ms = 2000,
                       .timer_running = true };
    char now[32], next[32];
    struct board_item it = { .what = BOARD_FIGURE, .layer = BOARD_TICKING,
                             .tick = BOARD_COUNTDOWN };

    for (int64_t ms = 100000; ms < 110000; ms += 7) {
        int64_t wait = tick_wait(&b, BOARD_COUNTDOWN, ms);
        assert_true(wait > 0 && wait <= 1000);
        board_tick_text(&b, &it, ms, now, sizeof now);
        board_tick_text(&b, &it, ms + wait - 1, next, sizeof next);
        assert_string_equal(now, next);
        board_tick_text(&b, &it, ms + wait, next, sizeof next);
        if (wait + ms != 105400)        /* 0:00 stands on both sides of the end */
            assert_string_not_equal(now, next);
    }
    assert_int_equal(tick_phase_wait(&b, 100000), 3400);
    assert_int_equal(tick_phase_wait(&b, 103400), 2000);
    assert_int_equal(tick_phase_wait(&b, 105400), -1);
    b.timer_running = false;
    assert_int_equal(tick_wait(&b, BOARD_COUNTDOWN, 100000), -1);
    assert_int_equal(tick_wait(&b, BOARD_CLOCK, 100000), 20000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timer_runs_on), cmocka_unit_test(test_notices_end),
        cmocka_unit_test(test_pages_turn), cmocka_unit_test(test_typing),
        cmocka_unit_test(test_ticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
