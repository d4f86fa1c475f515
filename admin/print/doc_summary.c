/* "Das Wichtigste auf einer Seite": the organisers' words, else made from numbers and results. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"

enum { BEST = 3 };

/* "80 Menschen aus 20 Kommunen kamen am 7. November 2008 zusammen." and what they made. */
static void lead(struct str *out, const struct make *m) {
    struct str who = STR_INIT, date = STR_INIT, what = STR_INIT, dots = STR_INIT;
    int64_t cards = make_total(m, RULES_VISIONS), points = make_total(m, RULES_DOTS);
    make_count(&who, m, "{n} participant", "{n} participants", m->people);
    if (m->municipalities) {
        str_putc(&who, ' ');
        make_count(&who, m, "from {n} municipality", "from {n} municipalities",
                   m->municipalities);
    }
    make_dates(&date, m);
    bool days = m->s->settings.end_ms > m->s->settings.start_ms &&
                !make_same_day(m->s->settings.start_ms, m->s->settings.end_ms);
    lang_fill(out, make_word(m, !date.len ? "{who} came together."
                                : days ? "{who} came together, {date}."
                                       : "{who} came together on {date}."),
              "who", who.data, "date", date.data, NULL);
    if (cards)
        make_count(&what, m, "{n} card", "{n} cards", cards);
    if (points)
        make_count(&dots, m, "{n} dot", "{n} dots", points);
    if (cards || points) {
        make_sentence(out);
        lang_fill(out, make_word(m, cards && points ? "They wrote {cards} and gave {dots}."
                                    : cards ? "They wrote {cards}." : "They gave {dots}."),
                  "cards", what.data, "dots", dots.data, NULL);
    }
    str_release(&who);
    str_release(&date);
    str_release(&what);
    str_release(&dots);
}

static void option_line(const struct make *m, struct doc_node *list, const struct book_option *o) {
    struct doc_node *node = doc_add(list, DOC_ITEM, NULL);
    struct str rest = STR_INIT;
    doc_add_span(node, o->text, o->above_cut, false, NULL);
    str_puts(&rest, ": ");
    make_count(&rest, m, "{n} dot", "{n} dots", o->points);
    str_putc(&rest, ' ');
    make_count(&rest, m, "from {n} person", "from {n} people", o->people);
    doc_add_span(node, rest.data, false, false, NULL);
    str_release(&rest);
}

/* The options above the line; without a line the first three places. */
static void best(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                 const struct book_run *run, size_t number) {
    const struct book_option **order = tables_ranked(run);
    struct str title = STR_INIT;
    bool line = false;
    str_puts(&title, item->title);
    make_run_name(&title, m, item, run);
    struct doc_node *section = make_section(chapter, title.data, "summary", number);
    struct doc_node *list = doc_add(section, DOC_LIST, NULL);
    list->flag = true;
    for (size_t i = 0; i < run->options_n; i++)
        line = line || order[i]->above_cut;
    for (size_t i = 0; i < run->options_n; i++)
        if (line ? order[i]->above_cut : order[i]->rank <= BEST && order[i]->points > 0)
            option_line(m, list, order[i]);
    if (!list->n) {
        make_drop_last(section);
        make_text(section, DOC_PARA, make_word(m, "No dots were given."));
    }
    str_release(&title);
    free(order);
}

static void made_from_facts(const struct make *m, struct doc_node *chapter) {
    struct str words = STR_INIT;
    size_t number = 100;                     /* behind the ids of written sections */
    lead(&words, m);
    make_text(chapter, DOC_LEAD, words.data);
    str_release(&words);
    for (size_t i = 0; i < m->s->items_n; i++) {
        const struct book_item *item = m->s->items[i];
        for (size_t j = 0; item->kind == RULES_DOTS && j < item->runs_n; j++)
            if (make_told(item, item->runs[j]))
                best(m, chapter, item, item->runs[j], number++);
    }
}

void make_summary(const struct make *m, const char *title) {
    const struct book_text *text = make_find(m, "summary");
    struct doc_node *chapter;
    if (!m->people && !text)
        return;
    chapter = make_chapter(m, "summary", NULL, title);
    if (!text || !*text->body)
        made_from_facts(m, chapter);
    make_body(m, chapter, "summary");
    if (!chapter->n)
        make_drop_last(m->doc->root);
}
