/* Tables and programmes: rows are boxes, the head is repeated on every page, figures stand in line,
 * footnotes are numbered through a chapter. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/paper.h"
#include "admin/print/paper_columns.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

enum { COLUMNS_MAX = 16, MANY = 8, LONG = 24 };    /* more columns, rows: closer */
#define GAP 14.0
#define GAP_MANY 4.5
#define PAD 4.0                        /* above and below a row's words */
#define PAD_LONG 2.5

struct cells {
    const struct text_flow *flow[COLUMNS_MAX];
    const struct text_flow *mark[COLUMNS_MAX];    /* of a note beside figures, which stay in line */
    double height;
};
struct grid {
    const struct doc_table *t;
    struct paper_column columns[COLUMNS_MAX];
    size_t n;
    bool programme;
    struct cells *rows, *head;         /* head NULL: no column has a name */
};

/* --- words of a cell -------------------------------------------------------------------------- */

/* Splits "Oberhausen[^1]" into words and the number of a note; 0 = none. The caller frees. */
static char *without_mark(const char *cell, int *note) {
    const char *mark = strstr(cell, "[^");
    char *end = NULL;
    long number = mark ? strtol(mark + 2, &end, 10) : 0;
    struct str words = STR_INIT;
    *note = number > 0 && number < 100 && strcmp(end, "]") == 0 ? (int)number : 0;
    str_add(&words, cell, *note ? (size_t)(mark - cell) : strlen(cell));
    return str_detach(&words);
}

static double pad_of(const struct grid *g) {
    return g->programme ? 6 : g->t->rows > LONG ? PAD_LONG : PAD;
}

static void set_cell(struct paper *w, const struct grid *g, struct cells *c, size_t i,
                     const char *cell, enum look_type type) {
    int note;
    char raised[16] = "", *words = without_mark(cell, &note);
    bool figures = g->t->columns[i].align == DOC_RIGHT;
    if (note)
        str_format(raised, sizeof raised, "%d", w->notes + note);
    struct text_span spans[] = { { .words = words }, { .words = raised, .raised = true } };
    c->flow[i] = paper_flow_set(w, spans, note && !figures ? 2 : 1, type,
                                figures ? TEXT_END : TEXT_START, g->columns[i].width);
    if (note && figures)
        c->mark[i] = paper_flow_set(w, spans + 1, 1, type, TEXT_START, 0);
    c->height = fmax(c->height, 2 * pad_of(g) + paper_flow_height(c->flow[i], type));
    free(words);
}

static enum look_type type_of(const struct grid *g, size_t row, size_t column) {
    if (g->t->last_is_sum && row + 1 == g->t->rows)
        return g->n > MANY ? LOOK_SUM_SMALL : LOOK_SUM;
    if (g->programme)
        return column < 2 ? LOOK_OPTION_ABOVE : LOOK_OPTION;
    return g->n > MANY ? LOOK_CELL_SMALL : LOOK_CELL;
}

static enum look_type head_type(const struct grid *g) {
    return g->n > MANY ? LOOK_CELL_HEAD_SMALL : LOOK_CELL_HEAD;
}

static const char *cell_at(const struct doc_table *t, size_t row, size_t column) {
    const char *cell = t->cells[row * t->columns_n + column];
    return cell ? cell : "";
}

/* --- widths and heights ----------------------------------------------------------------------- */

static void measure(struct paper *w, struct paper_column *c, const char *cell, enum look_type type,
                    bool head, bool figures) {
    struct text_style style = look_style(type, w->language);
    int note;
    char *words = without_mark(cell, &note);
    double extra = note && !figures ? 6 : 0;
    double most = !head ? 130 : type == LOOK_CELL_HEAD_SMALL ? 26 : 90;     /* may be hyphenated */
    paper_columns_cell(w->text, c, words, &style, most, extra, head);
    free(words);
}

static void set_columns(struct paper *w, struct grid *g) {
    for (size_t i = 0; i < g->n; i++) {
        g->columns[i].weight = g->t->columns[i].weight;
        if (g->t->columns[i].head)
            measure(w, &g->columns[i], g->t->columns[i].head, head_type(g), true,
                    g->t->columns[i].align == DOC_RIGHT);
        for (size_t row = 0; row < g->t->rows; row++)
            measure(w, &g->columns[i], cell_at(g->t, row, i), type_of(g, row, i), false,
                    g->t->columns[i].align == DOC_RIGHT);
        g->columns[i].least += 0.5;
    }
    paper_columns(g->columns, g->n, LOOK_WIDTH, g->n > MANY ? GAP_MANY : GAP);
}

static void set_head(struct paper *w, struct grid *g) {
    bool any = false;
    for (size_t i = 0; i < g->n; i++)
        any = any || (g->t->columns[i].head && *g->t->columns[i].head);
    if (!any)
        return;
    g->head = paper_new(w, 1, sizeof *g->head);
    for (size_t i = 0; i < g->n; i++)
        set_cell(w, g, g->head, i, g->t->columns[i].head ? g->t->columns[i].head : "",
                 head_type(g));
}

static void set_row(struct paper *w, struct grid *g, size_t row) {
    for (size_t i = 0; i < g->n; i++)
        set_cell(w, g, &g->rows[row], i, cell_at(g->t, row, i), type_of(g, row, i));
}

/* --- painting --------------------------------------------------------------------------------- */

static void rule(struct paper *w, double x, double y, double line, unsigned rgb) {
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_line(w->pdf, x / PDF_MM, y / PDF_MM, (x + LOOK_WIDTH) / PDF_MM, y / PDF_MM, line / PDF_MM,
             rgb);
    pdf_end(w->pdf);
}

