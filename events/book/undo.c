/* Undo: the last step not yet taken back, its fields as they were. Writer thread.
 * Invariants: a sealed run never opens again (also a constraint); sealing itself is no field, so
 * undo after reveal takes the result off and leaves the run sealed and closed. */
#include "events/book/do_step.h"
#include "events/rules/step.h"

int64_t undo_last(struct writer *w, enum rules_step *what, int64_t *run) {
    struct db_row *row = db_query(w->db, "SELECT s.id, s.what, s.run FROM step s "
        "WHERE s.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id) "
        "ORDER BY s.id DESC", "");
    int64_t id = 0;
    while (!id && db_step(row)) {
        if (!rules_step_from_name(db_text(row, 1), what)) continue;
        if (!rules_step_row(*what)->undo) continue;
        id = db_int(row, 0);
        *run = db_int(row, 2);
    }
    db_done(row);
    return id;
}

/* Runs thrown away by undoing still hold ballots until they are sealed: they get a deadline. */
static void seal_thrown_away(struct writer *w) {
    struct clock_deadline seal = clock_deadline_in(&w->now, RULES_SEAL_MS);
    db_do(w->db, "UPDATE run SET seal_ms = $1, seal_boot_ms = $2, seal_boot_id = $3 "
          "WHERE discarded = 1 AND sealed = 0 AND seal_ms = 0 AND (EXISTS "
          "(SELECT 1 FROM turnout t WHERE t.run = run.id) OR EXISTS "
          "(SELECT 1 FROM card_author a WHERE a.run = run.id))", "iit", seal.wall_ms,
          seal.boot_ms, seal.boot_id);
}

static enum book_result allowed(struct writer *w, enum rules_step what, int64_t run) {
    struct run_row row;
    if (!run || !run_load(w, run, &row)) return BOOK_OK;
    switch (rules_run_undo(what, row.state, row.sealed)) {
    case RULES_DO: return BOOK_OK;
    case RULES_IS_SEALED: return BOOK_SEALED;
    default: return BOOK_NOT_NOW;
    }
}

enum book_result step_undo(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                           struct book_reply *reply) {
    (void)at;
    enum rules_step what;
    int64_t run = 0, id = undo_last(w, &what, &run);
    if (!id) return BOOK_NOTHING_TO_UNDO;
    enum book_result result = allowed(w, what, run);
    if (result != BOOK_OK) return result;
    change_begin_undo(w, cmd->remote, run, id);
    change_undo(w, id);
    seal_thrown_away(w);
    if (db_refused(w->db)) return BOOK_SEALED;
    reply->id = id;
    return BOOK_OK;
}
