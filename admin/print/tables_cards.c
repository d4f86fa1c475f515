/* The table of collected cards: every run, the stage's order first. A silent phase is told only
 * after its reveal (tables.h). */
#include <string.h>
#include "admin/print/tables.h"

static const struct model_column columns[] = {
    { "Run", 11 }, { "Name of the run", 20 }, { "No.", 6 }, { "Text", 70 }, { "Origin", 26 },
    { "Time", 18 }, { "State", 12 }, { "Late", 10 }, { "Edited", 11 }, { "Took part", 12 },
    { "Present", 12 }, { "Remark", 40 }
};
enum { CARD_CELLS = 7 };        /* number to edited */

/* Names on the stage and names in a record are two consents: here both are needed. */
const char *tables_card_origin(const struct book_snap *s, const struct book_card *card) {
    if (card->name && *card->name && tables_may_name(s, snap_person(s, card->person)))
        return card->name;
    return card->municipality;
}

static void add_card(struct model_table *t, const struct book_snap *s, const struct lang *lang,
                     const struct book_run *run, size_t i) {
    static const char *const states[] = {
        [RULES_WAITING] = "waiting", [RULES_SHOWN] = "shown", [RULES_HELD] = "held back",
        [RULES_WITHDRAWN] = "withdrawn"
    };
    const struct book_card *card = &run->cards[i];
    tables_run_begin(t, run);
    model_number(t, (int64_t)i + 1);
    model_text(t, card->text);
    model_text(t, tables_card_origin(s, card));
    model_time(t, card->created_ms);
    model_text(t, lang_text(lang, states[card->state]));
    model_text(t, card->late ? lang_text(lang, "yes") : "");
    model_text(t, card->edited ? lang_text(lang, "yes") : "");
    tables_run_end(t, run, "");
}

bool tables_silent(const struct book_run *run) {
    return (run->appear == RULES_REVEAL || run->appear == RULES_APPEAR_AUTO) &&
           !tables_revealed(run);
}

void tables_cards(struct model *m, const struct book_snap *s, const struct lang *lang,
                  const struct book_item *item, size_t number) {
    struct model_table *t = model_table(m, number, item->title, rules_kind_name(item->kind));
    model_columns(t, lang, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < item->runs_n; i++) {
        const struct book_run *run = item->runs[i];
        bool silent = tables_silent(run);
        for (size_t j = 0; !silent && j < run->cards_n; j++)
            add_card(t, s, lang, run, j);
        if (!silent && run->cards_n)
            continue;
        tables_run_begin(t, run);
        model_skip(t, CARD_CELLS);
        tables_run_end(t, run, lang_text(lang, silent ? "Result not shown yet" : "No cards"));
    }
}
