/* The agenda of a record into a new event file: items with the bounds of their settings. */
#include <stdlib.h>
#include <string.h>
#include "events/book/import.h"
#include "events/rules/setting.h"

enum { ITEMS_MAX = 200, RUNS_MAX = 100 };
#define MS_MAX INT64_C(253402300799999)

static const char *text_of(struct import *im, const json_t *item, const char *name) {
    const struct rules_setting *row = rules_item_setting_find(name);
    enum utf8_lines lines = row->max > 200 ? UTF8_MANY_LINES : UTF8_ONE_LINE;
    if (row->type != RULES_WORD)
        return import_text(im, item, name, (unsigned)row->max, lines);
    const char *word = import_text(im, item, name, 40, UTF8_ONE_LINE);
    return *word ? word : row->fallback;
}

static int64_t int_of(struct import *im, const json_t *item, const char *name) {
    const struct rules_setting *row = rules_item_setting_find(name);
    return import_int(im, item, name, row->min, row->max, strtoll(row->fallback, NULL, 10));
}

static void item(struct import *im, const json_t *one, int64_t id) {
    const char *kind = import_text(im, one, "kind", 20, UTF8_ONE_LINE);
    const char *title = text_of(im, one, "title");
    if (!*title) import_fault(im, "title", "is missing");
    db_do(im->d, "INSERT INTO item (id, position, kind, title, kicker, speaker, hint, note, goal, "
          "report, secrecy, appear, author, minutes, timer_s, planned_ms, cards_max, card_length, "
          "dots, per_option, cut, timer_visible, planned_fixed) VALUES ($1, $1, $2, $3, $4, $5, "
          "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
          "itttttttttttiiiiiiiidd", id, kind, title, text_of(im, one, "kicker"),
          text_of(im, one, "speaker"), text_of(im, one, "hint"), text_of(im, one, "note"),
          text_of(im, one, "goal"), text_of(im, one, "report"), text_of(im, one, "secrecy"),
          text_of(im, one, "appear"), text_of(im, one, "author"), int_of(im, one, "minutes"),
          int_of(im, one, "timer_s"), import_int(im, one, "planned_ms", 0, MS_MAX, 0),
          int_of(im, one, "cards_max"), int_of(im, one, "card_length"), int_of(im, one, "dots"),
          int_of(im, one, "per_option"), int_of(im, one, "cut"),
          (int)import_flag(im, one, "timer_visible"),
          (int)import_flag(im, one, "planned_fixed"));
}

static void links(struct import *im, const json_t *agenda) {
    for (size_t i = 0; i < json_array_size(agenda) && !import_failed(im); i++) {
        const json_t *one = json_array_get(agenda, i);
        import_at(im, "$.agenda[%zu]", i);
        db_do(im->d, "UPDATE item SET options_from = $2 WHERE id = $1", "iz", (int64_t)i + 1,
              import_number(im, one, "options_from", im->items));
    }
    import_at(im, "$");
    int64_t shown = import_number(im, im->root, "shown_item", im->items);
    db_do(im->d, "INSERT INTO show (id, item) VALUES (1, $1)", "i", shown ? shown : 1);
}

void import_agenda(struct import *im) {
    const json_t *agenda = import_list(im, im->root, "agenda", ITEMS_MAX);
    int64_t run = 0;
    if (!json_array_size(agenda)) import_fault(im, "agenda", "is missing");
    for (size_t i = 0; i < json_array_size(agenda) && !import_failed(im); i++) {
        const json_t *one = json_array_get(agenda, i);
        import_at(im, "$.agenda[%zu]", i);
        item(im, one, ++im->items);
        const json_t *runs = import_list(im, one, "runs", RUNS_MAX);
        if (!json_array_size(runs)) import_fault(im, "runs", "is missing");
        for (size_t k = 0; k < json_array_size(runs) && !import_failed(im); k++) {
            import_at(im, "$.agenda[%zu].runs[%zu]", i, k);
            import_run(im, json_array_get(runs, k), ++run, im->items);
        }
    }
    links(im, agenda);
}
