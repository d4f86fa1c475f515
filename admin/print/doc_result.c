/* A vote's result: what was decided and how ties were, the plot with its numbers, where
 * contributions came from, hands apart. Only called for a run that may be told (make_told). */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "lib/mem.h"

void make_run_name(struct str *out, const struct make *m, const struct book_item *item,
                   const struct book_run *run) {
    if (item->runs_n < 2)
        return;
    str_puts(out, " – ");
    if (run->name && *run->name)
        str_puts(out, run->name);
    else
        make_count(out, m, "Run {n}", "Run {n}", run->number);
}

static void plot_row(struct doc_plot *plot, struct str *alt, const struct make *m,
                     const struct book_option *o) {
    plot->rows[plot->n++] = (struct doc_plot_row){
        .rank = o->rank, .text = doc_clean(o->text), .points = o->points, .people = o->people,
        .municipalities = o->municipalities, .above_cut = o->above_cut, .tied = o->tied,
    };
    if (alt->len)
        str_puts(alt, "; ");
    str_printf(alt, "%s: ", o->text);
    make_dots(alt, m, o->points, o->people, o->municipalities);
}

static struct doc_plot *plot_of(const struct make *m, const struct book_run *run) {
    const struct book_option **order = tables_ranked(run);
    struct doc_plot *plot = mem_new(1, sizeof *plot);
    struct str alt = STR_INIT;
    plot->rows = mem_new(run->options_n + 1, sizeof *plot->rows);
    for (size_t i = 0; i < run->options_n; i++)
        plot_row(plot, &alt, m, order[i]);
    plot->points = run->points;
    plot->people = run->people;
    plot->caption = mem_copy("");
    str_putc(&alt, '.');
    plot->alt = doc_clean(alt.data);
    str_release(&alt);
    free(order);
    return plot;
}

static bool any_tie(const struct book_run *run) {
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].tied)
            return true;
    return false;
}

/* Some option's municipalities are not told although they are counted. */
static bool gaps(const struct book_run *run) {
    for (size_t i = 0; i < run->options_n; i++)
        if (run->municipalities > 0 && run->options[i].municipalities < 0)
            return true;
    return false;
}

static void add_note(const struct make *m, struct doc_node *section, const struct book_run *run) {
    static const char *const kinds[] = {
        [RULES_SECRET] = "secret vote", [RULES_NAMED] = "open vote, with names",
        [RULES_MOOD] = "mood of the room",
    };
    struct str note = STR_INIT;
    make_dots(&note, m, run->points, run->people, run->municipalities);
    str_printf(&note, "; %s.", make_word(m, kinds[run->secrecy]));
    make_ways(&note, m, run, run->people);
    make_sentence(&note);
    str_puts(&note, make_word(m, any_tie(run) ? "Equal numbers share a rank."
                                              : "There were no ties."));
    if (gaps(run)) {
        make_sentence(&note);
        str_puts(&note, make_word(m, "Where no municipalities stand, fewer than five people gave "
                                     "dots, or people of all municipalities."));
    }
    make_text(section, DOC_NOTE, note.data);
    str_release(&note);
}

/* "Auf Platz 4 gleichauf: „A“ und „B“ mit je 14 Punkten." for each rank shared. */
static void add_ties(const struct make *m, struct doc_node *section, const struct book_run *run,
                     const struct book_option **order) {
    for (size_t i = 0, next; i < run->options_n; i = next) {
        const char **texts = mem_new(run->options_n, sizeof *texts);
        struct str who = STR_INIT, said = STR_INIT, rank = STR_INIT, each = STR_INIT;
        size_t n = 0;
        for (next = i; next < run->options_n && order[next]->rank == order[i]->rank; next++)
            texts[n++] = order[next]->text;
        if (n > 1) {
            make_join(&who, m, texts, n, true);
            str_printf(&rank, "%d", order[i]->rank);
            make_count(&each, m, "{n} dot each", "{n} dots each", order[i]->points);
            lang_fill(&said, make_word(m, "Equal on place {rank}: {who} with {points}."), "rank",
                      rank.data, "who", who.data, "points", each.data, NULL);
            make_text(section, DOC_PARA, said.data);
        }
        free(texts);
        str_release(&who);
        str_release(&said);
        str_release(&rank);
        str_release(&each);
    }
}

