/* Inside of doc_build: what its files share. One call of doc_build, one thread. */
#ifndef ADMIN_PRINT_DOC_MAKE_H
#define ADMIN_PRINT_DOC_MAKE_H
#include "admin/print/doc_build.h"
#include "admin/print/doc_words.h"
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
bool make_may_quote_card(const struct make *m, const struct book_card *card);
/* The first of at least so many voices. */
void make_first_voice(const struct make *m, struct doc_node *parent, size_t least);
void make_tables(const struct make *m, const char *title);
void make_contacts(const struct make *m, const char *title);
void make_contributors(const struct make *m, const char *title);
void make_imprint(const struct make *m, const char *title);

/* Anything for a chapter of its own: collected, written or pictured (doc_item.c). */
bool make_has_chapter(const struct make *m, const struct book_item *item);

/* doc_stage.c. The stage as it was, in an item's chapter; small of all items without one. */
void make_stage(const struct make *m, struct doc_node *chapter, const struct book_item *item);
void make_stage_sheet(const struct make *m, struct doc_node *chapter);

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
