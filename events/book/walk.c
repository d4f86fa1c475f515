/* When which item came onto the stage, from the log of moderators' steps. Any thread. */
#include "events/book/walk.h"
#include "events/book/inside.h"
#include "lib/mem.h"

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

struct day { const struct book_snap *s; struct book_day *at; size_t now; int64_t since_ms; };

static size_t place_of(const struct book_snap *s, int64_t id) {
    size_t i = 0;
    while (i < s->items_n && s->items[i]->id != id) i++;
    return i;
}

static bool add_step(void *ctx, const struct book_walk *step) {
    struct day *day = ctx;
    size_t i = place_of(day->s, step->item);
    if (day->now < day->s->items_n) day->at[day->now].to_ms = step->at_ms;
    if (i < day->s->items_n) {
        if (!day->at[i].from_ms) day->at[i].from_ms = step->at_ms;
        day->at[i].to_ms = 0;
    }
    day->now = i;
    day->since_ms = step->at_ms;
    return true;
}

struct book_day *book_day(struct book *b, const struct book_snap *s, int64_t *since_ms) {
    struct day day = {.s = s, .at = mem_new(s->items_n + 1, sizeof *day.at)};
    book_walk(b, add_step, &day);
    *since_ms = day.since_ms;
    return day.at;
}
