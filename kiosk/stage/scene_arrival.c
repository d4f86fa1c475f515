/* Doors open: who is there as dots by municipality at the left, the way in as a panel at the right
 * with the typed address large. Main thread. */
#include "kiosk/stage/build.h"

#include <math.h>
#include <string.h>
#include "lib/json.h"
#include "lib/lang.h"
#include "lib/str.h"

enum { GAP = 64, PAD = 36, BADGE = 52, ROW_MAX = 78, ROW_MIN = 42, GROUPS_MAX = 64,
       DOT_MAX = 24, DOT_GOOD = 18, DOT_MIN = 8 };

/* --- the panel -------------------------------------------------------------------------------- */

struct panel { double x, y, w, h, inner, at; };   /* inner = width without padding, at = next y */

static double badge(struct build *d, const char *name, const char *number, double x, double y) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 700);
    style.align = TEXT_CENTER;
    build_dot(d, x + BADGE / 2.0, y + BADGE / 2.0, BADGE, d->t->accent, 0);
    build_text(d, name, number, style, build_box(x, y, BADGE, BADGE), d->t->card, BUILD_MIDDLE);
    return x + BADGE + 18;
}

static struct text_style heading(const struct build *d) {
    struct text_style style = build_range(d, 34, BUILD_TEXT_MIN, 700);
    style.hyphenate = true;
    return style;
}

/* One line of the WLAN's particulars; returns the next y. */
static double wifi_line(struct build *d, const char *name, const char *words, int weight,
                        unsigned rgb, double x, double y, double w) {
    struct text_style style = build_range(d, 30, BUILD_TEXT_MIN, weight);
    if (!*words)
        return y;
    struct board_item *item = build_text(d, name, words, style, build_box(x, y, w, 0), rgb,
                                         BUILD_TOP);
    return y + item->fit.height / d->b->scale;
}

static void wifi_step(struct build *d, struct panel *p, const json_t *wifi) {
    const char *payload = json_text(wifi, "payload", "");
    double side = build_qr_side(d, payload, 190), x = p->x + PAD, y = p->at;
    double text_x = badge(d, "step 1", "1", x, y);
    double free_width = p->x + p->w - PAD + 16 - side - 16 - text_x;
    double w = free_width, line_x = text_x;
    build_qr(d, "wifi qr", p->x + p->w - PAD + 16 - side, y - 16, side, payload);
    build_text(d, "wifi label", json_text(wifi, "label", ""), heading(d),
               build_box(text_x, y, w, BADGE), d->t->ink, BUILD_MIDDLE);
    if (w < 250) {              /* narrow: the lines begin below the badge */
        w += text_x - x;
        line_x = x;
    }
    y += BADGE + 2;
    y = wifi_line(d, "wifi name", json_text(wifi, "ssid", ""), 500, d->t->ink, line_x, y, w);
    if (*json_text(wifi, "password", "")) {
        y = wifi_line(d, "wifi password label", json_text(wifi, "password_label", ""), 400,
                      d->t->muted, line_x, y, w);
        y = wifi_line(d, "wifi password", json_text(wifi, "password", ""), 700, d->t->ink, line_x,
                      y, w);
    }
    y = fmax(y, p->at - 16 + side) + 12;
    build_line(d, x, y, p->inner, 2, d->t->line);
    p->at = y + 22;
}

static double put_hint(struct build *d, const struct panel *p, const char *hint, double bottom) {
    struct text_style style = build_range(d, 30, BUILD_TEXT_MIN, 400);
    style.align = TEXT_CENTER;
    style.hyphenate = true;
    if (!*hint)
        return bottom;
    double h = build_measure(d, hint, style, p->inner, 0).height;
    build_text(d, "join hint", hint, style, build_box(p->x + PAD, bottom - h, p->inner, 0),
               d->t->muted, BUILD_TOP);
    return bottom - h - 6;
}

static void page_step(struct build *d, struct panel *p, const json_t *join, bool numbered) {
    const char *payload = json_text(join, "payload", "");
    const char *closed = scene_text(d, "closed");
    double x = p->x + PAD, bottom = p->y + p->h - PAD + 8;
    if (numbered)
        x = badge(d, "step 2", "2", x, p->at);
    struct text_style style = heading(d);
    if (!numbered)
        style.align = TEXT_CENTER;
    struct board_item *label =
        build_text(d, "join label", *closed ? closed : json_text(join, "label", ""), style,
                   build_box(x, p->at, p->x + p->w - PAD - x, 0), d->t->ink, BUILD_TOP);
    double high = label->fit.height / d->b->scale, one = fmax(high, BADGE);
    label->box.y += (one - high) / 2 * d->b->scale;
    p->at += one;
    bottom = put_hint(d, p, json_text(join, "hint", ""), bottom);
    bottom = frame_address(d, json_text(join, "typed", ""), p->x + PAD, p->inner, bottom) - 8;
    double side = build_qr_side(d, payload, fmin(bottom - p->at, p->w - 2 * 20));
    build_qr(d, "page qr", p->x + (p->w - side) / 2, p->at + (bottom - p->at - side) / 2, side,
             payload);
}

