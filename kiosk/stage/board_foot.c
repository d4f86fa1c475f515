/* The foot of every scene: clock · agenda rail · one figure · short address and QR. Main thread.
 *
 * Laid from both ends; the rail takes what is left. Where little is left (4:3), figure and address
 * stand above each other beside the QR. A notice takes the place of rail and figure, so that it
 * covers nothing. The QR never has less than 4 px a module, whatever that costs the rest. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { HIGH = 64, QR_SIDE = 116, GAP = 30, RAIL_MIN = 220, RAIL_HIGH = 10, LINE = 48 };

struct foot {
    double middle;                 /* y of the row */
    double x0, x1;                 /* what is still free */
    const char *figure, *address, *over, *notice, *begin, *begin_at;
    bool timer, stacked;
};

static void read_foot(struct build *d, struct foot *f) {
    const json_t *timer = scene_part(d, "timer"), *join = scene_part(d, "join");
    const json_t *notice = scene_part(d, "notice");
    f->figure = scene_text(d, "figure");
    f->address = join && !d->own_join ? json_text(join, "typed", "") : "";
    f->begin = scene_text(d, "begin");
    f->begin_at = scene_text(d, "begin_at");
    f->timer = timer && !d->own_timer && json_flag(timer, "visible", true);
    f->over = f->timer && d->b->timer_left_ms <= 0 ? json_text(timer, "over", "") : "";
    f->notice = notice && d->b->notice_left_ms > 0 ? json_text(notice, "text", "") : "";
}

static void place_qr(struct build *d, struct foot *f) {
    const json_t *join = scene_part(d, "join");
    const char *payload = join && !d->own_join ? json_text(join, "payload", "") : "";
    double side = build_qr_side(d, payload, QR_SIDE);
    double high = fmax(HIGH, side);
    d->foot_top = d->bottom - high;
    f->middle = d->bottom - high / 2;
    f->x0 = d->left;
    f->x1 = d->right;
    if (side > 0) {
        build_qr(d, "foot qr", d->right - side, d->bottom - side, side, payload);
        f->x1 -= side + 22;
    }
}

static void place_clock(struct build *d, struct foot *f) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 400);
    style.tabular = true;
    double w = build_width(d, "00:00", style);
    struct board_item *clock = build_tick(d, "clock", BOARD_CLOCK, style,
                                          build_box(f->x0, f->middle - HIGH / 2.0, w, HIGH));
    clock->rgb = d->t->muted;
    f->x0 += w + GAP;
}

static struct text_style strong(const struct build *d) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 600);
    style.tabular = true;
    style.align = TEXT_END;
    return style;
}

/* A text that ends at *x; *x moves to its left. */
static void put_left_of(struct build *d, const char *name, const char *words, double *x, double y,
                        double h, unsigned rgb) {
    struct text_style style = strong(d);
    if (!*words)
        return;
    double w = build_width(d, words, style);
    build_text(d, name, words, style, build_box(*x - w, y, w, h), rgb, BUILD_MIDDLE);
    *x -= w + GAP;
}

static void put_timer(struct build *d, double *x, double y, double h) {
    struct text_style style = build_style(d, 38, 700);
    style.tabular = true;
    style.align = TEXT_END;
    double w = build_width(d, d->b->timer_left_ms >= 3600 * 1000 ? "+0:00:00" : "+00:00", style);
    build_tick(d, "timer", BOARD_COUNTDOWN, style, build_box(*x - w, y, w, h));
    *x -= w + GAP;
}

static double needed(struct build *d, const struct foot *f) {
    double w = 0;
    if (*f->figure)
        w += build_width(d, f->figure, strong(d)) + GAP;
    if (*f->address)
        w += build_width(d, f->address, strong(d)) + GAP;
    if (*f->over)
        w += build_width(d, f->over, strong(d)) + GAP;
    return w + (f->timer ? 150 : 0);
}

static void place_one_row(struct build *d, struct foot *f) {
    double y = f->middle - HIGH / 2.0;
    put_left_of(d, "address", f->address, &f->x1, y, HIGH, d->t->ink);
    if (f->timer)
        put_timer(d, &f->x1, y, HIGH);
    put_left_of(d, "over", f->over, &f->x1, y, HIGH, d->t->warn);
    if (!*f->notice)
        put_left_of(d, "figure", f->figure, &f->x1, y, HIGH, d->t->ink);
    if (!*f->notice && *f->begin_at) {
        struct text_style label = build_style(d, BUILD_TEXT_MIN, 400);
        put_left_of(d, "begin at", f->begin_at, &f->x1, y, HIGH, d->t->ink);
        double w = build_width(d, f->begin, label);
        f->x1 += GAP - 10;
        build_text(d, "begin", f->begin, label, build_box(f->x1 - w, y, w, HIGH), d->t->muted,
                   BUILD_MIDDLE);
        f->x1 -= w + GAP;
    }
}

/* Two rows at the right: what changes above, the address below. */
static void place_stacked(struct build *d, struct foot *f) {
    double above = f->x1, below = f->x1;
    put_left_of(d, "address", f->address, &below, f->middle, LINE, d->t->ink);
    if (f->timer)
        put_timer(d, &above, f->middle - LINE, LINE);
    put_left_of(d, "over", f->over, &above, f->middle - LINE, LINE, d->t->warn);
    if (!*f->notice)
        put_left_of(d, "figure", f->figure, *f->over ? &below : &above,
                    *f->over ? f->middle : f->middle - LINE, LINE, d->t->ink);
    f->x1 = fmin(above, below);
}

static void place_rail(struct build *d, const struct foot *f) {
    const json_t *rail = scene_part(d, "rail");
    int count = (int)json_int(rail, "count", 0), now = (int)json_int(rail, "now", -1);
    double gap = count > 24 ? 4 : 8, free_width = f->x1 - f->x0;
    bool has_now = now >= 0 && now < count;
    double unit = (free_width - gap * (count - 1)) / (count + (has_now ? 0.6 : 0));
    double x = f->x0, y = f->middle - RAIL_HIGH / 2.0;
    if (count < 1 || unit < 5)
        return;
    for (int i = 0; i < count; i++) {
        double w = i == now ? 1.6 * unit : unit;
        build_line(d, x, y, w, RAIL_HIGH,
                   i < now ? d->t->rail_done : i == now ? d->t->accent : d->t->line);
        x += w + gap;
    }
}

static void place_notice(struct build *d, const struct foot *f) {
    struct text_style style = build_range(d, 32, BUILD_TEXT_MIN, 600);
    style.lines_max = 2;
    style.hyphenate = true;
    build_text(d, "notice", f->notice, style,
               build_box(f->x0, f->middle - LINE, f->x1 - f->x0, 2 * LINE), d->t->accent,
               BUILD_MIDDLE);
}

void frame_foot(struct build *d) {
    struct foot f = { 0 };
    read_foot(d, &f);
    place_qr(d, &f);
    place_clock(d, &f);
    f.stacked = f.x1 - f.x0 - needed(d, &f) < RAIL_MIN && d->bottom - d->foot_top >= 2 * LINE;
    if (f.stacked)
        place_stacked(d, &f);
    else
        place_one_row(d, &f);
    if (*f.notice)
        place_notice(d, &f);
    else
        place_rail(d, &f);
}
