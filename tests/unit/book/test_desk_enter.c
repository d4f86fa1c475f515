/* The desk enters for people: a ballot on paper blocks the phone and the other way round, and the
 * desk may change its own; cards count against the person's, late ones are held, one form makes one
 * card; a card read aloud belongs to nobody; a show of hands stands apart and changes no result;
 * origins are told as totals, fewer than five hidden; the log says who did what and never for whom
 * nor what was chosen; steps from the desk carry the account, may be undone, and a stale one names
 * who was faster. */
#include <jansson.h>
#include "events/book/paper.h"
#include "tests/unit/book/event.h"

/* data is taken over. */
static struct book_reply wish(struct event *e, enum book_desk_what what, int64_t id, json_t *data) {
    struct book_cmd cmd = {.verb = BOOK_DESK};
    cmd.as.desk = (struct book_desk){.what = what, .id = id, .account = "Anna", .data = data};
    return book_submit_wait(e->book, &cmd);
}

static struct book_reply ballot(struct event *e, int64_t person, const char *option, int revision,
                                int64_t nonce) {
    return wish(e, BOOK_ENTER_BALLOT, person, json_pack("{s:i, s:I, s:i, s:I, s:{s:i}}", "item",
        DOTS, "run", (json_int_t)run_now(e, DOTS), "revision", revision, "nonce",
        (json_int_t)nonce, "dots", option, 1));
}

static struct book_reply card(struct event *e, int64_t person, const char *text, int64_t nonce) {
    return wish(e, BOOK_ENTER_CARD, person, json_pack("{s:i, s:I, s:s, s:I}", "item", VISIONS,
        "run", (json_int_t)run_now(e, VISIONS), "text", text, "nonce", (json_int_t)nonce));
}

static void paper_ballots(void **state) {
    (void)state;
    struct event e;
    struct book_own own;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    STEP(&e, GOTO, DOTS, OK);
    assert_int_equal(ballot(&e, 1, "1", 1, 5).result, BOOK_NOT_OPEN);
    STEP(&e, OPEN, 0, OK);
    struct book_reply r = ballot(&e, 1, "1", 1, 5);
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.id, DOTS);
    assert_int_equal(r.revision, 1);
    assert_int_equal(ballot(&e, 1, "1", 1, 5).result, BOOK_AGAIN);
    assert_int_equal(vote(&e, 1, 2, 0, 2, 6).result, BOOK_VOTED_DESK);
    assert_int_equal(ballot(&e, 1, "2", 2, 7).result, BOOK_OK);
    assert_int_equal(vote(&e, 2, 2, 0, 1, 8).result, BOOK_OK);
    assert_int_equal(ballot(&e, 2, "1", 2, 9).result, BOOK_VOTED_PHONE);
    assert_int_equal(ballot(&e, 3, "99", 1, 10).result, BOOK_NO_SUCH_OPTION);
    assert_int_equal(ballot(&e, 3, "x", 1, 11).result, BOOK_NO_SUCH_OPTION);
    assert_int_equal(ballot(&e, 99, "1", 1, 12).result, BOOK_NOT_ALLOWED);
    assert_true(book_own_ballot(e.book, run_now(&e, DOTS), 1, &own));
    assert_int_equal(own.origin, RULES_DESK);
    assert_int_equal(own.points[1], 1);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM desk_log WHERE what = 'enter_ballot' "
        "AND subject = 3 AND note = '' AND account = 'Anna'"), 2);
    event_end(&e);
}

