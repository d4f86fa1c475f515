/* Columns of an item, its options and the planned starts. The caller's transaction and thread. */
#include "events/book/item_column.h"
#include <stdlib.h>
#include <string.h>
#include "events/rules/timeline.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"

static const struct { const char *name, *sql; } columns[] = {
    {"title", "UPDATE item SET title = $2 WHERE id = $1"},
    {"kicker", "UPDATE item SET kicker = $2 WHERE id = $1"},
    {"speaker", "UPDATE item SET speaker = $2 WHERE id = $1"},
    {"hint", "UPDATE item SET hint = $2 WHERE id = $1"},
    {"note", "UPDATE item SET note = $2 WHERE id = $1"},
    {"goal", "UPDATE item SET goal = $2 WHERE id = $1"},
    {"report", "UPDATE item SET report = $2 WHERE id = $1"},
    {"secrecy", "UPDATE item SET secrecy = $2 WHERE id = $1"},
    {"appear", "UPDATE item SET appear = $2 WHERE id = $1"},
    {"author", "UPDATE item SET author = $2 WHERE id = $1"},
    {"minutes", "UPDATE item SET minutes = CAST($2 AS BIGINT) WHERE id = $1"},
    {"timer_s", "UPDATE item SET timer_s = CAST($2 AS BIGINT) WHERE id = $1"},
    {"timer_visible", "UPDATE item SET timer_visible = CAST($2 AS BIGINT) WHERE id = $1"},
    {"planned", "UPDATE item SET planned_ms = CAST($2 AS BIGINT), planned_fixed = "
                "CASE WHEN CAST($2 AS BIGINT) = 0 THEN 0 ELSE 1 END WHERE id = $1"},
    {"cards_max", "UPDATE item SET cards_max = CAST($2 AS BIGINT) WHERE id = $1"},
    {"card_length", "UPDATE item SET card_length = CAST($2 AS BIGINT) WHERE id = $1"},
    {"dots", "UPDATE item SET dots = CAST($2 AS BIGINT) WHERE id = $1"},
    {"per_option", "UPDATE item SET per_option = CAST($2 AS BIGINT) WHERE id = $1"},
    {"cut", "UPDATE item SET cut = CAST($2 AS BIGINT) WHERE id = $1"},
};

bool item_column_write(struct db *d, int64_t item, const char *name, const char *text) {
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!strcmp(columns[i].name, name)) {
            db_do(d, columns[i].sql, "it", item, text);
            return true;
        }
    return false;
}

void item_option_add(struct db *d, int64_t run, const char *text, int64_t card) {
    db_do(d, "INSERT INTO option (run, text, card) VALUES ($1, $2, $3)", "itz", run, text, card);
}

/* The same hour on the day of day_ms. */
static int64_t on_day(int64_t ms, int64_t day_ms) {
    char at[6];
    int64_t moved = ms;
    clock_hhmm(at, ms);
    return clock_on_day(day_ms, at, &moved) ? moved : ms;
}

struct plan { int64_t *ids, *stored; struct rules_slot *slots; size_t n; };
static struct plan plan_load(struct db *d, int64_t was_ms, int64_t begin_ms) {
    size_t cap = (size_t)db_one(d, 0, "SELECT count(*) FROM item WHERE removed = 0", "");
    struct plan p = {mem_new(cap + 1, sizeof *p.ids), mem_new(cap + 1, sizeof *p.stored),
                     mem_new(cap + 1, sizeof *p.slots), 0};
    struct db_row *row = db_query(d, "SELECT id, minutes, planned_ms, planned_fixed FROM item "
                                  "WHERE removed = 0 ORDER BY position", "");
    for (; p.n < cap && db_step(row); p.n++) {
        bool fixed = db_int(row, 3) != 0;
        p.ids[p.n] = db_int(row, 0);
        p.stored[p.n] = db_int(row, 2);
        p.slots[p.n].minutes = (int)db_int(row, 1);
        if (fixed) p.slots[p.n].fixed_ms = was_ms && begin_ms ? on_day(p.stored[p.n], begin_ms)
                                                              : p.stored[p.n];
    }
    db_done(row);
    return p;
}

void item_retime(struct db *d, int64_t was_ms) {
    int64_t begin = db_one(d, 0, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'start'",
                           "");
    struct plan p = plan_load(d, was_ms, begin);
    rules_timeline(p.slots, p.n, begin);
    for (size_t i = 0; i < p.n; i++)
        if (p.slots[i].start_ms != p.stored[i])
            db_do(d, "UPDATE item SET planned_ms = $2 WHERE id = $1", "ii", p.ids[i],
                  p.slots[i].start_ms);
    free(p.ids);
    free(p.stored);
    free(p.slots);
}
