/* The tables of a record, made from a snapshot: agenda, an item's cards or votes, participants.
 * Invariant: of a run that is not revealed only how many took part; names only with consent. */
#ifndef ADMIN_PRINT_TABLES_H
#define ADMIN_PRINT_TABLES_H
#include "admin/print/model.h"
#include "events/book/paper.h"
#include "events/book/snap.h"
#include "lib/str.h"

/* Everything, in the record's order: agenda, items that collected, participants. Release it. */
void tables_build(struct model *m, const struct book_snap *s);

/* What stands beside the agenda: ways of the contributions, hands, comparison tables. */
void tables_paper(struct model *m, const struct book_snap *s, const struct book_paper *p);

/* One item; number is its place in the agenda, from 1. */
void tables_cards(struct model *m, const struct book_snap *s, const struct lang *lang,
                  const struct book_item *item, size_t number);
void tables_dots(struct model *m, const struct lang *lang, const struct book_item *item,
                 size_t number);
void tables_people(struct model *m, const struct book_snap *s, const struct lang *lang);

/* True when what was collected in a run may be told. */
bool tables_revealed(const struct book_run *run);
/* True when a collection's cards are not to be told: a silent phase before its reveal. */
bool tables_silent(const struct book_run *run);
/* True when the cut line falls inside the rank of this option; how that was decided, in words. */
bool tables_at_line(const struct book_run *run, int cut, const struct book_option *option);
void tables_decision(struct str *out, const struct lang *lang, const struct book_run *run);
/* Options by rank, inside a rank in their fixed order. The caller frees the list. */
const struct book_option **tables_ranked(const struct book_run *run);
/* What may stand beside a card: a name with both consents, a municipality, NULL. */
const char *tables_card_origin(const struct book_snap *s, const struct book_card *card);
/* Whether a person (NULL: nobody) agreed to be named in records. */
bool tables_may_name(const struct book_snap *s, const struct book_person *p);
/* The cells every row of an item begins with: number and name of the run; and ends with: people who
 * took part, people present, a note. */
void tables_run_begin(struct model_table *t, const struct book_run *run);
void tables_run_end(struct model_table *t, const struct book_run *run, const char *note);
#endif
