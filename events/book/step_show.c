/* Overlays and switches: blank, QR, message, registration, address, theme, motion, turnout.
 * Writer thread. */
#include <string.h>
#include "events/book/do_step.h"
#include "lib/utf8.h"

enum { MESSAGE_GRAPHEMES = 280 };

enum book_result step_show(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                           struct book_reply *reply) {
    enum rules_step step = cmd->as.step.step;
    bool qr = step == RULES_STEP_QR_TOGGLE, now = qr ? at->qr : at->blank;
    bool want = step == RULES_STEP_BLANK ? true : step == RULES_STEP_UNBLANK ? false : !now;
    reply->id = at->item;
    if (want == now) return BOOK_AGAIN;
    if (step == RULES_STEP_BLANK_TOGGLE) step = want ? RULES_STEP_BLANK : RULES_STEP_UNBLANK;
    change_begin(w, step, cmd->remote, at->item, 0, 0);
    change_int(w, qr ? CHANGE_SHOW_QR : CHANGE_SHOW_BLANK, 0, want);
    return BOOK_OK;
}

enum book_result step_message(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                              struct book_reply *reply) {
    const char *text = cmd->as.step.text;
    reply->id = at->item;
    if (!utf8_valid(text, strlen(text))) return BOOK_NOT_ALLOWED;
    if (utf8_graphemes(text) > MESSAGE_GRAPHEMES) return BOOK_TEXT_TOO_LONG;
    if (db_one(w->db, 0, "SELECT 1 FROM show WHERE message = $1", "t", text)) return BOOK_AGAIN;
    change_begin(w, RULES_STEP_MESSAGE, cmd->remote, at->item, 0, 0);
    change_text(w, CHANGE_SHOW_MESSAGE, 0, text);
    return BOOK_OK;
}

static bool is_address(const char *text) {
    static const char may[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    return strlen(text) <= 253 && strspn(text, may) == strlen(text);
}

enum book_result step_setting(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                              struct book_reply *reply) {
    enum rules_step step = cmd->as.step.step;
    enum change_field field = step == RULES_STEP_REGISTRATION ? CHANGE_SET_REGISTRATION
        : step == RULES_STEP_ADDRESS ? CHANGE_SET_ADDRESS
        : step == RULES_STEP_THEME ? CHANGE_SET_DARK
        : step == RULES_STEP_QUIET ? CHANGE_SET_QUIET : CHANGE_SET_TURNOUT;
    reply->id = at->item;
    if (step == RULES_STEP_REGISTRATION && step_is_over(w)) return BOOK_NOT_NOW;
    if (step == RULES_STEP_ADDRESS && !is_address(cmd->as.step.text)) return BOOK_NOT_ALLOWED;
    change_begin(w, step, cmd->remote, 0, 0, 0);
    if (step == RULES_STEP_ADDRESS) change_text(w, field, 0, cmd->as.step.text);
    else change_int(w, field, 0, cmd->as.step.arg != 0);
    return BOOK_OK;
}
