/* Dots being placed: the options as a list, the turnout as a ring; nothing of the result. Revealed,
 * scene_dots_result.c takes over. Main thread.
 *
 * The list tries its forms from roomy to tight and takes the first in which all options stand on
 * one page; if none does, the tightest, in pages. Words are never shortened. */
#include "kiosk/stage/build.h"

#include <math.h>
#include <string.h>
#include "lib/json.h"
#include "lib/str.h"

enum { OPTIONS_MAX = 256, GUTTER = 48, RING = 382 };

struct form { int columns; double size, pad; bool ring; };
static const struct form forms[] = {
    { 1, 40, 26, true }, { 1, 38, 20, true }, { 1, 36, 15, true }, { 1, 34, 10, true },
    { 2, 36, 14, true }, { 2, 34, 10, true }, { 2, 30, 9, true }, { 2, 28, 8, true },
    { 3, 28, 8, false },
};

struct list {
    const json_t *options;
    size_t n;
    struct form form;
    double x, y, w, h, column;
    double high[OPTIONS_MAX];         /* of a row, padding and line included */
    int page[OPTIONS_MAX], at[OPTIONS_MAX];   /* page and column */
    int pages;
};

static struct text_style option_style(const struct build *d, double size) {
    struct text_style style = build_range(d, size, fmin(size, BUILD_TEXT_MIN), 500);
    style.size_min = style.size_max;
    style.hyphenate = true;
    return style;
}

static const char *option_text(const struct list *l, size_t i) {
    return json_text(json_array_get(l->options, i), "text", "");
}

/* Rows into columns, columns into pages; at most per rows in a column. */
static void flow(struct list *l, size_t per) {
    double y = 0;
    size_t in_column = 0;
    int column = 0, page = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (in_column > 0 && (y + l->high[i] > l->h + 0.5 || in_column >= per)) {
            y = 0;
            in_column = 0;
            if (++column == l->form.columns) {
                column = 0;
                page++;
            }
        }
        l->page[i] = page;
        l->at[i] = column;
        y += l->high[i];
        in_column++;
    }
    l->pages = page + 1;
}

/* One page in several columns: about as many rows in each. */
static void spread(struct list *l) {
    size_t even = (l->n + (size_t)l->form.columns - 1) / (size_t)l->form.columns;
    flow(l, l->n);
    if (l->pages == 1 && l->form.columns > 1) {
        flow(l, even);
        if (l->pages > 1)
            flow(l, l->n);
    }
}

static void arrange(struct build *d, struct list *l, struct form form) {
    struct text_style style = option_style(d, form.size);
    l->form = form;
    l->column = (l->w - GUTTER * (form.columns - 1)) / form.columns;
    for (size_t i = 0; i < l->n; i++)
        l->high[i] = build_measure(d, option_text(l, i), style, l->column, 0).height
            + 2 * form.pad + 2;
    spread(l);
}

/* One column with room to spare breathes. */
static void loosen(struct list *l) {
    double all = 0;
    for (size_t i = 0; i < l->n; i++)
        all += l->high[i];
    double more = l->form.columns == 1 && l->n > 0 ? (l->h - all) / (double)l->n : 0;
    more = fmin(fmax(more, 0), 32);
    for (size_t i = 0; i < l->n; i++)
        l->high[i] += more;
}

static void put_list(struct build *d, const struct list *l, int page) {
    struct text_style style = option_style(d, l->form.size);
    double y = l->y;
    int column = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (l->page[i] != page)
            continue;
        if (l->at[i] != column)
            y = l->y;
        column = l->at[i];
        double x = l->x + column * (l->column + GUTTER);
        build_text(d, build_name(d, "option", i + 1), option_text(l, i), style,
                   build_box(x, y, l->column, l->high[i] - 2), d->t->ink, BUILD_MIDDLE);
        y += l->high[i];
        build_line(d, x, y - 2, l->column, 2, d->t->line);
    }
}

/* --- turnout, budget, secrecy ----------------------------------------------------------------- */

struct words { char done[24]; const char *turnout, *budget, *note; long long dots, of, n; };

static void read_words(struct build *d, struct words *w) {
    const json_t *turnout = scene_part(d, "turnout"), *budget = scene_part(d, "budget");
    w->n = json_int(turnout, "done", 0);
    w->of = json_int(turnout, "of", 0);
    w->turnout = turnout ? json_text(turnout, "label", "") : "";
    w->budget = budget ? json_text(budget, "label", "") : "";
    w->dots = budget ? json_int(budget, "dots", 0) : 0;
    w->note = scene_text(d, "secrecy_note");
    str_format(w->done, sizeof w->done, "%lld", w->n);
}

static double put_ring(struct build *d, const struct words *w, double cx, double y, double size) {
    struct text_style big = build_range(d, 132 * size / RING, 60, 700);
    struct text_style small = build_range(d, 34, BUILD_TEXT_MIN, 400);
    double inner = size * 0.74;
    big.tabular = true;
    big.tracking = -0.02;
    big.align = small.align = TEXT_CENTER;
    big.line_height = 1.1;
    small.line_height = 1.15;
    build_ring(d, cx, y + size / 2, size, size * 0.078, w->of > 0 ? (double)w->n / w->of : 0);
    double h = build_measure(d, w->done, big, inner, 0).height;
    double label_w = size * 0.70;
    double high = h + build_measure(d, w->turnout, small, label_w, 0).height;
    double at = y + (size - high) / 2 - size * 0.02;
    build_text(d, "turnout", w->done, big, build_box(cx - inner / 2, at, inner, 0), d->t->ink,
               BUILD_TOP);
    build_text(d, "turnout label", w->turnout, small,
               build_box(cx - label_w / 2, at + h, label_w, 0), d->t->muted, BUILD_TOP);
    return y + size;
}