static void paint_cell(struct paper *w, const struct grid *g, const struct cells *c, size_t i,
                       enum look_type type, double x, double y, unsigned rgb) {
    x += g->columns[i].x;
    double height = paper_paint_flow(w, c->flow[i], type, x, y, rgb);
    if (c->mark[i])
        paper_paint_flow(w, c->mark[i], type, x + g->columns[i].width + 0.5,
                         y + height - looks[type].leading, rgb);
}

/* Heads stand on the rule. */
static void paint_head(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct grid *g = b->data;
    pdf_tag(w->pdf, "TR", NULL);
    for (size_t i = 0; i < g->n; i++) {
        double h = paper_flow_height(g->head->flow[i], head_type(g));
        pdf_head_cell(w->pdf, false);
        paint_cell(w, g, g->head, i, head_type(g), x, y + g->head->height - pad_of(g) - h,
                   LOOK_INK);
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
    rule(w, x, y + g->head->height, 1, LOOK_INK);
}

static unsigned colour_of(const struct paper *w, const struct grid *g, enum look_type type,
                          size_t column) {
    if (g->programme && column == 0)
        return w->accent;
    return g->programme && column > 1 ? LOOK_MUTED : looks[type].rgb;
}

static void paint_row(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct grid *g = b->data;
    const struct cells *c = &g->rows[b->index];
    pdf_tag(w->pdf, "TR", NULL);
    for (size_t i = 0; i < g->n; i++) {
        enum look_type type = type_of(g, (size_t)b->index, i);
        if (i == 0 && (g->t->first_is_head || g->programme || !g->head))
            pdf_head_cell(w->pdf, true);
        else
            pdf_tag(w->pdf, "TD", NULL);
        paint_cell(w, g, c, i, type, x, y + pad_of(g), colour_of(w, g, type, i));
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
    bool before_sum = g->t->last_is_sum && (size_t)b->index + 2 == g->t->rows;
    rule(w, x, y + c->height, before_sum ? 0.75 : 0.5, before_sum ? LOOK_INK : LOOK_RULE);
}

/* --- the table as boxes ----------------------------------------------------------------------- */

static struct paper_box *add_head(struct paper *w, const struct grid *g, bool keep) {
    if (!g->head)
        return NULL;
    int title = paper_after_title(w);
    struct paper_box *b = paper_box(w, g->head->height + 0.5, paint_head, g);
    b->before = keep ? 4 : title == 2 ? 6 : 16;
    b->keep = keep || title;
    return b;
}

/* Two rows at least stay with the head, two with the end. */
static void add_rows(struct paper *w, struct grid *g, const struct paper_box *head, bool keep) {
    for (size_t row = 0; row < g->t->rows; row++) {
        struct paper_box *b = paper_box(w, g->rows[row].height + 0.5, paint_row, g);
        b->index = (int)row;
        b->head = head;
        b->before = row == 0 && !head ? 10 : 0;
        b->keep = row == 0 ? head || keep : row == 1 || row + 1 == g->t->rows;
    }
}

static void add_note(struct paper *w, const char *raised, const char *words, bool first) {
    struct text_span spans[] = { { .words = raised, .raised = true }, { .words = " " },
                                 { .words = words } };
    struct text_flow *f = *raised
        ? paper_flow_set(w, spans, 3, LOOK_NOTE, TEXT_START, LOOK_MEASURE_SMALL)
        : paper_flow(w, words, LOOK_NOTE, LOOK_MEASURE_SMALL);
    paper_lines(w, *raised ? "Note" : "P", f, LOOK_NOTE, 0, first ? 6 : 1, true);
}

static void add_notes(struct paper *w, const struct doc_table *t) {
    char raised[16];
    for (size_t i = 0; i < t->notes_n; i++)
        if (str_format(raised, sizeof raised, "%d", w->notes + (int)i + 1))
            add_note(w, raised, t->notes[i], i == 0);
    if (t->source && *t->source) {
        struct str source = STR_INIT;
        str_printf(&source, "%s %s", lang_text(w->lang, "Source:"), t->source);
        add_note(w, "", source.data, t->notes_n == 0);
        str_release(&source);
    }
    w->notes += (int)t->notes_n;
}

/* Caption and date; true when there is one. */
static bool add_caption(struct paper *w, const struct doc_table *t) {
    bool caption = t->caption && *t->caption, dated = t->dated && *t->dated;
    int title = paper_after_title(w);
    if (!caption && !dated)
        return false;
    paper_open(w, "Caption", NULL);
    if (caption)
        paper_lines(w, "P", paper_flow(w, t->caption, LOOK_TABLE_TITLE, LOOK_WIDTH),
                    LOOK_TABLE_TITLE, 0, 22, false);
    if (dated)
        paper_lines(w, "P", paper_flow(w, t->dated, LOOK_NOTE, LOOK_WIDTH), LOOK_NOTE, 0,
                    caption ? 4 : title == 2 ? 1 : 12, caption || title);
    paper_close(w);
    return true;
}

void paper_table(struct paper *w, const struct doc_node *node) {
    const struct doc_table *t = node->table;
    if (!t || t->columns_n == 0 || t->rows == 0)
        return;
    struct grid *g = paper_new(w, 1, sizeof *g);
    g->t = t;
    g->n = t->columns_n < COLUMNS_MAX ? t->columns_n : COLUMNS_MAX;
    g->programme = node->kind == DOC_PROGRAMME;
    g->rows = paper_new(w, t->rows, sizeof *g->rows);
    set_columns(w, g);
    set_head(w, g);
    for (size_t row = 0; row < t->rows; row++)
        set_row(w, g, row);
    paper_open(w, "Table", NULL);
    bool caption = add_caption(w, t);
    struct paper_box *head = add_head(w, g, caption);
    add_rows(w, g, head, caption);
    paper_close(w);
    add_notes(w, t);
}
