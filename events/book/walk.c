/* When which item came onto the stage, from the log of moderators' steps. Any thread. */
#include "events/book/walk.h"
#include "events/book/inside.h"

void book_walk(struct book *b, bool (*visit)(void *ctx, const struct book_walk *step), void *ctx) {
    struct reader *r = reader_take(b);
    struct db_row *row = db_query(r->db, "SELECT s.at_ms, s.item FROM step s WHERE s.what IN "
        "('next', 'back', 'goto') AND s.item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM step u "
        "WHERE u.undoes = s.id) ORDER BY s.id", "");
    bool more = true;
    while (more && db_step(row)) {
        struct book_walk step = {.at_ms = db_int(row, 0), .item = db_int(row, 1)};
        more = visit(ctx, &step);
    }
    db_done(row);
    reader_give(r);
}
