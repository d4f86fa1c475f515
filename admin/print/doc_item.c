/* A chapter per agenda item that collected or has something written: what was done in a sentence
 * made from the facts, the stage as it was at the close, the organisers' text, what came of it. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "events/rules/run.h"
#include "lib/clock.h"
#include "lib/mem.h"

const char *make_kind_word(enum rules_kind kind) {
    static const char *const words[RULES_KINDS] = {
        [RULES_ARRIVAL] = "Arrival", [RULES_TALK] = "Talk", [RULES_VISIONS] = "Visions",
        [RULES_DOTS] = "Dots", [RULES_BREAK] = "Break"
    };
    return words[kind];
}

const char *make_kind(const struct make *m, enum rules_kind kind) {
    return make_word(m, make_kind_word(kind));
}

bool make_came(const struct book_person *p) {
    return p->present || p->presence_ms != 0;
}

bool make_told(const struct book_item *item, const struct book_run *run) {
    if (item->kind == RULES_DOTS)
        return tables_revealed(run) && run->sealed;
    return item->kind == RULES_VISIONS && !tables_silent(run);
}

int64_t make_total(const struct make *m, enum rules_kind kind) {
    int64_t total = 0;
    for (size_t i = 0; i < m->s->items_n; i++) {
        const struct book_item *item = m->s->items[i];
        for (size_t j = 0; item->kind == kind && j < item->runs_n; j++)
            if (make_told(item, item->runs[j]))
                total += kind == RULES_DOTS ? item->runs[j]->points
                                            : (int64_t)item->runs[j]->cards_n;
    }
    return total;
}

/* Opened at least once; what was only prepared is no part of the day. */
static bool took_place(const struct book_run *run) {
    return run->state != RULES_PREPARED || run->opened_ms || run->cards_n;
}

static void turnout(struct str *out, const struct make *m, const struct book_run *run,
                    const char *one, const char *many) {
    struct str n = STR_INIT, of = STR_INIT;
    lang_number(&n, m->lang, run->turnout);
    lang_number(&of, m->lang, run->present > run->turnout ? run->present : run->turnout);
    make_sentence(out);
    lang_fill(out, lang_plural(m->lang, one, many, run->turnout), "n", n.data, "of", of.data, NULL);
    str_release(&n);
    str_release(&of);
}

static void lead_dots(struct str *out, const struct make *m, const struct book_item *item,
                      const struct book_run *run) {
    static const char *const ways[] = {
        [RULES_SECRET] = "The vote was secret: until the close nothing could be seen.",
        [RULES_NAMED] = "The vote was open, with names.",
        [RULES_MOOD] = "It was a mood, without a check of who votes.",
    };
    if (run->dots > 0) {
        make_small(out, m, "Each person had {n} dot", "Each person had {n} dots", run->dots);
        if (run->per_option > 0 && run->per_option < run->dots)
            make_small(out, m, ", at most {n} for one option", ", at most {n} for one option",
                       run->per_option);
        str_putc(out, '.');
    }
    make_sentence(out);
    str_puts(out, make_word(m, ways[run->secrecy]));
    turnout(out, m, run, "{n} of {of} people present has voted.",
            "{n} of {of} people present have voted.");
    if (!make_told(item, run)) {
        make_sentence(out);
        str_puts(out, make_word(m, "The result has not been shown yet."));
    }
}

static void lead_cards(struct str *out, const struct make *m, const struct book_item *item,
                       const struct book_run *run) {
    static const char *const authors[] = {
        [RULES_BY_NAME] = NULL,
        [RULES_BY_CITY] = "Beside each card stands the municipality it comes from.",
        [RULES_ANONYMOUS] = "The cards are anonymous.",
    };
    make_small(out, m, "Each person could write one card.",
               "Each person could write up to {n} cards.", item->cards_max);
    turnout(out, m, run, "{n} of {of} people present took part.",
            "{n} of {of} people present took part.");
    make_sentence(out);
    if (!make_told(item, run)) {
        str_puts(out, make_word(m, "The cards have not been shown yet."));
        return;
    }
    make_count(out, m, "{n} card came together.", "{n} cards came together.",
               (int64_t)run->cards_n);
    if (authors[item->author]) {
        make_sentence(out);
        str_puts(out, make_word(m, authors[item->author]));
    }
}

