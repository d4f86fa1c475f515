/* Cards of a collection: a dot and its text, in two columns, in three where all are short. Cards of
 * a row begin on one line; they are read from left to right. */
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

enum { COLUMNS_MAX = 3 };
struct card { const struct text_flow *text, *by; const char *language; };
struct row { struct card cards[COLUMNS_MAX]; int n; double column; };

static const double indent = 12;

/* Cards read from right to left have their dot on the right. */
static void paint_card(struct paper *w, const struct card *c, double column, double x,
                       double y) {
    bool rtl = text_flow_rtl(c->text);
    double left = rtl ? x : x + indent, middle = looks[LOOK_CARD].leading / 2;
    pdf_tag(w->pdf, "LI", NULL);
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_dot(w->pdf, (rtl ? x + column - 3 : x + 3) / PDF_MM, (y + middle) / PDF_MM, 0.75,
            w->accent);
    pdf_end(w->pdf);
    pdf_tag(w->pdf, "LBody", NULL);
    if (c->language)
        pdf_language(w->pdf, c->language);
    y += paper_paint_flow(w, c->text, LOOK_CARD, left, y, LOOK_INK);
    if (c->by) {
        pdf_tag(w->pdf, "P", NULL);
        paper_paint_flow(w, c->by, LOOK_SMALL, left, y + 1, LOOK_MUTED);
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
    pdf_end(w->pdf);
}

static void paint_row(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct row *r = b->data;
    for (int i = 0; i < r->n; i++)
        paint_card(w, &r->cards[i], r->column, x + i * (r->column + LOOK_GUTTER), y);
}

static double add_card(struct paper *w, struct row *r, const struct doc_node *node) {
    struct card *c = &r->cards[r->n++];
    const char *language = w->language;
    if (node->language && *node->language)
        c->language = w->language = node->language;
    c->text = paper_flow_node(w, node, LOOK_CARD, r->column - indent);
    double height = paper_flow_height(c->text, LOOK_CARD);
    w->language = language;
    if (node->by && *node->by) {
        struct text_span by = { .words = node->by };
        c->by = paper_flow_set(w, &by, 1, LOOK_SMALL,
                               text_flow_rtl(c->text) ? TEXT_END : TEXT_START, r->column - indent);
        height += 1 + paper_flow_height(c->by, LOOK_SMALL);
    }
    return height;
}

void paper_cards(struct paper *w, const struct doc_node *node) {
    int columns = foot_card_columns(node);
    bool first = true;
    paper_open(w, "L", NULL);
    for (size_t i = 0; i < node->n; ) {
        struct row *r = paper_new(w, 1, sizeof *r);
        double height = 0;
        r->column = (LOOK_WIDTH - (columns - 1) * LOOK_GUTTER) / columns;
        for (int k = 0; k < columns && i < node->n; k++, i++) {
            double h = add_card(w, r, node->children[i]);
            height = h > height ? h : height;
        }
        struct paper_box *b = paper_box(w, height, paint_row, r);
        b->before = first ? 8 : 7;
        b->keep = first;
        first = false;
    }
    paper_close(w);
}
