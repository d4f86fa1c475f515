/* A board's life and the items on it. Layouts speak design units; here they become pixels.
 * Main thread. Invariant: words and names of items live in the pool until board_release. */
#include "kiosk/stage/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/qr.h"
#include "lib/str.h"

struct pool { struct pool *next; char text[]; };

void board_init(struct board *b, struct text *text, double width, double height) {
    *b = (struct board){ .width = width, .height = height, .scale = height / 1080, .text = text,
                         .theme = theme_get(false, "blue"), .pages = 1,
                         .safe = { 0, 0, width, height } };
}

void board_release(struct board *b) {
    for (struct pool *p = b->words_pool, *next; p; p = next) {
        next = p->next;
        free(p);
    }
    free(b->items);
    *b = (struct board){ 0 };
}

char *build_copy(struct build *d, const char *text) {
    size_t len = strlen(text) + 1;
    struct pool *p = mem_new(1, sizeof *p + len);
    memcpy(p->text, text, len);
    p->next = d->b->words_pool;
    d->b->words_pool = p;
    return p->text;
}

const char *build_name(struct build *d, const char *what, size_t n) {
    char name[64];
    str_format(name, sizeof name, "%s %zu", what, n);
    return build_copy(d, name);
}

struct board_box build_box(double x, double y, double w, double h) {
    return (struct board_box){ x, y, w, h };
}

static struct board_item *add(struct build *d, enum board_what what, struct board_box box) {
    struct board *b = d->b;
    double s = b->scale;
    if (b->items_n == b->items_cap) {
        b->items_cap = b->items_cap ? 2 * b->items_cap : 128;
        b->items = mem_resize(b->items, b->items_cap, sizeof *b->items);
    }
    struct board_item *item = &b->items[b->items_n++];
    *item = (struct board_item){
        .what = what, .layer = d->layer, .card = d->card, .order = d->order, .name = "",
        .box = { box.x * s, box.y * s, box.w * s, box.h * s }, .rgb = BUILD_NONE,
        .border_rgb = BUILD_NONE,
    };
    return item;
}

/* Edges on whole pixels: lines and panels stay crisp at every size. */
static void snap(struct board_box *box) {
    double x = round(box->x), y = round(box->y);
    *box = (struct board_box){ x, y, round(box->x + box->w) - x, round(box->y + box->h) - y };
}

struct board_item *build_rect(struct build *d, struct board_box box, double radius, unsigned rgb,
                              double border, unsigned border_rgb) {
    struct board_item *item = add(d, BOARD_RECT, box);
    snap(&item->box);
    item->rgb = rgb;
    item->radius = radius * d->b->scale;
    item->border = border > 0 ? fmax(1, round(border * d->b->scale)) : 0;
    item->border_rgb = border > 0 ? border_rgb : BUILD_NONE;
    return item;
}

void build_line(struct build *d, double x, double y, double w, double h, unsigned rgb) {
    struct board_item *item = add(d, BOARD_LINE, build_box(x, y, w, h));
    double wide = fmax(1, round(item->box.w)), high = fmax(1, round(item->box.h));
    item->box = (struct board_box){ round(item->box.x), round(item->box.y), wide, high };
    item->radius = fmin(high, wide) > 3 ? fmin(high, wide) / 2 : 0;
    item->rgb = rgb;
}

void build_dot(struct build *d, double cx, double cy, double size, unsigned rgb, int order) {
    struct board_box box = { cx - size / 2, cy - size / 2, size, size };
    struct board_item *item = add(d, BOARD_DOT, box);
    item->rgb = rgb;
    item->order = order;
}

void build_ring(struct build *d, double cx, double cy, double size, double thick, double share) {
    struct board_item *item = add(d, BOARD_RING,
                                  build_box(cx - size / 2, cy - size / 2, size, size));
    item->rgb = d->t->accent;
    item->border_rgb = d->t->line;
    item->border = thick * d->b->scale;
    item->share = fmin(fmax(share, 0), 1);
}

double build_qr_side(const struct build *d, const char *payload, double side) {
    struct qr qr;
    double s = d->b->scale;
    if (!payload || !*payload || !qr_init(&qr, payload))
        return 0;
    double modules = qr.modules + 2 * QR_QUIET;
    qr_release(&qr);
    double px = fmax(fmax(4, ceil(4 * s - 0.01)), floor(side * s / modules + 0.01));
    return px * modules / s;
}

void build_qr(struct build *d, const char *name, double x, double y, double side,
              const char *payload) {
    double s = d->b->scale, exact = build_qr_side(d, payload, side);
    if (exact <= 0)
        return;
    struct board_item *item = add(d, BOARD_QR, build_box(x, y, exact, exact));
    item->box.w = item->box.h = round(exact * s);
    item->box.x = 2 * floor(item->box.x / 2);      /* stays sharp at half size too */
    item->box.y = 2 * floor(item->box.y / 2);
    item->words = build_copy(d, payload);
    item->name = name;
    item->rgb = 0x000000;
}

