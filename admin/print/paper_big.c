/* The day in figures: a table of one row, set large. Read aloud it is a table with heads. */
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

enum { COLUMNS_MAX = 6, COLUMNS = 4 };
#define HEIGHT 76.0
#define PAD 9.0

struct big { const struct text_flow *value[COLUMNS_MAX], *label[COLUMNS_MAX]; size_t n; };

static void paint_big(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct big *f = b->data;
    double step = LOOK_WIDTH / (f->n > COLUMNS ? (double)f->n : COLUMNS);
    double below = y + PAD + looks[LOOK_FIGURE].leading;
    pdf_tag(w->pdf, "TR", NULL);
    for (size_t i = 0; i < f->n; i++) {
        pdf_head_cell(w->pdf, false);
        paper_paint_flow(w, f->label[i], LOOK_BY, x + (double)i * step, below, LOOK_MUTED);
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
    pdf_tag(w->pdf, "TR", NULL);
    for (size_t i = 0; i < f->n; i++) {
        pdf_tag(w->pdf, "TD", NULL);
        paper_paint_flow(w, f->value[i], LOOK_FIGURE, x + (double)i * step - 1.5, y + PAD,
                         w->accent);
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_line(w->pdf, x / PDF_MM, y / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, y / PDF_MM, 1 / PDF_MM,
             LOOK_INK);
    pdf_line(w->pdf, x / PDF_MM, (y + HEIGHT) / PDF_MM, (x + LOOK_WIDTH) / PDF_MM,
             (y + HEIGHT) / PDF_MM, 0.5 / PDF_MM, LOOK_RULE);
    pdf_end(w->pdf);
}

void paper_big_figures(struct paper *w, const struct doc_node *node) {
    const struct doc_table *t = node->table;
    struct big *f = paper_new(w, 1, sizeof *f);
    for (size_t i = 0; i < t->columns_n && f->n < COLUMNS_MAX; i++, f->n++) {
        f->value[f->n] = paper_flow(w, t->cells[i], LOOK_FIGURE, 0);
        f->label[f->n] = paper_flow(w, t->columns[i].head, LOOK_BY, 0);
    }
    if (!f->n || !t->rows)
        return;
    paper_open(w, "Table", NULL);
    paper_box(w, HEIGHT, paint_big, f)->before = 20;
    paper_close(w);
}
