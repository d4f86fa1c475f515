/* Words and figures the documentation makes by itself, for doc_*.c (see doc_make.h). */
#ifndef ADMIN_PRINT_DOC_WORDS_H
#define ADMIN_PRINT_DOC_WORDS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "admin/print/doc.h"
#include "events/book/snap.h"
#include "lib/str.h"

struct make;

/* doc_words.c. A node whose text may carry formatting (one plain span). */
struct doc_node *make_text(struct doc_node *parent, enum doc_kind kind, const char *text);
struct doc_node *make_chapter(const struct make *m, const char *id, const char *kicker,
                              const char *title);
struct doc_node *make_section(struct doc_node *parent, const char *title, const char *id, size_t n);
const char *make_word(const struct make *m, const char *english);
/* "{n} cards" with n as a figure; make_small: with a word up to twelve. */
void make_count(struct str *out, const struct make *m, const char *one, const char *many,
                int64_t n);
void make_small(struct str *out, const struct make *m, const char *one, const char *many,
                int64_t n);
void make_date(struct str *out, const struct make *m, int64_t wall_ms);
/* "7. November 2008", "7. bis 8. November 2008"; "" without a start. */
void make_dates(struct str *out, const struct make *m);
bool make_same_day(int64_t a_ms, int64_t b_ms);
/* "A, B und C"; quoted: each in the language's quotation marks. */
void make_join(struct str *out, const struct make *m, const char *const *list, size_t n,
               bool quoted);
/* "Punkten": what an agenda item of a kind is, in craft words. */
const char *make_kind(const struct make *m, enum rules_kind kind);
const char *make_kind_word(enum rules_kind kind);         /* the same in English */
/* Cards or dots of all runs that may be told. */
int64_t make_total(const struct make *m, enum rules_kind kind);
bool make_came(const struct book_person *p);      /* was there, also when gone meanwhile */
void make_sentence(struct str *out);   /* a space where something stands already */

/* doc_origin.c. "61 dots from 42 people from 18 municipalities", cards likewise; the ways of what
 * a run got. all: contributions in all; hidden ways are mentioned where some are missing. */
void make_dots(struct str *out, const struct make *m, int64_t points, int64_t people,
               int64_t municipalities);
void make_cards_count(struct str *out, const struct make *m, const struct book_run *run);
void make_ways(struct str *out, const struct make *m, const struct book_run *run, int64_t all);
#endif
