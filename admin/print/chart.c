/* Results drawn with Cairo. See chart.h. Everything is laid out by one function, first without a
 * context (to measure), then with it. */
#include "admin/print/chart.h"
#include <cairo-svg.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/dots.h"
#include "admin/print/foot.h"
#include "admin/print/ink.h"
#include "lib/mem.h"
#include "lib/page/page.h"

#define SCALE 3.476                    /* px per point of dots.h */
enum { MARGIN = 72, LEFT = 132, NUMBERS = 620, SMALL = 28 };
struct drawing {
    struct text *text;
    cairo_t *cr;                   /* NULL: measuring */
    const struct chart *chart;
    struct dots_rows dots;
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

static void dot(cairo_t *cr, double x, double y, double radius, unsigned rgb) {
    ink_rgb(cr, rgb);
    cairo_arc(cr, x, y, radius, 0, 2 * M_PI);
    cairo_fill(cr);
}

static unsigned colour(unsigned accent, bool above) {
    return above ? ink_accent(accent) : (unsigned)INK_BELOW;
}

/* All dots of one row, column by column. */
static void dots(cairo_t *cr, const struct dots_rows *rows, int64_t points, double scale, double x,
                 double y, unsigned rgb) {
    double step = rows->step * scale;
    for (int64_t i = 0; i < dots_count(rows, points); i++)
        dot(cr, x + ((double)(i / rows->deep) + .5) * step,
            y + ((double)(i % rows->deep) + .5) * step, step * DOTS_ROW_R, rgb);
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
    unsigned rgb = colour(d->chart->accent, row->above_cut);
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
    if (d->cr)
        dots(d->cr, &d->dots, row->points, SCALE, LEFT, y + 30 + height + 14, rgb);
    height += 30 + 14 + d->dots.deep * d->dots.step * SCALE + 26;
    if (d->cr)
        ink_line(d->cr, MARGIN, y + height, CHART_WIDTH - MARGIN, 2, INK_LINE);
    return height;
}

static double small(const struct drawing *d, const char *text, double y) {
    return words(d, text, SMALL, 400, MARGIN, y, CHART_WIDTH - 2 * MARGIN, TEXT_START,
                 INK_MUTED).height;
}

/* A dot and what its colour says; gives the width. */
static double key(const struct drawing *d, bool above, double x, double y) {
    const char *said = lang_text(foot_lang(d->chart->language),
                                 above ? "Above the line" : "Below the line");
    struct text_fit fit = words(d, said, SMALL, 400, x + 32, y, NUMBERS, TEXT_START, INK_MUTED);
    if (d->cr)
        dot(d->cr, x + 11, y + fit.height / 2, 11, colour(d->chart->accent, above));
    return 32 + fit.width + 44;
}

/* What colours say, where there are two; what one dot stands for. */
static double legend(const struct drawing *d, double y) {
    const struct lang *lang = foot_lang(d->chart->language);
    const struct doc_plot *p = d->chart->plot;
    bool two = p->n && p->rows[0].above_cut && !p->rows[p->n - 1].above_cut;
    char *scale = foot_scale(lang, d->dots.each);
    double x = MARGIN, height;
    if (two) {
        x += key(d, true, x, y + 24);
        x += key(d, false, x, y + 24);
    }
    height = words(d, scale ? scale : lang_text(lang, "One mark stands for one dot."), SMALL, 400,
                   x, y + 24, CHART_WIDTH - MARGIN - x, TEXT_START, INK_MUTED).height;
    free(scale);
    return 24 + height;
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
    y += legend(d, y);
    if (*c->note)
        y += small(d, c->note, y + 12) + 12;
    if (*c->source)
        y += small(d, c->source, y + 12) + 12;
    return y + 48;
}

static struct drawing measure(struct text *text, const struct chart *chart, double *height) {
    struct drawing d = { text, NULL, chart, dots_rows(chart->plot), 0 };
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

/* The names cairo numbers through the life of a process: the number is no part of a picture. */
static size_t numbered(const char *name) {
    static const char *const names[] = {"surface", "image"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (!strncmp(name, names[i], n) && isdigit((unsigned char)name[n])) return n;
    }
    return 0;
}

/* The same picture with those numbers in the order they come. */
static void add_steady(struct str *out, const char *svg) {
    unsigned long *seen = NULL;
    size_t n = 0, cap = 0;
    for (const char *at; (at = strpbrk(svg, "\"#")) != NULL;) {
        size_t name = numbered(++at), place = 0;
        str_add(out, svg, (size_t)(at - svg) + name);
        svg = at + name;
        if (!name) continue;
        char *end;
        unsigned long number = strtoul(svg, &end, 10);
        while (place < n && seen[place] != number) place++;
        if (place == n) {
            if (n == cap) seen = mem_resize(seen, cap = cap ? 2 * cap : 16, sizeof *seen);
            seen[n++] = number;
        }
        str_printf(out, "%zu", place + 1);
        svg = end;
    }
    str_puts(out, svg);
    free(seen);
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

unsigned char *chart_dots(const struct dots_rows *rows, const struct doc_plot_row *row,
                          unsigned accent, size_t *len, int *width, int *height) {
    cairo_t *cr;
    int64_t n = dots_count(rows, row->points);
    double columns = n > 0 ? (double)((n + rows->deep - 1) / rows->deep) : 1;
    *width = (int)ceil(columns * rows->step * CHART_PRINT);
    *height = (int)ceil(rows->deep * rows->step * CHART_PRINT);
    cairo_surface_t *s = ink_picture(*width, *height, &cr);
    dots(cr, rows, row->points, CHART_PRINT, 0, 0, colour(accent, row->above_cut));
    return ink_png(s, cr, len);
}

unsigned char *chart_cover(const struct doc_cover *cover, size_t *len, int *width, int *height) {
    int people = dots_people(cover), done = 0;
    struct dots_field f = dots_field(people);
    double step = f.step * CHART_PRINT, radius = step * DOTS_SHARE / 2;
    cairo_t *cr;
    if (!people)
        return NULL;
    *width = (int)ceil(DOTS_FIELD_W * CHART_PRINT);
    *height = (int)ceil((f.rows - 1 + DOTS_SHARE) * step);
    cairo_surface_t *s = ink_picture(*width, *height, &cr);
    for (size_t i = 0; i < cover->groups_n; i++)
        for (int j = 0; j < cover->groups[i]; j++, done++)
            dot(cr, done % f.columns * step + radius, done / f.columns * step + radius, radius,
                ink_dot(i));
    return ink_png(s, cr, len);
}
