/* See change.h. One row per field: how it is read, how it is written, what it makes dirty.
 * Invariant: nothing of a ballot and no author is ever a field here. */
#include "events/book/change.h"
#include <stdlib.h>
#include <string.h>
#include "events/rules/setting.h"
#include "lib/mem.h"
#include "lib/str.h"

enum part { PART_RUN, PART_OPTION, PART_CARD, PART_SHOW, PART_TIMER, PART_SETTING };
struct field { const char *name, *read, *write; enum part part; };

#define NUMBER(table, column, key, part) \
    {#table "." #column, "SELECT " #column " FROM " #table " WHERE " key " = $1", \
     "UPDATE " #table " SET " #column " = CAST($2 AS BIGINT) WHERE " key " = $1", part}
#define WORDS(table, column, key, part) \
    {#table "." #column, "SELECT " #column " FROM " #table " WHERE " key " = $1", \
     "UPDATE " #table " SET " #column " = $2 WHERE " key " = $1", part}
#define SHOWS(column) \
    {"show." #column, "SELECT " #column " FROM show WHERE id = $1 + 1", \
     "UPDATE show SET " #column " = CAST($2 AS BIGINT) WHERE id = $1 + 1", PART_SHOW}
#define SETS(key) \
    {"setting." key, "SELECT value FROM setting WHERE name = '" key "' AND $1 = 0", \
     "INSERT INTO setting (name, value) SELECT '" key "', CAST($2 AS TEXT) WHERE $1 = 0 " \
     "ON CONFLICT (name) DO UPDATE SET value = excluded.value", PART_SETTING}

static const struct field fields[CHANGE_FIELDS] = {
    [CHANGE_RUN_STATE] = WORDS(run, state, "id", PART_RUN),
    [CHANGE_RUN_SHOWN] = NUMBER(run, shown, "id", PART_RUN),
    [CHANGE_RUN_OPENED] = NUMBER(run, opened_ms, "id", PART_RUN),
    [CHANGE_RUN_CLOSED] = NUMBER(run, closed_ms, "id", PART_RUN),
    [CHANGE_RUN_CLOSING] = NUMBER(run, closing_ms, "id", PART_RUN),
    [CHANGE_RUN_CLOSING_BOOT] = NUMBER(run, closing_boot_ms, "id", PART_RUN),
    [CHANGE_RUN_CLOSING_BOOT_ID] = WORDS(run, closing_boot_id, "id", PART_RUN),
    [CHANGE_RUN_SEAL] = NUMBER(run, seal_ms, "id", PART_RUN),
    [CHANGE_RUN_SEAL_BOOT] = NUMBER(run, seal_boot_ms, "id", PART_RUN),
    [CHANGE_RUN_SEAL_BOOT_ID] = WORDS(run, seal_boot_id, "id", PART_RUN),
    [CHANGE_RUN_APPEAR] = WORDS(run, appear, "id", PART_RUN),
    [CHANGE_RUN_DOTS] = NUMBER(run, dots, "id", PART_RUN),
    [CHANGE_RUN_PER_OPTION] = NUMBER(run, per_option, "id", PART_RUN),
    [CHANGE_RUN_PRESENT] = NUMBER(run, present, "id", PART_RUN),
    [CHANGE_RUN_NAME] = WORDS(run, name, "id", PART_RUN),
    [CHANGE_RUN_TIE] = WORDS(run, tie, "id", PART_RUN),
    [CHANGE_RUN_TIE_REASON] = WORDS(run, tie_reason, "id", PART_RUN),
    [CHANGE_RUN_TIE_OPTION] = NUMBER(run, tie_option, "id", PART_RUN),
    [CHANGE_RUN_DISCARDED] = NUMBER(run, discarded, "id", PART_RUN),
    [CHANGE_OPTION_DROPPED] = NUMBER(option, dropped, "id", PART_OPTION),
    [CHANGE_CARD_STATE] = WORDS(card_place, state, "card", PART_CARD),
    [CHANGE_CARD_PLACE] = NUMBER(card_place, place, "card", PART_CARD),
    [CHANGE_CARD_VERSION] = NUMBER(card_place, version, "card", PART_CARD),
    [CHANGE_CARD_QUOTE] = NUMBER(card_place, quote, "card", PART_CARD),
    [CHANGE_SHOW_ITEM] = SHOWS(item),
    [CHANGE_SHOW_PINNED] = SHOWS(pinned),
    [CHANGE_SHOW_BLANK] = SHOWS(blank),
    [CHANGE_SHOW_QR] = SHOWS(qr),
    [CHANGE_SHOW_MESSAGE] = {"show.message", "SELECT message FROM show WHERE id = $1 + 1",
                             "UPDATE show SET message = $2 WHERE id = $1 + 1", PART_SHOW},
    [CHANGE_TIMER_WALL] = NUMBER(timer, wall_ms, "item", PART_TIMER),
    [CHANGE_TIMER_BOOT] = NUMBER(timer, boot_ms, "item", PART_TIMER),
    [CHANGE_TIMER_BOOT_ID] = WORDS(timer, boot_id, "item", PART_TIMER),
    [CHANGE_TIMER_PAUSED] = NUMBER(timer, paused_ms, "item", PART_TIMER),
    [CHANGE_TIMER_TOTAL] = NUMBER(timer, total_s, "item", PART_TIMER),
    [CHANGE_SET_REGISTRATION] = SETS("registration_open"),
    [CHANGE_SET_ADDRESS] = SETS("address"),
    [CHANGE_SET_DARK] = SETS("dark"),
    [CHANGE_SET_QUIET] = SETS("quiet"),
    [CHANGE_SET_TURNOUT] = SETS("turnout_shown"),
};

static void mark_run(struct writer *w, int64_t run) {
    dirty_run(&w->dirty, run, db_one(w->db, 0, "SELECT item FROM run WHERE id = $1", "i", run));
}

static void mark(struct writer *w, enum change_field field, int64_t id) {
    w->dirty.any = true;
    w->run.id = 0;
    switch (fields[field].part) {
    case PART_RUN: mark_run(w, id); break;
    case PART_OPTION: mark_run(w, db_one(w->db, 0, "SELECT run FROM option WHERE id = $1", "i",
                                         id)); break;
    case PART_CARD: mark_run(w, db_one(w->db, 0, "SELECT run FROM card WHERE id = $1", "i", id));
                    break;
    case PART_SHOW: case PART_TIMER: w->dirty.show = true; break;
    case PART_SETTING: w->dirty.settings = true; break;
    }
    if (field == CHANGE_RUN_STATE || field == CHANGE_SHOW_ITEM)
        w->state.changed_version = w->snap->version + 1;
}

void change_begin(struct writer *w, enum rules_step step, int64_t remote, int64_t item,
                  int64_t run, int64_t card) {
    w->changes = 0;
    w->step = db_one(w->db, 0, "INSERT INTO step (at_ms, remote, account, what, item, run, "
        "card) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id", "iittzzz", w->now.wall_ms,
        remote, w->account ? w->account : "", rules_step_name(step), item, run, card);
    w->dirty.any = w->dirty.steps = true;
}

void change_begin_undo(struct writer *w, int64_t remote, int64_t run, int64_t undoes) {
    w->changes = 0;
    w->step = db_one(w->db, 0, "INSERT INTO step (at_ms, remote, account, what, run, undoes) "
        "VALUES ($1, $2, $3, 'undo', $4, $5) RETURNING id", "iitzi", w->now.wall_ms, remote,
        w->account ? w->account : "", run, undoes);
    w->dirty.any = w->dirty.steps = true;
}

void change_keep_as(struct writer *w, enum change_field field, int64_t id, const char *value) {
    db_do(w->db, "INSERT INTO step_before (step, number, field, id, value) "
          "VALUES ($1, $2, $3, $4, $5)", "idtit", w->step, ++w->changes, fields[field].name, id,
          value);
}

void change_keep(struct writer *w, enum change_field field, int64_t id) {
    struct db_row *row = db_query(w->db, fields[field].read, "i", id);
    char *value = db_step(row) ? mem_copy(db_text(row, 0)) : NULL;
    db_done(row);
    if (!value && fields[field].part == PART_SETTING) { /* not in the file: its default counts */
        const char *name = fields[field].name + strlen("setting.");
        value = mem_copy(rules_event_setting_find(name)->fallback);
    }
    change_keep_as(w, field, id, value);
    free(value);
}

static void write(struct writer *w, enum change_field field, int64_t id, const char *value) {
    db_do(w->db, fields[field].write, "it", id, value);
    mark(w, field, id);
}

void change_text(struct writer *w, enum change_field field, int64_t id, const char *value) {
    change_keep(w, field, id);
    write(w, field, id, value);
}

void change_int(struct writer *w, enum change_field field, int64_t id, int64_t value) {
    char text[24];
    str_format(text, sizeof text, "%lld", (long long)value);
    change_text(w, field, id, text);
}

void change_deadline(struct writer *w, enum change_field first, int64_t id,
                     const struct clock_deadline *deadline) {
    change_int(w, first, id, deadline->wall_ms);
    change_int(w, first + 1, id, deadline->boot_ms);
    change_text(w, first + 2, id, deadline->boot_id);
}

static int find(const char *name) {
    for (int i = 0; i < CHANGE_FIELDS; i++)
        if (!strcmp(fields[i].name, name)) return i;
    return -1;
}

/* One old value at a time: the statement must not stay open while others write. */
void change_undo(struct writer *w, int64_t step) {
    int64_t number = db_one(w->db, 0, "SELECT max(number) FROM step_before WHERE step = $1", "i",
                            step);
    for (; number > 0 && !db_failed(w->db); number--) {
        struct db_row *row = db_query(w->db, "SELECT field, id, value FROM step_before "
                                      "WHERE step = $1 AND number = $2", "ii", step, number);
        if (!db_step(row)) continue;
        int field = find(db_text(row, 0));
        int64_t id = db_int(row, 1);
        char *value = db_null(row, 2) ? NULL : mem_copy(db_text(row, 2));
        db_done(row);
        if (field >= 0 && value) write(w, (enum change_field)field, id, value);
        free(value);
    }
}
