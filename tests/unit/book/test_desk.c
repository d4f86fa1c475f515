/* The desk's wishes: what does not fit changes nothing and names the field; what was changed stands
 * in the log with its account; a closed event is sealed, says goodbye and takes nobody more;
 * anonymised, no row of the file holds a name or a code any more. */
#include <unistd.h>
#include "events/book/paper.h"
#include "events/book/scene.h"
#include "lib/json.h"
#include "tests/unit/book/event.h"

static struct book_reply wish(struct event *e, enum book_desk_what what, int64_t id,
                              json_t *data) {
    struct book_cmd cmd = {.verb = BOOK_DESK};
    cmd.as.desk.what = what;
    cmd.as.desk.id = id;
    cmd.as.desk.data = data;
    str_copy(cmd.as.desk.account, sizeof cmd.as.desk.account, "Anna");
    return book_submit_wait(e->book, &cmd);
}

static void set_values(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    struct book_reply r = wish(&e, BOOK_SET, 0, json_pack("{s:s, s:s}", "title", "Neuer Titel",
                                                          "expected", "80"));
    assert_int_equal(r.result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_string_equal(s->settings.title, "Neuer Titel");
    assert_int_equal(s->settings.expected, 80);
    book_snap_release(s);
    r = wish(&e, BOOK_SET, 0, json_pack("{s:s, s:s}", "title", "Anderer", "expected", "-3"));
    assert_int_equal(r.result, BOOK_BAD_VALUE);
    assert_string_equal(r.where, "expected");
    r = wish(&e, BOOK_SET, 0, json_pack("{s:s}", "closed_ms", "5"));
    assert_int_equal(r.result, BOOK_BAD_VALUE);
    s = book_snap(e.book);
    assert_string_equal(s->settings.title, "Neuer Titel");
    book_snap_release(s);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM desk_log WHERE account = 'Anna' "
                                  "AND what = 'set'"), 1);
    event_end(&e);
}

static void close_event(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "release", "anonymous");
    people_add(&e, 3);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(card_add(&e, 1, "Karte", 8).result, BOOK_OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 5).result, BOOK_OK);
    assert_int_equal(wish(&e, BOOK_ANONYMISE, 0, NULL).result, BOOK_NOT_NOW);
    assert_int_equal(wish(&e, BOOK_EVENT_CLOSE, 0, NULL).result, BOOK_OK);
    assert_int_equal(wish(&e, BOOK_EVENT_CLOSE, 0, NULL).result, BOOK_AGAIN);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM run WHERE state IN "
                                  "('open', 'paused', 'closing')"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot_map"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card_author"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot"), 1);
    assert_int_equal(person_add(&e, 9).result, BOOK_REGISTRATION_CLOSED);
    event_end(&e);
}

static void says(struct event *e, const char *title, bool phones_too) {
    const struct book_snap *s = book_snap(e->book);
    struct clock_time now = clock_now();
    struct scene_place place = {"10.0.0.1", 80};
    json_t *stage = scene_stage(s, &now, &place);
    json_t *phone = scene_phone(s, &now, lang_get("de"));
    assert_string_equal(json_text(stage, "title", ""), title);
    if (phones_too) assert_string_equal(json_text(phone, "title", ""), title);
    assert_int_equal(json_object_get(stage, "join") == NULL, phones_too);
    assert_null(json_object_get(phone, "can"));
    json_decref(stage);
    json_decref(phone);
    book_snap_release(s);
}

/* Stage and phones thank everybody, until the moderation shows a result once more; nothing can be
 * opened again; and all of it is so after the file was opened anew. */
static void goodbye(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "release", "anonymous");
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    usleep(2000);
    assert_int_equal(wish(&e, BOOK_EVENT_CLOSE, 0, NULL).result, BOOK_OK);
    says(&e, "Vielen Dank, dass Sie da waren!", true);
    STEP(&e, OPEN, 0, NOT_NOW);
    STEP(&e, NEW_RUN, 0, NOT_NOW);
    event_reopen(&e, NULL);
    says(&e, "Vielen Dank, dass Sie da waren!", true);
    usleep(2000);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, NOT_NOW);
    STEP(&e, REGISTRATION, 1, NOT_NOW);
    event_end(&e);
}

static bool in_file(const char *path, const char *word) {
    char bytes[65536];
    FILE *f = fopen(path, "rb");
    bool found = false;
    if (!f) return false;
    for (size_t n; !found && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        found = memmem(bytes, n, word, strlen(word)) != NULL;
    fclose(f);
    return found;
}

static bool on_disk(struct event *e, const char *word) {
    char wal[160];
    str_format(wal, sizeof wal, "%s-wal", e->path);
    return in_file(e->path, word) || in_file(wal, word);
}

static void anonymise(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 3);
    assert_int_equal(wish(&e, BOOK_EVENT_CLOSE, 0, NULL).result, BOOK_OK);
    assert_true(on_disk(&e, "Person 2"));
    event_reopen(&e, "UPDATE person SET languages = 'de tr'");
    assert_int_equal(wish(&e, BOOK_ANONYMISE, 0, NULL).result, BOOK_OK);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person WHERE name <> ''"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person WHERE languages <> ''"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person"), 3);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM session"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person_code"), 0);
    event_reopen(&e, NULL);
    assert_false(on_disk(&e, "Person 2"));
    event_end(&e);
}

/* By itself, when the days have gone by while the file lay closed. */
static void days_later(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 2);
    assert_int_equal(wish(&e, BOOK_EVENT_CLOSE, 0, NULL).result, BOOK_OK);
    event_reopen(&e, "UPDATE setting SET value = CAST(CAST(value AS INTEGER) - 29 * 86400000 "
                 "AS TEXT) WHERE name = 'closed_ms'");
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person WHERE name <> ''"), 2);
    event_reopen(&e, "UPDATE setting SET value = CAST(CAST(value AS INTEGER) - 2 * 86400000 "
                 "AS TEXT) WHERE name = 'closed_ms'");
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person WHERE name <> ''"), 0);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_values), cmocka_unit_test(close_event), cmocka_unit_test(goodbye),
        cmocka_unit_test(anonymise), cmocka_unit_test(days_later),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
