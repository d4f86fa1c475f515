/* The result of dots: a row per option with rank, words, a field of dots, the number, and who
 * stands behind it. Main thread.
 *
 * All rows share one scale. A field is filled column by column, so that its lines are even, its
 * length is the number, and columns align from row to row. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { ROWS_MAX = 256, GAP = 24, DOT_MAX = 28, DOT_GOOD = 21, DOT_MIN = 8, DOTS_MAX = 6000 };

/* How tight rows are; two lines of particulars need a higher row than one. */
struct form { double size, pad; bool beside; };
static const struct form forms[] = {
    { 38, 18, false }, { 36, 13, false }, { 34, 9, false }, { 30, 7, false }, { 30, 7, true },
    { 28, 5, true },
};

struct result {
    const json_t *options;
    size_t n, cut;
    struct form form;
    double y, h;
    double rank, text, dots, points, lines;      /* widths of the columns */
    double high[ROWS_MAX];
    int page[ROWS_MAX], pages;
    int field_lines;                             /* lines of dots in a row; 0 = bars */
    double pitch;
    long long most;
};

static const json_t *option(const struct result *r, size_t i) {
    return json_array_get(r->options, i);
}

static struct text_style words_style(const struct build *d, const struct result *r, size_t i) {
    struct text_style style = build_style(d, r->form.size,
                                          json_flag(option(r, i), "above", false) ? 700 : 500);
    style.line_height = 1.18;
    style.hyphenate = true;
    return style;
}

static struct text_style small_style(const struct build *d) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 400);
    style.line_height = 1.14;
    style.tabular = true;
    return style;
}

static const char *line_of(const struct result *r, size_t i, size_t k) {
    const char *line = json_string_value(json_array_get(json_list(option(r, i), "lines"), k));
    return line ? line : "";
}

static double widest_line(struct build *d, const struct result *r, size_t k) {
    double w = 0;
    for (size_t i = 0; i < r->n; i++)
        if (*line_of(r, i, k))
            w = fmax(w, build_width(d, line_of(r, i, k), small_style(d)));
    return w;
}

static void widths(struct build *d, struct result *r) {
    double all = d->right - d->left, one = widest_line(d, r, 0), two = widest_line(d, r, 1);
    struct text_style figure = build_style(d, 48, 700);
    char most[24];
    str_format(most, sizeof most, "%lld", r->most);
    figure.tabular = true;
    r->rank = r->n > 9 ? 66 : 52;
    r->points = fmax(72, build_width(d, most, figure));
    r->lines = r->form.beside ? one + (two > 0 ? two + GAP : 0) : fmax(one, two);
    double rest = all - r->rank - r->points - r->lines - 4 * GAP;
    r->text = fmin(520, rest * 0.42);
    r->dots = rest - r->text;
}

static void arrange(struct build *d, struct result *r, struct form form) {
    double y = 0;
    r->form = form;
    r->pages = 1;
    widths(d, r);
    for (size_t i = 0; i < r->n; i++) {
        double words = build_measure(d, json_text(option(r, i), "text", ""),
                                     words_style(d, r, i), r->text, 0).height;
        double lines = (form.beside ? 1 : 2) * BUILD_TEXT_MIN * 1.14;
        r->high[i] = fmax(fmax(words, lines), 44) + 2 * form.pad + 2;
        if (y > 0 && y + r->high[i] > r->h + 0.5) {
            y = 0;
            r->pages++;
        }
        r->page[i] = r->pages - 1;
        y += r->high[i];
    }
}

/* Rows with room to spare breathe, all alike. */
static void loosen(struct result *r) {
    double all = 0, tallest = 0;
    for (size_t i = 0; i < r->n; i++) {
        all += r->high[i];
        tallest = fmax(tallest, r->high[i]);
    }
    if (r->pages > 1 || r->n == 0)
        return;
    double even = fmin(r->h / (double)r->n, 118);
    for (size_t i = 0; i < r->n; i++)
        r->high[i] = even >= tallest ? even : r->high[i] + fmax(0, r->h - all) / (double)r->n;
}

static double lowest(const struct result *r) {
    double low = 1080;
    for (size_t i = 0; i < r->n; i++)
        low = fmin(low, r->high[i]);
    return low;
}

/* Fewest lines with good dots; else the lines with the largest dots; else bars. */
static void fit_field(struct result *r) {
    double room = lowest(r) - 10, best = 0;
    long long sum = 0;
    for (size_t i = 0; i < r->n; i++)
        sum += json_int(option(r, i), "points", 0);
    for (int lines = 1; lines <= 4; lines++) {
        double columns = ceil((double)r->most / lines);
        double pitch = fmin(fmin(DOT_MAX, floor(2 * r->dots / columns) / 2), room / lines);
        if (pitch > best) {
            best = pitch;
            r->field_lines = lines;
        }
        if (pitch >= DOT_GOOD)
            break;
    }
    r->pitch = best;
    if (best < DOT_MIN || sum > DOTS_MAX)
        r->field_lines = 0;
}

static void put_field(struct build *d, const struct result *r, size_t i, double x, double y,
                      int wave) {
    long long n = json_int(option(r, i), "points", 0);
    unsigned rgb = json_flag(option(r, i), "above", false) ? d->t->accent : d->t->dot_below;
    double middle = y + (r->high[i] - 2) / 2;
    int lines = r->field_lines;
    d->layer = BOARD_FLYING;
    d->order = wave;
    if (lines == 0 && n > 0)
        build_line(d, x, middle - 12, fmax(6, r->dots * (double)n / (double)r->most), 24, rgb);
    for (long long k = 0; lines > 0 && k < n; k++)
        build_dot(d, x + ((double)(k / lines) + 0.5) * r->pitch,
                  middle + ((double)(k % lines) - (lines - 1) / 2.0) * r->pitch,
                  r->pitch - fmax(1.5, r->pitch * 0.17), rgb, wave);
    d->layer = BOARD_STILL;
    d->order = 0;
}