const char *scene_text(const struct build *d, const char *key) {
    return json_text(d->scene, key, "");
}

const json_t *scene_part(const struct build *d, const char *key) {
    const json_t *part = json_object_get(d->scene, key);
    return json_is_object(part) ? part : NULL;
}

/* --- texts: measured and added ---------------------------------------------------------------- */

struct text_style build_range(const struct build *d, double max, double min, int weight) {
    return (struct text_style){ .family = "Inter", .weight = weight, .size_max = max,
                                .size_min = min, .line_height = 1.25, .language = d->lang };
}

struct text_style build_style(const struct build *d, double size, int weight) {
    return build_range(d, size, size, weight);
}

static struct text_style scaled(const struct build *d, struct text_style style) {
    style.size_max *= d->b->scale;
    style.size_min *= d->b->scale;
    return style;
}

struct text_fit build_measure(const struct build *d, const char *words, struct text_style style,
                              double w, double h) {
    double s = d->b->scale;
    struct text_style px = scaled(d, style);
    struct text_fit fit = text_measure(d->b->text, words, &px, w * s, h * s);
    fit.size /= s;
    fit.width /= s;
    fit.height /= s;
    fit.baseline /= s;
    return fit;
}

double build_width(const struct build *d, const char *words, struct text_style style) {
    return ceil(build_measure(d, words, style, 0, 0).width) + 1;
}

struct board_item *build_text(struct build *d, const char *name, const char *words,
                              struct text_style style, struct board_box box, unsigned rgb,
                              enum build_place place) {
    struct text_style px = scaled(d, style);
    struct board_item *item = add(d, BOARD_TEXT, box);
    item->fit = text_measure(d->b->text, words, &px, item->box.w, item->box.h);
    px.size_max = px.size_min = item->fit.size;
    if (px.ellipsis)
        px.lines_max = item->fit.lines;
    if (place == BUILD_MIDDLE && item->box.h > 0)
        item->box.y += (item->box.h - item->fit.height) / 2;
    item->box.h = item->fit.height;
    item->words = build_copy(d, words);
    item->style = px;
    item->rgb = rgb;
    item->name = name;
    return item;
}

/* Two lines that part after a comma or colon read best: words with the line broken there, or a
 * plain copy. The shorter part must not be a mere leftover. */
static char *parted(struct build *d, const char *words, struct text_style style, double w) {
    char *copy = build_copy(d, words);
    for (char *c = copy; *c; c++) {
        if (!strchr(",:;?!", *c) || c[1] != ' ' || !c[2])
            continue;
        c[1] = '\0';
        double first = build_width(d, copy, style), second = build_width(d, c + 2, style);
        c[1] = ' ';
        if (fmax(first, second) <= w && fmin(first, second) > 0.38 * fmax(first, second)) {
            c[1] = '\n';
            break;
        }
    }
    return copy;
}

double build_balanced(struct build *d, const char *name, const char *words,
                      struct text_style style, struct board_box box, unsigned rgb) {
    struct text_fit fit = build_measure(d, words, style, box.w, box.h);
    double low = box.w / 2, high = box.w, all = box.w;
    style.size_max = style.size_min = fit.size;
    if (fit.lines == 2)
        words = parted(d, words, style, box.w);
    for (int i = 0; fit.lines > 1 && !fit.clipped && high - low > 8 && i < 12; i++) {
        double middle = (low + high) / 2;
        struct text_fit narrow = build_measure(d, words, style, middle, box.h);
        if (narrow.clipped || narrow.lines > fit.lines)
            low = middle;
        else
            high = middle;
    }
    if (fit.lines > 1 && !fit.rtl)
        box.w = high;
    if (style.align == TEXT_CENTER)
        box.x += (all - box.w) / 2;
    struct board_item *item = build_text(d, name, words, style, box, rgb, BUILD_TOP);
    return (item->box.y + item->fit.height) / d->b->scale;
}

struct board_item *build_tick(struct build *d, const char *name, enum board_tick tick,
                              struct text_style style, struct board_box box) {
    char words[32];
    struct board_item probe = { .tick = tick };
    board_tick_text(d->b, &probe, d->b->now_ms, words, sizeof words);
    enum board_layer before = d->layer;
    d->layer = before == BOARD_OVERLAY ? BOARD_OVERLAY : BOARD_TICKING;
    style.tabular = true;
    struct board_item *item = build_text(d, name, words, style, box, d->t->ink, BUILD_MIDDLE);
    d->layer = before;
    item->what = BOARD_FIGURE;
    item->tick = tick;
    return item;
}
