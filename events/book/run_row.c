/* Runs as rows: loaded, cached for a flood of ballots, created. Writer thread.
 * Invariant: w->run is dropped by whatever may change a run's row (steps, closings, rollbacks). */
#include "events/book/write.h"
#include "events/rules/name.h"

static void load_options(struct writer *w, struct run_row *run) {
    struct db_row *row = db_query(w->db, "SELECT id FROM option WHERE run = $1 AND dropped = 0 "
                                  "ORDER BY id", "i", run->id);
    run->options_n = 0;
    while (db_step(row))
        if (run->options_n < BOOK_OPTIONS_MAX) run->options[run->options_n++] = db_int(row, 0);
}

static void read_row(struct db_row *row, struct run_row *out) {
    out->id = db_int(row, 0);
    out->item = db_int(row, 1);
    out->number = (int)db_int(row, 2);
    rules_kind_from_name(db_text(row, 3), &out->kind);
    rules_state_from_name(db_text(row, 4), &out->state);
    rules_secrecy_from_name(db_text(row, 5), &out->secrecy);
    rules_appear_from_name(db_text(row, 6), &out->appear);
    rules_author_from_name(db_text(row, 7), &out->author);
    out->sealed = db_int(row, 8) != 0;
    out->discarded = db_int(row, 9) != 0;
    out->dots = (int)db_int(row, 10);
    out->per_option = (int)db_int(row, 11);
    out->opened_ms = db_int(row, 12);
    out->cards_max = (int)db_int(row, 13);
    out->card_length = (int)db_int(row, 14);
    out->cut = (int)db_int(row, 15);
}

bool run_load(struct writer *w, int64_t run, struct run_row *out) {
    struct db_row *row = db_query(w->db,
        "SELECT r.id, r.item, r.number, i.kind, r.state, r.secrecy, r.appear, r.author, r.sealed, "
        "r.discarded, r.dots, r.per_option, r.opened_ms, i.cards_max, i.card_length, i.cut "
        "FROM run r JOIN item i ON i.id = r.item WHERE r.id = $1", "i", run);
    if (!db_step(row)) return false;
    read_row(row, out);
    db_done(row);
    load_options(w, out);
    return !db_failed(w->db);
}

const struct run_row *run_cached(struct writer *w, int64_t run) {
    if (w->run.id == run && run) return &w->run;
    if (!run_load(w, run, &w->run)) w->run.id = 0;
    return w->run.id ? &w->run : NULL;
}

int64_t run_current(struct writer *w, int64_t item) {
    return db_one(w->db, 0, "SELECT id FROM run WHERE item = $1 AND state <> 'archived' "
                  "AND discarded = 0", "i", item);
}

bool run_secret_ballots(const struct run_row *run) {
    return run->kind == RULES_DOTS && run->secrecy != RULES_NAMED;
}

bool run_secret_cards(const struct run_row *run) {
    return run->kind == RULES_VISIONS && run->author != RULES_BY_NAME;
}

int64_t run_create(struct writer *w, int64_t item, int64_t from) {
    int64_t id = db_one(w->db, 0, "INSERT INTO run (item, number, secrecy, appear, author) "
        "SELECT i.id, coalesce((SELECT max(number) FROM run WHERE item = i.id), 0) + 1, i.secrecy, "
        "i.appear, i.author FROM item i WHERE i.id = $1 RETURNING id", "i", item);
    db_do(w->db, "INSERT INTO option (run, text, card) SELECT CAST($1 AS BIGINT), text, card "
          "FROM option WHERE run = $2 AND dropped = 0 ORDER BY id", "ii", id, from);
    dirty_run(&w->dirty, id, item);
    return id;
}

bool run_touched(struct writer *w, int64_t run) {
    return db_one(w->db, 0, "SELECT 1 WHERE EXISTS (SELECT 1 FROM turnout WHERE run = $1) "
                  "OR EXISTS (SELECT 1 FROM card WHERE run = $1)", "i", run) == 1;
}
