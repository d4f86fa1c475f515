/* Voices: quotations under their headings, in the order they first appear. Invariant: who agreed
 * to no quotation is not quoted; who agreed without name stands there without it. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "events/rules/quote.h"
#include "lib/mem.h"

static enum rules_quote consent(const struct make *m, const struct book_person *p) {
    for (size_t i = 0; i < m->s->consents_n && i < BOOK_CONSENTS_MAX; i++)
        if (strcmp(m->s->consents[i].key, "quote") == 0)
            return (enum rules_quote)p->consents[i];
    return RULES_QUOTE_NONE;                 /* a person known, and never asked */
}

/* Whose voice it is: named by the organisers, or known as the author of the card it came from. */
static const struct book_person *speaker(const struct make *m, const struct book_voice *v) {
    if (v->person)
        return snap_person(m->s, v->person);
    for (size_t i = 0; v->card && i < m->s->items_n; i++)
        for (size_t j = 0; j < m->s->items[i]->runs_n; j++) {
            const struct book_card *card = snap_card(m->s->items[i]->runs[j], v->card);
            if (card)
                return card->person ? snap_person(m->s, card->person) : NULL;
        }
    return NULL;
}

bool make_may_quote(const struct make *m, const struct book_voice *v) {
    const struct book_person *p = speaker(m, v);
    return v->included && *v->text && (!p || consent(m, p) != RULES_QUOTE_NONE);
}

bool make_may_quote_card(const struct make *m, const struct book_card *card) {
    const struct book_person *p = card->person ? snap_person(m->s, card->person) : NULL;
    return !p || consent(m, p) != RULES_QUOTE_NONE;
}

/* "Personal, Stadt Essen" for people who agreed without their name. */
static void without_name(struct str *out, const struct make *m, const struct book_person *p) {
    const char *list[] = { make_word(m, "Participant"),
                           p->discipline_name ? p->discipline_name : "" };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (*list[i])
            str_printf(out, "%s%s", out->len ? ", " : "", list[i]);
}

static bool tells(const char *attribution, const struct book_person *p) {
    struct str known = STR_INIT;
    str_printf(&known, "%s %s", p->function ? p->function : "",
               p->organisation_name ? p->organisation_name : "");
    bool told = rules_tells_name(attribution, p->name, known.data);
    str_release(&known);
    return told;
}

static char *who(const struct make *m, const struct book_voice *v) {
    const struct book_person *p = speaker(m, v);
    struct str out = STR_INIT;
    bool hide = p && consent(m, p) == RULES_QUOTE_ANONYMOUS && p->name && *p->name;
    if (hide && (!*v->attribution || tells(v->attribution, p)))
        without_name(&out, m, p);
    else
        str_puts(&out, v->attribution);
    char *clean = doc_clean(out.data);
    str_release(&out);
    return clean;
}

/* Quotation marks typed at both ends: the writers set their own. */
static char *bare(const char *text) {
    static const char *const pairs[][2] = {
        { "„", "“" }, { "„", "”" }, { "“", "”" }, { "»", "«" }, { "«", "»" }, { "\"", "\"" },
    };
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t a = strlen(pairs[i][0]), b = strlen(pairs[i][1]);
        if (len <= a + b || !str_starts(text, pairs[i][0]) ||
            strcmp(text + len - b, pairs[i][1]) != 0)
            continue;
        struct str out = STR_INIT;
        str_add(&out, text + a, len - a - b);
        return str_detach(&out);
    }
    return mem_copy(text);
}

static void add_voice(const struct make *m, struct doc_node *section, const struct book_voice *v) {
    char *text = bare(v->text);
    struct doc_node *quote = make_text(section, DOC_QUOTE, text);
    quote->by = who(m, v);
    free(text);
}

void make_first_voice(const struct make *m, struct doc_node *parent, size_t least) {
    const struct book_voice *first = NULL;
    size_t n = 0;
    for (size_t i = m->p->voices_n; i-- > 0;)
        if (make_may_quote(m, &m->p->voices[i])) {
            first = &m->p->voices[i];
            n++;
        }
    if (n && n >= least)
        add_voice(m, parent, first);
}

static bool first_of_heading(const struct make *m, size_t i) {
    for (size_t j = 0; j < i; j++)
        if (make_may_quote(m, &m->p->voices[j]) &&
            strcmp(m->p->voices[j].heading, m->p->voices[i].heading) == 0)
            return false;
    return true;
}

void make_voices(const struct make *m, const char *title) {
    struct doc_node *chapter = make_chapter(m, "voices", NULL, title);
    make_body(m, chapter, "voices");
    for (size_t i = 0; i < m->p->voices_n; i++) {
        const struct book_voice *v = &m->p->voices[i];
        if (!make_may_quote(m, v) || !first_of_heading(m, i))
            continue;
        struct doc_node *at = *v->heading ? make_section(chapter, v->heading, "voices-h", i + 1)
                                          : chapter;
        for (size_t j = i; j < m->p->voices_n; j++)
            if (make_may_quote(m, &m->p->voices[j]) &&
                strcmp(m->p->voices[j].heading, v->heading) == 0)
                add_voice(m, at, &m->p->voices[j]);
    }
    if (!chapter->n)
        make_drop_last(m->doc->root);
}