static void cards(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "city");
    people_add(&e, 2);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(card_add(&e, 1, "eins", 1).result, BOOK_OK);
    assert_int_equal(card(&e, 1, "zwei", 2).result, BOOK_OK);
    assert_int_equal(card(&e, 1, "zwei", 2).result, BOOK_AGAIN);
    assert_int_equal(card(&e, 1, "drei", 3).result, BOOK_OK);
    assert_int_equal(card(&e, 1, "vier", 4).result, BOOK_TOO_MANY_CARDS);
    assert_int_equal(card(&e, 1, "", 5).result, BOOK_TEXT_EMPTY);
    assert_int_equal(card(&e, 77, "x", 6).result, BOOK_NOT_ALLOWED);
    for (int i = 0; i < 4; i++)      /* read aloud: nobody's, so no number is too many */
        assert_int_equal(card(&e, 0, "vorgelesen", 10 + i).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, VISIONS));
    assert_int_equal(run->cards_n, 7);
    assert_int_equal(run->turnout, 1);
    int with_city = 0;
    for (size_t i = 0; i < run->cards_n; i++) with_city += run->cards[i].municipality != NULL;
    assert_int_equal(with_city, 3);
    book_snap_release(s);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM desk_log WHERE subject <> 2 "
                                  "OR note <> ''"), 0);
    close_at_once(&e);
    assert_int_equal(card(&e, 2, "spät", 20).result, BOOK_LATE);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card c JOIN card_place p "
        "ON p.card = c.id WHERE c.late = 1 AND p.state = 'held'"), 1);
    event_end(&e);
}

static void hands_stand_apart(void **state) {
    (void)state;
    struct event e;
    struct book_paper p;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 2);
    int64_t run = run_now(&e, DOTS);
    STEP(&e, GOTO, DOTS, OK);
    json_t *shown = json_pack("{s:i, s:{s:i, s:i}}", "people", 20, "points", "1", 12, "2", 7);
    assert_int_equal(wish(&e, BOOK_HANDS, run, json_deep_copy(shown)).result, BOOK_NOT_NOW);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 2, 2, 1, 1).result, BOOK_OK);
    assert_int_equal(wish(&e, BOOK_HANDS, run, json_deep_copy(shown)).result, BOOK_OK);
    json_decref(shown);
    struct book_reply r = wish(&e, BOOK_HANDS, run, json_pack("{s:i, s:{s:i}}", "people", 20,
                                                              "points", "1", 21));
    assert_int_equal(r.result, BOOK_BAD_VALUE);     /* more hands than people: nothing changed */
    assert_string_equal(r.where, "1");
    assert_int_equal(wish(&e, BOOK_HANDS, run, json_pack("{s:{s:i}}", "points", "99", 1)).result,
                     BOOK_NO_SUCH_OPTION);
    close_at_once(&e);
    STEP(&e, REVEAL, 0, OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *now = snap_run(snap_item(s, DOTS));
    assert_int_equal(now->options[0].points, 0);
    assert_int_equal(now->options[1].points, 2);
    assert_int_equal(now->turnout, 1);
    assert_int_equal(now->people, 1);
    book_snap_release(s);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.hands_n, 2);
    assert_int_equal(p.hands[0].points, 12);
    assert_int_equal(p.hands[0].people, 20);
    book_paper_release(&p);
    assert_int_equal(wish(&e, BOOK_HANDS, run, json_pack("{s:{}}", "points")).result, BOOK_OK);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM hands"), 0);
    event_end(&e);
}

static struct book_origin origin_of(struct event *e, int64_t run) {
    struct book_paper p;
    struct book_origin found = {.run = 0};
    assert_true(book_paper(e->book, &p));
    for (size_t i = 0; i < p.origins_n; i++)
        if (p.origins[i].run == run) found = p.origins[i];
    book_paper_release(&p);
    return found;
}