static void put_lines(struct build *d, const struct result *r, size_t i, double x, double y) {
    struct text_style style = small_style(d);
    double h = r->high[i] - 2, line = BUILD_TEXT_MIN * 1.14, first = widest_line(d, r, 0);
    bool two = *line_of(r, i, 0) && *line_of(r, i, 1);
    for (size_t k = 0; k < 2; k++) {
        double top = r->form.beside ? y : two ? y + h / 2 - line + (double)k * line : y;
        double high = r->form.beside || !two ? h : line;
        double left = r->form.beside && k == 1 ? x + first + GAP : x;
        if (*line_of(r, i, k))
            build_text(d, build_name(d, k ? "municipalities" : "people", i + 1),
                       line_of(r, i, k), style, build_box(left, top, r->lines + 2, high),
                       d->t->muted, BUILD_MIDDLE);
    }
}

/* A bar beside the ranks joins those that are tied. */
static void put_tie(struct build *d, const struct result *r, size_t i, double x, double y) {
    long long rank = json_int(option(r, i), "rank", 0);
    bool below = i + 1 < r->n && r->page[i + 1] == r->page[i]
        && json_int(option(r, i + 1), "rank", -1) == rank;
    bool above = i > 0 && r->page[i - 1] == r->page[i]
        && json_int(option(r, i - 1), "rank", -1) == rank;
    double from = above ? y : y + 14, to = below ? y + r->high[i] : y + r->high[i] - 16;
    build_rect(d, build_box(x, from, 6, to - from), above || below ? 0 : 3, d->t->rail_done, 0, 0);
}

static void put_row(struct build *d, const struct result *r, size_t i, double y, int wave) {
    const json_t *o = option(r, i);
    bool above = json_flag(o, "above", false);
    double x = d->left, h = r->high[i] - 2;
    struct text_style rank = build_style(d, fmin(34, r->form.size), 600);
    struct text_style figure = build_style(d, r->form.beside ? 38 : 48, 700);
    char words[24];
    rank.tabular = figure.tabular = true;
    figure.align = TEXT_END;
    if (json_int(o, "rank", 0) > 0) {
        str_format(words, sizeof words, "%d", (int)json_int(o, "rank", 0));
        build_text(d, build_name(d, "rank", i + 1), words, rank,
                   build_box(x, y, r->rank - 18, h), above ? d->t->accent : d->t->muted,
                   BUILD_MIDDLE);
    }
    if (json_flag(o, "tied", false))
        put_tie(d, r, i, x + r->rank - 16, y);
    x += r->rank;
    build_text(d, build_name(d, "option", i + 1), json_text(o, "text", ""), words_style(d, r, i),
               build_box(x, y, r->text, h), d->t->ink, BUILD_MIDDLE);
    x += r->text + GAP * 1.5;
    put_field(d, r, i, x, y, wave);
    x += r->dots + GAP;
    str_format(words, sizeof words, "%lld", (long long)json_int(o, "points", 0));
    build_text(d, build_name(d, "points", i + 1), words, figure, build_box(x, y, r->points, h),
               above ? d->t->accent : d->t->ink, BUILD_MIDDLE);
    put_lines(d, r, i, x + r->points + GAP * 0.75, y);
    bool is_cut = r->cut > 0 && i + 1 == r->cut && r->cut < r->n;
    build_line(d, d->left, y + h - (is_cut ? 2 : 0), d->right - d->left, is_cut ? 4 : 2,
               is_cut ? d->t->accent : d->t->line);
}

static double put_tie_words(struct build *d, double bottom) {
    const char *tie = scene_text(d, "tie");
    struct text_style style = build_range(d, 30, BUILD_TEXT_MIN, 600);
    double w = d->right - d->left;
    style.hyphenate = true;
    if (!*tie)
        return bottom;
    double h = build_measure(d, tie, style, w, 0).height;
    build_text(d, "tie", tie, style, build_box(d->left, bottom - h, w, 0), d->t->warn, BUILD_TOP);
    return bottom - h - 16;
}

void dots_result(struct build *d) {
    struct result r = { .options = json_list(d->scene, "options") };
    r.y = fmax(d->head_bottom + 30, 214);
    double bottom = put_tie_words(d, d->foot_top - 24);
    r.n = json_array_size(r.options) < ROWS_MAX ? json_array_size(r.options) : ROWS_MAX;
    r.cut = (size_t)json_int(d->scene, "cut", 0);
    r.h = bottom - r.y;
    r.most = 1;
    for (size_t i = 0; i < r.n; i++)
        r.most = fmax(r.most, json_int(option(&r, i), "points", 0));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        arrange(d, &r, forms[i]);
        if (r.pages == 1)
            break;
    }
    loosen(&r);
    fit_field(&r);
    int page = frame_page(d, r.pages);
    double y = r.y;
    for (size_t i = 0; i < r.n; i++) {
        if (r.page[i] != page)
            continue;
        put_row(d, &r, i, y, (int)(r.n - 1 - i));
        y += r.high[i];
    }
}
