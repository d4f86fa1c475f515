/* A small event for the tests of this room: arrival, visions, dots (6 options, 2 dots), break;
 * three organisations in two municipalities. Made row by row, so that it needs only the schema. */
#ifndef TESTS_UNIT_BOOK_EVENT_H
#define TESTS_UNIT_BOOK_EVENT_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "events/book/book.h"
#include "events/book/db.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { ARRIVAL = 1, VISIONS = 2, DOTS = 3, BREAK = 4 };
struct event { char dir[64], path[128]; struct book *book; };

static inline void event_sql(struct event *e, const char *sql) {
    char error[300];
    struct db *d = db_open(e->path, DB_WRITE, error, sizeof error);
    if (!d) fail_msg("%s", error);
    if (!db_exec(d, sql)) fail_msg("%s", db_error(d));
    db_close(d);
}

/* A number read through a connection of its own, also while the book is open. */
static inline int64_t event_number(struct event *e, const char *sql) {
    char error[300];
    struct db *d = db_open(e->path, DB_READ, error, sizeof error);
    if (!d) fail_msg("%s", error);
    int64_t n = db_one(d, -1, sql, "");
    if (db_failed(d)) fail_msg("%s", db_error(d));
    db_close(d);
    return n;
}

static inline void event_open(struct event *e) {
    assert_int_equal(book_open(&e->book, e->path, NULL, NULL), BOOK_OPENED);
}

static inline void event_reopen(struct event *e, const char *sql_between) {
    book_close(e->book);
    if (sql_between) event_sql(e, sql_between);
    event_open(e);
}

/* secrecy of the vote, appear and author of the collection. */
static inline void event_make(struct event *e, const char *secrecy, const char *appear,
                              const char *author) {
    char error[300], sql[2000];
    str_copy(e->dir, sizeof e->dir, "/tmp/punktum-book-XXXXXX");
    assert_non_null(mkdtemp(e->dir));
    str_format(e->path, sizeof e->path, "%s/event.punktum", e->dir);
    struct db *d = db_open(e->path, DB_CREATE, error, sizeof error);
    if (!d) fail_msg("%s", error);
    assert_true(db_create_schema(d));
    str_format(sql, sizeof sql,
        "INSERT INTO setting VALUES ('title', 'Probe'), ('code', 'K7MQ');"
        "INSERT INTO organisation VALUES (1, 'Stadt Aach', 'Aach', 'A'), "
        "(2, 'Verein Aach', 'Aach', 'A'), (3, 'Stadt Bonn', 'Bonn', 'BN');"
        "INSERT INTO discipline VALUES (1, 'Personal');"
        "INSERT INTO consent VALUES (0, 'name_list', 'Liste', 0), (1, 'name_stage', 'B', 0);"
        "INSERT INTO item (id, position, kind, title, secrecy, appear, author, dots, "
        "per_option, cut) VALUES (1, 1, 'arrival', 'An', 'secret', 'auto', 'anonymous', 0, 0, 0), "
        "(2, 2, 'visions', 'Im Jahr', 'secret', '%s', '%s', 0, 0, 0), "
        "(3, 3, 'dots', 'Was', '%s', 'auto', 'anonymous', 2, 0, 2), "
        "(4, 4, 'break', 'Pause', 'secret', 'auto', 'anonymous', 0, 0, 0);"
        "INSERT INTO run (id, item, number, secrecy, appear, author) "
        "SELECT id, id, 1, secrecy, appear, author FROM item;"
        "INSERT INTO option (id, run, text) VALUES (1, 3, 'a'), (2, 3, 'b'), (3, 3, 'c'), "
        "(4, 3, 'd'), (5, 3, 'e'), (6, 3, 'f');", appear, author, secrecy);
    if (!db_exec(d, sql)) fail_msg("%s", db_error(d));
    db_close(d);
    event_open(e);
}

