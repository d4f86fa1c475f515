/* Proves: the agenda is changed from the desk as wished and never half; positions and times follow,
 * a start given by hand stays; what people answer to stays once the run is open; whoever changes
 * what somebody else has changed meanwhile is told; deleted items come back as they were. */
#include <limits.h>
#include "tests/unit/book/event.h"
#include "lib/clock.h"
#include "lib/json.h"

#define MIN INT64_C(60000)

static struct book_reply ask(struct event *e, enum book_desk_what what, int64_t id, int64_t seen,
                             json_t *data, const char *account) {
    struct book_cmd cmd = {.verb = BOOK_DESK};
    cmd.as.desk = (struct book_desk){.what = what, .id = id, .seen = seen, .data = data};
    str_copy(cmd.as.desk.account, sizeof cmd.as.desk.account, account);
    return book_submit_wait(e->book, &cmd);
}
static struct book_reply wish(struct event *e, enum book_desk_what what, int64_t id,
                              json_t *data) {
    return ask(e, what, id, 0, data, "anna");
}
#define SET(e, id, ...) wish(e, BOOK_ITEM_SET, id, json_pack(__VA_ARGS__))
#define IS(reply, expected) assert_int_equal((reply).result, BOOK_##expected)

static int make(void **state) {
    static struct event e;
    event_make(&e, "secret", "auto", "anonymous");
    *state = &e;
    return 0;
}
static int end(void **state) {
    event_end(*state);
    return 0;
}

/* "1 2 3 4": the agenda as the snapshot has it. */
static void agenda_is(struct event *e, const char *expected) {
    const struct book_snap *s = book_snap(e->book);
    struct str text = STR_INIT;
    for (size_t i = 0; i < s->items_n; i++)
        str_printf(&text, "%s%lld", i ? " " : "", (long long)s->items[i]->id);
    assert_string_equal(text.data, expected);
    str_release(&text);
    book_snap_release(s);
    assert_int_equal(event_number(e, "SELECT count(*) FROM item"),
                     event_number(e, "SELECT max(position) FROM item"));
}
static const struct book_item *item(const struct book_snap *s, int64_t id) {
    const struct book_item *i = snap_item(s, id);
    assert_non_null(i);
    return i;
}

static void moving(void **state) {
    struct event *e = *state;
    IS(wish(e, BOOK_ITEM_MOVE, 1, json_pack("{s:i}", "after", 3)), OK);
    agenda_is(e, "2 3 1 4");
    IS(wish(e, BOOK_ITEM_MOVE, 4, json_pack("{s:i}", "after", 0)), OK);
    agenda_is(e, "4 2 3 1");
    IS(wish(e, BOOK_ITEM_MOVE, 2, json_pack("{s:i}", "after", 1)), OK);
    agenda_is(e, "4 3 1 2");
    IS(wish(e, BOOK_ITEM_MOVE, 2, json_pack("{s:i}", "after", 1)), OK);
    agenda_is(e, "4 3 1 2");
    IS(wish(e, BOOK_ITEM_MOVE, 2, json_pack("{s:i}", "after", 2)), BAD_VALUE);
    IS(wish(e, BOOK_ITEM_MOVE, 2, json_pack("{s:i}", "after", 99)), NO_SUCH_THING);
    IS(wish(e, BOOK_ITEM_MOVE, 99, json_pack("{s:i}", "after", 1)), NO_SUCH_THING);
    agenda_is(e, "4 3 1 2");
    assert_int_equal(event_number(e, "SELECT item FROM show"), 4);   /* nobody took a step yet */
    assert_int_equal(event_number(e, "SELECT count(*) FROM desk_log"), 4);
}

