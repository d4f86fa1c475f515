/* Boxes and paragraphs, the stuff of every part. See paper.h. */
#include "admin/print/paper.h"

#include <stdlib.h>
#include <string.h>
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

static void *grow(void *array, int n, size_t size) {
    return (n & (n - 1)) == 0 ? mem_resize(array, n ? (size_t)n * 2 : 1, size) : array;
}

void *paper_new(struct paper *w, size_t count, size_t size) {
    w->owned = grow(w->owned, w->owned_n, sizeof *w->owned);
    return w->owned[w->owned_n++] = mem_new(count ? count : 1, size);
}

struct paper_op *paper_op(struct paper *w, enum paper_op_kind kind) {
    struct paper_part *p = w->part;
    p->ops = grow(p->ops, p->n, sizeof *p->ops);
    p->ops[p->n] = (struct paper_op){ .kind = kind };
    return &p->ops[p->n++];
}

void paper_open(struct paper *w, const char *tag, const char *alt) {
    struct paper_op *op = paper_op(w, PAPER_OPEN);
    op->tag = tag;
    op->alt = alt;
    if (w->language && strcmp(w->language, w->doc->language) != 0)
        op->language = w->language;
}

void paper_close(struct paper *w) {
    paper_op(w, PAPER_CLOSE);
}

struct paper_box *paper_box(struct paper *w, double height, paper_paint *paint, const void *data) {
    struct paper_box *b = paper_new(w, 1, sizeof *b);
    *b = (struct paper_box){ .height = height, .paint = paint, .data = data };
    paper_op(w, PAPER_BOX)->box = b;
    return b;
}

static struct text_flow *keep_flow(struct paper *w, struct text_flow *f) {
    w->flows = grow(w->flows, w->flows_n, sizeof *w->flows);
    return w->flows[w->flows_n++] = f;
}

static bool has_wide_word(struct paper *w, const struct text_span *spans, size_t n,
                          const struct text_style *style, double width) {
    for (size_t i = 0; i < n; i++)
        if (text_word_width(w->text, spans[i].words, style) > width)
            return true;
    return false;
}

/* Broken narrower, but not into more lines, until the last line is no lone word. */
static struct text_flow *balanced(struct paper *w, const struct text_span *spans, size_t n,
                                  const struct text_style *style, enum look_type type,
                                  double width) {
    struct text_flow *f = text_flow_new(w->text, spans, n, style, width);
    int lines = text_flow_lines(f);
    if (lines < 2 || text_flow_line_width(f, lines - 1) >= width * looks[type].last)
        return f;
    for (double share = 0.97; share > 0.7; share -= 0.03) {
        struct text_flow *g = text_flow_new(w->text, spans, n, style, width * share);
        bool more = text_flow_lines(g) > lines;
        if (!more && text_flow_hyphens(g) <= text_flow_hyphens(f)
            && text_flow_line_width(g, lines - 1) >= width * looks[type].last) {
            text_flow_free(f);
            return g;
        }
        text_flow_free(g);
        if (more)
            break;
    }
    return f;
}

struct text_flow *paper_flow_set(struct paper *w, const struct text_span *spans, size_t n,
                                 enum look_type type, enum text_align align, double width) {
    struct text_style style = look_style(type, w->language);
    style.align = align;
    if (looks[type].hyphens == LOOK_MUST && width > 0)
        style.hyphenate = has_wide_word(w, spans, n, &style, width);
    return keep_flow(w, align == TEXT_START ? balanced(w, spans, n, &style, type, width)
                                            : text_flow_new(w->text, spans, n, &style, width));
}

struct text_flow *paper_flow(struct paper *w, const char *words, enum look_type type,
                             double width) {
    struct text_span span = { .words = words ? words : "" };
    return paper_flow_set(w, &span, 1, type, TEXT_START, width);
}

