/* The way of a run, by moderators: open, pause, close, re-open, reveal, new run, clear; next, back,
 * go to; ties. What is allowed stands in events/rules/run.c. Writer thread.
 * Invariants: a close only starts the 3 s (wake.c ends them); reveal and sealing are one
 * transaction; what opening fixes (mode of cards, dots) is written in the run. */
#include "events/book/do_step.h"
#include "events/rules/ballot.h"
#include "events/rules/name.h"

static int64_t present_now(struct writer *w) {
    return db_one(w->db, 0, "SELECT count(*) FROM presence p WHERE p.present = 1 AND NOT EXISTS "
                  "(SELECT 1 FROM presence n WHERE n.person = p.person AND n.id > p.id)", "");
}

static void open_run(struct writer *w, const struct run_row *run) {
    if (run->opened_ms) {
        change_text(w, CHANGE_RUN_STATE, run->id, "open");
        return;
    }
    enum rules_appear appear = rules_appear_resolve(run->appear, present_now(w));
    int64_t dots = db_one(w->db, 0, "SELECT dots FROM item WHERE id = $1", "i", run->item);
    int64_t per = db_one(w->db, 0, "SELECT per_option FROM item WHERE id = $1", "i", run->item);
    if (dots == 0) dots = rules_dots_proposed(run->options_n);
    if (per == 0 || per > dots) per = dots;
    change_text(w, CHANGE_RUN_APPEAR, run->id, rules_appear_name(appear));
    change_int(w, CHANGE_RUN_DOTS, run->id, dots);
    change_int(w, CHANGE_RUN_PER_OPTION, run->id, per);
    change_int(w, CHANGE_RUN_OPENED, run->id, w->now.wall_ms);
    change_text(w, CHANGE_RUN_STATE, run->id, "open");
}

static void close_run(struct writer *w, const struct run_row *run) {
    struct clock_deadline end = clock_deadline_in(&w->now, RULES_CLOSING_MS);
    struct clock_deadline seal = clock_deadline_in(&w->now, RULES_CLOSING_MS + RULES_SEAL_MS);
    change_keep(w, CHANGE_RUN_CLOSED, run->id);
    change_keep(w, CHANGE_RUN_PRESENT, run->id);
    change_deadline(w, CHANGE_RUN_CLOSING, run->id, &end);
    change_deadline(w, CHANGE_RUN_SEAL, run->id, &seal);
    change_text(w, CHANGE_RUN_STATE, run->id, "closing");
}

static void reopen_run(struct writer *w, const struct run_row *run) {
    static const struct clock_deadline none;
    change_int(w, CHANGE_RUN_CLOSED, run->id, 0);
    change_int(w, CHANGE_RUN_PRESENT, run->id, 0);
    change_deadline(w, CHANGE_RUN_CLOSING, run->id, &none);
    change_deadline(w, CHANGE_RUN_SEAL, run->id, &none);
    change_text(w, CHANGE_RUN_STATE, run->id, "open");
}

static void reveal_run(struct writer *w, const struct run_row *run) {
    change_int(w, CHANGE_RUN_SHOWN, run->id, 1);
    change_text(w, CHANGE_RUN_STATE, run->id, "revealed");
    seal_run(w, run->id);
    seal_place_rest(w, run->id);
}

/* The old run stays under a name (new run) or is shown nowhere any more (clear). An unsealed one
 * keeps its deadline, or gets one. Undo: the new run is thrown away, the old one is as it was. */
static void replace_run(struct writer *w, const struct run_row *run, enum rules_step step,
                        const char *name) {
    bool due = db_one(w->db, 0, "SELECT seal_ms FROM run WHERE id = $1", "i", run->id) != 0;
    if (!run->sealed && !due) {
        struct clock_deadline seal = clock_deadline_in(&w->now, RULES_SEAL_MS);
        change_deadline(w, CHANGE_RUN_SEAL, run->id, &seal);
    }
    if (step == RULES_STEP_CLEAR) change_int(w, CHANGE_RUN_DISCARDED, run->id, 1);
    else {
        change_text(w, CHANGE_RUN_NAME, run->id, name);
        change_text(w, CHANGE_RUN_STATE, run->id, "archived");
    }
    change_int(w, CHANGE_SHOW_PINNED, 0, 0);
    int64_t fresh = run_create(w, run->item, run->id);
    change_keep_as(w, CHANGE_RUN_DISCARDED, fresh, "1");
    w->state.changed_version = w->snap->version + 1;
}

static int64_t neighbour(struct writer *w, const struct stage *at, bool forward) {
    return forward
        ? db_one(w->db, 0, "SELECT id FROM item WHERE removed = 0 AND position > $1 "
                 "ORDER BY position LIMIT 1",
                 "i", at->position)
        : db_one(w->db, 0, "SELECT id FROM item WHERE removed = 0 AND position < $1 "
                 "ORDER BY position DESC LIMIT 1", "i", at->position);
}

void step_go(struct writer *w, struct stage *at, int64_t item) {
    change_int(w, CHANGE_SHOW_ITEM, 0, item);
    if (at->pinned) change_int(w, CHANGE_SHOW_PINNED, 0, 0);
    if (at->qr) change_int(w, CHANGE_SHOW_QR, 0, 0);
}

