/* The documentation as a tree: made once from an event (doc_build), written by every writer. Texts
 * are valid UTF-8 without what XML 1.0 forbids (doc_clean does it on the way in). One owner, one
 * thread. A writer walks doc->root's children in order; headings are chapters and sections, never a
 * styled paragraph. */
#ifndef ADMIN_PRINT_DOC_H
#define ADMIN_PRINT_DOC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "admin/print/doc_part.h"

enum doc_kind {
    DOC_ROOT,
    DOC_COVER,      /* first page: everything from struct doc_cover */
    DOC_CONTENTS,   /* the table of contents, made by the writer from chapters and sections */
    DOC_CHAPTER,    /* kicker, text = title (heading 1), children */
    DOC_SECTION,    /* text = title (heading 2), children */
    DOC_LEAD,       /* a paragraph set larger, directly below a title */
    DOC_PARA, DOC_NOTE /* small print below a figure, plot or table */,
    DOC_LIST,       /* children DOC_ITEM; ordered when flag */
    DOC_ITEM,
    DOC_QUOTE,      /* text without quotation marks; by = "Dezernentin, Stadt M." or "" */
    DOC_CARDS,      /* children DOC_CARD: cards of a collection, in columns where there is room */
    DOC_CARD,       /* text; by = what may stand beside it or "" */
    DOC_TABLE, DOC_PLOT, DOC_FIGURE,
    DOC_PROGRAMME   /* rows of a table "time | title | note" set as a programme: uses table */
};
struct doc_span { char *text; bool strong, emphasis; char *link; };  /* link NULL: none */

struct doc_node {
    enum doc_kind kind;
    char *id;                      /* stable: "vorwort", "item-5"; anchors; NULL without */
    char *kicker;                  /* small line above a chapter's title, NULL without */
    char *text;                    /* title or plain text (spans joined), NULL without */
    char *by;                      /* quotes, cards */
    char *language;                /* of this text when it is not the document's, NULL */
    struct doc_span *spans; size_t spans_n;   /* paragraphs, items, leads: inline formatting */
    bool flag;                     /* list: ordered; chapter: annex; table: big figures, one row */
    int depth;                     /* chapter: 1 = an agenda item; list: 1 = to be ticked */
    struct doc_table *table; struct doc_plot *plot; struct doc_figure *figure;
    struct doc_node **children; size_t n;
};
struct doc_cover {
    char *kicker, *title, *dates, *people;  /* "Dokumentation der ...", title, "7. November ...", */
    char *host;                             /* "" = none */
    int *groups; size_t groups_n;  /* people per municipality, alphabetical: the cover's dots */
    struct doc_figure *logo;       /* NULL = none */
};
struct doc {
    char *title, *subject, *language;       /* "de" */
    char *running;                          /* short title for running heads */
    char *statement;                        /* what it was made of; below the contents */
    int64_t made_ms;                        /* of the data, never the clock */
    unsigned accent;                        /* 0xRRGGBB, 0 = the design's blue */
    struct doc_cover cover;
    struct doc_node *root;
};

struct doc_node *doc_add(struct doc_node *parent, enum doc_kind kind, const char *text);
void doc_add_span(struct doc_node *node, const char *text, bool strong, bool emphasis,
                  const char *link);
struct doc *doc_new(void);              /* with an empty root */
void doc_release(struct doc *d);        /* what it holds */
void doc_free(struct doc *d);           /* doc_release and itself; NULL: nothing */
/* A copy as XML 1.0, PDF and everything else can take it. The caller frees. */
char *doc_clean(const char *text);
#endif
