/* Chapters and what is plain text in them: titles, paragraphs, lists, quotations. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

static void place(struct paper *w, const struct doc_node *node, int level) {
    struct paper_op *op = paper_op(w, PAPER_PLACE);
    op->tag = node->id;
    op->alt = node->text;
    op->level = level;
}

/* --- titles ----------------------------------------------------------------------------------- */

void paper_chapter(struct paper *w, const struct doc_node *node) {
    w->notes = w->quotes = 0;
    w->chapter = node->depth > 0 ? 2 : 1;
    paper_open(w, "Sect", NULL);
    place(w, node, w->chapter);
    bool kicker = node->kicker && *node->kicker;
    if (kicker)
        paper_lines(w, "P", paper_flow(w, node->kicker, LOOK_KICKER, LOOK_WIDTH), LOOK_KICKER, 0, 0,
                    false);
    paper_lines(w, "H1", paper_flow(w, node->text, LOOK_H1, LOOK_WIDTH), LOOK_H1, 0, 4, kicker);
    paper_nodes(w, node);
    paper_close(w);
}

static void section(struct paper *w, const struct doc_node *node) {
    paper_open(w, "Sect", NULL);
    place(w, node, w->chapter + 1);
    int at = w->part->n;
    paper_lines(w, "H2", paper_flow(w, node->text, LOOK_H2, LOOK_WIDTH), LOOK_H2, 0, 24, false);
    struct paper_box *first = NULL;
    for (int i = at; i < w->part->n && !first; i++)
        first = w->part->ops[i].box;
    paper_nodes(w, node);
    if (first)
        first->section = w->part->n;
    paper_close(w);
}

/* --- running text ----------------------------------------------------------------------------- */

/* What follows a title stays with it. */
int paper_after_title(const struct paper *w) {
    for (int i = w->part->n; i-- > 0; ) {
        const struct paper_op *op = &w->part->ops[i];
        const struct paper_op *before = i > 0 ? op - 1 : NULL;
        bool opened = op->kind == PAPER_BOX && op->box->index == 0 && before
            && before->kind == PAPER_OPEN;
        const char *tag = op->kind == PAPER_OPEN ? op->tag : opened ? before->tag : NULL;
        if (tag)
            return tag[0] == 'H' ? tag[1] - '0' : 0;
    }
    return 0;
}

/* Space above running text, by what stands there. */
static double space_above(const struct paper *w, int title) {
    if (title)
        return title == 1 ? 12 : 5;
    switch (w->previous) {
    case DOC_PARA: return 7;
    case DOC_LIST: return 9;
    default: return 14;
    }
}

static void paragraph(struct paper *w, const struct doc_node *node) {
    int title = paper_after_title(w);
    struct text_flow *f = paper_flow_node(w, node, LOOK_BODY, LOOK_MEASURE);
    paper_lines(w, "P", f, LOOK_BODY, 0, space_above(w, title), title);
}

static void lead(struct paper *w, const struct doc_node *node) {
    int title = paper_after_title(w);
    struct text_flow *f = paper_flow_node(w, node, LOOK_LEAD, LOOK_MEASURE + 40);
    paper_lines(w, "P", f, LOOK_LEAD, 0, 9, title);
}

static void note(struct paper *w, const struct doc_node *node) {
    struct text_flow *f = paper_flow_node(w, node, LOOK_NOTE, LOOK_MEASURE_SMALL);
    paper_lines(w, "P", f, LOOK_NOTE, 0, 6, true);
}

/* --- lists ------------------------------------------------------------------------------------ */

struct mark { const struct text_flow *flow, *number; double indent; struct paper_box *line; };

static void paint_bullet(struct paper *w, const struct mark *m, double x, double y) {
    if (m->number) {
        pdf_tag(w->pdf, "Lbl", NULL);
        paper_paint_flow(w, m->number, LOOK_BODY, x, y, w->accent);
    } else {
        pdf_tag(w->pdf, "Artifact", NULL);
        pdf_dot(w->pdf, (x + 3) / PDF_MM, (y + 7) / PDF_MM, 0.75, w->accent);
    }
    pdf_end(w->pdf);
}

static void paint_mark(struct paper *w, const struct paper_box *b, double x, double y) {
    paint_bullet(w, b->data, x, y);
}

