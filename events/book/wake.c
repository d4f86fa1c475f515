/* What happens by itself: the end of closing, the sealing that is overdue, a first press that has
 * run out, a truncation that is owed. Writer thread. All deadlines stand in the file (but for the
 * first press), so a restart finishes them. */
#include "events/book/write.h"
#include "events/rules/name.h"
#include "lib/log.h"

enum { RETRY_MS = 200, PROBE_MS = 2000 };

static int64_t left(struct writer *w, struct db_row *row, int column) {
    struct clock_deadline d = {.wall_ms = db_int(row, column), .boot_ms = db_int(row, column + 1)};
    str_copy(d.boot_id, sizeof d.boot_id, db_text(row, column + 2));
    return clock_left_ms(&d, &w->now);
}

static const char closings[] = "SELECT id, closing_ms, closing_boot_ms, closing_boot_id FROM run "
                               "WHERE state = 'closing'";
static const char sealings[] = "SELECT id, seal_ms, seal_boot_ms, seal_boot_id FROM run "
                               "WHERE sealed = 0 AND seal_ms <> 0 AND state <> 'closing'";

/* A run whose time has come, 0: none. next is lowered to the time left of the others. */
static int64_t due(struct writer *w, const char *sql, int64_t *next) {
    int64_t found = 0;
    struct db_row *row = db_query(w->db, sql, "");
    while (db_step(row)) {
        int64_t ms = left(w, row, 1);
        if (ms <= 0 && !found) found = db_int(row, 0);
        if (*next < 0 || ms < *next) *next = ms < 0 ? 0 : ms;
    }
    return found;
}

void wake_finish_closing(struct writer *w, int64_t id) {
    struct run_row run;
    if (!run_load(w, id, &run)) return;
    enum rules_state to = rules_run_after_closing(run.kind, run.appear);
    db_do(w->db, "UPDATE run SET state = $2, shown = $3, closed_ms = $4, closing_ms = 0, "
          "closing_boot_ms = 0, closing_boot_id = '', present = (SELECT count(*) FROM presence p "
          "WHERE p.present = 1 AND NOT EXISTS (SELECT 1 FROM presence n WHERE n.person = p.person "
          "AND n.id > p.id)) WHERE id = $1", "itdi", id, rules_state_name(to),
          (int)(to == RULES_REVEALED), w->now.wall_ms);
    if (to == RULES_REVEALED) seal_run(w, id);
    dirty_run(&w->dirty, id, run.item);
    w->run.id = 0;
    w->state.changed_version = w->snap ? w->snap->version + 1 : 0;
}

static void confirm_runs_out(struct writer *w) {
    if (w->state.confirm == RULES_STEPS) return;
    if (clock_left_ms(&w->state.confirm_until, &w->now) > 0) return;
    w->state.confirm = RULES_STEPS;
    w->dirty.any = w->dirty.show = true;
}

void wake_overdue(struct writer *w) {
    int64_t id, next = -1;
    while (!db_failed(w->db) && (id = due(w, closings, &next))) wake_finish_closing(w, id);
    while (!db_failed(w->db) && (id = due(w, sealings, &next))) seal_run(w, id);
    confirm_runs_out(w);
    if (close_forget_in_ms(w) == 0) close_forget(w);
}

static void lower(int64_t *next, int64_t ms) {
    if (ms < 0) ms = 0;
    if (*next < 0 || ms < *next) *next = ms;
}

int64_t wake_in_ms(struct writer *w) {
    int64_t next = -1;
    if (w->disk_trouble) return PROBE_MS;
    due(w, closings, &next);
    due(w, sealings, &next);
    int64_t forget = close_forget_in_ms(w);
    if (forget >= 0) lower(&next, forget);
    if (w->state.confirm != RULES_STEPS)
        lower(&next, clock_left_ms(&w->state.confirm_until, &w->now) + 1);
    if (w->state.owed) lower(&next, RETRY_MS);
    if (db_failed(w->db)) db_forgive(w->db);
    return next;
}

bool wake_truncate(struct writer *w) {
    int code = sqlite3_wal_checkpoint_v2(db_handle(w->db), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                                         NULL);
    if (code != SQLITE_OK) return false;   /* a reader: again soon */
    if (!db_do(w->db, "DELETE FROM owed WHERE what = 'truncate'", "")) {
        log_line(LOG_ERROR, "event file: %s", db_error(w->db));
        db_forgive(w->db);
        return false;
    }
    w->state.owed = false;
    return true;
}
