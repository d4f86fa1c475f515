/* The result of a vote: a row per option with its rank, its points as dots and as a number, people
 * and municipalities. Read aloud it is a table; the dots say nothing the numbers do not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/dots.h"
#include "admin/print/foot.h"
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

#define RANK_W 20.0                    /* rank, then text and dots, then figures */
#define NUMBER_W 48.0
#define PEOPLE_GAP 8.0

struct option {
    const struct doc_plot_row *row;
    const struct text_flow *rank, *text, *points, *people;
    struct dots_rows dots;             /* the same in all rows */
    double height, right;              /* right: width of people and municipalities in all rows */
};

static void paint_dots(struct paper *w, const struct option *o, double x, double y) {
    const struct dots_rows *d = &o->dots;
    int64_t n = dots_count(d, o->row->points);
    if (!n)
        return;
    pdf_tag(w->pdf, "Artifact", NULL);
    for (int64_t i = 0; i < n; i++)
        pdf_dot(w->pdf, (x + (double)(i / d->deep) * d->step + d->step / 2) / PDF_MM,
                (y + (double)(i % d->deep) * d->step + d->step / 2) / PDF_MM,
                d->step * DOTS_ROW_R / PDF_MM, o->row->above_cut ? w->accent : LOOK_BELOW);
    pdf_end(w->pdf);
}

static void cell(struct paper *w, const struct text_flow *f, enum look_type type, double x,
                 double y, unsigned rgb) {
    pdf_tag(w->pdf, "TD", NULL);
    if (f)
        paper_paint_flow(w, f, type, x, y, rgb);
    pdf_end(w->pdf);
}

static void paint_option(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct option *o = b->data;
    enum look_type type = o->row->above_cut ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    double people = x + LOOK_WIDTH - o->right, foot = y + b->height;
    double text = paper_flow_height(o->text, type);
    pdf_tag(w->pdf, "TR", NULL);
    cell(w, o->rank, type, x, y + 7, o->row->above_cut ? w->accent : LOOK_MUTED);
    pdf_head_cell(w->pdf, true);
    paper_paint_flow(w, o->text, type, x + RANK_W, y + 7, LOOK_INK);
    pdf_end(w->pdf);
    paint_dots(w, o, x + RANK_W, y + 7 + text + 3);
    double line = y + 10 + text + o->dots.deep * o->dots.step / 2 - looks[LOOK_POINTS].leading / 2;
    cell(w, o->points, LOOK_POINTS, people - PEOPLE_GAP - NUMBER_W, line, LOOK_INK);
    double drop = look_baseline(LOOK_POINTS) - look_baseline(LOOK_SMALL);
    cell(w, o->people, LOOK_SMALL, people, line + drop, LOOK_MUTED);
    pdf_end(w->pdf);
    pdf_tag(w->pdf, "Artifact", NULL);
    if (b->index == 0)
        pdf_line(w->pdf, x / PDF_MM, y / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, y / PDF_MM,
                 1 / PDF_MM, LOOK_INK);
    pdf_line(w->pdf, x / PDF_MM, foot / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, foot / PDF_MM,
             0.5 / PDF_MM, LOOK_RULE);
    pdf_end(w->pdf);
}

static void set_option(struct paper *w, struct option *o, const struct doc_plot *p,
                       const struct doc_plot_row *row) {
    enum look_type type = row->above_cut ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    struct str number = STR_INIT;
    char rank[16], *people = foot_people_in(p, row, w->doc->language);
    str_format(rank, sizeof rank, "%d", row->rank);
    lang_number(&number, w->lang, row->points);
    struct text_span span = { .words = number.data };
    o->row = row;
    o->rank = row->rank > 0 ? paper_flow(w, rank, type, RANK_W) : NULL;
    o->text = paper_flow(w, row->text, type, DOTS_ROW_W);
    o->points = paper_flow_set(w, &span, 1, LOOK_POINTS, TEXT_END, NUMBER_W);
    o->people = paper_flow(w, people, LOOK_SMALL, 0);
    o->height = 7 + paper_flow_height(o->text, type) + 3 + o->dots.deep * o->dots.step + 8;
    str_release(&number);
    free(people);
}

void paper_plot(struct paper *w, const struct doc_node *node) {
    const struct doc_plot *p = node->plot;
    if (!p || p->n == 0)
        return;
    struct option *options = paper_new(w, p->n, sizeof *options);
    struct dots_rows dots = dots_rows(p);
    char *scale = foot_scale(w->lang, dots.each);
    double right = 0;
    for (size_t i = 0; i < p->n; i++) {
        options[i].dots = dots;
        set_option(w, &options[i], p, &p->rows[i]);
        right = fmax(right, text_flow_width(options[i].people));
    }
    paper_open(w, "Table", p->alt);
    if (p->caption && *p->caption)
        paper_lines(w, "Caption", paper_flow(w, p->caption, LOOK_TABLE_TITLE, LOOK_WIDTH),
                    LOOK_TABLE_TITLE, 0, 20, false);
    for (size_t i = 0; i < p->n; i++) {
        options[i].right = right;
        struct paper_box *b = paper_box(w, options[i].height, paint_option, &options[i]);
        b->index = (int)i;
        b->before = i == 0 ? 8 : 0;
        b->keep = i < 2 || i + 1 == p->n;
    }
    paper_close(w);
    if (scale)
        paper_lines(w, "P", paper_flow(w, scale, LOOK_NOTE, LOOK_MEASURE_SMALL), LOOK_NOTE, 0, 6,
                    true);
    free(scale);
}
