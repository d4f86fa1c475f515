/* Inside of the documentation as PDF (write_pdf.c, paper*.c): chapters become lists of boxes that
 * are never parted, boxes are placed on pages, pages are painted. One thread.
 *
 * Invariants: tags open and close in the order of reading, also across pages; a box asks for its
 * height before anything is painted: page numbers are known when the contents is painted. */
#ifndef ADMIN_PRINT_PAPER_H
#define ADMIN_PRINT_PAPER_H
#include <stdbool.h>
#include <stddef.h>
#include "admin/print/doc.h"
#include "admin/print/paper_box.h"
#include "admin/print/paper_look.h"
#include "admin/print/pdf.h"
#include "lib/lang.h"
#include "lib/text/flow.h"

struct paper {
    const struct doc *doc;
    const struct lang *lang;
    const char *language;                   /* of the text being set */
    unsigned accent;
    struct pdf *pdf;
    struct text *text;
    struct paper_part *parts, *part;        /* part: being made */
    int parts_n, chapter;
    int notes;                              /* footnotes of this chapter so far */
    int quotes;
    bool letter;                            /* this chapter's text is set larger */
    enum doc_kind previous;                 /* the node before, DOC_ROOT at the beginning */
    void **owned; int owned_n;              /* memory and paragraphs, freed at the end */
    struct text_flow **flows; int flows_n;
    const char **links; int links_n;        /* marks of spans, from 1 */
};
void *paper_new(struct paper *w, size_t count, size_t size);    /* freed with the paper */

/* paper.c: what boxes are made of. */
void paper_open(struct paper *w, const char *tag, const char *alt);
void paper_close(struct paper *w);
struct paper_box *paper_box(struct paper *w, double height, paper_paint *paint, const void *data);
struct paper_op *paper_op(struct paper *w, enum paper_op_kind kind);
struct text_flow *paper_flow(struct paper *w, const char *words, enum look_type type, double width);
struct text_flow *paper_flow_set(struct paper *w, const struct text_span *spans, size_t n,
                                 enum look_type type, enum text_align align, double width);
struct text_flow *paper_flow_node(struct paper *w, const struct doc_node *node,
                                  enum look_type type, double width);
/* All lines of a flow as boxes in tag; the first has before above it. Gives the last box. */
struct paper_box *paper_lines(struct paper *w, const char *tag, const struct text_flow *flow,
                              enum look_type type, double x, double before, bool keep);
/* Paints lines; y is their top. Gives their height. */
double paper_paint_flow(struct paper *w, const struct text_flow *flow, enum look_type type,
                        double x, double y, unsigned rgb);
unsigned paper_rgb(const struct paper *w, enum look_type type);
double paper_flow_height(const struct text_flow *flow, enum look_type type);
/* paper_text.c and its neighbours: a node as boxes. */
void paper_nodes(struct paper *w, const struct doc_node *parent);
void paper_bookmark(struct paper *w, const struct doc_node *node, int level);
/* 1 directly below a chapter's title, 2 below a section's, else 0. */
int paper_after_title(const struct paper *w);
/* Space above running text; title: what paper_after_title says. */
double paper_space_above(const struct paper *w, int title);
void paper_chapter(struct paper *w, const struct doc_node *node);
void paper_table(struct paper *w, const struct doc_node *node);
void paper_plot(struct paper *w, const struct doc_node *node);
void paper_cards(struct paper *w, const struct doc_node *node);
void paper_big_figures(struct paper *w, const struct doc_node *node);
void paper_list(struct paper *w, const struct doc_node *node);
/* How many sections of short lists, enough for two columns, begin here; and those. */
size_t paper_list_sections(const struct doc_node *parent, size_t from);
void paper_lists(struct paper *w, struct doc_node *const *sections, size_t n);
void paper_figures(struct paper *w, struct doc_node *const *nodes, size_t n);
void paper_cover(struct paper *w);
void paper_back(struct paper *w);
void paper_contents(struct paper *w, const struct doc_node *node);
/* paper_page.c. Painting: false when progress said stop. */
void paper_place(struct paper *w);
bool paper_paint_all(struct paper *w, bool (*progress)(void *, int, int), void *ctx);
#endif
