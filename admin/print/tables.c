/* The record as a whole, its agenda, and what items have in common. See tables.h. */
#include "admin/print/tables.h"
#include <string.h>
#include "lib/mem.h"

bool tables_revealed(const struct book_run *run) {
    return run->shown && (run->state == RULES_REVEALED || run->state == RULES_ARCHIVED);
}

bool tables_may_name(const struct book_snap *s, const struct book_person *p) {
    for (size_t i = 0; p && i < s->consents_n && i < BOOK_CONSENTS_MAX; i++)
        if (strcmp(s->consents[i].key, "name_list") == 0)
            return p->consents[i] != 0;
    return false;
}

void tables_run_begin(struct model_table *t, const struct book_run *run) {
    model_number(t, run->number);
    model_text(t, run->name);
}

void tables_run_end(struct model_table *t, const struct book_run *run, const char *note) {
    model_number(t, run->turnout);
    model_number(t, run->present);
    model_text(t, note);
    model_end_row(t);
}

static const struct model_column agenda_columns[] = {
    { "No.", 6 }, { "Planned start", 18 }, { "Minutes", 9 }, { "Kind", 16 }, { "Title", 60 },
    { "Speaker", 30 }
};

static void agenda(struct model *m, const struct book_snap *s, const struct lang *lang) {
    static const char *const kinds[RULES_KINDS] = {
        [RULES_ARRIVAL] = "Arrival", [RULES_TALK] = "Talk", [RULES_VISIONS] = "Collecting cards",
        [RULES_DOTS] = "Giving dots", [RULES_BREAK] = "Break"
    };
    struct model_table *t = model_table(m, 0, lang_text(lang, "Agenda"), "agenda");
    model_columns(t, lang, agenda_columns, sizeof agenda_columns / sizeof *agenda_columns);
    for (size_t i = 0; i < s->items_n; i++) {
        const struct book_item *item = s->items[i];
        model_number(t, (int64_t)i + 1);
        model_time(t, item->planned_ms);
        model_number(t, item->minutes);
        model_text(t, lang_text(lang, kinds[item->kind]));
        model_text(t, item->title);
        model_text(t, item->speaker);
        model_end_row(t);
    }
}

void tables_build(struct model *m, const struct book_snap *s) {
    const char *code = s->settings.language;
    const struct lang *lang = code ? lang_get(code) : NULL;
    if (!lang)
        lang = lang_get("de");
    *m = (struct model){ .title = model_clean(s->settings.title),
                         .start_ms = s->settings.start_ms,
                         .time_format = lang_text(lang, "yyyy-mm-dd hh:mm") };
    agenda(m, s, lang);
    for (size_t i = 0; i < s->items_n; i++) {
        if (s->items[i]->kind == RULES_VISIONS)
            tables_cards(m, s, lang, s->items[i], i + 1);
        else if (s->items[i]->kind == RULES_DOTS)
            tables_dots(m, lang, s->items[i], i + 1);
    }
    tables_people(m, s, lang);
}
