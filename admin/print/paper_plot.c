/* The result of a vote: a row per option with its rank, its points as dots and as a number, people
 * and municipalities. Read aloud it is a table; the dots say nothing the numbers do not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

#define RANK_W 20.0                    /* rank, then text and dots, then figures */
#define FIGURES_W 150.0
#define NUMBER_W 48.0
#define DOTS_W (LOOK_WIDTH - RANK_W - FIGURES_W - 24)
#define STEP_MAX 9.4                   /* from dot to dot */
#define STEP_MIN 4.6

struct option {
    const struct doc_plot_row *row;
    const struct text_flow *rank, *text, *points, *people;
    double step, height;
    int a_line, lines;                 /* dots in a line, lines of dots */
};

static void paint_dots(struct paper *w, const struct option *o, double x, double y)
{
    if (o->row->points <= 0)
        return;
    pdf_tag(w->pdf, "Artifact", NULL);
    for (int64_t i = 0; i < o->row->points && i < (int64_t)o->a_line * o->lines; i++)
        pdf_dot(w->pdf, (x + (double)(i % o->a_line) * o->step + o->step / 2) / PDF_MM,
                (y + (double)(i / o->a_line) * o->step + o->step / 2) / PDF_MM,
                o->step * 0.42 / PDF_MM, o->row->above_cut ? LOOK_ACCENT : LOOK_BELOW);
    pdf_end(w->pdf);
}

static void cell(struct paper *w, const struct text_flow *f, enum look_type type, double x,
                 double y, unsigned rgb)
{
    pdf_tag(w->pdf, "TD", NULL);
    if (f)
        paper_paint_flow(w, f, type, x, y, rgb);
    pdf_end(w->pdf);
}

static void paint_option(struct paper *w, const struct paper_box *b, double x, double y)
{
    const struct option *o = b->data;
    enum look_type type = o->row->above_cut ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    double right = x + LOOK_WIDTH - FIGURES_W, foot = y + b->height;
    double text = paper_flow_height(o->text, type);
    pdf_tag(w->pdf, "TR", NULL);
    cell(w, o->rank, type, x, y + 7, o->row->above_cut ? LOOK_ACCENT : LOOK_MUTED);
    pdf_head_cell(w->pdf, true);
    paper_paint_flow(w, o->text, type, x + RANK_W, y + 7, LOOK_INK);
    pdf_end(w->pdf);
    paint_dots(w, o, x + RANK_W, y + 7 + text + 3);
    double line = foot - 8 - looks[LOOK_POINTS].leading;
    cell(w, o->points, LOOK_POINTS, right, line, LOOK_INK);
    double drop = look_baseline(LOOK_POINTS) - look_baseline(LOOK_SMALL);
    cell(w, o->people, LOOK_SMALL, right + NUMBER_W + 8, line + drop, LOOK_MUTED);
    pdf_end(w->pdf);
    pdf_tag(w->pdf, "Artifact", NULL);
    if (b->index == 0)
        pdf_line(w->pdf, x / PDF_MM, y / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, y / PDF_MM,
                 1 / PDF_MM, LOOK_INK);
    pdf_line(w->pdf, x / PDF_MM, foot / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, foot / PDF_MM,
             0.5 / PDF_MM, LOOK_RULE);
    pdf_end(w->pdf);
}

/* Dots of one size in all rows; the largest result takes at most three lines. Lines of one number,
 * so that rows can be compared. */
static double step_for(const struct doc_plot *p)
{
    int64_t most = 1;
    for (size_t i = 0; i < p->n; i++)
        most = p->rows[i].points > most ? p->rows[i].points : most;
    double step = STEP_MAX;
    while (step > STEP_MIN && ceil((double)most / floor(DOTS_W / step)) > 3)
        step -= 0.2;
    return step;
}

static void counted(struct str *out, const struct paper *w, const char *text, int64_t n)
{
    struct str number = STR_INIT;
    lang_number(&number, w->lang, n);
    lang_fill(out, text, "n", number.data, NULL);
    str_release(&number);
}

static char *people_words(const struct paper *w, const struct doc_plot_row *row)
{
    struct str out = STR_INIT;
    counted(&out, w, lang_plural(w->lang, "{n} person", "{n} people", row->people), row->people);
    if (row->municipalities < 0)
        return str_detach(&out);
    str_puts(&out, " · ");
    counted(&out, w, lang_plural(w->lang, "{n} municipality", "{n} municipalities",
                                 row->municipalities), row->municipalities);
    return str_detach(&out);
}

static void set_option(struct paper *w, struct option *o, const struct doc_plot_row *row,
                       double step)
{
    struct text_style points = look_style(LOOK_POINTS, w->language);
    enum look_type type = row->above_cut ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    struct str number = STR_INIT;
    char rank[16], *people = people_words(w, row);
    str_format(rank, sizeof rank, "%d", row->rank);
    lang_number(&number, w->lang, row->points);
    points.align = TEXT_END;
    struct text_span span = { .words = number.data };
    o->row = row;
    o->step = step;
    o->a_line = (int)floor(DOTS_W / step);
    o->lines = (int)((row->points + o->a_line - 1) / o->a_line);
    o->rank = row->rank > 0 ? paper_flow(w, rank, type, RANK_W) : NULL;
    o->text = paper_flow(w, row->text, type, DOTS_W);
    o->points = paper_flow_spans(w, &span, 1, &points, NUMBER_W);
    o->people = paper_flow(w, people, LOOK_SMALL, 0);
    o->height = 7 + paper_flow_height(o->text, type) + 3 + (o->lines ? o->lines : 1) * step + 8;
    str_release(&number);
    free(people);
}

void paper_plot(struct paper *w, const struct doc_node *node)
{
    const struct doc_plot *p = node->plot;
    if (!p || p->n == 0)
        return;
    double step = step_for(p);
    bool caption = p->caption && *p->caption;
    paper_open(w, "Table", p->alt);
    if (caption)
        paper_lines(w, "Caption", paper_flow(w, p->caption, LOOK_TABLE_TITLE, LOOK_WIDTH),
                    LOOK_TABLE_TITLE, 0, 20, false);
    for (size_t i = 0; i < p->n; i++) {
        struct option *o = paper_new(w, 1, sizeof *o);
        set_option(w, o, &p->rows[i], step);
        struct paper_box *b = paper_box(w, o->height, paint_option, o);
        b->index = (int)i;
        b->before = i == 0 ? 8 : 0;
        b->keep = i < 2 || i + 1 == p->n;
    }
    paper_close(w);
}
