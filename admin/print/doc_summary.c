/* "Das Wichtigste auf einer Seite": the day in four figures, then the organisers' words, else what
 * came of each item, made from numbers and results; one voice at the end. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "lib/mem.h"

enum { BEST = 3, VOICES_LEAST = 3 };

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

/* What moderators marked to be quoted; else only how many cards there are. */
static void gathered(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                     const struct book_run *run, size_t number) {
    struct str words = STR_INIT;
    str_puts(&words, item->title);
    make_run_name(&words, m, item, run);
    struct doc_node *section = make_section(chapter, words.data, "summary", number), *list = NULL;
    str_clear(&words);
    make_cards_count(&words, m, run);
    str_putc(&words, '.');
    make_text(section, DOC_PARA, words.data);
    for (size_t i = 0, n = 0; i < run->cards_n && n < BEST; i++) {
        const struct book_card *card = &run->cards[i];
        if (!card->quote || card->state != RULES_SHOWN || !make_may_quote_card(m, card))
            continue;
        list = list ? list : doc_add(section, DOC_LIST, NULL);
        make_text(list, DOC_ITEM, card->text);
        n++;
    }
    str_release(&words);
}

static void of_run(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                   const struct book_run *run, size_t *number) {
    if (!make_told(item, run))
        return;
    if (item->kind == RULES_DOTS)
        best(m, chapter, item, run, (*number)++);
    else if (run->cards_n)
        gathered(m, chapter, item, run, (*number)++);
}

static void figure(struct doc_table *t, const struct make *m, const char *one, const char *many,
                   int64_t n) {
    if (n <= 0)
        return;
    struct str value = STR_INIT;
    lang_number(&value, m->lang, n);
    t->columns = mem_resize(t->columns, t->columns_n + 1, sizeof *t->columns);
    t->cells = mem_resize(t->cells, t->columns_n + 1, sizeof *t->cells);
    t->columns[t->columns_n] = (struct doc_column){
        doc_clean(make_word(m, n == 1 ? one : many)), DOC_LEFT, 1
    };
    t->cells[t->columns_n++] = str_detach(&value);
}

/* The day in figures: a table of one row. */
static void figures(const struct make *m, struct doc_node *chapter) {
    struct doc_table *t = make_table(m, NULL, 0);
    figure(t, m, "Person", "People", m->people);
    figure(t, m, "Municipality", "Municipalities", m->municipalities);
    figure(t, m, "Card", "Cards", make_total(m, RULES_VISIONS));
    figure(t, m, "Point", "Points", make_total(m, RULES_DOTS));
    t->rows = 1;
    struct doc_node *node = doc_add(chapter, DOC_TABLE, NULL);
    node->table = t;
    node->flag = true;
}

static void made_from_facts(const struct make *m, struct doc_node *chapter) {
    struct str words = STR_INIT;
    size_t number = 100;                     /* behind the ids of written sections */
    lead(&words, m);
    make_text(chapter, DOC_LEAD, words.data);
    str_release(&words);
    if (m->people)
        figures(m, chapter);
    for (size_t i = 0; i < m->s->items_n; i++)
        for (size_t j = 0; j < m->s->items[i]->runs_n; j++)
            of_run(m, chapter, m->s->items[i], m->s->items[i]->runs[j], &number);
    make_first_voice(m, chapter, VOICES_LEAST);
}

void make_summary(const struct make *m, const char *title) {
    const struct book_text *text = make_find(m, "summary");
    struct doc_node *chapter;
    if (!m->people && !text)
        return;
    chapter = make_chapter(m, "summary", NULL, title);
    if (!text || !*text->body)
        made_from_facts(m, chapter);
    else if (m->people)
        figures(m, chapter);
    make_body(m, chapter, "summary");
    if (!chapter->n)
        make_drop_last(m->doc->root);
}