static double put_panel(struct build *d) {
    const json_t *join = scene_part(d, "join"), *wifi = scene_part(d, "wifi");
    double w = fmin(620, (d->right - d->left) * 0.46);
    struct panel p = { .x = d->right - w, .y = d->top, .w = w, .h = d->foot_top - 28 - d->top };
    if (!join)
        return d->right;
    p.inner = w - 2 * PAD;
    p.at = p.y + PAD;
    build_rect(d, build_box(p.x, p.y, p.w, p.h), 28, d->t->card, 2, d->t->line);
    if (wifi)
        wifi_step(d, &p, wifi);
    page_step(d, &p, join, wifi != NULL);
    return p.x - GAP;
}

/* --- who is there ----------------------------------------------------------------------------- */

/* How the rows lie: columns of rows, in each a name, its dots, its number. */
struct grid {
    const json_t *groups;
    size_t n, rows, columns;
    double x, y, w, row, name, dots, pitch;
    int lines;                      /* lines of dots in a row */
};

static long long most(const json_t *groups) {
    long long max = 1;
    for (size_t i = 0; i < json_array_size(groups); i++) {
        long long n = json_int(json_array_get(groups, i), "count", 0);
        max = n > max ? n : max;
    }
    return max;
}

static struct text_style name_style(const struct build *d) {
    struct text_style style = build_range(d, 30, BUILD_TEXT_MIN, 400);
    style.line_height = 1.15;
    style.hyphenate = true;
    return style;
}

static double widest_name(struct build *d, const struct grid *g) {
    double w = 0;
    for (size_t i = 0; i < g->n; i++)
        w = fmax(w, build_width(d, json_text(json_array_get(g->groups, i), "name", ""),
                                name_style(d)));
    return w;
}

/* Fewest lines with good dots, else the largest dots that hold the largest group; pitch 0: none. */
static void fit_dots(struct grid *g, long long max) {
    double best = 0;
    for (int lines = 1; lines <= 3; lines++) {
        double columns = (double)((max + lines - 1) / lines);
        double pitch = fmin(fmin(DOT_MAX, floor(2 * g->dots / columns) / 2),
                            g->row * 0.84 / lines);
        if (pitch > best) {
            best = pitch;
            g->lines = lines;
        }
        if (pitch >= DOT_GOOD)
            break;
    }
    g->pitch = best >= DOT_MIN ? best : 0;
}

static double tallest_name(struct build *d, const struct grid *g) {
    double h = 0;
    for (size_t i = 0; i < g->n; i++)
        h = fmax(h, build_measure(d, json_text(json_array_get(g->groups, i), "name", ""),
                                  name_style(d), g->name, 0).height);
    return h;
}

/* True when names and dots of every row have room. */
static bool arrange(struct build *d, struct grid *g, double h, size_t columns, double names) {
    double column = g->w / (double)columns - (columns > 1 ? 24 : 0);
    g->columns = columns;
    g->rows = (g->n + columns - 1) / columns;
    g->name = fmin(widest_name(d, g), column * names);
    g->dots = column - g->name - 20 - 56;
    double name = tallest_name(d, g);
    g->row = fmin(fmax(ROW_MAX, name), h / (double)g->rows);
    fit_dots(g, most(g->groups));
    return g->row >= ROW_MIN && g->pitch > 0 && g->row >= name;
}

static void put_group(struct build *d, const struct grid *g, size_t i) {
    const json_t *group = json_array_get(g->groups, i);
    long long n = json_int(group, "count", 0), lines = n < g->lines ? n : g->lines;
    double x = g->x + (double)(i / g->rows) * g->w / (double)g->columns;
    double y = g->y + (double)(i % g->rows) * g->row, end = x + g->name + 20;
    unsigned rgb = d->t->dots[(unsigned)json_int(group, "colour", 0) % THEME_DOTS];
    char number[24];
    build_text(d, build_name(d, "group", i), json_text(group, "name", ""), name_style(d),
               build_box(x, y, g->name, g->row), d->t->ink, BUILD_MIDDLE);
    d->layer = BOARD_FLYING;
    for (long long k = 0; g->pitch > 0 && k < n; k++) {
        long long column = k / g->lines, line = k % g->lines;
        double cy = y + g->row / 2 + ((double)line - (lines - 1) / 2.0) * g->pitch;
        double cx = x + g->name + 20 + ((double)column + 0.5) * g->pitch;
        build_dot(d, cx, cy, g->pitch - fmax(2, g->pitch * 0.16), rgb, (int)i);
        end = fmax(end, cx + g->pitch / 2);
    }
    d->layer = BOARD_STILL;
    str_format(number, sizeof number, "%lld", n);
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 600);
    style.tabular = true;
    build_text(d, build_name(d, "count", i), number, style,
               build_box(end + 10, y, build_width(d, number, style), g->row), d->t->muted,
               BUILD_MIDDLE);
}

