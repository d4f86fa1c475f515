/* The whole way through the writer: registering, cards, ballots, close, reveal; what a replayed
 * nonce, an old revision, a changed phone and a late card get; ranks and municipalities at the end;
 * that a restart finishes a closing and keeps the timer. */
#include "tests/unit/book/event.h"

static void people_and_phones(void **state) {
    (void)state;
    struct event e;
    unsigned char session[BOOK_HASH];
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    struct book_reply again = person_add(&e, 2);
    assert_int_equal(again.result, BOOK_AGAIN);
    assert_int_equal(again.id, 2);
    const struct book_snap *s = book_snap(e.book);
    assert_int_equal(s->registered, 3);
    assert_int_equal(s->present, 3);
    assert_int_equal(s->municipalities, 2);
    hash_of(session, "session", 2);
    assert_int_equal(snap_session(s, session)->id, 2);
    assert_string_equal(snap_person(s, 2)->organisation_name, "Stadt Bonn");
    int64_t first = snap_person(s, 2)->session;
    book_snap_release(s);

    struct book_cmd take = {.verb = BOOK_TAKE_OVER};
    hash_of(take.as.take.code_hash, "code", 2);
    hash_of(take.as.take.session_hash, "new phone", 2);
    assert_int_equal(book_submit_wait(e.book, &take).id, 2);
    s = book_snap(e.book);
    assert_null(snap_session(s, session));
    assert_int_equal(snap_session(s, take.as.take.session_hash)->id, 2);
    assert_true(snap_person(s, 2)->session != first);
    book_snap_release(s);
    hash_of(take.as.take.code_hash, "code", 99);
    assert_int_equal(book_submit_wait(e.book, &take).result, BOOK_NO_SUCH_CODE);

    struct book_cmd taken = {.verb = BOOK_REGISTER, .nonce = 77};
    str_copy(taken.as.reg.name, BOOK_NAME_MAX, "X");
    hash_of(taken.as.reg.code_hash, "code", 1);
    hash_of(taken.as.reg.session_hash, "x", 1);
    assert_int_equal(book_submit_wait(e.book, &taken).result, BOOK_CODE_TAKEN);
    STEP(&e, REGISTRATION, 0, OK);
    assert_int_equal(person_add(&e, 9).result, BOOK_REGISTRATION_CLOSED);
    event_end(&e);
}

static void cards(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 2);
    assert_int_equal(card_add(&e, 1, "früh", 1).result, BOOK_NOT_OPEN);
    STEP(&e, NEXT, 0, OK);
    STEP(&e, NEXT, 0, OK);
    struct book_reply first = card_add(&e, 1, "Eins", 11);
    assert_int_equal(first.result, BOOK_OK);
    struct book_reply again = card_add(&e, 1, "Eins", 11);
    assert_int_equal(again.result, BOOK_AGAIN);
    assert_int_equal(again.id, first.id);
    assert_int_equal(card_add(&e, 1, "", 12).result, BOOK_TEXT_EMPTY);
    assert_int_equal(card_add(&e, 1, "Zwei", 13).result, BOOK_OK);
    assert_int_equal(card_add(&e, 1, "Drei", 14).result, BOOK_OK);
    assert_int_equal(card_add(&e, 1, "Vier", 15).result, BOOK_TOO_MANY_CARDS);

    struct book_cmd edit = {.verb = BOOK_CARD_EDIT, .person = 2};
    edit.as.card.card = first.id;
    str_copy(edit.as.card.text, BOOK_TEXT_MAX, "Eins neu");
    assert_int_equal(book_submit_wait(e.book, &edit).result, BOOK_NOT_YOURS);
    edit.person = 1;
    assert_int_equal(book_submit_wait(e.book, &edit).result, BOOK_OK);
    edit.verb = BOOK_CARD_WITHDRAW;
    assert_int_equal(book_submit_wait(e.book, &edit).result, BOOK_OK);
    assert_int_equal(card_add(&e, 1, "Vier", 16).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, VISIONS));
    assert_int_equal(run->cards_n, 3);
    assert_int_equal(run->turnout, 1);
    assert_string_equal(run->cards[0].text, "Zwei");
    assert_string_equal(run->cards[0].municipality, "Aach");
    book_snap_release(s);

    close_at_once(&e);
    assert_int_equal(state_now(&e, VISIONS), RULES_REVEALED);
    struct book_reply late = card_add(&e, 2, "spät", 17);
    assert_int_equal(late.result, BOOK_LATE);
    s = book_snap(e.book);
    const struct book_card *card = snap_card(snap_run(snap_item(s, VISIONS)), late.id);
    assert_int_equal(card->state, RULES_HELD);
    assert_true(card->late);
    book_snap_release(s);
    event_end(&e);
}

