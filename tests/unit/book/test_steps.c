/* Moderators: every step has its undo; two moderators never overwrite each other; a first press is
 * one moderator's own and runs out; options are taken over before opening and frozen after; a
 * repeat is a new run; the log is append-only and names who did what. */
#include "tests/unit/book/event.h"

struct show { int64_t item, pinned; bool blank, qr; char message[64]; enum rules_state state; };

static struct show look(struct event *e, int64_t item) {
    const struct book_snap *s = book_snap(e->book);
    struct show out;
    memset(&out, 0, sizeof out);               /* compared byte by byte */
    out.item = s->show.item;
    out.pinned = s->show.pinned;
    out.blank = s->show.blank;
    out.qr = s->show.qr;
    out.state = snap_run(snap_item(s, item))->state;
    str_copy(out.message, sizeof out.message, s->show.message);
    book_snap_release(s);
    return out;
}

static void undo_each(void **state) {
    (void)state;
    static const struct { enum rules_step step; int64_t arg; } list[] = {
        {RULES_STEP_BLANK, 0}, {RULES_STEP_QR_TOGGLE, 0}, {RULES_STEP_MESSAGE, 0},
        {RULES_STEP_PAUSE, 0}, {RULES_STEP_TIMER_START, 60}, {RULES_STEP_TIMER_TOGGLE, 60},
        {RULES_STEP_BACK, 0}, {RULES_STEP_GOTO, DOTS}, {RULES_STEP_THEME, 1},
        {RULES_STEP_QUIET, 1}, {RULES_STEP_TURNOUT, 0}, {RULES_STEP_REGISTRATION, 0},
    };
    struct event e;
    event_make(&e, "secret", "release", "name");
    people_add(&e, 2);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    struct show before = look(&e, VISIONS);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        assert_int_equal(step(&e, list[i].step, list[i].arg).result, BOOK_OK);
        STEP(&e, UNDO, 0, OK);
        struct show after = look(&e, VISIONS);
        assert_memory_equal(&before, &after, sizeof before);
    }
    const struct book_snap *s = book_snap(e.book);
    assert_true(!s->settings.dark && !s->settings.quiet && s->settings.turnout_shown);
    assert_true(s->settings.registration_open);
    assert_int_equal(s->show.timer.wall_ms, 0);
    assert_int_equal(s->last_step, RULES_STEP_OPEN);
    book_snap_release(s);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(state_now(&e, VISIONS), RULES_PREPARED);
    STEP(&e, UNDO, 0, OK);
    STEP(&e, UNDO, 0, NOTHING_TO_UNDO);
    event_end(&e);
}

static enum rules_card card_state(struct event *e, int64_t id, char *text, size_t size) {
    const struct book_snap *s = book_snap(e->book);
    const struct book_card *c = snap_card(snap_run(snap_item(s, VISIONS)), id);
    enum rules_card state = c->state;
    if (text) str_copy(text, size, c->text);
    book_snap_release(s);
    return state;
}

static void undo_cards(void **state) {
    (void)state;
    struct event e;
    char text[100];
    event_make(&e, "secret", "auto", "name");
    people_add(&e, 1);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    int64_t card = card_add(&e, 1, "Karte", 1).id;
    STEP(&e, OPEN, 0, NOT_NOW);
    assert_int_equal(card_state(&e, card, NULL, 0), RULES_SHOWN);   /* one person present: live */
    STEP(&e, HIDE, 0, OK);
    assert_int_equal(card_state(&e, card, NULL, 0), RULES_HELD);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(card_state(&e, card, NULL, 0), RULES_SHOWN);
    STEP(&e, PIN, card, OK);
    STEP(&e, HOLD, card, OK);
    assert_int_equal(look(&e, VISIONS).pinned, 0);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(look(&e, VISIONS).pinned, card);
    STEP(&e, EDIT_CARD, card, OK);
    card_state(&e, card, text, sizeof text);
    assert_string_equal(text, "Text");
    STEP(&e, UNDO, 0, OK);
    card_state(&e, card, text, sizeof text);
    assert_string_equal(text, "Karte");
    event_end(&e);
}

