/* Inside of doc_build: what its files share. One call of doc_build, one thread. */
#ifndef ADMIN_PRINT_DOC_MAKE_H
#define ADMIN_PRINT_DOC_MAKE_H
#include "admin/print/doc_build.h"
#include "lib/str.h"

struct make {
    const struct book_snap *s;
    const struct book_paper *p;
    struct book *b;                        /* NULL: no pictures */
    const struct doc_pictures *stage;
    const struct lang *lang;
    struct doc *doc;
    int64_t people, municipalities;        /* who came */
};

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
/* Sentences one after another: a space where something stands already. */
void make_sentence(struct str *out);

/* doc_parts.c. An organisers' text with its key, NULL when there is none or it is left out. */
const struct book_text *make_find(const struct make *m, const char *key);
/* Its body, then the pictures of its chapter. True when anything was added. */
bool make_body(const struct make *m, struct doc_node *parent, const char *key);
struct doc_figure *make_picture(const struct make *m, const char *chapter, size_t nth);
/* heads translated with m, as they are without. Then rows of as many cells. */
struct doc_table *make_table(const struct make *m, const char *const *heads, size_t n);
void make_table_row(struct doc_table *t, const char *const *cells);
void make_drop_last(struct doc_node *parent);     /* an empty chapter or section */

/* The chapters. Each adds nothing when it has nothing to say. */
void make_cover(struct make *m);
void make_summary(const struct make *m, const char *title);
void make_project(const struct make *m, const char *title);
void make_programme(const struct make *m, const char *title);
void make_items(const struct make *m, const char *title);
void make_voices(const struct make *m, const char *title);
/* Included, and with the consent of whose voice it is. */
bool make_may_quote(const struct make *m, const struct book_voice *v);
void make_tables(const struct make *m, const char *title);
void make_contacts(const struct make *m, const char *title);
void make_contributors(const struct make *m, const char *title);

/* doc_result.c, doc_cards.c: inside an item's chapter. */
void make_result(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                 const struct book_run *run);
void make_cards(const struct make *m, struct doc_node *chapter, const struct book_item *item,
                const struct book_run *run);
/* " – Vormittag", where an item has more than one run. */
void make_run_name(struct str *out, const struct make *m, const struct book_item *item,
                   const struct book_run *run);
/* Whether what was collected may be told; a silent phase only after its reveal. */
bool make_told(const struct book_item *item, const struct book_run *run);
#endif