/* The mark is a box without height in front of the item's first line. */
static void item(struct paper *w, const struct doc_node *node, int number, double before,
                 bool first, bool keep) {
    struct mark *m = paper_new(w, 1, sizeof *m);
    char words[16];
    m->indent = number ? 18 : 13;
    if (number && str_format(words, sizeof words, "%d.", number))
        m->number = paper_flow(w, words, LOOK_BODY, 0);
    paper_open(w, "LI", NULL);
    struct paper_box *dot = paper_box(w, 0, paint_mark, m);
    dot->before = before;
    dot->grid = first;
    dot->keep = keep;
    struct text_flow *f = paper_flow_node(w, node, LOOK_BODY, LOOK_MEASURE - m->indent);
    int at = w->part->n;
    paper_lines(w, "LBody", f, LOOK_BODY, m->indent, 0, true);
    w->part->ops[at + 1].box->grid = false;
    paper_close(w);
}

static void list(struct paper *w, const struct doc_node *node) {
    int title = paper_after_title(w);
    paper_open(w, "L", NULL);
    w->part->ops[w->part->n - 1].flag = node->flag;
    int number = 0;
    for (size_t i = 0; i < node->n; i++)
        if (node->children[i]->kind == DOC_ITEM) {
            number++;
            item(w, node->children[i], node->flag ? number : 0,
                 number == 1 ? space_above(w, title) : 3.5, number == 1,
                 title && number == 1);
        }
    paper_close(w);
}

/* --- quotations ------------------------------------------------------------------------------- */

struct dot { unsigned rgb; };

static void paint_dot(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct dot *d = b->data;
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_dot(w->pdf, (x + 5) / PDF_MM, (y + 10) / PDF_MM, 1.6, d->rgb);
    pdf_end(w->pdf);
}

static void quote(struct paper *w, const struct doc_node *node) {
    struct dot *d = paper_new(w, 1, sizeof *d);
    char *words = foot_quoted(w->language, node->text);
    d->rgb = look_dots[w->quotes++ % LOOK_DOTS];
    int title = paper_after_title(w);
    paper_open(w, "BlockQuote", NULL);
    struct paper_box *dot = paper_box(w, 0, paint_dot, d);
    dot->before = w->previous == DOC_QUOTE ? 26 : 18;
    dot->keep = title;
    paper_lines(w, "P", paper_flow(w, words, LOOK_QUOTE, LOOK_MEASURE + 30), LOOK_QUOTE, 20, 0,
                true);
    if (node->by && *node->by)
        paper_lines(w, "P", paper_flow(w, node->by, LOOK_BY, LOOK_MEASURE), LOOK_BY, 20, 4, true);
    paper_close(w);
    free(words);
}

/* --- all children ----------------------------------------------------------------------------- */

static size_t figures_from(const struct doc_node *parent, size_t i) {
    size_t n = 0;
    while (i + n < parent->n && parent->children[i + n]->kind == DOC_FIGURE)
        n++;
    return n;
}

static void one(struct paper *w, const struct doc_node *node) {
    switch (node->kind) {
    case DOC_SECTION: section(w, node); break;
    case DOC_LEAD: lead(w, node); break;
    case DOC_PARA: paragraph(w, node); break;
    case DOC_NOTE: note(w, node); break;
    case DOC_LIST: list(w, node); break;
    case DOC_QUOTE: quote(w, node); break;
    case DOC_CARDS: paper_cards(w, node); break;
    case DOC_TABLE: case DOC_PROGRAMME: paper_table(w, node); break;
    case DOC_PLOT: paper_plot(w, node); break;
    default: break;
    }
}

void paper_nodes(struct paper *w, const struct doc_node *parent) {
    const char *language = w->language;
    w->previous = DOC_ROOT;
    for (size_t i = 0; i < parent->n; i++) {
        struct doc_node *node = parent->children[i];
        size_t figures = figures_from(parent, i);
        if (node->language && *node->language)
            w->language = node->language;
        if (figures) {
            paper_figures(w, parent->children + i, figures);
            i += figures - 1;
        } else
            one(w, node);
        w->language = language;
        w->previous = node->kind;
    }
}
