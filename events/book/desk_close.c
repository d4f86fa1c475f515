/* The end of an event: everything closed and sealed, and after the days of retention what names
 * people goes for good. Writer thread.
 * Invariant: after close_forget no row of the file holds a name, an e-mail address, a session or a
 * personal code; the WAL's truncation is owed by the same commit. */
#include "events/book/desk_do.h"
#include "events/book/desk_paper.h"

enum { DAY_MS = 86400000, PARTS = 7 };

static void set_number(struct writer *w, const char *name, int64_t value) {
    char text[24];
    (void)str_format(text, sizeof text, "%lld", (long long)value);
    db_do(w->db, "INSERT INTO setting (name, value) VALUES ($1, $2) "
          "ON CONFLICT (name) DO UPDATE SET value = excluded.value", "tt", name, text);
    w->dirty.any = w->dirty.settings = w->dirty.show = true;
}

static int64_t number(struct writer *w, const char *sql) { return db_one(w->db, 0, sql, ""); }

/* One at a time: closing and sealing write the rows that are being looked for. */
static void close_runs(struct writer *w) {
    int64_t run;
    while (!db_failed(w->db) && (run = number(w, "SELECT min(id) FROM run WHERE state IN "
                                              "('open', 'paused', 'closing')")))
        wake_finish_closing(w, run);
    while (!db_failed(w->db) && (run = number(w, "SELECT min(id) FROM run WHERE sealed = 0 "
                                              "AND opened_ms <> 0")))
        seal_run(w, run);
}

enum book_result desk_event_close(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    (void)desk;
    (void)reply;
    if (number(w, "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'closed_ms'"))
        return BOOK_AGAIN;
    close_runs(w);
    set_number(w, "registration_open", 0);
    set_number(w, "closed_ms", w->now.wall_ms);
    desk_changed_all(w);
    return BOOK_OK;
}

void close_forget(struct writer *w) {
    static const char *const steps[PARTS] = {
        "UPDATE person SET name = '', organisation_text = '', function = '', email = '', "
        "languages = '', nonce = NULL, rev = rev + 1",
        "DELETE FROM session",
        "DELETE FROM person_code",
        "DELETE FROM person_consent",
        "UPDATE batch SET file = ''",
        "UPDATE remote SET label = '', session_hash = NULL",
        "INSERT INTO owed (what) VALUES ('truncate') ON CONFLICT DO NOTHING",
    };
    paper_forget_voices(w, 0);
    for (size_t i = 0; i < PARTS; i++) db_do(w->db, steps[i], "");
    set_number(w, "anonymised_ms", w->now.wall_ms);
    w->state.owed = true;
    desk_changed_all(w);
}

int64_t close_forget_in_ms(struct writer *w) {
    int64_t closed = number(w, "SELECT CAST(value AS INTEGER) FROM setting "
                            "WHERE name = 'closed_ms'");
    if (!closed || number(w, "SELECT CAST(value AS INTEGER) FROM setting "
                          "WHERE name = 'anonymised_ms'")) return -1;
    int64_t days = db_one(w->db, 30, "SELECT CAST(value AS INTEGER) FROM setting "
                          "WHERE name = 'retention_days'", "");
    int64_t left = closed + days * DAY_MS - w->now.wall_ms;
    return left > 0 ? left : 0;
}

enum book_result desk_anonymise(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    (void)desk;
    (void)reply;
    if (close_forget_in_ms(w) < 0) return BOOK_NOT_NOW;
    close_forget(w);
    return BOOK_OK;
}