static void origins(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "city");
    people_add(&e, 14);
    int64_t visions = run_now(&e, VISIONS), dots = run_now(&e, DOTS);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int i = 1; i <= 6; i++) assert_int_equal(card_add(&e, i, "p", i).result, BOOK_OK);
    for (int i = 1; i <= 5; i++) assert_int_equal(card(&e, i, "d", 20 + i).result, BOOK_OK);
    struct book_cmd withdraw = {.verb = BOOK_CARD_WITHDRAW, .person = 6};
    withdraw.as.card.card = event_number(&e, "SELECT card FROM card_author WHERE person = 6");
    assert_int_equal(book_submit_wait(e.book, &withdraw).result, BOOK_OK);
    assert_int_equal(origin_of(&e, visions).run, 0);        /* nothing told before the sealing */
    assert_int_equal(event_number(&e, "SELECT count(*) FROM run_origin"), 0);
    close_at_once(&e);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card_author"), 0);
    struct book_origin o = origin_of(&e, visions);
    assert_int_equal(o.phone, 5);
    assert_int_equal(o.desk, 5);
    assert_int_equal(o.tablet, -1);

    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int i = 1; i <= 7; i++) assert_int_equal(vote(&e, i, 1, 0, 1, 100 + i).result, BOOK_OK);
    for (int i = 8; i <= 11; i++)
        assert_int_equal(ballot(&e, i, "1", 1, 200 + i).result, BOOK_OK);
    close_at_once(&e);
    o = origin_of(&e, dots);
    assert_int_equal(o.desk, -1);
    assert_int_equal(o.phone, -1);      /* 11 - 7 would tell the four */
    event_end(&e);
}

/* Enough at the desk, so both are told. */
static void origins_told(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "city");
    people_add(&e, 13);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int i = 1; i <= 7; i++) assert_int_equal(vote(&e, i, 1, 0, 1, 100 + i).result, BOOK_OK);
    for (int i = 8; i <= 13; i++)
        assert_int_equal(ballot(&e, i, "1", 1, 200 + i).result, BOOK_OK);
    close_at_once(&e);
    struct book_origin o = origin_of(&e, run_now(&e, DOTS));
    assert_int_equal(o.phone, 7);
    assert_int_equal(o.desk, 6);
    assert_int_equal(o.tablet, -1);
    event_end(&e);
}

static struct book_reply desk_step(struct event *e, const char *account, enum rules_step step,
                                   int64_t arg, uint64_t version) {
    struct book_cmd cmd = {.verb = BOOK_STEP};
    cmd.as.step.step = step;
    cmd.as.step.arg = arg;
    cmd.as.step.seen = (struct book_seen){.version = version, .by_version = version != 0};
    str_copy(cmd.as.step.account, sizeof cmd.as.step.account, account);
    return book_submit_wait(e->book, &cmd);
}

struct seen { int rows, anna, undone; bool words; };
static bool look(void *ctx, const struct book_log_row *row) {
    struct seen *seen = ctx;
    seen->rows++;
    if (!strcmp(row->who, "Anna")) seen->anna++;
    if (row->undone) seen->undone++;
    if (strstr(row->note, "Person") || strstr(row->what, "Person")) seen->words = true;
    return true;
}

static void steps_with_an_account(void **state) {
    (void)state;
    struct event e;
    struct seen seen = {0};
    event_make(&e, "secret", "release", "city");
    people_add(&e, 1);
    const struct book_snap *s = book_snap(e.book);
    uint64_t before = s->version;
    book_snap_release(s);
    assert_int_equal(desk_step(&e, "Anna", RULES_STEP_GOTO, VISIONS, 0).result, BOOK_OK);
    struct book_reply late = desk_step(&e, "Ben", RULES_STEP_GOTO, DOTS, before);
    assert_int_equal(late.result, BOOK_STALE);
    assert_string_equal(late.who, "Anna");
    STEP(&e, OPEN, 0, OK);
    struct book_reply c = card_add(&e, 1, "Karte", 1);
    assert_int_equal(desk_step(&e, "Anna", RULES_STEP_RELEASE, c.id, 0).result, BOOK_OK);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM step WHERE account = 'Anna' "
                                  "AND remote = 0"), 2);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(card(&e, 1, "am Empfang", 2).result, BOOK_OK);
    book_log(e.book, look, &seen);
    assert_int_equal(seen.rows, 5);                 /* goto, open, release, undo, enter_card */
    assert_int_equal(seen.anna, 3);
    assert_int_equal(seen.undone, 1);
    assert_false(seen.words);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_ballots), cmocka_unit_test(cards),
        cmocka_unit_test(hands_stand_apart), cmocka_unit_test(origins),
        cmocka_unit_test(origins_told), cmocka_unit_test(steps_with_an_account),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