static void adding(void **state) {
    struct event *e = *state;
    struct book_reply r = wish(e, BOOK_ITEM_ADD, 0, json_pack("{s:s, s:i, s:s, s:s, s:[s, s]}",
        "kind", "dots", "after", 2, "title", " Womit  beginnen? ", "dots", "4", "options", "eins",
        "zwei"));
    IS(r, OK);
    assert_int_equal(r.id, 5);
    agenda_is(e, "1 2 5 3 4");
    const struct book_snap *s = book_snap(e->book);
    assert_string_equal(item(s, 5)->title, "Womit beginnen?");
    assert_int_equal(item(s, 5)->dots, 4);
    assert_int_equal(snap_run(item(s, 5))->options_n, 2);
    assert_string_equal(snap_run(item(s, 5))->options[1].text, "zwei");
    book_snap_release(s);
    IS(wish(e, BOOK_ITEM_ADD, 0, json_pack("{s:s, s:s}", "kind", "poll", "title", "x")), BAD_VALUE);
    IS(wish(e, BOOK_ITEM_ADD, 0, json_pack("{s:s, s:s}", "kind", "talk", "title", "")), BAD_VALUE);
    IS(wish(e, BOOK_ITEM_ADD, 0, json_pack("{s:s, s:s}", "kind", "talk", "title", "z")), OK);
    agenda_is(e, "1 2 5 3 4 6");
}

static void values_are_checked_whole(void **state) {
    struct event *e = *state;
    struct book_reply r = SET(e, 3, "{s:s, s:s}", "title", "Neu", "dots", "-1");
    IS(r, BAD_VALUE);
    assert_string_equal(r.where, "dots");
    IS(SET(e, 3, "{s:s}", "title", ""), BAD_VALUE);
    IS(SET(e, 1, "{s:s}", "dots", "3"), BAD_VALUE);          /* not of this kind */
    IS(SET(e, 3, "{s:s}", "position", "3"), BAD_VALUE);
    IS(SET(e, 3, "{s:[s, s]}", "options", "a", " "), BAD_VALUE);
    IS(SET(e, 2, "{s:[s]}", "options", "a"), BAD_VALUE);
    IS(SET(e, 3, "{s:s}", "options_from", "4"), BAD_VALUE);  /* a break has no cards */
    IS(SET(e, 3, "{s:s}", "planned", "25:00"), BAD_VALUE);
    IS(SET(e, 3, "{s:i}", "title", 3), BAD_VALUE);
    const struct book_snap *s = book_snap(e->book);
    assert_string_equal(item(s, 3)->title, "Was");
    assert_int_equal(item(s, 3)->rev, 1);
    book_snap_release(s);
    assert_int_equal(event_number(e, "SELECT count(*) FROM desk_log"), 0);
    r = SET(e, 3, "{s:s, s:s, s:s, s:s, s:s}", "note", "eins\nzwei", "secrecy", "named", "report",
            "short", "goal", "Klarheit", "options_from", "2");
    IS(r, OK);
    assert_int_equal(r.revision, 2);
    s = book_snap(e->book);
    assert_string_equal(item(s, 3)->note, "eins\nzwei");
    assert_string_equal(item(s, 3)->goal, "Klarheit");
    assert_string_equal(item(s, 3)->report, "short");
    assert_int_equal(item(s, 3)->options_from, 2);
    assert_int_equal(snap_run(item(s, 3))->secrecy, RULES_NAMED);   /* a waiting run follows */
    book_snap_release(s);
}