static void add_lead(const struct make *m, struct doc_node *chapter, const struct book_item *item) {
    const struct book_run *run = snap_run(item);
    struct str lead = STR_INIT;
    for (size_t i = item->runs_n; i-- && !took_place(run) && i;)
        run = item->runs[i - 1];             /* the latest that took place */
    if (item->kind == RULES_DOTS)
        lead_dots(&lead, m, item, run);
    else if (item->kind == RULES_VISIONS)
        lead_cards(&lead, m, item, run);
    else if (item->speaker && *item->speaker)
        lang_fill(&lead, make_word(m, "Speaker: {name}"), "name", item->speaker, NULL);
    if (lead.len)
        make_text(chapter, DOC_LEAD, lead.data);
    str_release(&lead);
}

/* When it was open; for the rest when it was planned. */
static void hours(int64_t *from, int64_t *until, const struct book_item *item) {
    *from = *until = 0;
    for (size_t i = 0; i < item->runs_n; i++) {
        const struct book_run *run = item->runs[i];
        if (run->opened_ms && (!*from || run->opened_ms < *from))
            *from = run->opened_ms;
        if (run->closed_ms > *until)
            *until = run->closed_ms;
    }
    if (*from || !item->planned_ms)
        return;
    *from = item->planned_ms;
    *until = item->planned_ms + (int64_t)item->minutes * 60000;
}

static void kicker(struct str *out, const struct make *m, const struct book_item *item) {
    int64_t from, until, start = m->s->settings.start_ms, end = m->s->settings.end_ms;
    char a[6], b[6];
    str_puts(out, item->kicker && *item->kicker ? item->kicker : make_kind(m, item->kind));
    hours(&from, &until, item);
    if (!from)
        return;
    str_puts(out, " · ");
    if (start && end && !make_same_day(start, end)) {
        make_date(out, m, from);
        str_puts(out, ", ");
    }
    clock_hm(a, from);
    clock_hm(b, until);
    lang_fill(out, make_word(m, strcmp(a, b) != 0 && until > from ? "{from} to {until}"
                                                                 : "at {from}"),
              "from", a, "until", b, NULL);
}

static void add_written(const struct make *m, struct doc_node *chapter, const char *key) {
    const struct book_text *text = make_find(m, key);
    struct doc_node *at = chapter;
    if (text && *text->title && *text->body)
        at = make_section(chapter, text->title, key, 0);
    make_body(m, at, key);
}

bool make_has_chapter(const struct make *m, const struct book_item *item) {
    char key[40];
    str_format(key, sizeof key, "item-%lld", (long long)item->id);
    const struct book_text *text = make_find(m, key);
    if (item->report && strcmp(item->report, "none") == 0)
        return false;
    for (size_t i = 0; rules_kind_collects(item->kind) && i < item->runs_n; i++)
        if (took_place(item->runs[i]))
            return true;
    for (size_t i = 0; i < m->p->pictures_n; i++)
        if (m->p->pictures[i].included && strcmp(m->p->pictures[i].chapter, key) == 0)
            return true;
    return text && *text->body;
}

static void add_item(const struct make *m, const struct book_item *item) {
    bool brief = item->report && strcmp(item->report, "short") == 0;
    struct str key = STR_INIT, above = STR_INIT;
    str_printf(&key, "item-%lld", (long long)item->id);
    if (!make_has_chapter(m, item))
        goto out;
    kicker(&above, m, item);
    struct doc_node *chapter = make_chapter(m, key.data, above.data, item->title);
    chapter->depth = 1;
    add_lead(m, chapter, item);
    if (!brief)
        make_stage(m, chapter, item);
    add_written(m, chapter, key.data);
    for (size_t i = 0; i < item->runs_n; i++) {
        const struct book_run *run = item->runs[i];
        if (!took_place(run) || !make_told(item, run))
            continue;
        if (item->kind == RULES_DOTS)
            make_result(m, chapter, item, run);
        else if (!brief)
            make_cards(m, chapter, item, run);
    }
out:
    str_release(&key);
    str_release(&above);
}

void make_items(const struct make *m, const char *title) {
    (void)title;                             /* each item has its own */
    for (size_t i = 0; i < m->s->items_n; i++)
        add_item(m, m->s->items[i]);
}
