/* "Das Projekt in Kürze": the organisers' text and who works together as a picture, one dot per
 * person: municipalities in alphabetical order, dots coloured by discipline. */
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/ink.h"
#include "lib/mem.h"
#include "lib/text/text.h"
#include "lib/utf8.h"

enum { WIDTH = 2400, GAP = 110, DOT = 36, NAME = 46, SMALL = 42, ROW_GAP = 44,
       COLUMNS_MAX = 3, ROWS_LEAST = 6 };      /* groups in a column, before there is another */

struct group {                             /* a municipality with who came from it */
    char *name;                            /* cleaned; owned */
    struct str organisations;              /* "Stadt Aach · Verein Aach" */
    size_t *people, n;                     /* by discipline, 0 = none; index disciplines_n last */
    size_t total;
    double height;
};
struct drawing {
    const struct make *m;
    struct text *text;
    cairo_t *cr;                           /* NULL: measuring */
    struct group *groups;
    size_t n;
    double column;                         /* width */
};

static size_t discipline_of(const struct make *m, const struct book_person *p) {
    for (size_t i = 0; i < m->s->disciplines_n; i++)
        if (m->s->disciplines[i].id == p->discipline)
            return i;
    return m->s->disciplines_n;
}

/* Takes name over. */
static struct group *group_of(struct drawing *d, char *name) {
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->groups[i].name, name) == 0) {
            free(name);
            return &d->groups[i];
        }
    d->groups = mem_resize(d->groups, d->n + 1, sizeof *d->groups);
    struct group *g = &d->groups[d->n++];
    *g = (struct group){ .name = name, .organisations = STR_INIT, .n = d->m->s->disciplines_n + 1 };
    g->people = mem_new(g->n, sizeof *g->people);
    return g;
}

static void add_organisation(struct group *g, const char *name) {
    const char *at = strstr(g->organisations.data, name);
    if (!*name || (at && (at == g->organisations.data || at[-1] == ' ')))
        return;
    if (g->organisations.len)
        str_puts(&g->organisations, " · ");
    str_puts(&g->organisations, name);
}

static int by_name(const void *a, const void *b) {
    const struct group *x = a, *y = b;
    if (!*x->name || !*y->name)
        return !*x->name - !*y->name;        /* without a municipality: last */
    return utf8_compare(x->name, y->name);
}

static const struct book_person **people_sorted(const struct make *m, size_t *n);

static void gather(struct drawing *d) {
    const struct make *m = d->m;
    size_t n;
    const struct book_person **people = people_sorted(m, &n);
    for (size_t i = 0; i < n; i++) {
        const struct book_person *p = people[i];
        struct group *g = group_of(d, doc_clean(p->municipality));
        char *organisation = doc_clean(p->organisation_name);
        g->people[discipline_of(m, p)]++;
        g->total++;
        add_organisation(g, organisation);
        free(organisation);
    }
    free(people);
    if (d->n)
        qsort(d->groups, d->n, sizeof *d->groups, by_name);
}

