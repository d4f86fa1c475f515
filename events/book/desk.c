/* The desk's wishes: one row each, the log around them. Writer thread.
 * Invariant: whatever changed something has a row in desk_log; refused wishes leave none. */
#include "events/book/desk_do.h"
#include <stdlib.h>
#include <string.h>
#include "lib/json.h"
#include "lib/mem.h"

/* run NULL: not offered. */
static const struct { const char *name; desk_do *run; } rows[BOOK_DESK_WHATS] = {
    [BOOK_SET] = {"set", desk_set},
    [BOOK_ITEM_ADD] = {"item_add", desk_item_add},
    [BOOK_ITEM_SET] = {"item_set", desk_item_set},
    [BOOK_ITEM_MOVE] = {"item_move", desk_item_move},
    [BOOK_ITEM_COPY] = {"item_copy", desk_item_copy},
    [BOOK_ITEM_REMOVE] = {"item_remove", desk_item_remove},
    [BOOK_ITEM_RESTORE] = {"item_restore", desk_item_restore},
    [BOOK_LIST_ADD] = {"list_add", desk_list_add},
    [BOOK_LIST_SET] = {"list_set", desk_list_set},
    [BOOK_LIST_REMOVE] = {"list_remove", desk_list_remove},
    [BOOK_LIST_MERGE] = {"list_merge", desk_list_merge},
    [BOOK_CONSENTS] = {"consents", desk_consents},
    [BOOK_PERSON_ADD] = {"person_add", desk_person_add},
    [BOOK_PERSON_SET] = {"person_set", desk_person_set},
    [BOOK_PERSON_CODE] = {"person_code", desk_person_code},
    [BOOK_CHECK_IN] = {"check_in", desk_check_in},
    [BOOK_CHECK_OUT] = {"check_out", desk_check_out},
    [BOOK_CHECK_UNDO] = {"check_undo", desk_check_undo},
    [BOOK_IMPORT] = {"import", desk_import},
    [BOOK_IMPORT_UNDO] = {"import_undo", desk_import_undo},
    [BOOK_ERASE] = {"erase", desk_erase},
    [BOOK_ENTER_CARD] = {"enter_card", desk_enter_card},
    [BOOK_ENTER_BALLOT] = {"enter_ballot", desk_enter_ballot},
    [BOOK_HANDS] = {"hands", desk_hands},
    [BOOK_TEXT_SET] = {"text_set", desk_text_set},
    [BOOK_TEXT_ORDER] = {"text_order", desk_text_order},
    [BOOK_VOICE_SET] = {"voice_set", desk_voice_set},
    [BOOK_VOICE_REMOVE] = {"voice_remove", desk_voice_remove},
    [BOOK_TABLE_SET] = {"table_set", desk_table_set},
    [BOOK_TABLE_REMOVE] = {"table_remove", desk_table_remove},
    [BOOK_PICTURE_ADD] = {"picture_add", desk_picture_add},
    [BOOK_PICTURE_SET] = {"picture_set", desk_picture_set},
    [BOOK_PICTURE_REMOVE] = {"picture_remove", desk_picture_remove},
    [BOOK_EVENT_CLOSE] = {"event_close", desk_event_close},
    [BOOK_ANONYMISE] = {"anonymise", desk_anonymise},
};

const char *book_desk_name(enum book_desk_what what) {
    return (size_t)what < BOOK_DESK_WHATS && rows[what].name ? rows[what].name : "?";
}

void desk_changed_all(struct writer *w) { w->dirty.any = w->dirty.all = true; }
void desk_changed_paper(struct writer *w) { w->dirty.any = w->dirty.paper = true; }

enum book_result desk_bad(struct book_reply *reply, const char *where) {
    (void)str_copy(reply->where, sizeof reply->where, where);
    return BOOK_BAD_VALUE;
}

enum book_result desk_fresh(struct writer *w, const struct book_desk *desk, int64_t rev,
                            struct book_reply *reply) {
    reply->revision = rev;
    if (!desk->seen || desk->seen == rev) return BOOK_OK;
    struct db_row *row = db_query(w->db, "SELECT account FROM desk_log WHERE what = $1 "
        "AND subject = $2 ORDER BY id DESC LIMIT 1", "ti", rows[desk->what].name, desk->id);
    if (db_step(row)) (void)str_copy(reply->who, sizeof reply->who, db_text(row, 0));
    db_done(row);
    return BOOK_STALE;
}

bool desk_text(const struct book_desk *desk, const char *key, size_t max, enum utf8_lines lines,
               struct str *dst) {
    const char *typed = json_text(desk->data, key, NULL);
    str_clear(dst);
    if (!typed || !utf8_valid(typed, strlen(typed))) return false;
    size_t size = strlen(typed) * 3 + 1;          /* NFC never grows by more */
    char *clean = mem_new(size, 1);
    enum utf8_result how = utf8_clean(clean, size, typed, (unsigned)max, lines);
    str_puts(dst, clean);
    free(clean);
    return how == UTF8_OK || how == UTF8_EMPTY;
}

enum book_result do_desk(struct writer *w, const struct book_cmd *cmd, struct book_reply *reply) {
    const struct book_desk *desk = &cmd->as.desk;
    if ((size_t)desk->what >= BOOK_DESK_WHATS || !rows[desk->what].run) return BOOK_NOT_ALLOWED;
    w->run.id = 0;
    enum book_result result = rows[desk->what].run(w, desk, reply);
    if (result != BOOK_OK && result != BOOK_LATE) return result;
    db_do(w->db, "INSERT INTO desk_log (at_ms, account, what, subject, note) "
          "VALUES ($1, $2, $3, $4, $5)", "ittit", w->now.wall_ms, desk->account,
          rows[desk->what].name, reply->id ? reply->id : desk->id, reply->where);
    w->dirty.any = w->dirty.log = true;
    return result;
}
