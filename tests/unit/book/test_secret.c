/* Secrecy on disk: after sealing nothing in the file or its WAL links a person to a
 * ballot or a secret card; sealing comes with reveal, when overdue at start, and is owed a
 * truncation; a copy holds no mapping, ballot, turnout row or author of an unsealed secret run; a
 * sealed run never opens again; the log knows nothing of a vote. */
#include "events/book/paper.h"
#include "tests/unit/book/event.h"

static void vote_all(struct event *e, int n) {
    STEP(e, GOTO, DOTS, OK);
    STEP(e, OPEN, 0, OK);
    for (int i = 1; i <= n; i++)
        assert_int_equal(vote(e, i, 1 + i % 6, 1 + i % 2, 1, 100 + i).result, BOOK_OK);
}

static size_t find_in_file(const char *path, const void *bytes, size_t len) {
    FILE *f = fopen(path, "rb");
    if (!f) return 0;
    static char text[8 << 20];
    size_t n = fread(text, 1, sizeof text, f), found = 0;
    fclose(f);
    for (const char *at = text; (at = memmem(at, (size_t)(text + n - at), bytes, len)); at++)
        found++;
    return found;
}

/* Old keys, while the mapping stands. */
static size_t read_keys(struct event *e, unsigned char keys[][16], size_t max) {
    char error[300];
    struct db *d = db_open(e->path, DB_READ, error, sizeof error);
    struct db_row *row = db_query(d, "SELECT key FROM ballot_map ORDER BY person", "");
    size_t n = 0;
    while (db_step(row))
        if (n < max) memcpy(keys[n++], db_blob(row, 0, 16), 16);
    db_close(d);
    return n;
}

static void reveal_seals(void **state) {
    (void)state;
    struct event e;
    static unsigned char keys[40][16];
    char wal[160];
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 40);
    vote_all(&e, 40);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot_map"), 40);
    assert_int_equal(read_keys(&e, keys, 40), 40);
    close_at_once(&e);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot_map"), 40);
    STEP(&e, REVEAL, 0, OK);
    usleep(50000);
    str_format(wal, sizeof wal, "%s-wal", e.path);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot_map"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot"), 40);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM turnout"), 40);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM owed"), 0);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(find_in_file(e.path, keys[i], 16), 0);
        assert_int_equal(find_in_file(wal, keys[i], 16), 0);
    }
    STEP(&e, REOPEN, 0, NOT_NOW);
    STEP(&e, UNDO, 0, OK);                      /* off the stage, still sealed and closed */
    assert_int_equal(state_now(&e, DOTS), RULES_CLOSED);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_true(run->sealed && !run->shown);
    assert_int_equal(run->options[0].points + run->points, 0);
    book_snap_release(s);
    STEP(&e, OPEN_OR_PAUSE, 0, SEALED);
    STEP(&e, UNDO, 0, SEALED);
    STEP(&e, REVEAL, 0, OK);
    s = book_snap(e.book);
    assert_int_equal(snap_run(snap_item(s, DOTS))->points, 80);
    book_snap_release(s);
    event_end(&e);
}

static void overdue_at_start(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    vote_all(&e, 3);
    close_at_once(&e);
    event_reopen(&e, "UPDATE run SET seal_ms = 1, seal_boot_id = '' WHERE seal_ms <> 0");
    assert_int_equal(event_number(&e, "SELECT count(*) FROM ballot_map"), 0);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_int_equal(run->state, RULES_CLOSED);
    assert_true(run->sealed && !run->shown);
    for (size_t i = 0; i < run->options_n; i++) assert_int_equal(run->options[i].points, 0);
    book_snap_release(s);
    STEP(&e, OPEN_OR_PAUSE, 0, SEALED);
    event_end(&e);
}

static void reopened_until_sealed(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    vote_all(&e, 3);
    close_at_once(&e);
    STEP(&e, OPEN_OR_PAUSE, 0, ASK_AGAIN);
    STEP(&e, OPEN_OR_PAUSE, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_OPEN);
    assert_int_equal(vote(&e, 1, 4, 4, 2, 900).result, BOOK_OK);
    close_at_once(&e);
    STEP(&e, UNDO, 0, OK);
    assert_int_equal(state_now(&e, DOTS), RULES_OPEN);
    assert_int_equal(vote(&e, 1, 5, 5, 3, 901).result, BOOK_OK);
    assert_int_equal(event_number(&e, "SELECT seal_ms + closed_ms FROM run WHERE id = 3"), 0);
    event_end(&e);
}