enum book_result step_walk(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                           struct book_reply *reply) {
    enum rules_step step = cmd->as.step.step;
    int64_t to = step == RULES_STEP_GOTO
        ? db_one(w->db, 0, "SELECT id FROM item WHERE id = $1 AND removed = 0", "i",
                 cmd->as.step.arg)
        : neighbour(w, at, step == RULES_STEP_NEXT);
    if (!to) return BOOK_NOT_NOW;
    reply->id = to;
    if (to == at->item) return BOOK_AGAIN;
    change_begin(w, step, cmd->remote, to, 0, 0);
    step_go(w, at, to);
    return BOOK_OK;
}

/* One press is remembered for 4 s, for this moderator, this step and this item. */
static enum book_result ask(struct writer *w, const struct stage *at, const struct book_cmd *cmd,
                            enum rules_step step) {
    w->state.confirm = step;
    w->state.confirm_item = at->item;
    w->state.confirm_remote = cmd->remote;
    w->state.confirm_until = clock_deadline_in(&w->now, RULES_CONFIRM_MS);
    return BOOK_ASK_AGAIN;
}

static enum rules_step confirmed(const struct writer *w, const struct stage *at,
                                 const struct book_cmd *cmd) {
    const struct writer_state *s = &w->state;
    bool mine = s->confirm_item == at->item && s->confirm_remote == cmd->remote &&
                clock_left_ms(&s->confirm_until, &w->now) >= 0;
    return mine ? s->confirm : RULES_STEPS;
}

static void act(struct writer *w, const struct run_row *run, enum rules_step step,
                const char *text) {
    switch (step) {
    case RULES_STEP_OPEN: open_run(w, run); break;
    case RULES_STEP_PAUSE: change_text(w, CHANGE_RUN_STATE, run->id, "paused"); break;
    case RULES_STEP_CLOSE: close_run(w, run); break;
    case RULES_STEP_REOPEN: reopen_run(w, run); break;
    case RULES_STEP_REVEAL: reveal_run(w, run); break;
    default: replace_run(w, run, step, text); break;
    }
}

/* A run read in from a record that told only how many voted has no result to show. */
static bool is_contained(struct writer *w, const struct run_row *run) {
    return run->kind != RULES_DOTS ||
           !db_one(w->db, 0, "SELECT 1 FROM run r WHERE r.id = $1 AND r.kept_turnout > 0 AND "
                   "r.kept_turnout + (SELECT count(*) FROM turnout t WHERE t.run = r.id) > "
                   "(SELECT count(*) FROM ballot b WHERE b.run = r.id) + "
                   "(SELECT count(DISTINCT n.person) FROM named_ballot n WHERE n.run = r.id)", "i",
                   run->id);
}

bool step_is_over(struct writer *w) {
    return db_one(w->db, 0, "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'closed_ms'",
                  "") != 0;
}

enum book_result step_run(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                          struct book_reply *reply) {
    const struct run_row *run = &at->row;
    struct rules_run rule = {.kind = run->kind, .state = run->state, .appear = run->appear,
                             .sealed = run->sealed, .options = run->options_n,
                             .over = step_is_over(w),
                             .confirm = confirmed(w, at, cmd)};
    struct rules_move move = rules_run_move(&rule, cmd->as.step.step);
    switch (move.verdict) {
    case RULES_ASK: return ask(w, at, cmd, move.step);
    case RULES_NOT_NOW: return BOOK_NOT_NOW;
    case RULES_NO_OPTIONS: return BOOK_NO_OPTIONS;
    case RULES_IS_SEALED: return BOOK_SEALED;
    case RULES_DO: break;
    }
    if (move.step == RULES_STEP_NEXT) return step_walk(w, at, cmd, reply);
    if (move.step == RULES_STEP_REVEAL && !is_contained(w, run)) return BOOK_NOT_NOW;
    reply->id = run->id;
    change_begin(w, move.step, cmd->remote, at->item, run->id, 0);
    act(w, run, move.step, cmd->as.step.text);
    return BOOK_OK;
}

enum book_result step_tie(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                          struct book_reply *reply) {
    const struct book_step *step = &cmd->as.step;
    if (at->row.kind != RULES_DOTS || at->row.state != RULES_REVEALED || !at->row.cut)
        return BOOK_NOT_NOW;
    if (step->arg < RULES_TIE_UNDECIDED || step->arg > RULES_TIE_DECIDED) return BOOK_NOT_ALLOWED;
    if (step->arg == RULES_TIE_DECIDED && !step->text[0]) return BOOK_TEXT_EMPTY;
    reply->id = at->run;
    change_begin(w, RULES_STEP_TIE, cmd->remote, at->item, at->run, 0);
    change_text(w, CHANGE_RUN_TIE, at->run, rules_tie_name((enum rules_tie)step->arg));
    change_text(w, CHANGE_RUN_TIE_REASON, at->run, step->text);
    change_int(w, CHANGE_RUN_TIE_OPTION, at->run, step->arg2);
    return BOOK_OK;
}
