/* Chapters and what is plain text in them: titles, paragraphs, quotations. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"
#include "lib/utf8.h"

enum { LETTER_MAX = 1600 };            /* letters of a chapter that is set larger */
#define QUOTE_X 24.0                   /* beside its dot */
#define H1_X -1.2                      /* large letters begin where small ones do */

void paper_bookmark(struct paper *w, const struct doc_node *node, int level) {
    struct paper_op *op = paper_op(w, PAPER_PLACE);
    op->tag = node->id;
    op->alt = node->text;
    op->level = level;
}

/* --- titles ----------------------------------------------------------------------------------- */

/* A chapter of a few paragraphs and nothing else: a foreword, an outlook. */
static bool is_letter(const struct doc_node *node) {
    size_t len = 0;
    for (size_t i = 0; i < node->n; i++) {
        if (node->children[i]->kind != DOC_PARA)
            return false;
        len += utf8_graphemes(node->children[i]->text ? node->children[i]->text : "");
    }
    return node->depth == 0 && len > 0 && len <= LETTER_MAX;
}

void paper_chapter(struct paper *w, const struct doc_node *node) {
    w->notes = w->quotes = 0;
    w->letter = is_letter(node);
    w->chapter = node->depth > 0 ? 2 : 1;
    paper_open(w, "Sect", NULL);
    paper_bookmark(w, node, w->chapter);
    bool kicker = node->kicker && *node->kicker;
    if (kicker)
        paper_lines(w, "P", paper_flow(w, node->kicker, LOOK_KICKER, LOOK_WIDTH), LOOK_KICKER, 0, 0,
                    false);
    paper_lines(w, "H1", paper_flow(w, node->text, LOOK_H1, LOOK_WIDTH), LOOK_H1, H1_X, 4,
                kicker);
    paper_nodes(w, node);
    paper_close(w);
}

static void section(struct paper *w, const struct doc_node *node) {
    paper_open(w, "Sect", NULL);
    paper_bookmark(w, node, w->chapter + 1);
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
double paper_space_above(const struct paper *w, int title) {
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
    enum look_type type = w->letter ? LOOK_LETTER : LOOK_BODY;
    struct text_flow *f = paper_flow_node(w, node, type,
                                          w->letter ? LOOK_MEASURE_LETTER : LOOK_MEASURE);
    double above = paper_space_above(w, title);
    paper_lines(w, "P", f, type, 0, w->letter ? above * 1.4 : above, title);
}

static void lead(struct paper *w, const struct doc_node *node) {
    int title = paper_after_title(w);
    struct text_flow *f = paper_flow_node(w, node, LOOK_LEAD, LOOK_MEASURE + 40);
    paper_lines(w, "P", f, LOOK_LEAD, 0, 9, title);
}

static void note(struct paper *w, const struct doc_node *node) {
    struct text_flow *f = paper_flow_node(w, node, LOOK_NOTE, LOOK_MEASURE_SMALL);
    paper_lines(w, "P", f, LOOK_NOTE, 0, w->previous == DOC_CARDS ? 14 : 6, true);
}

/* --- quotations ------------------------------------------------------------------------------- */

struct dot { unsigned rgb; };

static void paint_dot(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct dot *d = b->data;
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_dot(w->pdf, (x + 5) / PDF_MM, (y + 10) / PDF_MM, 1.6, d->rgb);
    pdf_end(w->pdf);
}

/* The mark hangs outside, so that the words stand in line. */
static double mark_width(struct paper *w) {
    const char *open, *close;
    foot_quotes(w->language, &open, &close);
    return text_flow_width(paper_flow(w, open, LOOK_QUOTE, 0));
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
    struct text_flow *f = paper_flow(w, words, LOOK_QUOTE, LOOK_MEASURE + 30);
    int at = w->part->n;
    paper_lines(w, "P", f, LOOK_QUOTE, QUOTE_X, 0, true);
    w->part->ops[at + 1].box->hang = text_flow_rtl(f) ? 0 : mark_width(w);
    if (node->by && *node->by)
        paper_lines(w, "P", paper_flow(w, node->by, LOOK_BY, LOOK_MEASURE), LOOK_BY, QUOTE_X, 4,
                    true);
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
    case DOC_LIST: paper_list(w, node); break;
    case DOC_QUOTE: quote(w, node); break;
    case DOC_CARDS: paper_cards(w, node); break;
    case DOC_TABLE: case DOC_PROGRAMME:
        (node->flag ? paper_big_figures : paper_table)(w, node);
        break;
    case DOC_PLOT: paper_plot(w, node); break;
    default: break;
    }
}

void paper_nodes(struct paper *w, const struct doc_node *parent) {
    const char *language = w->language;
    w->previous = DOC_ROOT;
    for (size_t i = 0; i < parent->n; i++) {
        struct doc_node *node = parent->children[i];
        size_t figures = figures_from(parent, i), lists = paper_list_sections(parent, i);
        if (node->language && *node->language)
            w->language = node->language;
        if (figures) {
            paper_figures(w, parent->children + i, figures);
            i += figures - 1;
        } else if (lists) {
            paper_lists(w, parent->children + i, lists);
            i += lists - 1;
        } else {
            one(w, node);
        }
        w->language = language;
        w->previous = node->kind;
    }
}