static void ballots(void **state) {
    (void)state;
    struct event e;
    struct book_own own;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 6);
    STEP(&e, GOTO, DOTS, OK);
    assert_int_equal(vote(&e, 1, 1, 0, 1, 1).result, BOOK_NOT_OPEN);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 1).result, BOOK_OK);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 1).result, BOOK_AGAIN);
    assert_int_equal(vote(&e, 1, 1, 3, 1, 1).result, BOOK_OLD_REVISION);
    struct book_reply second = vote(&e, 1, 1, 1, 2, 1);
    assert_int_equal(second.result, BOOK_OK);
    assert_int_equal(second.revision, 2);
    assert_int_equal(vote(&e, 1, 3, 3, 1, 2).result, BOOK_OLD_REVISION);
    assert_int_equal(vote(&e, 2, 9, 0, 1, 3).result, BOOK_NO_SUCH_OPTION);
    assert_int_equal(vote(&e, 99, 1, 0, 1, 4).result, BOOK_NOT_ALLOWED);
    assert_int_equal(vote(&e, 2, 0, 0, 1, 5).result, BOOK_OK);
    assert_true(book_own_ballot(e.book, run_now(&e, DOTS), 1, &own));
    assert_int_equal(own.revision, 2);
    assert_int_equal(own.points[0], 2);
    assert_int_equal(own.points[1], 0);
    STEP(&e, PAUSE, 0, OK);
    assert_int_equal(vote(&e, 3, 1, 0, 1, 6).result, BOOK_NOT_OPEN);
    STEP(&e, OPEN, 0, OK);
    for (int i = 3; i <= 6; i++) assert_int_equal(vote(&e, i, 1, 2, 1, 10 + i).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_int_equal(run->turnout, 6);
    assert_int_equal(run->dots, 2);
    for (size_t i = 0; i < run->options_n; i++) assert_int_equal(run->options[i].points, 0);
    book_snap_release(s);

    STEP(&e, NEXT, 0, ASK_AGAIN);
    STEP(&e, NEXT, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_CLOSING);
    assert_int_equal(vote(&e, 2, 2, 0, 2, 20).result, BOOK_OK);
    STEP(&e, NEXT, 0, NOT_NOW);
    event_reopen(&e, "UPDATE run SET closing_ms = 1, closing_boot_id = '' WHERE id = 3");
    assert_int_equal(state_now(&e, DOTS), RULES_CLOSED);
    assert_int_equal(vote(&e, 3, 1, 1, 2, 21).result, BOOK_OVER);
    assert_int_equal(vote(&e, 2, 2, 0, 2, 20).result, BOOK_AGAIN);
    STEP(&e, NEXT, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_REVEALED);

    s = book_snap(e.book);
    run = snap_run(snap_item(s, DOTS));
    assert_true(run->sealed && run->shown);
    assert_int_equal(run->people, 6);
    assert_int_equal(run->points, 11);
    assert_int_equal(run->municipalities, 2);
    assert_int_equal(run->options[0].points, 6);
    assert_int_equal(run->options[0].people, 5);
    assert_int_equal(run->options[0].rank, 1);
    assert_int_equal(run->options[0].municipalities, -1);   /* all that voted: not shown */
    assert_int_equal(run->options[1].points, 5);
    assert_true(run->options[1].above_cut);
    assert_int_equal(run->options[5].rank, 3);
    assert_true(run->options[5].tied && !run->options[5].above_cut);
    book_snap_release(s);
    STEP(&e, NEXT, 0, OK);
    s = book_snap(e.book);
    assert_int_equal(s->show.item, BREAK);
    book_snap_release(s);
    event_end(&e);
}

static void named(void **state) {
    (void)state;
    struct event e;
    struct book_own own;
    event_make(&e, "named", "live", "anonymous");
    people_add(&e, 3);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 1, 1, 1, 1).result, BOOK_OK);
    assert_int_equal(vote(&e, 1, 2, 3, 2, 1).result, BOOK_OK);
    assert_int_equal(vote(&e, 1, 2, 3, 2, 1).result, BOOK_AGAIN);
    assert_int_equal(vote(&e, 1, 1, 1, 1, 1).result, BOOK_OLD_REVISION);
    assert_int_equal(vote(&e, 2, 2, 0, 1, 2).result, BOOK_OK);
    assert_true(book_own_ballot(e.book, run_now(&e, DOTS), 1, &own));
    assert_int_equal(own.points[1], 1);
    assert_int_equal(own.points[0], 0);
    close_at_once(&e);
    STEP(&e, REVEAL, 0, OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_int_equal(run->options[0].points, 0);
    assert_int_equal(run->options[1].points, 2);
    assert_int_equal(run->options[1].municipalities, 2);
    book_snap_release(s);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM named_ballot"), 3);
    event_end(&e);
}

static void timer_survives(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    STEP(&e, TIMER_START, 600, OK);
    STEP(&e, TIMER_ADD, 5, OK);
    const struct book_snap *s = book_snap(e.book);
    struct clock_deadline before = s->show.timer;
    book_snap_release(s);
    event_reopen(&e, NULL);
    s = book_snap(e.book);
    struct clock_time now = clock_now();
    assert_int_equal(s->show.timer.wall_ms, before.wall_ms);
    assert_in_range(clock_left_ms(&s->show.timer, &now), 890000, 900000);
    book_snap_release(s);
    STEP(&e, TIMER_STOP, 0, OK);
    s = book_snap(e.book);
    assert_in_range(s->show.timer_paused_ms, 890000, 900000);
    book_snap_release(s);
    event_end(&e);
}

static void closing_ends_by_itself(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 1);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    STEP(&e, CLOSE, 0, ASK_AGAIN);
    STEP(&e, CLOSE, 0, OK);
    usleep(2500000);
    assert_int_equal(state_now(&e, DOTS), RULES_CLOSING);
    usleep(1200000);
    assert_int_equal(state_now(&e, DOTS), RULES_CLOSED);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_and_phones), cmocka_unit_test(cards), cmocka_unit_test(ballots),
        cmocka_unit_test(named), cmocka_unit_test(timer_survives),
        cmocka_unit_test(closing_ends_by_itself),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