/* A node's spans; links are remembered by their number. */
struct text_flow *paper_flow_node(struct paper *w, const struct doc_node *node,
                                  enum look_type type, double width) {
    if (node->spans_n == 0)
        return paper_flow(w, node->text, type, width);
    struct text_span *spans = mem_new(node->spans_n, sizeof *spans);
    for (size_t i = 0; i < node->spans_n; i++) {
        const struct doc_span *s = &node->spans[i];
        spans[i] = (struct text_span){ .words = s->text, .strong = s->strong,
                                       .emphasis = s->emphasis };
        if (!s->link || !*s->link)
            continue;
        w->links = grow(w->links, w->links_n, sizeof *w->links);
        w->links[w->links_n++] = s->link;
        spans[i].mark = w->links_n;
        spans[i].rgb = w->accent;
    }
    struct text_flow *f = paper_flow_set(w, spans, node->spans_n, type, TEXT_START, width);
    free(spans);
    return f;
}

unsigned paper_rgb(const struct paper *w, enum look_type type) {
    return looks[type].rgb == LOOK_ACCENT ? w->accent : looks[type].rgb;
}

double paper_flow_height(const struct text_flow *flow, enum look_type type) {
    return text_flow_lines(flow) * looks[type].leading;
}

/* --- painting --------------------------------------------------------------------------------- */

struct brush { struct paper *w; double top, height; };

/* A blank stands beside the picture: programs that extract text look for letters. */
static void says_begin(const struct brush *brush, const struct text_run *run) {
    struct paper *w = brush->w;
    struct text_style style = look_style(LOOK_NOTE, NULL);
    pdf_says_begin(w->pdf, run->picture);
    text_paint(w->text, pdf_cairo(w->pdf), "\u00A0", &style, run->x, brush->top, 0, 0, LOOK_INK);
}

/* A run inside a line: a link, or colour emoji that must say what they show. */
static void around_run(void *ctx, const struct text_run *run, bool begin) {
    const struct brush *brush = ctx;
    struct pdf *pdf = brush->w->pdf;
    if (run->mark > 0 && run->mark <= brush->w->links_n && begin) {
        const char *to = brush->w->links[run->mark - 1];
        pdf_link_begin(pdf, *to == '#' ? to + 1 : NULL, *to == '#' ? NULL : to);
        pdf_touch(pdf, run->x, brush->top, run->width, brush->height);
    }
    if (run->picture && begin)
        says_begin(brush, run);
    if (begin)
        pdf_bracket(pdf);
    if (run->picture && !begin)
        pdf_says_end(pdf);
    if (run->mark > 0 && run->mark <= brush->w->links_n && !begin)
        pdf_link_end(pdf);
}

static void paint_line(struct paper *w, const struct text_flow *flow, enum look_type type, int line,
                       double x, double y, unsigned rgb) {
    struct brush brush = { w, y, looks[type].leading };
    text_flow_paint(flow, pdf_cairo(w->pdf), line, x, y + look_baseline(type), rgb, around_run,
                    &brush);
}

double paper_paint_flow(struct paper *w, const struct text_flow *flow, enum look_type type,
                        double x, double y, unsigned rgb) {
    for (int i = 0; i < text_flow_lines(flow); i++)
        paint_line(w, flow, type, i, x, y + i * looks[type].leading, rgb);
    return paper_flow_height(flow, type);
}

/* --- lines as boxes --------------------------------------------------------------------------- */

struct lines { const struct text_flow *flow; enum look_type type; double x; };

static void paint_box(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct lines *l = b->data;
    paint_line(w, l->flow, l->type, b->index, x + l->x - b->hang, y, paper_rgb(w, l->type));
}

/* At least two lines stay together on either page. */
struct paper_box *paper_lines(struct paper *w, const char *tag, const struct text_flow *flow,
                              enum look_type type, double x, double before, bool keep) {
    struct lines *l = paper_new(w, 1, sizeof *l);
    *l = (struct lines){ flow, type, x };
    struct paper_box *b = NULL;
    if (tag)
        paper_open(w, tag, NULL);
    int n = text_flow_lines(flow);
    for (int i = 0; i < n; i++) {
        b = paper_box(w, looks[type].leading, paint_box, l);
        b->index = i;
        b->grid = i == 0 && looks[type].leading == 2 * LOOK_GRID;
        b->before = i == 0 ? before : 0;
        b->keep = i == 0 ? keep : i == 1 || i == n - 1;
    }
    if (tag)
        paper_close(w);
    return b;
}
