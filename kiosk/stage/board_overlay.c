/* What lies over a scene or takes its place: banners, blank, test card, message, big QR.
 * Main thread. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { BANNER = 52 };

/* --- banners: a strip at the upper edge; the scene begins below it --------------------------- */

static double banner(struct build *d, const char *name, const char *words, double y, unsigned rgb) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 600);
    style.lines_max = 2;
    style.hyphenate = true;
    double w = d->right - d->left;
    double h = fmax(BANNER, build_measure(d, words, style, w, 0).height + 14);
    build_rect(d, build_box(0, y, d->width, h), 0, rgb, 0, 0);
    build_text(d, name, words, style, build_box(d->left, y, w, h), d->t->paper, BUILD_MIDDLE);
    return y + h;
}

void overlay_banners(struct build *d) {
    const char *trouble = scene_text(d, "trouble");
    const char *connection = d->local && d->local->connection ? d->local->connection : "";
    double y = d->b->safe.y / d->b->scale, from = y;
    if (*connection)
        y = banner(d, "connection", connection, y, d->t->accent);
    if (*trouble)
        y = banner(d, "trouble", trouble, y, d->t->warn);
    if (y > from) {
        d->top = fmax(d->top, y + 20);
        d->banners_bottom = y;
    }
}

/* --- instead of the scene -------------------------------------------------------------------- */

static void blank(struct build *d) {
    struct text_style style = build_style(d, 220, 600);
    style.family = "Inter Display";
    style.align = TEXT_CENTER;
    struct board_item *clock = build_tick(d, "clock", BOARD_CLOCK, style,
                                          build_box(d->left, 380, d->right - d->left, 320));
    clock->rgb = d->t->muted;
}

static void greys(struct build *d, double x, double y, double w, double h) {
    enum { STEPS = 12 };
    for (unsigned i = 0; i < STEPS; i++) {
        unsigned grey = i * 255 / (STEPS - 1);
        build_rect(d, build_box(x + w * i / STEPS, y, w / STEPS, h), 0,
                   grey << 16 | grey << 8 | grey, 0, 0);
    }
}

/* Corners of the surface and of the safe area: what a projector cuts off is seen at once. */
static void frames(struct build *d) {
    struct board_box safe = d->b->safe;
    double s = d->b->scale;
    build_rect(d, build_box(0, 0, d->width, 1080), 0, BUILD_NONE, 4, d->t->warn);
    build_rect(d, build_box(safe.x / s, safe.y / s, safe.w / s, safe.h / s), 0, BUILD_NONE, 4,
               d->t->accent);
    for (int i = 0; i < 4; i++) {
        double x = i % 2 ? d->width - 120 : 0, y = i / 2 ? 1080 - 12 : 0;
        build_line(d, x, y, 120, 12, d->t->ink);
        build_line(d, i % 2 ? d->width - 12 : 0, i / 2 ? 1080 - 120 : 0, 12, 120, d->t->ink);
    }
}

static void test_card(struct build *d) {
    const json_t *join = scene_part(d, "join");
    const char *payload = join ? json_text(join, "payload", "") : "";
    double x = fmax(d->left, 140), w = d->width - 2 * x, side = build_qr_side(d, payload, 264);
    char size[64];
    frames(d);
    str_format(size, sizeof size, "%d × %d", (int)d->b->width, (int)d->b->height);
    build_text(d, "test size", size, build_style(d, 88, 700), build_box(x, 180, w, 0), d->t->ink,
               BUILD_TOP);
    build_text(d, "test smallest",
               "28 · ÄÖÜ äöü ß éèê çğıİş € 0123456789 · مدينة للجميع 2026",
               build_style(d, BUILD_TEXT_MIN, 400), build_box(x, 310, w, 0), d->t->ink, BUILD_TOP);
    build_text(d, "test muted", "28 · The quick brown fox jumps over the lazy dog",
               build_style(d, BUILD_TEXT_MIN, 400), build_box(x, 400, w - side - 40, 0),
               d->t->muted, BUILD_TOP);
    for (int i = 0; i < THEME_DOTS; i++)
        build_dot(d, x + 28 + i * 84, 560, 56, d->t->dots[i], 0);
    greys(d, x, 700, w - side - 60, 120);
    if (side > 0)
        build_qr(d, "test qr", x + w - side, 820 - side, side, payload);
}

bool overlay_instead(struct build *d) {
    if (d->local && d->local->test_card) {
        test_card(d);
        return true;
    }
    if (json_flag(d->scene, "blank", false)) {
        blank(d);
        return true;
    }
    return false;
}

/* --- over the scene, down to the foot -------------------------------------------------------- */

static void cover(struct build *d) {
    d->layer = BOARD_OVERLAY;
    double y = d->banners_bottom;
    build_rect(d, build_box(0, y, d->width, d->foot_top - 4 - y), 0, d->t->paper, 0, 0);
}

static void message(struct build *d, const char *words, bool typing) {
    const char *hint = typing ? scene_text(d, "message_hint") : "";
    double x = d->left, w = d->right - d->left, y = d->top, h = d->foot_top - 40 - y;
    struct text_style style = build_range(d, 96, 32, 700);
    struct str shown = STR_INIT;
    cover(d);
    build_rect(d, build_box(x, y, w, h), 28, d->t->card, 3, d->t->accent);
    style.family = "Inter Display";
    style.line_height = 1.18;
    style.tracking = -0.015;
    style.align = TEXT_CENTER;
    style.hyphenate = true;
    style.ellipsis = true;
    str_printf(&shown, "%s%s", words, typing ? "|" : "");
    if (*hint)
        h -= 70;
    build_text(d, "message", shown.data, style, build_box(x + 72, y + 40, w - 144, h - 80),
               d->t->ink, BUILD_MIDDLE);
    if (*hint) {
        struct text_style small = build_style(d, BUILD_TEXT_MIN, 400);
        small.align = TEXT_CENTER;
        build_text(d, "message hint", hint, small, build_box(x + 72, y + h, w - 144, 44),
                   d->t->muted, BUILD_MIDDLE);
    }
    str_release(&shown);
}

/* The typed address may break where its parts meet. */
static void big_qr(struct build *d, const json_t *join) {
    const char *payload = json_text(join, "payload", ""), *typed = json_text(join, "typed", "");
    const char *label = json_text(join, "label", "");
    double middle = d->width / 2, y = d->top, w = d->right - d->left;
    struct text_style address = build_range(d, 104, 56, 700);
    struct text_style heading = build_range(d, 52, 32, 600);
    address.align = heading.align = TEXT_CENTER;
    heading.lines_max = 1;
    cover(d);
    if (*label)
        y += build_text(d, "qr label", label, heading, build_box(d->left, y, w, 0), d->t->ink,
                        BUILD_TOP)->fit.height / d->b->scale + 16;
    double foot = d->foot_top - 20 - 130;
    double side = build_qr_side(d, payload, foot - y - 10);
    build_qr(d, "big qr", middle - side / 2, y, side, payload);
    build_text(d, "qr address", typed, address, build_box(d->left, foot, w, 130), d->t->ink,
               BUILD_MIDDLE);
}

void overlay_over(struct build *d) {
    const json_t *join = scene_part(d, "join");
    const char *typing = d->local ? d->local->typing : NULL;
    if (typing)
        message(d, typing, true);
    else if (*scene_text(d, "message"))
        message(d, scene_text(d, "message"), false);
    else if (json_flag(d->scene, "qr", false) && join)
        big_qr(d, join);
}