static void times_follow(void **state) {
    struct event *e = *state;
    char at[6];
    IS(wish(e, BOOK_SET, 0, json_pack("{s:s}", "start", "1794038400000")), OK);
    for (int id = 1; id <= 4; id++) IS(SET(e, id, "{s:s}", "minutes", "20"), OK);
    const struct book_snap *s = book_snap(e->book);
    int64_t start = s->settings.start_ms;
    assert_int_equal(item(s, 4)->planned_ms, start + 60 * MIN);
    assert_false(item(s, 4)->planned_fixed);
    clock_hm(at, start + 90 * MIN);
    book_snap_release(s);
    struct str typed = STR_INIT;
    str_printf(&typed, "%s%s", strlen(at) == 4 ? "0" : "", at);
    IS(SET(e, 3, "{s:s}", "planned", typed.data), OK);
    str_release(&typed);
    IS(wish(e, BOOK_ITEM_MOVE, 2, json_pack("{s:i}", "after", 4)), OK);
    s = book_snap(e->book);
    assert_true(item(s, 3)->planned_fixed);
    assert_int_equal(item(s, 3)->planned_ms, start + 90 * MIN);
    assert_int_equal(item(s, 4)->planned_ms, start + 110 * MIN);
    assert_int_equal(item(s, 2)->planned_ms, start + 130 * MIN);
    book_snap_release(s);
    /* the event moves to another day: what was given by hand keeps its hour */
    IS(wish(e, BOOK_SET, 0, json_pack("{s:s}", "start", "1794124800000")), OK);
    s = book_snap(e->book);
    assert_int_equal(item(s, 1)->planned_ms, INT64_C(1794124800000));
    assert_int_equal(item(s, 3)->planned_ms, INT64_C(1794124800000) + 90 * MIN);
    book_snap_release(s);
    IS(SET(e, 3, "{s:s}", "planned", ""), OK);
    s = book_snap(e->book);
    assert_int_equal(item(s, 3)->planned_ms, INT64_C(1794124800000) + 20 * MIN);
    book_snap_release(s);
}

static void two_at_the_same_thing(void **state) {
    struct event *e = *state;
    IS(ask(e, BOOK_ITEM_SET, 2, 1, json_pack("{s:s}", "title", "Von Berta"), "berta"), OK);
    struct book_reply r = ask(e, BOOK_ITEM_SET, 2, 1, json_pack("{s:s}", "title", "x"), "anna");
    IS(r, STALE);
    assert_string_equal(r.who, "berta");
    assert_int_equal(r.revision, 2);
    IS(ask(e, BOOK_ITEM_REMOVE, 2, 1, NULL, "anna"), STALE);
    IS(ask(e, BOOK_ITEM_SET, 2, 2, json_pack("{s:s}", "title", "x"), "anna"), OK);
    IS(ask(e, BOOK_ITEM_SET, 77, 0, json_pack("{s:s}", "title", "x"), "anna"), NO_SUCH_THING);
}

static void options_keep_what_is_the_same(void **state) {
    struct event *e = *state;
    IS(SET(e, 3, "{s:[s,s,s,s]}", "options", "a", "b", "neu", "d"), OK);
    const struct book_snap *s = book_snap(e->book);
    const struct book_run *run = snap_run(item(s, 3));
    assert_int_equal(run->options_n, 4);
    assert_int_equal(run->options[0].id, 1);
    assert_int_equal(run->options[1].id, 2);
    assert_string_equal(run->options[2].text, "neu");
    assert_string_equal(run->options[3].text, "d");
    book_snap_release(s);
    IS(SET(e, 3, "{s:[]}", "options"), OK);
    s = book_snap(e->book);
    assert_int_equal(snap_run(item(s, 3))->options_n, 0);
    book_snap_release(s);
    assert_int_equal(event_number(e, "SELECT count(*) FROM option"), 0);
}

static void a_card_taken_over_stays_one(void **state) {
    struct event *e = *state;
    person_add(e, 1);
    STEP(e, NEXT, 0, OK);
    STEP(e, OPEN, 0, OK);
    struct book_reply card = card_add(e, 1, "Karte", 77);
    STEP(e, TAKE_OPTION, card.id, OK);
    IS(SET(e, 3, "{s:[s,s]}", "options", "Karte", "a"), OK);
    const struct book_snap *s = book_snap(e->book);
    const struct book_run *run = snap_run(item(s, 3));
    assert_int_equal(run->options_n, 2);
    assert_int_equal(run->options[0].card, card.id);
    assert_int_equal(run->options[1].card, 0);
    book_snap_release(s);
}

