/* Results drawn with Cairo. See chart.h. Everything is laid out by one function, first without a
 * context (to measure), then with it. */
#include "admin/print/chart.h"
#include <cairo-svg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/ink.h"
#include "lib/mem.h"
#include "lib/page/page.h"

enum { MARGIN = 72, LEFT = 132, STEP = 28, RADIUS = 11, LINE = 36, LINES = 8, NUMBERS = 620 };
struct drawing {
    struct text *text;
    cairo_t *cr;                   /* NULL: measuring */
    const struct chart *chart;
    int64_t each;                  /* points per dot */
    double people;                 /* widest "42 Personen · 18 Kommunen" */
};

static struct text_fit words(const struct drawing *d, const char *text, double size, int weight,
                             double x, double y, double width, enum text_align align,
                             unsigned rgb) {
    struct text_style style = {
        .weight = weight, .size_max = size, .size_min = size, .line_height = 1.25, .align = align,
        .tabular = true, .hyphenate = true, .language = d->chart->language,
        .tracking = size > 44 ? -0.02 : 0, .family = size > 44 ? "Inter Display" : NULL,
    };
    return d->cr ? text_paint(d->text, d->cr, text, &style, x, y, width, 0, rgb)
                 : text_measure(d->text, text, &style, width, 0);
}

static double dots(const struct drawing *d, int64_t n, double x, double y, unsigned rgb) {
    for (int64_t i = 0; d->cr && i < n; i++) {
        ink_rgb(d->cr, rgb);
        cairo_arc(d->cr, x + RADIUS + (double)(i % LINE) * STEP,
                  y + RADIUS + (double)(i / LINE) * STEP, RADIUS, 0, 2 * M_PI);
        cairo_fill(d->cr);
    }
    return (double)((n + LINE - 1) / LINE) * STEP;
}

/* Number and people stand on one line, at the right. */
static void numbers(const struct drawing *d, const struct doc_plot_row *row, double y) {
    struct str figure = STR_INIT;
    char *people = foot_people(row, d->chart->language);
    double right = CHART_WIDTH - MARGIN;
    struct text_fit small = words(d, people, 30, 400, 0, -1000, NUMBERS, TEXT_START, INK_MUTED);
    struct text_fit big;
    lang_number(&figure, foot_lang(d->chart->language), row->points);
    big = words(d, figure.data, 44, 700, 0, -1000, NUMBERS, TEXT_END, INK_INK);
    words(d, people, 30, 400, right - d->people, y + big.baseline - small.baseline, NUMBERS,
          TEXT_START, INK_MUTED);
    words(d, figure.data, 44, 700, right - NUMBERS - d->people - 22, y, NUMBERS, TEXT_END,
          INK_INK);
    free(people);
    str_release(&figure);
}

static double row_draw(const struct drawing *d, const struct doc_plot_row *row, double y) {
    unsigned rgb = row->above_cut ? INK_ACCENT : INK_BELOW;
    int weight = row->above_cut ? 700 : 500;
    char rank[16];
    double width = CHART_WIDTH - MARGIN - LEFT - NUMBERS + 60;
    str_format(rank, sizeof rank, "%d", row->rank);
    words(d, rank, 34, weight, MARGIN, y + 30, LEFT - MARGIN, TEXT_START,
          row->above_cut ? INK_INK : INK_MUTED);
    double height = words(d, row->text, 34, weight, LEFT, y + 30, width, TEXT_START,
                          INK_INK).height;
    if (d->cr)
        numbers(d, row, y + 24);
    height += dots(d, (row->points + d->each - 1) / d->each, LEFT, y + 30 + height + 14, rgb);
    height += 30 + 14 + 26;
    if (d->cr)
        ink_line(d->cr, MARGIN, y + height, CHART_WIDTH - MARGIN, 2, INK_LINE);
    return height;
}

/* What one dot stands for, when it is more than one point. */
static double scale(const struct drawing *d, double y) {
    struct str text = STR_INIT, n = STR_INIT;
    double height = 0;
    if (d->each > 1) {
        const struct lang *lang = foot_lang(d->chart->language);
        lang_number(&n, lang, d->each);
        lang_fill(&text, lang_text(lang, "One mark stands for {n} dots."), "n", n.data, NULL);
        height = words(d, text.data, 28, 400, MARGIN, y + 24, CHART_WIDTH - 2 * MARGIN, TEXT_START,
                       INK_MUTED).height + 12;
    }
    str_release(&text);
    str_release(&n);
    return height;
}

