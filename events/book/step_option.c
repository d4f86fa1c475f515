/* Options of a vote before it opens: taken over from cards, dropped. Writer thread. The constraint
 * option_frozen holds what is checked here. */
#include "events/book/do_step.h"

/* The vote a card goes into when none is named: one that asks for its item, else the next. */
static int64_t vote_for(struct writer *w, int64_t card) {
    return db_one(w->db, 0, "SELECT d.id FROM card c JOIN run r ON r.id = c.run "
        "JOIN item i ON i.id = r.item JOIN item d ON d.kind = 'dots' WHERE c.id = $1 "
        "AND (d.options_from = i.id OR d.position > i.position) AND d.removed = 0 "
        "ORDER BY d.options_from = i.id DESC, d.position LIMIT 1", "i", card);
}

static enum book_result prepared(struct writer *w, int64_t run, struct run_row *row) {
    if (!run_load(w, run, row) || row->kind != RULES_DOTS) return BOOK_NOT_NOW;
    if (row->state != RULES_PREPARED || run_touched(w, run)) return BOOK_NOT_NOW;
    return BOOK_OK;
}

enum book_result step_take_option(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                                  struct book_reply *reply) {
    (void)at;
    struct run_row run;
    int64_t card = cmd->as.step.arg;
    int64_t item = cmd->as.step.arg2 ? cmd->as.step.arg2 : vote_for(w, card);
    enum book_result result = prepared(w, run_current(w, item), &run);
    if (result != BOOK_OK) return result;
    if (run.options_n >= BOOK_OPTIONS_MAX) return BOOK_NOT_NOW;
    reply->id = db_one(w->db, 0, "SELECT id FROM option WHERE run = $1 AND card = $2 "
                       "AND dropped = 0", "ii", run.id, card);
    if (reply->id) return BOOK_AGAIN;
    change_begin(w, RULES_STEP_TAKE_OPTION, cmd->remote, item, run.id, card);
    reply->id = db_one(w->db, 0, "INSERT INTO option (run, text, card) SELECT $1, v.text, p.card "
        "FROM card_place p JOIN card_version v ON v.card = p.card AND v.number = p.version "
        "WHERE p.card = $2 AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = p.card) "
        "RETURNING id", "ii", run.id, card);
    if (!reply->id) return BOOK_NOT_NOW;
    change_keep_as(w, CHANGE_OPTION_DROPPED, reply->id, "1");
    dirty_run(&w->dirty, run.id, run.item);
    return BOOK_OK;
}

enum book_result step_drop_option(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                                  struct book_reply *reply) {
    (void)at;
    struct run_row run;
    int64_t option = cmd->as.step.arg;
    int64_t id = db_one(w->db, 0, "SELECT run FROM option WHERE id = $1 AND dropped = 0", "i",
                        option);
    enum book_result result = prepared(w, id, &run);
    if (result != BOOK_OK) return result;
    reply->id = option;
    change_begin(w, RULES_STEP_DROP_OPTION, cmd->remote, run.item, run.id, 0);
    change_int(w, CHANGE_OPTION_DROPPED, option, 1);
    return BOOK_OK;
}
