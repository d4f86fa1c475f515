/* Proves that a sample becomes an event file that opens with all it says: settings, lists, items
 * with their planned starts, one prepared run each with its options; that a code is made that the
 * server has no page for; and that what cannot be used leaves no file. */
#include "tests/unit/book/event.h"
#include "lib/asset.h"
#include "lib/clock.h"

static char *folder(struct event *e) {
    str_copy(e->dir, sizeof e->dir, "/tmp/punktum-create-XXXXXX");
    assert_non_null(mkdtemp(e->dir));
    str_format(e->path, sizeof e->path, "%s/event.punktum", e->dir);
    return e->path;
}

static void create(struct event *e, const char *json) {
    char error[300] = "";
    if (!book_create(folder(e), json, strlen(json), error, sizeof error)) fail_msg("%s", error);
    event_open(e);
}

static void end(struct event *e) {
    char command[128];
    if (e->book) book_close(e->book);
    str_format(command, sizeof command, "rm -rf %s", e->dir);
    assert_int_equal(system(command), 0);
}

static const struct book_item *item_of(const struct book_snap *s, enum rules_kind kind) {
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->kind == kind) return s->items[i];
    fail_msg("no item of kind %d", (int)kind);
    return NULL;
}

static void test_sample(void **state) {
    (void)state;
    struct event e = {0};
    int64_t start;
    create(&e, asset_get("samples/dialogkonferenz.json", NULL));
    const struct book_snap *s = book_snap(e.book);
    assert_string_equal(s->settings.title,
                        "Den demografischen Wandel für die Personalentwicklung nutzen");
    assert_string_equal(s->settings.ssid, "DIALOG");
    assert_int_equal(s->settings.expected, 80);
    assert_int_equal(strlen(s->settings.code), 4);
    assert_int_equal(s->organisations_n, 28);
    assert_int_equal(s->disciplines_n, 4);
    assert_int_equal(s->consents_n, 5);
    assert_true(s->consents[2].choice);
    assert_false(s->consents[3].choice);
    assert_int_equal(s->items_n, 18);
    assert_int_equal(s->show.item, s->items[0]->id);
    assert_true(clock_parse_local("2008-11-07T09:00", &start));
    assert_int_equal(s->items[0]->planned_ms, start);
    assert_int_equal(s->items[1]->planned_ms, start + 30 * 60000);
    assert_int_equal(s->items[17]->planned_ms + s->items[17]->minutes * 60000,
                     start + 390 * 60000);           /* 15:30 */
    for (size_t i = 0; i < s->items_n; i++) {
        assert_int_equal(s->items[i]->runs_n, 1);
        assert_int_equal(snap_run(s->items[i])->state, RULES_PREPARED);
    }
    const struct book_item *dots = item_of(s, RULES_DOTS), *visions = item_of(s, RULES_VISIONS);
    assert_int_equal(dots->dots, 5);
    assert_int_equal(dots->per_option, 3);
    assert_int_equal(dots->cut, 3);
    assert_int_equal(dots->options_from, visions->id);
    assert_int_equal(snap_run(dots)->options_n, 8);
    assert_string_equal(snap_run(dots)->options[0].text, "Gemeinsam um Auszubildende werben");
    assert_int_equal(visions->appear, RULES_RELEASE);
    assert_int_equal(snap_run(visions)->appear, RULES_RELEASE);
    book_snap_release(s);
    end(&e);
}

static void test_planned(void **state) {
    (void)state;
    struct event e = {0};
    int64_t start;
    create(&e, "{\"title\": \"T\", \"start\": \"2026-11-07T09:00\", \"agenda\": ["
               "{\"kind\": \"arrival\", \"title\": \"A\", \"minutes\": 30},"
               "{\"kind\": \"talk\", \"title\": \"B\", \"planned\": \"10:15\", \"minutes\": 20},"
               "{\"kind\": \"break\", \"title\": \"C\"}]}");
    const struct book_snap *s = book_snap(e.book);
    assert_true(clock_parse_local("2026-11-07T10:15", &start));
    assert_int_equal(s->items[1]->planned_ms, start);
    assert_int_equal(s->items[2]->planned_ms, start + 20 * 60000);
    book_snap_release(s);
    end(&e);
}

static void test_nothing_left(void **state) {
    (void)state;
    struct event e = {0};
    char error[300] = "";
    const char *bad = "{\"title\": \"T\", \"agenda\": [{\"kind\": \"dance\", \"title\": \"A\"}]}";
    assert_false(book_create(folder(&e), bad, strlen(bad), error, sizeof error));
    assert_non_null(strstr(error, "$.agenda[0].kind"));
    assert_int_not_equal(access(e.path, F_OK), 0);
    end(&e);
}

static void test_never_over(void **state) {
    (void)state;
    struct event e = {0};
    char error[300] = "";
    const char *good = "{\"title\": \"T\", \"agenda\": [{\"kind\": \"talk\", \"title\": \"A\"}]}";
    create(&e, good);
    book_close(e.book);
    e.book = NULL;
    event_sql(&e, "UPDATE item SET title = 'mine'");
    assert_false(book_create(e.path, good, strlen(good), error, sizeof error));
    assert_int_not_equal(error[0], 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM item WHERE title = 'mine'"), 1);
    end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample),
        cmocka_unit_test(test_planned),
        cmocka_unit_test(test_nothing_left),
        cmocka_unit_test(test_never_over),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
