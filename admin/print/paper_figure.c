/* Pictures with their captions: one alone in the width of the page, several in rows of two of equal
 * height, small ones in rows of three. A picture and its caption are one box. */
#include <math.h>
#include <string.h>
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

#define TALL 300.0                     /* highest picture; of drawn ones their letters count */
#define TALL_DRAWN 620.0
#define LEAST 0.72                     /* of its height, where a page has no more room */
#define ROW_TALL 230.0
#define SMALL_GUTTER 14.0
#define SHEET_GAP 11.0                 /* between rows of small ones; head: title of the section */
#define SHEET_HEAD 24.0
#define SHEET_LEAST 0.85
enum { IN_ROW = 3 };

struct picture { const struct doc_figure *f; const struct text_flow *caption; double x, w, h; };
struct row { struct picture list[IN_ROW]; int n; double high, below; };  /* below: captions */

static void paint_picture(struct paper *w, const struct picture *p, double x, double y) {
    pdf_tag(w->pdf, "Div", NULL);
    pdf_tag(w->pdf, "Figure", p->f->alt && *p->f->alt ? p->f->alt : "-");
    if (p->f->media == DOC_NONE
        || !pdf_picture(w->pdf, p->f->bytes, p->f->len, p->f->media == DOC_JPEG, x / PDF_MM,
                        y / PDF_MM, p->w / PDF_MM, p->h / PDF_MM))
        pdf_rect(w->pdf, x / PDF_MM, y / PDF_MM, p->w / PDF_MM, p->h / PDF_MM, 0, LOOK_PAPER);
    pdf_end(w->pdf);
    if (!p->f->drawn) {
        pdf_tag(w->pdf, "Artifact", NULL);
        pdf_frame(w->pdf, x / PDF_MM, y / PDF_MM, p->w / PDF_MM, p->h / PDF_MM, 0, 0.18, LOOK_RULE);
        pdf_end(w->pdf);
    }
    if (p->caption) {
        pdf_tag(w->pdf, "Caption", NULL);
        paper_paint_flow(w, p->caption, LOOK_CAPTION, x, y + p->h + 5, LOOK_MUTED);
        pdf_end(w->pdf);
    }
    pdf_end(w->pdf);
}

static void paint_row(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct row *r = b->data;
    double scale = fmin(1, (b->height - r->below) / r->list[0].h);
    for (int i = 0; i < r->n; i++) {
        struct picture p = r->list[i];
        p.w *= scale;
        p.h *= scale;
        paint_picture(w, &p, x + p.x * scale, y);
    }
}

static double ratio(const struct doc_figure *f) {
    return f->width > 0 && f->height > 0 ? (double)f->width / f->height : 1.5;
}

static const struct text_flow *caption(struct paper *w, const struct doc_figure *f, double width) {
    return f->caption && *f->caption
        ? paper_flow(w, f->caption, LOOK_CAPTION, fmin(width, LOOK_MEASURE_SMALL)) : NULL;
}

/* Captions are set for the smallest width the pictures may get. */
static void add_row(struct paper *w, struct row *r, bool first) {
    for (int i = 0; i < r->n; i++) {
        struct picture *p = &r->list[i];
        p->caption = caption(w, p->f, p->w * LEAST);
        if (p->caption)
            r->below = fmax(r->below, 5 + paper_flow_height(p->caption, LOOK_CAPTION));
    }
    struct paper_box *b = paper_box(w, r->list[0].h + r->below, paint_row, r);
    b->before = first ? 12 : LOOK_GUTTER;
    b->least = r->list[0].h * LEAST + r->below;
}

static void alone(struct paper *w, const struct doc_node *node) {
    struct row *r = paper_new(w, 1, sizeof *r);
    double shape = ratio(node->figure), width;
    width = fmin(LOOK_WIDTH, (node->figure->drawn ? TALL_DRAWN : TALL) * shape);
    r->n = 1;
    r->list[0] = (struct picture){ .f = node->figure, .w = width, .h = width / shape };
    add_row(w, r, true);
}

/* Widths by shape, so that both have one height. */
static void pair(struct paper *w, const struct doc_node *a, const struct doc_node *b, bool first) {
    struct row *r = paper_new(w, 1, sizeof *r);
    double left = ratio(a->figure), right = ratio(b->figure);
    double height = fmin(ROW_TALL, (LOOK_WIDTH - LOOK_GUTTER) / (left + right));
    r->n = 2;
    r->list[0] = (struct picture){ .f = a->figure, .w = height * left, .h = height };
    r->list[1] = (struct picture){ .f = b->figure, .x = height * left + LOOK_GUTTER,
                                   .w = height * right, .h = height };
    add_row(w, r, first);
}

/* Up to three small ones from nodes on, columns of one width, captions below each. */
static void fill_row(struct paper *w, struct row *r, struct doc_node *const *nodes, size_t n,
                     double width) {
    for (; r->n < IN_ROW && (size_t)r->n < n; r->n++) {
        struct picture *p = &r->list[r->n];
        p->f = nodes[r->n]->figure;
        p->x = r->n * (width + SMALL_GUTTER);
        p->w = width;
        p->h = width / ratio(p->f);
        p->caption = caption(w, p->f, width);
        r->high = fmax(r->high, p->h);
        if (p->caption)
            r->below = fmax(r->below, 4 + paper_flow_height(p->caption, LOOK_CAPTION));
    }
}

/* How much smaller the pictures become so that no row stands alone on a further page. */
static double sheet_scale(const struct row *rows, size_t n) {
    double high = 0, rest = SHEET_HEAD;
    for (size_t i = 0; i < n; i++) {
        high += rows[i].high;
        rest += rows[i].below + SHEET_GAP;
    }
    double scale = (LOOK_HEIGHT - rest) / high;
    return scale < 1 && scale >= SHEET_LEAST ? scale : 1;
}

static void sheet(struct paper *w, struct doc_node *const *nodes, size_t n) {
    size_t rows_n = (n + IN_ROW - 1) / IN_ROW;
    struct row *rows = paper_new(w, rows_n, sizeof *rows);
    double width = (LOOK_WIDTH - (IN_ROW - 1) * SMALL_GUTTER) / IN_ROW;
    bool title = paper_after_title(w);
    for (size_t i = 0; i < rows_n; i++)
        fill_row(w, &rows[i], nodes + i * IN_ROW, n - i * IN_ROW, width);
    double scale = sheet_scale(rows, rows_n);
    for (size_t i = 0; i < rows_n; i++) {
        for (int k = 0; k < rows[i].n; k++) {
            rows[i].list[k].w *= scale;
            rows[i].list[k].h *= scale;
        }
        struct paper_box *b = paper_box(w, rows[i].high * scale + rows[i].below, paint_row,
                                        &rows[i]);
        b->before = i ? SHEET_GAP : 8;
        b->keep = i == 0 && title;
    }
}

void paper_figures(struct paper *w, struct doc_node *const *nodes, size_t n) {
    if (n && nodes[0]->figure->small) {
        sheet(w, nodes, n);
        return;
    }
    if (n % 2)
        alone(w, nodes[0]);
    for (size_t i = n % 2; i + 1 < n; i += 2)
        pair(w, nodes[i], nodes[i + 1], i == 0);
}
