/* Proves: the way of a session is told from the log: each item when it came onto the stage, also
 * twice, without what was taken back and without steps that changed no item. And the sample of an
 * item for the desk's picture: as if people were there, the same each time, nothing of it real. */
#include "tests/unit/book/event.h"
#include "events/book/scene.h"
#include "events/book/walk.h"
#include "lib/json.h"

static bool add(void *ctx, const struct book_walk *step) {
    assert_true(step->at_ms > 0);
    str_printf(ctx, "%lld ", (long long)step->item);
    return true;
}
static bool first(void *ctx, const struct book_walk *step) {
    str_printf(ctx, "%lld ", (long long)step->item);
    return false;
}

static void the_way_taken(void **state) {
    struct event e;
    struct str way = STR_INIT;
    (void)state;
    event_make(&e, "secret", "auto", "anonymous");
    book_walk(e.book, add, &way);
    assert_string_equal(way.data, "");
    STEP(&e, NEXT, 0, OK);
    STEP(&e, OPEN, 0, OK);
    STEP(&e, GOTO, BREAK, OK);
    STEP(&e, UNDO, 0, OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, BACK, 0, OK);
    book_walk(e.book, add, &way);
    assert_string_equal(way.data, "2 3 2 ");
    str_clear(&way);
    book_walk(e.book, first, &way);
    assert_string_equal(way.data, "2 ");
    str_release(&way);
    event_end(&e);
}

/* The same as times of each item: first onto the stage, last off it. */
static void the_day(void **state) {
    struct event e;
    int64_t since;
    (void)state;
    event_make(&e, "secret", "auto", "anonymous");
    const struct book_snap *s = book_snap(e.book);
    struct book_day *day = book_day(e.book, s, &since);
    assert_int_equal(since, 0);
    assert_int_equal(day[0].from_ms, 0);
    free(day);
    STEP(&e, NEXT, 0, OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, BACK, 0, OK);
    day = book_day(e.book, s, &since);
    assert_true(since > 0);
    assert_int_equal(day[0].from_ms, 0);      /* stood there from the beginning ... */
    assert_true(day[0].to_ms > 0);            /* ... and was left */
    assert_true(day[1].from_ms >= day[0].to_ms);
    assert_int_equal(day[1].to_ms, 0);        /* is there again */
    assert_true(day[2].from_ms > 0 && day[2].to_ms == since);
    assert_int_equal(day[3].from_ms, 0);
    free(day);
    book_snap_release(s);
    event_end(&e);
}

static json_t *preview(struct event *e, int64_t id) {
    const struct book_snap *s = book_snap(e->book);
    struct clock_time now = {.wall_ms = INT64_C(1794042120000), .boot_ms = 5, .boot_id = "b"};
    struct scene_place place = {"10.0.0.1", 80};
    json_t *scene = scene_preview(s, snap_item(s, id), &now, &place);
    book_snap_release(s);
    return scene;
}

static void a_sample_for_the_picture(void **state) {
    struct event e;
    struct str a = STR_INIT, b = STR_INIT;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    json_t *dots = preview(&e, DOTS), *again = preview(&e, DOTS), *cards = preview(&e, VISIONS);
    assert_string_equal(json_text(dots, "state", ""), "open");
    assert_int_equal(json_array_size(json_list(dots, "options")), 6);
    assert_true(json_int(json_object_get(dots, "turnout"), "done", 0) > 10);
    assert_true(json_array_size(json_list(cards, "cards")) > 5);
    json_write(&a, dots);
    json_write(&b, again);
    assert_string_equal(a.data, b.data);
    json_decref(dots);
    json_decref(again);
    json_decref(cards);
    person_add(&e, 1);                        /* real people do not change it ... */
    dots = preview(&e, DOTS);
    str_clear(&b);
    json_write(&b, dots);
    assert_string_equal(a.data, b.data);
    json_decref(dots);
    STEP(&e, GOTO, DOTS, OK);                 /* ... until the item has begun */
    STEP(&e, OPEN, 0, OK);
    dots = preview(&e, DOTS);
    assert_int_equal(json_int(json_object_get(dots, "turnout"), "done", -1), 0);
    json_decref(dots);
    str_release(&a);
    str_release(&b);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_taken), cmocka_unit_test(the_day),
        cmocka_unit_test(a_sample_for_the_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
