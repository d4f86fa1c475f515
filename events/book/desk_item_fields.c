/* What the desk writes into an item: columns by their rows in events/rules/setting.c, the options
 * of a vote, the item its cards come from. Writer thread.
 * Invariant: what people already answer to (kind of vote, dots, cards, options) stays once the run
 * is open; only words and times may still change. */
#include "events/book/desk_item.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/item_column.h"
#include "events/book/plan.h"
#include "lib/mem.h"

static bool stays_once_open(const char *name) {
    static const char *const names[] = {"secrecy", "appear", "author", "cards_max", "card_length",
                                        "dots", "per_option", "options", "options_from"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) return true;
    return false;
}

static bool is_text_list(const json_t *list) {
    if (!json_is_array(list) || json_array_size(list) > BOOK_OPTIONS_MAX) return false;
    struct str text = STR_INIT;
    bool good = true;
    for (size_t i = 0; good && i < json_array_size(list); i++)
        good = plan_text(&text, json_array_get(list, i), PLAN_OPTION_MAX);
    str_release(&text);
    return good;
}

/* How many options at the front are the same as before: they keep their ids. */
static size_t same_front(struct writer *w, const struct run_row *run, const json_t *list) {
    struct str text = STR_INIT;
    size_t n = 0;
    for (; n < run->options_n && n < json_array_size(list); n++) {
        plan_text(&text, json_array_get(list, n), PLAN_OPTION_MAX);
        if (!db_one(w->db, 0, "SELECT 1 FROM option WHERE id = $1 AND text = $2", "it",
                    run->options[n], text.data)) break;
    }
    str_release(&text);
    return n;
}

/* Out of the vote; the row goes too unless the log of the moderators names it. */
static void drop_option(struct writer *w, int64_t option) {
    db_do(w->db, "DELETE FROM option WHERE id = $1 AND card IS NULL AND NOT EXISTS (SELECT 1 FROM "
          "step_before b WHERE b.field = 'option.dropped' AND b.id = $1)", "i", option);
    db_do(w->db, "UPDATE option SET dropped = 1 WHERE id = $1", "i", option);
}

/* The card an option's text stands for: one taken over before, in any order, or one of the item its
 * cards come from; 0: it was typed. */
static int64_t card_of(struct writer *w, const struct run_row *run, const char *text) {
    int64_t card = db_one(w->db, 0, "SELECT o.card FROM option o WHERE o.run = $1 AND o.text = $2 "
        "AND o.dropped = 1 AND o.card IS NOT NULL ORDER BY o.id DESC LIMIT 1", "it", run->id, text);
    if (!card)
        card = db_one(w->db, 0, "SELECT p.card FROM item i JOIN run r ON r.item = i.options_from "
            "AND r.state <> 'archived' AND r.discarded = 0 JOIN card c ON c.run = r.id "
            "JOIN card_place p ON p.card = c.id "
            "JOIN card_version v ON v.card = p.card AND v.number = p.version "
            "WHERE i.id = $1 AND v.text = $2 AND NOT EXISTS (SELECT 1 FROM card_withdrawn x "
            "WHERE x.card = p.card) ORDER BY p.card LIMIT 1", "it", run->item, text);
    bool taken = db_one(w->db, 0, "SELECT 1 FROM option n WHERE n.run = $1 AND n.card = $2 "
                        "AND n.dropped = 0", "ii", run->id, card) == 1;
    return taken ? 0 : card;
}

static enum book_result write_options(struct writer *w, int64_t item, const json_t *list,
                                      struct book_reply *reply) {
    struct run_row run;
    struct str text = STR_INIT;
    if (!run_load(w, run_current(w, item), &run) || run.kind != RULES_DOTS || !is_text_list(list))
        return desk_bad(reply, "options");
    size_t keep = same_front(w, &run, list);
    for (size_t i = keep; i < run.options_n; i++) drop_option(w, run.options[i]);
    for (size_t i = keep; i < json_array_size(list); i++) {
        plan_text(&text, json_array_get(list, i), PLAN_OPTION_MAX);
        item_option_add(w->db, run.id, text.data, card_of(w, &run, text.data));
    }
    str_release(&text);
    return BOOK_OK;
}

static enum book_result write_source(struct writer *w, int64_t item, const json_t *value,
                                     struct book_reply *reply) {
    long long from = json_integer_value(value);
    const char *typed = json_string_value(value);
    if ((typed && *typed && !str_number(typed, 0, INT64_MAX, &from)) ||
        (from && !db_one(w->db, 0, "SELECT 1 FROM item WHERE id = $1 AND kind = 'visions' "
                         "AND removed = 0", "i", (int64_t)from)))
        return desk_bad(reply, "options_from");
    db_do(w->db, "UPDATE item SET options_from = $2 WHERE id = $1", "iz", item, (int64_t)from);
    return BOOK_OK;
}

static enum book_result write_column(struct writer *w, int64_t item, enum rules_kind kind,
                                     const char *name, const char *typed,
                                     struct book_reply *reply) {
    const struct rules_setting *row = rules_item_setting_find(name);
    struct str text = STR_INIT;
    enum book_result result = BOOK_OK;
    int64_t day = db_one(w->db, 0, "SELECT CAST(value AS BIGINT) FROM setting "
                         "WHERE name = 'start'", "");
    if (!row || !(row->kinds & (1u << kind)) || !typed || !plan_typed(&text, row, typed, day) ||
        !item_column_write(w->db, item, name, text.data))
        result = desk_bad(reply, name);
    str_release(&text);
    return result;
}

static enum book_result write_one(struct writer *w, int64_t item, enum rules_kind kind,
                                  const char *name, const json_t *value,
                                  struct book_reply *reply) {
    if (!strcmp(name, "options")) return write_options(w, item, value, reply);
    if (!strcmp(name, "options_from") && kind == RULES_DOTS)
        return write_source(w, item, value, reply);
    return write_column(w, item, kind, name, json_string_value(value), reply);
}

static bool has_begun(struct writer *w, int64_t item) {
    struct run_row run;
    return run_load(w, run_current(w, item), &run) &&
           (run.state != RULES_PREPARED || run_touched(w, run.id));
}

enum book_result desk_item_write(struct writer *w, const struct book_desk *desk, int64_t item,
                                 enum rules_kind kind, struct book_reply *reply) {
    bool begun = has_begun(w, item);
    const char *name;
    json_t *value;
    json_object_foreach(desk->data, name, value) {
        if (!strcmp(name, "kind") || !strcmp(name, "after")) continue;
        if (begun && stays_once_open(name)) {
            desk_bad(reply, name);
            return BOOK_NOT_NOW;
        }
        enum book_result result = write_one(w, item, kind, name, value, reply);
        if (result != BOOK_OK) return result;
        desk_bad(reply, name);                /* the log names the last field */
    }
    /* a run that waits follows its item; an open one keeps what people answer to */
    db_do(w->db, "UPDATE run SET secrecy = (SELECT i.secrecy FROM item i WHERE i.id = run.item), "
          "appear = (SELECT i.appear FROM item i WHERE i.id = run.item), "
          "author = (SELECT i.author FROM item i WHERE i.id = run.item) "
          "WHERE item = $1 AND state = 'prepared' AND opened_ms = 0 AND discarded = 0", "i", item);
    item_retime(w->db, 0);
    return BOOK_OK;
}