/* How a tie at the line was decided and why; then what goes on. */
static void add_decision(const struct make *m, struct doc_node *section,
                         const struct book_item *item, const struct book_run *run,
                         const struct book_option **order) {
    const char **texts = mem_new(run->options_n + 1, sizeof *texts);
    struct str said = STR_INIT, who = STR_INIT;
    size_t n = 0;
    for (size_t i = 0; i < run->options_n; i++) {
        if (order[i]->above_cut)
            texts[n++] = order[i]->text;
        if (!said.len && tables_at_line(run, item->cut, order[i])) {
            tables_decision(&said, m->lang, run);
            str_putc(&said, '.');
        }
    }
    if (said.len)
        make_text(section, DOC_PARA, said.data);
    if (n) {
        str_clear(&said);
        make_join(&who, m, texts, n, true);
        lang_fill(&said, make_word(m, "What goes on from here: {who}."), "who", who.data, NULL);
        make_text(section, DOC_PARA, said.data);
    }
    free(texts);
    str_release(&said);
    str_release(&who);
}

static const char *option_text(const struct book_run *run, int64_t id) {
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].id == id)
            return run->options[i].text;
    return "";
}

static void hands_row(const struct make *m, struct doc_table *t, const struct book_run *run,
                      const struct book_hands *h) {
    struct str figure = STR_INIT;
    lang_number(&figure, m->lang, h->points);
    make_table_row(t, (const char *const[]){ option_text(run, h->option), figure.data });
    str_release(&figure);
}

/* A show of hands is counted in the hall, not vote by vote: never part of the result above. */
static void add_hands(const struct make *m, struct doc_node *chapter,
                      const struct book_item *item, const struct book_run *run) {
    struct doc_table *t = NULL;
    struct str note = STR_INIT, title = STR_INIT;
    int64_t people = 0;
    for (size_t i = 0; i < m->p->hands_n; i++) {
        const struct book_hands *h = &m->p->hands[i];
        if (h->run != run->id || !h->option)
            continue;
        if (!t)
            t = make_table(m, (const char *const[]){ "Option", "Hands" }, 2);
        people = h->people > people ? h->people : people;
        hands_row(m, t, run, h);
    }
    if (!t)
        return;
    t->columns[0].weight = 5;
    t->columns[1].align = DOC_RIGHT;
    t->first_is_head = true;
    str_puts(&title, make_word(m, "Show of hands"));
    make_run_name(&title, m, item, run);
    struct doc_node *section = make_section(chapter, title.data, chapter->id,
                                            (size_t)run->id * 10 + 3);
    doc_add(section, DOC_TABLE, NULL)->table = t;
    make_count(&note, m, "{n} person in the hall, counted together; not part of the result above.",
               "{n} people in the hall, counted together; not part of the result above.", people);
    make_text(section, DOC_NOTE, note.data);
    str_release(&note);
    str_release(&title);
}

/* The picture of the numbers, and what must be known about them. */
static void add_plot(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                     const struct book_run *run) {
    struct str title = STR_INIT;
    str_puts(&title, make_word(m, "The result in detail"));
    make_run_name(&title, m, item, run);
    struct doc_node *section = make_section(chapter, title.data, chapter->id,
                                            (size_t)run->id * 10 + 1);
    doc_add(section, DOC_PLOT, NULL)->plot = plot_of(m, run);
    add_note(m, section, run);
    str_release(&title);
}

static void add_decisions(const struct make *m, struct doc_node *chapter,
                          const struct book_item *item, const struct book_run *run) {
    const struct book_option **order = tables_ranked(run);
    struct str title = STR_INIT;
    bool ties = any_tie(run);
    if (ties || item->cut > 0) {
        str_puts(&title, make_word(m, ties ? "Ties and decisions" : "Decision"));
        make_run_name(&title, m, item, run);
        struct doc_node *section = make_section(chapter, title.data, chapter->id,
                                                (size_t)run->id * 10 + 2);
        add_ties(m, section, run, order);
        add_decision(m, section, item, run, order);
        if (!section->n)
            make_drop_last(chapter);
    }
    str_release(&title);
    free(order);
}

/* First what it means, beside the stage's picture; then the numbers. */
void make_result(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                 const struct book_run *run) {
    add_decisions(m, chapter, item, run);
    add_plot(m, chapter, item, run);
    add_hands(m, chapter, item, run);
}
