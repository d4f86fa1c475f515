/* The log as one list: the desk's actions and the moderators' steps. Any thread, on a read
 * connection. Of a vote's content nothing, of cards and people their numbers. */
#include "events/book/inside.h"
#include "events/book/paper.h"

static const char both[] =
    "SELECT l.id, l.at_ms, l.account, l.what, l.note, coalesce(i.title, ''), l.subject, 0, 0 "
    "FROM desk_log l LEFT JOIN item i ON i.id = l.subject AND l.what IN ('item_add', 'item_set', "
    "'item_move', 'item_copy', 'item_remove', 'item_restore', 'enter_card', 'enter_ballot', "
    "'hands') UNION ALL "
    "SELECT s.id, s.at_ms, CASE WHEN m.id IS NULL THEN s.account WHEN m.stage = 1 THEN '' "
    "WHEN m.label = '' THEN '#' || CAST(m.id AS TEXT) ELSE m.label END, "
    "s.what, '', coalesce(i.title, ''), "
    "coalesce(s.card, 0), 1, EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id) FROM step s "
    "LEFT JOIN item i ON i.id = s.item LEFT JOIN remote m ON m.id = s.remote "
    "ORDER BY 2 DESC, 8, 1 DESC";

void book_log(struct book *b, bool (*visit)(void *ctx, const struct book_log_row *row), void *ctx) {
    struct reader *r = reader_take(b);
    struct db_row *row = db_query(r->db, both, "");
    bool more = true;
    while (more && db_step(row)) {
        struct book_log_row one = {.id = db_int(row, 0), .at_ms = db_int(row, 1),
            .who = db_text(row, 2), .what = db_text(row, 3), .note = db_text(row, 4),
            .item = db_text(row, 5), .subject = db_int(row, 6), .step = db_int(row, 7) != 0,
            .undone = db_int(row, 8) != 0};
        more = visit(ctx, &one);
    }
    db_done(row);
    reader_give(r);
}
