/* The cards of a run: those shown on the stage, then those nobody came to. What moderators held
 * back is counted here and stands in the tables only. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "lib/mem.h"

static enum rules_quote quote_of(const struct make *m, int64_t person) {
    const struct book_person *p = person ? snap_person(m->s, person) : NULL;
    for (size_t i = 0; p && i < m->s->consents_n && i < BOOK_CONSENTS_MAX; i++)
        if (strcmp(m->s->consents[i].key, "quote") == 0)
            return (enum rules_quote)p->consents[i];
    return RULES_QUOTE_NAMED;                /* nobody was asked */
}

/* A name needs the consent to be quoted with it as well. */
static void beside(struct str *out, const struct make *m, const struct book_card *card) {
    const char *origin = tables_card_origin(m->s, card);
    if (origin == card->name && quote_of(m, card->person) != RULES_QUOTE_NAMED)
        origin = card->municipality;
    if (origin)
        str_puts(out, origin);
    if (card->edited)
        str_printf(out, "%s%s", out->len ? " · " : "", make_word(m, "edited"));
}

static size_t count(const struct book_run *run, enum rules_card state) {
    size_t n = 0;
    for (size_t i = 0; i < run->cards_n; i++)
        n += run->cards[i].state == state;
    return n;
}

static void add_cards(const struct make *m, struct doc_node *section, const struct book_run *run,
                      enum rules_card state) {
    struct doc_node *cards = doc_add(section, DOC_CARDS, NULL);
    for (size_t i = 0; i < run->cards_n; i++) {
        const struct book_card *card = &run->cards[i];
        struct str by = STR_INIT;
        if (card->state != state)
            continue;
        beside(&by, m, card);
        doc_add(cards, DOC_CARD, card->text)->by = doc_clean(by.data);
        str_release(&by);
    }
}

static struct doc_node *cards_section(const struct make *m, struct doc_node *chapter,
                                      const struct book_item *item, const struct book_run *run,
                                      const char *title, size_t n) {
    struct str full = STR_INIT, id = STR_INIT;
    str_puts(&full, make_word(m, title));
    make_run_name(&full, m, item, run);
    str_printf(&id, "%s-cards-%lld", chapter->id, (long long)run->id);
    struct doc_node *section = make_section(chapter, full.data, id.data, n);
    str_release(&full);
    str_release(&id);
    return section;
}

void make_cards(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                const struct book_run *run) {
    bool over = run->state == RULES_CLOSED || run->state == RULES_REVEALED ||
                run->state == RULES_ARCHIVED;
    size_t held = count(run, RULES_HELD);
    struct doc_node *last = chapter;
    if (count(run, RULES_SHOWN)) {
        last = cards_section(m, chapter, item, run, "The cards", 1);
        add_cards(m, last, run, RULES_SHOWN);
    }
    if (over && count(run, RULES_WAITING)) {
        last = cards_section(m, chapter, item, run, "Not shown on the stage", 2);
        add_cards(m, last, run, RULES_WAITING);
    }
    struct str note = STR_INIT;
    make_cards_count(&note, m, run);
    str_putc(&note, '.');
    make_ways(&note, m, run, (int64_t)run->cards_n);
    if (over && held) {
        make_sentence(&note);
        make_small(&note, m, "One card was held back by the moderation.",
                   "{n} cards were held back by the moderation.", (int64_t)held);
    }
    if (run->cards_n)
        make_text(last, DOC_NOTE, note.data);
    str_release(&note);
}
