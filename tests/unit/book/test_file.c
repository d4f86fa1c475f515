/* The file itself: $2 before $1 is bound by name; every rule is also a constraint, whoever writes;
 * a second process is kept out; strangers' and damaged files are refused untouched; a closed queue
 * answers; a check finds what was broken by hand. */
#include <sys/stat.h>
#include <sys/wait.h>
#include "tests/unit/book/event.h"

static struct db *direct(struct event *e) {
    char error[300];
    struct db *d = db_open(e->path, DB_WRITE, error, sizeof error);
    if (!d) fail_msg("%s", error);
    return d;
}

static void bind_by_name(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    book_close(e.book);
    struct db *d = direct(&e);
    assert_int_equal(db_one(d, -1, "SELECT $2 * 10 + $1", "dd", 1, 2), 21);
    assert_int_equal(db_one(d, -1, "SELECT $3 * 100 + $1 * 10 + $2 + $1", "ddd", 1, 2, 3), 313);
    struct db_row *row = db_query(d, "SELECT $2, $1, $3", "ttz", "first", "second", (int64_t)0);
    assert_true(db_step(row));
    assert_string_equal(db_text(row, 0), "second");
    assert_string_equal(db_text(row, 1), "first");
    assert_true(db_null(row, 2));
    db_done(row);
    db_close(d);
    event_open(&e);
    event_end(&e);
}

static void refused(struct db *d, const char *sql) {
    if (db_exec(d, sql)) fail_msg("allowed: %s", sql);
    if (!db_refused(d)) fail_msg("%s: %s", sql, db_error(d));
    db_forgive(d);
}

static void constraints(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "name");
    people_add(&e, 3);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(card_add(&e, 1, "Karte", 8).result, BOOK_OK);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 5).result, BOOK_OK);
    book_close(e.book);
    struct db *d = direct(&e);
    refused(d, "INSERT INTO ballot_map VALUES (3, 1, zeroblob(16), 1, 99)");     /* second ballot */
    refused(d, "INSERT INTO ballot_map VALUES (3, 2, zeroblob(16), 1, 5)");       /* nonce */
    refused(d, "INSERT INTO ballot_map VALUES (3, 2, zeroblob(15), 1, 6)");
    refused(d, "INSERT INTO turnout VALUES (3, 1, 'phone')");
    refused(d, "INSERT INTO turnout VALUES (3, 2, 'pigeon')");
    refused(d, "INSERT INTO ballot_dot VALUES (zeroblob(16), 1, 0)");
    refused(d, "UPDATE ballot_map SET revision = 1");                             /* backwards */
    assert_true(db_exec(d, "INSERT INTO ballot_dot VALUES (zeroblob(16), 1, 3)"));
    refused(d, "INSERT INTO ballot_map VALUES (3, 2, zeroblob(16), 1, 7)");       /* budget */
    assert_true(db_exec(d, "DELETE FROM ballot_dot WHERE key = zeroblob(16)"));
    assert_true(db_exec(d, "INSERT INTO ballot_dot VALUES (zeroblob(16), 77, 1)"));
    refused(d, "INSERT INTO ballot_map VALUES (3, 2, zeroblob(16), 1, 7)");     /* no such option */
    refused(d, "INSERT INTO option (run, text) VALUES (3, 'late')");              /* frozen */
    refused(d, "UPDATE option SET text = 'other' WHERE id = 1");
    refused(d, "UPDATE run SET secrecy = 'named' WHERE id = 3");               /* fixed once open */
    refused(d, "INSERT INTO run (item, number) VALUES (3, 2)");                   /* two current */
    refused(d, "DELETE FROM card");
    refused(d, "UPDATE card SET late = 1");
    refused(d, "UPDATE card_version SET text = 'x'");
    refused(d, "DELETE FROM step");
    refused(d, "UPDATE step SET remote = 9");
    refused(d, "INSERT INTO spent_nonce VALUES (8, 2, NULL)");
    refused(d, "INSERT INTO session (person, hash, begun_ms) VALUES (1, zeroblob(32), 0)");
    refused(d, "INSERT INTO person (name, nonce, registered_ms) VALUES ('x', 1001, 0)");
    refused(d, "INSERT INTO card (run, person) VALUES (2, 1)");                /* author, no time */
    assert_true(db_exec(d, "UPDATE run SET sealed = 1, state = 'closed' WHERE id = 3"));
    refused(d, "UPDATE run SET sealed = 0 WHERE id = 3");
    refused(d, "UPDATE run SET state = 'open' WHERE id = 3");
    db_close(d);
    struct str out = STR_INIT;
    assert_false(book_check_file(&out, e.path));
    assert_non_null(strstr(out.data, "sealed runs that still know who gave which ballot: 1"));
    assert_non_null(strstr(out.data, "dots without a ballot: 1"));
    str_release(&out);
    event_open(&e);
    event_end(&e);
}

static void one_process(void **state) {
    (void)state;
    struct event e;
    struct book *second;
    event_make(&e, "secret", "live", "anonymous");
    assert_int_equal(book_open(&second, e.path, NULL, NULL), BOOK_LOCKED);
    assert_null(second);
    pid_t child = fork();
    if (child == 0) _exit(book_open(&second, e.path, NULL, NULL) == BOOK_LOCKED ? 0 : 1);
    int status = 1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    STEP(&e, NEXT, 0, OK);                        /* and the first one still works */
    event_end(&e);
}

static void write_file(const char *path, const void *bytes, size_t len) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    fclose(f);
}

static void strangers(void **state) {
    (void)state;
    struct event e;
    struct book *b;
    char path[160];
    event_make(&e, "secret", "live", "anonymous");
    str_format(path, sizeof path, "%s/other", e.dir);
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_NO_FILE);
    write_file(path, "hello, this is no event at all", 30);
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_NOT_AN_EVENT);
    book_close(e.book);
    event_sql(&e, "PRAGMA user_version = 999");
    assert_int_equal(book_open(&b, e.path, NULL, NULL), BOOK_NEWER);
    event_sql(&e, "PRAGMA user_version = 1");
    struct stat st;
    assert_int_equal(stat(e.path, &st), 0);
    FILE *f = fopen(e.path, "r+b");
    for (long at = 4096; at < st.st_size; at += 4096) {
        fseek(f, at, SEEK_SET);
        for (int i = 0; i < 64; i++) fputc(0x5a, f);
    }
    fclose(f);
    assert_int_equal(book_open(&b, e.path, NULL, NULL), BOOK_DAMAGED);
    struct str out = STR_INIT;
    assert_false(book_check_file(&out, e.path));
    assert_true(out.len > 0);
    str_release(&out);
    e.book = NULL;
    event_end(&e);
}

static void after_stop(void **state) {
    (void)state;
    struct event e;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 1);
    book_stop(e.book);
    assert_int_equal(person_add(&e, 2).result, BOOK_CLOSED);
    const struct book_snap *s = book_snap(e.book);
    assert_int_equal(s->registered, 1);
    book_close(e.book);
    assert_int_equal(s->people[0].id, 1);         /* a snapshot outlives the book */
    book_snap_release(s);
    event_open(&e);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bind_by_name), cmocka_unit_test(constraints),
        cmocka_unit_test(one_process), cmocka_unit_test(strangers), cmocka_unit_test(after_stop),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