static void secret_cards(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "release", "city");
    people_add(&e, 3);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    struct book_reply first = card_add(&e, 1, "Erste", 1);
    assert_int_equal(card_add(&e, 2, "Zweite", 2).result, BOOK_OK);
    STEP(&e, RELEASE, 0, OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, VISIONS));
    const struct book_card *card = snap_card(run, first.id);
    assert_int_equal(card->state, RULES_SHOWN);
    assert_int_equal(card->person, 1);
    assert_int_equal(card->created_ms, 0);
    assert_string_equal(card->municipality, "Aach");
    book_snap_release(s);
    STEP(&e, RELEASE_ALL, 0, OK);
    close_at_once(&e);
    assert_int_equal(state_now(&e, VISIONS), RULES_REVEALED);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card_author"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM spent_nonce "
                                  "WHERE card IS NOT NULL"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card WHERE person IS NOT NULL"), 0);
    s = book_snap(e.book);
    assert_int_equal(snap_card(snap_run(snap_item(s, VISIONS)), first.id)->person, 0);
    book_snap_release(s);
    assert_int_equal(card_add(&e, 1, "Erste", 1).result, BOOK_AGAIN);   /* a very late retry */
    assert_int_equal(card_add(&e, 1, "Nach", 7).result, BOOK_LATE);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM card_author"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM turnout"), 2);
    event_end(&e);
}

/* The silent phase: no card has a place before the reveal, not even after an early sealing. */
static void silent_phase(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "reveal", "anonymous");
    people_add(&e, 10);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int i = 1; i <= 10; i++) assert_int_equal(card_add(&e, i, "Karte", i).result, BOOK_OK);
    close_at_once(&e);
    assert_int_equal(state_now(&e, VISIONS), RULES_CLOSED);
    event_reopen(&e, "UPDATE run SET seal_ms = 1, seal_boot_id = '' WHERE seal_ms <> 0");
    int64_t late = card_add(&e, 1, "spät", 99).id;
    STEP(&e, PIN, late, NOT_NOW);
    STEP(&e, RELEASE, late, OK);
    const struct book_snap *s = book_snap(e.book);
    const struct book_run *run = snap_run(snap_item(s, VISIONS));
    assert_int_equal(run->cards_n, 11);
    for (size_t i = 0; i < 11; i++) assert_int_equal(run->cards[i].order, 0);
    book_snap_release(s);
    STEP(&e, REVEAL, 0, OK);
    s = book_snap(e.book);
    run = snap_run(snap_item(s, VISIONS));
    for (size_t i = 0; i < 11; i++) assert_int_equal(run->cards[i].order, i + 1);
    assert_int_equal(run->cards[10].id, late);
    book_snap_release(s);
    event_end(&e);
}

static void copies(void **state) {
    (void)state;
    struct event e, copy = {0};
    char error[300];
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 4);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(card_add(&e, 1, "Karte", 5).result, BOOK_OK);
    vote_all(&e, 3);
    str_format(copy.path, sizeof copy.path, "%s/copy.punktum", e.dir);
    if (!book_copy(e.book, copy.path, error, sizeof error)) fail_msg("%s", error);
    assert_false(book_copy(e.book, copy.path, error, sizeof error));
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM ballot"), 0);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM ballot_dot"), 0);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM ballot_map"), 0);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM turnout"), 0);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM card_author"), 0);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM card"), 1);
    assert_int_equal(event_number(&copy, "SELECT kept_turnout FROM run WHERE id = 3"), 3);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM person"), 4);
    close_at_once(&e);
    STEP(&e, REVEAL, 0, OK);
    assert_int_equal(unlink(copy.path), 0);
    if (!book_copy(e.book, copy.path, error, sizeof error)) fail_msg("%s", error);
    assert_int_equal(event_number(&copy, "SELECT count(*) FROM ballot"), 3);
    struct str out = STR_INIT;
    assert_false(book_check_file(&out, e.path));           /* in use */
    if (!book_check_file(&out, copy.path)) fail_msg("%s", out.data);
    assert_int_equal(unlink(copy.path), 0);
    assert_false(book_copy_file(e.path, copy.path, error, sizeof error));
    book_close(e.book);
    if (!book_copy_file(e.path, copy.path, error, sizeof error)) fail_msg("%s", error);
    assert_true(book_check_file(&out, e.path));
    str_release(&out);
    event_open(&e);
    event_end(&e);
}

static bool says_nothing(void *ctx, const struct book_log_row *row) {
    (void)ctx;
    assert_null(strstr(row->what, "ballot"));
    return true;
}

static void log_is_silent(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    vote_all(&e, 3);
    int64_t rows = event_number(&e, "SELECT count(*) FROM step");
    assert_int_equal(rows, 2);                              /* goto, open */
    assert_int_equal(event_number(&e, "SELECT count(*) FROM step_before "
                                  "WHERE field LIKE '%ballot%' OR field LIKE '%author%'"), 0);
    book_log(e.book, says_nothing, NULL);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reveal_seals), cmocka_unit_test(overdue_at_start),
        cmocka_unit_test(reopened_until_sealed), cmocka_unit_test(secret_cards),
        cmocka_unit_test(silent_phase),
        cmocka_unit_test(copies), cmocka_unit_test(log_is_silent),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