static void what_people_answer_to_stays(void **state) {
    struct event *e = *state;
    STEP(e, GOTO, DOTS, OK);
    STEP(e, OPEN, 0, OK);
    static const char *const names[] = {"secrecy", "dots", "per_option", "options_from"};
    static const char *const typed[] = {"mood", "5", "1", "2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct book_reply r = SET(e, DOTS, "{s:s}", names[i], typed[i]);
        IS(r, NOT_NOW);
        assert_string_equal(r.where, names[i]);
    }
    IS(SET(e, DOTS, "{s:[s]}", "options", "nur eine"), NOT_NOW);
    IS(SET(e, DOTS, "{s:s, s:s}", "title", "Bessere Worte", "minutes", "25"), OK);
    IS(wish(e, BOOK_ITEM_REMOVE, DOTS, NULL), NOT_NOW);
    STEP(e, GOTO, BREAK, OK);
    IS(wish(e, BOOK_ITEM_REMOVE, BREAK, NULL), NOT_NOW);      /* stands on the stage */
    IS(wish(e, BOOK_ITEM_REMOVE, DOTS, NULL), NOT_NOW);       /* still open */
    agenda_is(e, "1 2 3 4");
}

static void deleted_and_brought_back(void **state) {
    struct event *e = *state;
    IS(SET(e, 2, "{s:s}", "note", "bleibt"), OK);
    IS(wish(e, BOOK_ITEM_REMOVE, 2, NULL), OK);
    agenda_is(e, "1 3 4");
    IS(wish(e, BOOK_ITEM_REMOVE, 2, NULL), NO_SUCH_THING);
    IS(SET(e, 2, "{s:s}", "title", "x"), NO_SUCH_THING);
    IS(wish(e, BOOK_ITEM_MOVE, 1, json_pack("{s:i}", "after", 4)), OK);
    IS(wish(e, BOOK_ITEM_RESTORE, 2, NULL), OK);
    agenda_is(e, "2 3 4 1");
    IS(wish(e, BOOK_ITEM_RESTORE, 2, NULL), AGAIN);
    const struct book_snap *s = book_snap(e->book);
    assert_string_equal(item(s, 2)->note, "bleibt");
    book_snap_release(s);
    for (int id = 1; id <= 3; id++) IS(wish(e, BOOK_ITEM_REMOVE, id, NULL), OK);
    IS(wish(e, BOOK_ITEM_REMOVE, 4, NULL), NOT_NOW);          /* the last one stays */
    agenda_is(e, "4");
}

static void copies(void **state) {
    struct event *e = *state;
    IS(SET(e, 3, "{s:s, s:s}", "per_option", "1", "note", "intern"), OK);
    struct book_reply r = wish(e, BOOK_ITEM_COPY, 3, json_pack("{s:s}", "title", "Was (Kopie)"));
    IS(r, OK);
    agenda_is(e, "1 2 3 5 4");
    const struct book_snap *s = book_snap(e->book);
    assert_string_equal(item(s, r.id)->title, "Was (Kopie)");
    assert_string_equal(item(s, r.id)->note, "intern");
    assert_int_equal(item(s, r.id)->per_option, 1);
    assert_int_equal(snap_run(item(s, r.id))->options_n, 6);
    assert_int_equal(snap_run(item(s, r.id))->state, RULES_PREPARED);
    book_snap_release(s);
    event_reopen(e, NULL);
    agenda_is(e, "1 2 3 5 4");
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, make, end)
    const struct CMUnitTest tests[] = {
        T(moving), T(adding), T(values_are_checked_whole), T(times_follow),
        T(two_at_the_same_thing), T(options_keep_what_is_the_same), T(a_card_taken_over_stays_one),
        T(what_people_answer_to_stays), T(deleted_and_brought_back), T(copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