static inline void event_end(struct event *e) {
    char command[160];
    book_close(e->book);
    str_format(command, sizeof command, "rm -rf %s", e->dir);
    assert_int_equal(system(command), 0);
}

static inline void hash_of(unsigned char hash[BOOK_HASH], const char *what, int64_t n) {
    char text[64];
    str_format(text, sizeof text, "%s %lld", what, (long long)n);
    secret_hash(hash, text);
}

/* Person n registers with organisation 1..3 in turn; nonce n. */
static inline struct book_reply person_add(struct event *e, int64_t n) {
    struct book_cmd cmd = {.verb = BOOK_REGISTER, .nonce = 1000 + n};
    str_format(cmd.as.reg.name, BOOK_NAME_MAX, "Person %lld", (long long)n);
    cmd.as.reg.organisation = 1 + n % 3;
    hash_of(cmd.as.reg.session_hash, "session", n);
    hash_of(cmd.as.reg.code_hash, "code", n);
    return book_submit_wait(e->book, &cmd);
}

static inline void people_add(struct event *e, int n) {
    for (int i = 1; i <= n; i++) {
        struct book_reply r = person_add(e, i);
        assert_int_equal(r.result, BOOK_OK);
        assert_int_equal(r.id, i);
    }
}

static inline struct book_reply step_as(struct event *e, enum rules_step step, int64_t arg,
                                        int64_t remote) {
    struct book_cmd cmd = {.verb = BOOK_STEP, .remote = remote};
    cmd.as.step.step = step;
    cmd.as.step.arg = arg;
    str_copy(cmd.as.step.text, BOOK_TEXT_MAX, "Text");
    return book_submit_wait(e->book, &cmd);
}
static inline struct book_reply step(struct event *e, enum rules_step s, int64_t arg) {
    return step_as(e, s, arg, 0);
}
#define STEP(e, word, arg, expected) \
    assert_int_equal(step(e, RULES_STEP_##word, arg).result, BOOK_##expected)

static inline int64_t run_now(struct event *e, int64_t item) {
    const struct book_snap *s = book_snap(e->book);
    int64_t id = snap_run(snap_item(s, item))->id;
    book_snap_release(s);
    return id;
}
static inline enum rules_state state_now(struct event *e, int64_t item) {
    const struct book_snap *s = book_snap(e->book);
    enum rules_state state = snap_run(snap_item(s, item))->state;
    book_snap_release(s);
    return state;
}

static inline struct book_reply card_add(struct event *e, int64_t person, const char *text,
                                         int64_t nonce) {
    struct book_cmd cmd = {.verb = BOOK_CARD_ADD, .person = person, .nonce = nonce};
    cmd.as.card.item = VISIONS;
    cmd.as.card.run = run_now(e, VISIONS);
    str_copy(cmd.as.card.text, BOOK_TEXT_MAX, text);
    return book_submit_wait(e->book, &cmd);
}

/* One dot each on a and b (the same twice: two dots; 0: none). */
static inline struct book_reply vote(struct event *e, int64_t person, int64_t a, int64_t b,
                                     int64_t revision, int64_t nonce) {
    struct book_cmd cmd = {.verb = BOOK_BALLOT, .person = person, .nonce = nonce};
    struct book_ballot *ballot = &cmd.as.ballot;
    ballot->item = DOTS;
    ballot->run = run_now(e, DOTS);
    ballot->revision = revision;
    if (a) ballot->dots[ballot->options].option = a, ballot->dots[ballot->options++].points = 1;
    if (b) ballot->dots[ballot->options].option = b, ballot->dots[ballot->options++].points = 1;
    return book_submit_wait(e->book, &cmd);
}

/* Closes what is shown (both presses) and lets the 3 s be over by a restart. */
static inline void close_at_once(struct event *e) {
    STEP(e, CLOSE, 0, ASK_AGAIN);
    STEP(e, CLOSE, 0, OK);
    event_reopen(e, "UPDATE run SET closing_ms = 1, closing_boot_id = '' WHERE state = 'closing'");
}
#endif
