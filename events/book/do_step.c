/* A moderator's step: may they, did they see what is there now, then the handler of its row.
 * Writer thread. Invariant: every handler that changes something calls change_begin first, so the
 * log has a row for each step that did something and none for one that did not. */
#include "events/book/do_step.h"
#include <string.h>
#include "events/rules/step.h"
#include "lib/str.h"

static step_do *const handlers[RULES_STEPS] = {
    [RULES_STEP_NEXT] = step_run, [RULES_STEP_OPEN] = step_run, [RULES_STEP_PAUSE] = step_run,
    [RULES_STEP_OPEN_OR_PAUSE] = step_run, [RULES_STEP_CLOSE] = step_run,
    [RULES_STEP_REOPEN] = step_run, [RULES_STEP_REVEAL] = step_run,
    [RULES_STEP_NEW_RUN] = step_run, [RULES_STEP_CLEAR] = step_run,
    [RULES_STEP_BACK] = step_walk, [RULES_STEP_GOTO] = step_walk,
    [RULES_STEP_TIE] = step_tie,
    [RULES_STEP_RELEASE] = step_release, [RULES_STEP_RELEASE_ALL] = step_release_all,
    [RULES_STEP_HOLD] = step_hold, [RULES_STEP_HIDE] = step_hold,
    [RULES_STEP_PIN] = step_pin, [RULES_STEP_UNPIN] = step_pin,
    [RULES_STEP_QUOTE] = step_quote, [RULES_STEP_EDIT_CARD] = step_edit,
    [RULES_STEP_TAKE_OPTION] = step_take_option, [RULES_STEP_DROP_OPTION] = step_drop_option,
    [RULES_STEP_TIMER_START] = step_timer, [RULES_STEP_TIMER_STOP] = step_timer,
    [RULES_STEP_TIMER_TOGGLE] = step_timer, [RULES_STEP_TIMER_ADD] = step_timer,
    [RULES_STEP_UNDO] = step_undo,
    [RULES_STEP_BLANK] = step_show, [RULES_STEP_UNBLANK] = step_show,
    [RULES_STEP_BLANK_TOGGLE] = step_show, [RULES_STEP_QR_TOGGLE] = step_show,
    [RULES_STEP_MESSAGE] = step_message,
    [RULES_STEP_REGISTRATION] = step_setting, [RULES_STEP_ADDRESS] = step_setting,
    [RULES_STEP_THEME] = step_setting, [RULES_STEP_QUIET] = step_setting,
    [RULES_STEP_TURNOUT] = step_setting,
};

static bool load_stage(struct writer *w, struct stage *at) {
    struct db_row *row = db_query(w->db, "SELECT s.item, i.position, s.pinned, s.blank, s.qr "
                                  "FROM show s JOIN item i ON i.id = s.item", "");
    if (!db_step(row)) return false;
    at->item = db_int(row, 0);
    at->position = db_int(row, 1);
    at->pinned = db_int(row, 2);
    at->blank = db_int(row, 3) != 0;
    at->qr = db_int(row, 4) != 0;
    db_done(row);
    at->run = run_current(w, at->item);
    return run_load(w, at->run, &at->row);
}

static bool is_stale(struct writer *w, const struct stage *at, const struct book_step *step) {
    const struct book_seen *seen = &step->seen;
    if (step->step == RULES_STEP_UNDO && seen->version && seen->version < w->state.step_version)
        return true;
    if (seen->by_version) return seen->version < w->state.changed_version;
    if (!seen->item) return false;
    return seen->item != at->item ||
           (seen->run && (seen->run != at->run || seen->state != at->row.state));
}

static bool may(struct writer *w, int64_t remote) {
    return remote == 0 || db_one(w->db, 0, "SELECT 1 FROM remote WHERE id = $1 "
                                 "AND revoked_ms IS NULL AND tablet = 0", "i", remote) == 1;
}

static void seen_now(struct writer *w, int64_t remote) {
    if (!remote) return;
    db_do(w->db, "UPDATE remote SET seen_ms = $2 WHERE id = $1 AND seen_ms < $3", "iii", remote,
          w->now.wall_ms, w->now.wall_ms - 60000);
    if (db_changes(w->db)) w->dirty.remotes = w->dirty.any = true;
}

static enum book_result at_work(struct writer *w, const struct book_cmd *cmd,
                                struct book_reply *reply) {
    const struct book_step *step = &cmd->as.step;
    const struct rules_step_row *row = rules_step_row(step->step);
    struct stage at = {0};
    if (!row || !handlers[step->step] || !may(w, cmd->remote)) return BOOK_NOT_ALLOWED;
    if (!load_stage(w, &at)) return BOOK_NOT_NOW;
    if (row->seen && is_stale(w, &at, step)) {
        bool undo = step->step == RULES_STEP_UNDO;
        reply->by = undo ? w->state.step_by : w->state.changed_by;
        (void)str_copy(reply->who, sizeof reply->who,
                       undo ? w->state.step_who : w->state.changed_who);
        return BOOK_STALE;
    }
    uint64_t changed = w->state.changed_version;
    enum book_result result = handlers[step->step](w, &at, cmd, reply);
    if (result != BOOK_OK) return result;
    if (w->step) {
        w->state.step_version = w->snap->version + 1;
        w->state.step_by = cmd->remote;
        (void)str_copy(w->state.step_who, sizeof w->state.step_who, step->account);
        if (w->state.changed_version != changed) {
            w->state.changed_by = cmd->remote;
            (void)str_copy(w->state.changed_who, sizeof w->state.changed_who, step->account);
        }
        if (w->state.confirm != RULES_STEPS) w->dirty.show = true;
        w->state.confirm = RULES_STEPS;
    }
    seen_now(w, cmd->remote);
    return BOOK_OK;
}

enum book_result do_step(struct writer *w, const struct book_cmd *cmd, struct book_reply *reply) {
    w->run.id = 0;
    w->step = 0;
    w->account = cmd->as.step.account;
    enum book_result result = at_work(w, cmd, reply);
    w->account = NULL;
    return result;
}