/* The dots each person has, then the words; beside each other where there is room. */
static double put_budget(struct build *d, const struct words *w, double x, double y, double width) {
    enum { DOT = 34, PITCH = 46 };
    struct text_style style = build_range(d, 32, BUILD_TEXT_MIN, 600);
    long long dots = w->dots > 0 && w->dots <= 10 ? w->dots : 0;
    double row = (double)dots * PITCH, words = build_width(d, w->budget, style);
    bool beside = row + 10 + words <= width;
    double from = x + (width - row - (beside ? 10 + words : -12)) / 2;
    if (!*w->budget)
        return y;
    for (long long i = 0; i < dots; i++)
        build_dot(d, from + (double)i * PITCH + DOT / 2.0, y + 22, DOT, d->t->accent, 0);
    if (beside && dots > 0) {
        build_text(d, "budget", w->budget, style, build_box(from + row + 10, y, words, 44),
                   d->t->ink, BUILD_MIDDLE);
        return y + 44;
    }
    style.align = TEXT_CENTER;
    style.hyphenate = true;
    y += dots > 0 ? 50 : 0;
    return y + build_text(d, "budget", w->budget, style, build_box(x, y, width, 0), d->t->ink,
                          BUILD_TOP)->fit.height / d->b->scale;
}

static void put_side(struct build *d, const struct words *w, double x, double y, double width,
                     double bottom) {
    struct text_style style = build_range(d, 30, BUILD_TEXT_MIN, 400);
    style.align = TEXT_CENTER;
    style.hyphenate = true;
    double note = *w->note ? build_measure(d, w->note, style, width, 0).height + 10 : 0;
    double budget = *w->budget ? 36 + 44 : 0;
    double size = fmin(fmin(RING, width), bottom - y - note - budget - 50);
    bool ring = *w->turnout && size >= 200;
    y += fmax(0, bottom - y - note - budget - (ring ? size : 0)) * 0.45;
    if (ring)
        y = put_ring(d, w, x + width / 2, y, size) + 36;
    y = put_budget(d, w, x, y, width);
    if (*w->note)
        build_balanced(d, "secrecy", w->note, style, build_box(x, y + 10, width, 0), d->t->muted);
}

/* Many options: all of it in one line above them. */
static double put_strip(struct build *d, const struct words *w, double y) {
    struct text_style strong = build_style(d, 34, 700), weak = build_style(d, 30, 400);
    struct str all = STR_INIT;
    double x = d->left, room = d->right - d->left;
    strong.tabular = true;
    if (*w->turnout) {
        double n = build_width(d, w->done, strong);
        build_text(d, "turnout", w->done, strong, build_box(x, y, n, 44), d->t->accent,
                   BUILD_MIDDLE);
        x += n + 10;
        room -= n + 10;
    }
    str_printf(&all, "%s%s%s", w->turnout, *w->turnout && *w->budget ? " · " : "", w->budget);
    if (*w->note && build_width(d, all.data, weak) + build_width(d, w->note, weak) + 20 < room)
        str_printf(&all, "%s%s", all.len ? " · " : "", w->note);
    struct board_item *item = build_text(d, "turnout label", all.data, weak,
                                         build_box(x, y + 3, room, 0), d->t->muted, BUILD_TOP);
    str_release(&all);
    return y + fmax(44, item->fit.height / d->b->scale) + 14;
}

static void dots_open(struct build *d) {
    struct list l = { .options = json_list(d->scene, "options"), .x = d->left };
    struct words w;
    double all = d->right - d->left, side = fmin(500, all * 0.30);
    double from = fmax(d->head_bottom + 36, 236), bottom = d->foot_top - 24;
    size_t i = 0, forms_n = sizeof forms / sizeof *forms;
    l.n = json_array_size(l.options) < OPTIONS_MAX ? json_array_size(l.options) : OPTIONS_MAX;
    read_words(d, &w);
    for (; i < forms_n; i++) {
        struct form form = forms[i];
        l.w = form.ring ? all - side - 84 : all;
        l.y = form.ring ? from : from + 58;
        l.h = bottom - l.y;
        if (form.columns > 1 && l.w / form.columns < 330)
            form.columns--;
        arrange(d, &l, form);
        if (l.pages == 1)
            break;
    }
    loosen(&l);
    if (l.form.ring)
        put_side(d, &w, d->right - side, from, side, bottom);
    else {
        l.y = put_strip(d, &w, from);
        l.h = bottom - l.y;
        spread(&l);
    }
    put_list(d, &l, frame_page(d, l.pages));
}

static void layout(struct build *d) {
    const json_t *first = json_array_get(json_list(d->scene, "options"), 0);
    frame_foot(d);
    frame_head(d, d->right - d->left);
    if (json_object_get(first, "points"))
        dots_result(d);
    else
        dots_open(d);
}

const struct scene_row scene_dots = { "dots", layout };