/* The first keep - 1 groups and a last row for all others ("8 weitere"). New reference. */
static json_t *shortened(const struct build *d, const json_t *groups, size_t keep) {
    json_t *list = json_array();
    json_int_t count = 0;
    struct str name = STR_INIT;
    char n[24];

    for (size_t i = 0; i < json_array_size(groups); i++) {
        json_t *group = json_array_get(groups, i);
        if (i + 1 < keep)
            json_array_append(list, group);
        else
            count += json_int(group, "count", 0);
    }
    str_format(n, sizeof n, "%zu", json_array_size(groups) - keep + 1);
    lang_fill(&name, scene_text(d, "more"), "n", n, NULL);
    json_array_append_new(list, json_pack("{s:s, s:I, s:i}", "name", name.data, "count", count,
                                          "colour", 1));
    str_release(&name);
    return list;
}

/* More than the wall has room for: nobody is left out, the last row counts the rest. */
static json_t *crowd(struct build *d, struct grid *g, double h) {
    const json_t *all = g->groups;
    json_t *list = NULL;
    bool good = false;

    while (!good && g->n > 2) {
        json_decref(list);
        g->n--;
        g->groups = list = shortened(d, all, g->n);
        good = arrange(d, g, h, 1, 0.72);
    }
    return list;
}

static void put_groups(struct build *d, double y, double right, double bottom) {
    struct grid g = { .groups = json_list(d->scene, "groups"), .x = d->left, .y = y,
                      .w = right - d->left };
    json_t *owned = NULL;
    g.n = json_array_size(g.groups);
    if (g.n == 0)
        return;
    g.n = g.n > GROUPS_MAX ? GROUPS_MAX : g.n;
    struct { size_t columns; double names; } forms[] = {
        { 2, 0.46 }, { 1, 0.56 }, { 2, 0.52 }, { 3, 0.5 }, { 1, 0.72 },
    };
    size_t forms_n = sizeof forms / sizeof *forms;
    bool good = false;
    for (size_t i = g.n > 4 && g.w > 900 ? 0 : 1; i < forms_n && !good; i++)
        if (forms[i].columns == 1 || g.w / (double)forms[i].columns > 280)
            good = arrange(d, &g, bottom - y, forms[i].columns, forms[i].names);
    if (!good && (g.row < ROW_MIN || g.row < tallest_name(d, &g)))
        owned = crowd(d, &g, bottom - y);
    for (size_t i = 0; i < g.n; i++)
        put_group(d, &g, i);
    json_decref(owned);
}

static double put_headline(struct build *d, double y, double w) {
    const char *words = scene_text(d, "headline"), *more = scene_text(d, "headline_more");
    struct text_style strong = build_range(d, 42, 34, 700), weak = build_range(d, 42, 34, 400);
    struct str dashed = STR_INIT;
    strong.hyphenate = weak.hyphenate = true;
    strong.tabular = weak.tabular = true;
    if (!*words)
        return y;
    double first = build_width(d, words, strong);
    struct board_item *item = build_text(d, "headline", words, strong, build_box(d->left, y, w, 0),
                                         d->t->ink, BUILD_TOP);
    double bottom = y + item->fit.height / d->b->scale;
    str_printf(&dashed, "– %s", more);
    if (*more && first + 12 + build_width(d, dashed.data, weak) <= w)
        build_text(d, "headline more", dashed.data, weak,
                   build_box(d->left + first + 10, y, w - first - 10, 0), d->t->muted, BUILD_TOP);
    else if (*more)
        bottom += build_text(d, "headline more", more, weak, build_box(d->left, bottom, w, 0),
                             d->t->muted, BUILD_TOP)->fit.height / d->b->scale;
    str_release(&dashed);
    return bottom;
}

static void layout(struct build *d) {
    d->own_join = scene_part(d, "join") != NULL;
    frame_foot(d);
    double right = put_panel(d);
    frame_head(d, right - d->left);
    double room = d->foot_top - 28 - d->head_bottom;
    double y = put_headline(d, d->head_bottom + fmin(96, fmax(28, room * 0.12)), right - d->left);
    put_groups(d, y + 20, right, d->foot_top - 28);
}

const struct scene_row scene_arrival = { "arrival", layout };