static int by_organisation(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    int order = strcmp(x->organisation_name ? x->organisation_name : "",
                       y->organisation_name ? y->organisation_name : "");
    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

static const struct book_person **people_sorted(const struct make *m, size_t *n) {
    const struct book_person **list = mem_new(m->s->people_n + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < m->s->people_n; i++)
        if (make_came(&m->s->people[i]))
            list[(*n)++] = &m->s->people[i];
    qsort(list, *n, sizeof *list, by_organisation);
    return list;
}

/* Words at x, y in a width; their height. */
static double words(struct drawing *d, const char *text, double size, int weight, double x,
                    double y, double width, unsigned rgb) {
    struct text_style style = { .weight = weight, .size_max = size, .size_min = size,
                                .line_height = 1.25, .language = lang_code(d->m->lang),
                                .tabular = true };
    struct text_fit fit = d->cr ? text_paint(d->text, d->cr, text, &style, x, y, width, 0, rgb)
                                : text_measure(d->text, text, &style, width, 0);
    return fit.height;
}

static double dots(struct drawing *d, const struct group *g, double x, double y) {
    size_t per_line = (size_t)(d->column / DOT), done = 0;
    for (size_t i = 0; i < g->n; i++)
        for (size_t j = 0; j < g->people[i]; j++, done++) {
            if (!d->cr)
                continue;
            ink_rgb(d->cr, i + 1 < g->n ? ink_dot(i) : INK_MUTED);
            cairo_arc(d->cr, x + 14 + (double)(done % per_line) * DOT,
                      y + 14 + (double)(done / per_line) * DOT, 14, 0, 2 * M_PI);
            cairo_fill(d->cr);
        }
    return (double)((done + per_line - 1) / per_line) * DOT;
}

static double group_draw(struct drawing *d, const struct group *g, double x, double y) {
    double top = y;
    char count[16];
    const char *name = *g->name ? g->name : make_word(d->m, "without a municipality");
    str_format(count, sizeof count, "%zu", g->total);
    double one = words(d, name, NAME, 600, x, y, d->column - 90, INK_INK);
    if (d->cr) {
        struct text_style style = { .weight = 600, .size_max = NAME, .size_min = NAME,
                                    .line_height = 1.25, .tabular = true, .align = TEXT_END };
        text_paint(d->text, d->cr, count, &style, x + d->column - 90, y, 90, 0, INK_ACCENT);
    }
    y += one + 8;
    y += dots(d, g, x, y) + 6;
    if (g->organisations.len)
        y += words(d, g->organisations.data, SMALL, 400, x, y, d->column, INK_MUTED);
    if (d->cr)
        ink_line(d->cr, x, y + ROW_GAP / 2.0, x + d->column, 2, INK_LINE);
    return y + ROW_GAP - top;
}

/* The disciplines' colours, a line or more. */
static double legend(struct drawing *d, double y) {
    double x = 0, top = y;
    for (size_t i = 0; i < d->m->s->disciplines_n; i++) {
        struct text_style style = { .weight = 500, .size_max = 44, .size_min = 44,
                                    .line_height = 1.25 };
        const char *name = d->m->s->disciplines[i].name;
        double width = text_measure(d->text, name, &style, WIDTH - 60, 0).width + 60 + 70;
        if (x > 0 && x + width > WIDTH) {
            x = 0;
            y += 64;
        }
        if (d->cr) {
            ink_rgb(d->cr, ink_dot(i));
            cairo_arc(d->cr, x + 16, y + 25, 16, 0, 2 * M_PI);
            cairo_fill(d->cr);
            text_paint(d->text, d->cr, name, &style, x + 50, y, WIDTH - 60, 0, INK_INK);
        }
        x += width;
    }
    return d->m->s->disciplines_n ? y + 64 + 40 - top : 0;
}

static int columns_of(const struct drawing *d) {
    int n = (int)((d->n + ROWS_LEAST - 1) / ROWS_LEAST);
    return n < 1 ? 1 : n > COLUMNS_MAX ? COLUMNS_MAX : n;
}

/* Height of the highest column when none is to be higher than this by more than its last group. */
static double fill(const struct drawing *d, int columns, double limit, int *column_of) {
    double high = 0, y = 0;
    int c = 0;
    for (size_t i = 0; i < d->n; i++) {
        if (y > 0 && y + d->groups[i].height > limit && c + 1 < columns) {
            c++;
            y = 0;
        }
        y += d->groups[i].height;
        column_of[i] = c;
        high = y > high ? y : high;
    }
    return high;
}

/* Groups fill column by column; all are about as high. */
static double spread(const struct drawing *d, int columns, int *column_of) {
    double all = 0, limit = 0, best = -1, high;
    for (size_t i = 0; i < d->n; i++)
        all += d->groups[i].height;
    for (double share = 1; share < 1.6; share += 0.02) {
        high = fill(d, columns, all / columns * share, column_of);
        if (best < 0 || high < best) {
            best = high;
            limit = all / columns * share;
        }
    }
    return fill(d, columns, limit, column_of);
}

static double draw(struct drawing *d) {
    int columns = columns_of(d), *column_of = mem_new(d->n + 1, sizeof *column_of), last = 0;
    double top = legend(d, 0), y = top;
    d->column = (WIDTH - (columns - 1) * GAP) / (double)columns;
    for (size_t i = 0; !d->cr && i < d->n; i++)
        d->groups[i].height = group_draw(d, &d->groups[i], 0, 0);
    double height = spread(d, columns, column_of);
    for (size_t i = 0; i < d->n; i++) {
        if (column_of[i] != last)
            y = top;
        last = column_of[i];
        if (d->cr)
            group_draw(d, &d->groups[i], last * (d->column + GAP), y);
        y += d->groups[i].height;
    }
    free(column_of);
    return top + height;
}

static char *alt_of(const struct drawing *d) {
    struct str alt = STR_INIT;
    str_puts(&alt, make_word(d->m, "Who works together:"));
    for (size_t i = 0; i < d->n; i++) {
        const struct group *g = &d->groups[i];
        str_printf(&alt, "%s %s ", i ? ";" : "",
                   *g->name ? g->name : make_word(d->m, "without a municipality"));
        make_count(&alt, d->m, "{n} person", "{n} people", (int64_t)g->total);
    }
    str_putc(&alt, '.');
    char *clean = doc_clean(alt.data);
    str_release(&alt);
    return clean;
}

static struct doc_figure *figure(struct drawing *d) {
    double height = ceil(draw(d));           /* measured first */
    struct doc_figure *f = mem_new(1, sizeof *f);
    cairo_surface_t *s = ink_picture(WIDTH, (int)height, &d->cr);
    draw(d);
    *f = (struct doc_figure){
        .media = DOC_PNG, .width = WIDTH, .height = (int)height, .drawn = true,
        .caption = doc_clean(make_word(d->m, "Who works together: one dot is one person.")),
        .alt = alt_of(d), .name = mem_copy("struktur.png"),
    };
    f->bytes = ink_png(s, d->cr, &f->len);
    return f;
}

void make_project(const struct make *m, const char *title) {
    struct drawing d = { .m = m };
    struct doc_node *chapter = make_chapter(m, "project", NULL, title);
    make_body(m, chapter, "project");
    gather(&d);
    if (d.n) {
        d.text = text_new(NULL);
        doc_add(chapter, DOC_FIGURE, NULL)->figure = figure(&d);
        text_free(d.text);
    }
    for (size_t i = 0; i < d.n; i++) {
        free(d.groups[i].people);
        free(d.groups[i].name);
        str_release(&d.groups[i].organisations);
    }
    free(d.groups);
    if (!chapter->n)
        make_drop_last(m->doc->root);
}
