/* A break: until when, how long still, and what comes next. Main thread. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"

struct column { double x, w, y, bottom; };

static struct text_style huge(const struct build *d, double size) {
    struct text_style style = build_range(d, size, 96, 700);
    style.family = "Inter Display";
    style.tracking = -0.03;
    style.line_height = 1.05;
    style.tabular = true;
    return style;
}

/* "Weiter um" over "14:30"; below it the countdown. */
static void put_until(struct build *d, struct column c) {
    const char *until = scene_text(d, "until"), *label = scene_text(d, "until_label");
    const json_t *timer = scene_part(d, "timer");
    bool counting = timer && json_flag(timer, "visible", true);
    double figure = fmin(c.w * 0.40, 280), small = *until ? 128 : figure;
    double high = (*until ? 48 + figure * 1.05 : 0) + (counting ? small * 1.15 + 16 : 0);
    double y = c.y + fmax(0, (c.bottom - c.y - high) / 2);
    if (*until) {
        struct text_style style = build_range(d, 38, BUILD_TEXT_MIN, 500);
        build_text(d, "until label", label, style, build_box(c.x, y, c.w, 48), d->t->muted,
                   BUILD_MIDDLE);
        build_text(d, "until", until, huge(d, figure), build_box(c.x, y + 48, c.w, 0), d->t->ink,
                   BUILD_TOP);
        y += 48 + figure * 1.05 + 16;
    }
    if (!counting)
        return;
    const char *over = d->b->timer_left_ms <= 0 ? json_text(timer, "over", "") : "";
    struct text_style style = huge(d, small);
    style.size_min = style.size_max;
    struct board_item *item = build_tick(d, "countdown", BOARD_COUNTDOWN, style,
                                         build_box(c.x, y, c.w, small * 1.15));
    item->rgb = d->t->accent;
    if (!*over)
        return;
    double w = build_width(d, "+00:00", style) + 24;
    build_text(d, "over", over, build_range(d, 38, BUILD_TEXT_MIN, 600),
               build_box(c.x + w, y, c.w - w, small * 1.15), d->t->warn, BUILD_MIDDLE);
}

static void put_next(struct build *d, struct column c, const json_t *next) {
    const char *label = json_text(next, "label", ""), *title = json_text(next, "title", "");
    const char *at = json_text(next, "at", "");
    struct text_style small = build_range(d, 32, BUILD_TEXT_MIN, 600);
    struct text_style big = build_range(d, 64, 32, 700);
    double pad = 56, w = c.w - 2 * pad;
    big.family = "Inter Display";
    big.tracking = -0.018;
    big.line_height = 1.15;
    big.hyphenate = small.hyphenate = true;
    struct text_style when = build_range(d, 44, BUILD_TEXT_MIN, 500);
    double label_h = *label ? build_measure(d, label, small, w, 0).height + 14 : 0;
    double at_h = *at ? build_measure(d, at, when, w, 0).height + 22 : 0;
    double room = c.bottom - c.y - 2 * pad - label_h - at_h;
    struct text_fit fit = build_measure(d, title, big, w, room);
    double high = fmin(fit.height + 2 * pad + label_h + at_h, c.bottom - c.y);
    double y = c.y + (c.bottom - c.y - high) / 2;
    build_rect(d, build_box(c.x, y, c.w, high), 28, d->t->card, 2, d->t->line);
    y += pad;
    if (*label)
        build_text(d, "next label", label, small, build_box(c.x + pad, y, w, 0), d->t->accent,
                   BUILD_TOP);
    big.size_max = big.size_min = fit.size;
    build_text(d, "next title", title, big, build_box(c.x + pad, y + label_h, w, 0), d->t->ink,
               BUILD_TOP);
    if (*at)
        build_text(d, "next at", at, when,
                   build_box(c.x + pad, y + label_h + fit.height + 22, w, 0), d->t->muted,
                   BUILD_TOP);
}

static void layout(struct build *d) {
    const json_t *next = scene_part(d, "next");
    d->own_timer = true;
    frame_foot(d);
    frame_head(d, d->right - d->left);
    double all = d->right - d->left, gap = 72;
    struct column left = { d->left, all, d->head_bottom + 24, d->foot_top - 40 }, right = left;
    if (next && *json_text(next, "title", "")) {
        right.w = all * 0.46 - gap / 2;
        right.x = d->right - right.w;
        left.w = all - right.w - gap;
        put_next(d, right, next);
    }
    put_until(d, left);
}

const struct scene_row scene_break = { "break", layout };