static double draw(const struct drawing *d) {
    const struct chart *c = d->chart;
    double y = 56, width = CHART_WIDTH - 2 * MARGIN;
    if (*c->title)
        y += words(d, c->title, 56, 700, MARGIN, y, width, TEXT_START, INK_INK).height + 34;
    if (d->cr)
        ink_line(d->cr, MARGIN, y, CHART_WIDTH - MARGIN, 4, INK_INK);
    for (size_t i = 0; i < c->plot->n; i++)
        y += row_draw(d, &c->plot->rows[i], y);
    y += scale(d, y);
    if (*c->note)
        y += words(d, c->note, 28, 400, MARGIN, y + 24, width, TEXT_START, INK_MUTED).height + 24;
    return y + 48;
}

static struct drawing measure(struct text *text, const struct chart *chart, double *height) {
    struct drawing d = { text, NULL, chart, foot_points_per_dot(chart->plot, LINE * LINES), 0 };
    for (size_t i = 0; i < chart->plot->n; i++) {
        char *people = foot_people(&chart->plot->rows[i], chart->language);
        double width = words(&d, people, 30, 400, 0, 0, NUMBERS, TEXT_START, INK_MUTED).width;
        d.people = width > d.people ? width : d.people;
        free(people);
    }
    *height = ceil(draw(&d));
    return d;
}

unsigned char *chart_png(struct text *text, const struct chart *chart, size_t *len, int *height) {
    double high;
    struct drawing d = measure(text, chart, &high);
    cairo_surface_t *s = ink_picture(CHART_WIDTH, (int)high, &d.cr);
    draw(&d);
    *height = (int)high;
    return ink_png(s, d.cr, len);
}

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len) {
    str_add(ctx, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

/* Cairo numbers its surfaces through the life of a process: the number is no part of a picture. */
static void add_steady(struct str *out, const char *svg) {
    static const char name[] = "id=\"surface";
    for (const char *at; (at = strstr(svg, name)) != NULL;) {
        at += sizeof name - 1;
        str_add(out, svg, (size_t)(at - svg));
        svg = at + strspn(at, "0123456789");
    }
    str_puts(out, svg);
}

void chart_svg(struct str *out, struct text *text, const struct chart *chart) {
    struct str made = STR_INIT;
    double high;
    struct drawing d = measure(text, chart, &high);
    cairo_surface_t *s = cairo_svg_surface_create_for_stream(take, &made, CHART_WIDTH, high);
    d.cr = cairo_create(s);
    ink_rgb(d.cr, INK_WHITE);
    cairo_paint(d.cr);
    draw(&d);
    cairo_destroy(d.cr);
    cairo_surface_finish(s);
    BUG_IF(cairo_surface_status(s) != CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(s);
    const char *root = strstr(made.data, "<svg"), *end = root ? strchr(root, '>') : NULL;
    BUG_IF(!end);
    str_add(out, made.data, (size_t)(end + 1 - made.data));
    str_puts(out, "\n<title>");
    page_escape(out, *chart->title ? chart->title : chart->note);
    str_puts(out, "</title>\n<desc>");
    page_escape(out, chart->plot->alt);
    str_puts(out, "</desc>");
    add_steady(out, end + 1);
    str_release(&made);
}

unsigned char *chart_cover(const struct doc_cover *cover, size_t *len, int *width, int *height) {
    int people = 0, done = 0, columns = 10;
    cairo_t *cr;
    for (size_t i = 0; i < cover->groups_n; i++)
        people += cover->groups[i];
    while (people > columns * columns * 8 / 10)
        columns += 5;
    double cell = 1800.0 / columns;
    *width = 1800;
    *height = (int)ceil((people + columns - 1) / columns * cell);
    if (!people)
        return NULL;
    cairo_surface_t *s = ink_picture(*width, *height, &cr);
    for (size_t i = 0; i < cover->groups_n; i++)
        for (int j = 0; j < cover->groups[i]; j++, done++) {
            ink_rgb(cr, ink_dot(i));
            cairo_arc(cr, (done % columns + .5) * cell, done / columns * cell + cell / 2,
                      cell / 3, 0, 2 * M_PI);
            cairo_fill(cr);
        }
    return ink_png(s, cr, len);
}