static void two_moderators(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    struct book_cmd add = {.verb = BOOK_REMOTE_ADD};
    for (int i = 1; i <= 2; i++) {
        hash_of(add.as.remote_cmd.token_hash, "token", i);
        assert_int_equal(book_submit_wait(e.book, &add).id, i);
    }
    assert_int_equal(book_submit_wait(e.book, &add).result, BOOK_AGAIN);
    const struct book_snap *s = book_snap(e.book);
    uint64_t version = s->version;
    book_snap_release(s);
    struct book_cmd cmd = {.verb = BOOK_STEP, .remote = 1};
    cmd.as.step.step = RULES_STEP_NEXT;
    cmd.as.step.seen = (struct book_seen){.item = ARRIVAL, .run = 1, .state = RULES_PREPARED};
    assert_int_equal(book_submit_wait(e.book, &cmd).result, BOOK_OK);
    cmd.remote = 2;
    struct book_reply stale = book_submit_wait(e.book, &cmd);
    assert_int_equal(stale.result, BOOK_STALE);
    assert_int_equal(stale.by, 1);
    cmd.remote = 0;
    cmd.as.step.seen = (struct book_seen){.version = version, .by_version = true};
    assert_int_equal(book_submit_wait(e.book, &cmd).result, BOOK_STALE);
    assert_int_equal(look(&e, VISIONS).item, VISIONS);

    STEP(&e, OPEN, 0, OK);
    assert_int_equal(step_as(&e, RULES_STEP_CLOSE, 0, 1).result, BOOK_ASK_AGAIN);
    assert_int_equal(step_as(&e, RULES_STEP_CLOSE, 0, 2).result, BOOK_ASK_AGAIN);
    assert_int_equal(step_as(&e, RULES_STEP_CLOSE, 0, 1).result, BOOK_ASK_AGAIN);
    assert_int_equal(look(&e, VISIONS).state, RULES_OPEN);
    s = book_snap(e.book);
    assert_int_equal(s->show.confirm, RULES_STEP_CLOSE);
    book_snap_release(s);
    usleep(4300000);
    s = book_snap(e.book);
    assert_int_equal(s->show.confirm, RULES_STEPS);
    book_snap_release(s);
    assert_int_equal(step_as(&e, RULES_STEP_CLOSE, 0, 1).result, BOOK_ASK_AGAIN);
    assert_int_equal(step_as(&e, RULES_STEP_CLOSE, 0, 1).result, BOOK_OK);

    struct book_cmd revoke = {.verb = BOOK_REMOTE_REVOKE};
    revoke.as.remote_cmd.remote = 2;
    assert_int_equal(book_submit_wait(e.book, &revoke).result, BOOK_OK);
    assert_int_equal(step_as(&e, RULES_STEP_BLANK, 0, 2).result, BOOK_NOT_ALLOWED);
    event_end(&e);
}

static size_t options_now(struct event *e) {
    const struct book_snap *s = book_snap(e->book);
    size_t n = snap_run(snap_item(s, DOTS))->options_n;
    book_snap_release(s);
    return n;
}

static void options(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 1);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    int64_t card = card_add(&e, 1, "Neu", 1).id;
    STEP(&e, TAKE_OPTION, card, OK);
    STEP(&e, TAKE_OPTION, card, AGAIN);
    assert_int_equal(options_now(&e), 7);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(options_now(&e), 6);
    STEP(&e, TAKE_OPTION, card, OK);
    STEP(&e, DROP_OPTION, 1, OK);
    assert_int_equal(options_now(&e), 6);
    for (int i = 2; i <= 6; i++) STEP(&e, DROP_OPTION, i, OK);
    int64_t taken = event_number(&e, "SELECT id FROM option "
                                 "WHERE card IS NOT NULL AND dropped = 0");
    STEP(&e, DROP_OPTION, taken, OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, NEXT, 0, NO_OPTIONS);
    STEP(&e, UNDO, 0, OK);
    STEP(&e, UNDO, 0, OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, NEXT, 0, OK);
    STEP(&e, DROP_OPTION, taken, NOT_NOW);
    STEP(&e, TAKE_OPTION, card, NOT_NOW);
    event_end(&e);
}

static void new_runs(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 2);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, NEW_RUN, 0, NOT_NOW);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 1).result, BOOK_OK);
    close_at_once(&e);
    STEP(&e, REVEAL, 0, OK);
    STEP(&e, NEW_RUN, 0, OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_item *item = snap_item(s, DOTS);
    assert_int_equal(item->runs_n, 2);
    assert_int_equal(item->runs[0]->state, RULES_ARCHIVED);
    assert_string_equal(item->runs[0]->name, "Text");
    assert_int_equal(item->runs[0]->points, 2);
    assert_int_equal(item->runs[1]->options_n, 6);
    assert_int_equal(item->runs[1]->number, 2);
    book_snap_release(s);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_REVEALED);
    STEP(&e, CLEAR, 0, ASK_AGAIN);
    STEP(&e, CLEAR, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_PREPARED);
    s = book_snap(e.book);
    assert_int_equal(snap_item(s, DOTS)->runs_n, 1);
    book_snap_release(s);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_REVEALED);
    event_end(&e);
}

static void tie(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 3);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int i = 1; i <= 3; i++) assert_int_equal(vote(&e, i, i, 4, 1, i).result, BOOK_OK);
    close_at_once(&e);
    STEP(&e, TIE, RULES_TIE_ALL, NOT_NOW);
    STEP(&e, REVEAL, 0, OK);
    struct book_cmd cmd = {.verb = BOOK_STEP};
    cmd.as.step.step = RULES_STEP_TIE;
    cmd.as.step.arg = RULES_TIE_DECIDED;
    cmd.as.step.arg2 = 3;
    assert_int_equal(book_submit_wait(e.book, &cmd).result, BOOK_TEXT_EMPTY);
    str_copy(cmd.as.step.text, BOOK_TEXT_MAX, "Haushalt");
    assert_int_equal(book_submit_wait(e.book, &cmd).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_true(run->options[3].above_cut && run->options[2].above_cut);
    assert_false(run->options[0].above_cut || run->options[1].above_cut);
    assert_true(run->options[0].tied && run->options[2].tied);
    assert_int_equal(run->options[0].rank, 2);
    assert_int_equal(run->tie, RULES_TIE_DECIDED);
    assert_string_equal(run->tie_reason, "Haushalt");
    book_snap_release(s);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undo_each), cmocka_unit_test(undo_cards), cmocka_unit_test(two_moderators),
        cmocka_unit_test(options), cmocka_unit_test(new_runs), cmocka_unit_test(tie),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
