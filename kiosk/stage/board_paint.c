/* Items painted with Cairo: shapes, QR codes, words. Main thread; --render and the window's
 * textures come through here, so both show the same. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/qr.h"

static void colour(cairo_t *cr, unsigned rgb) {
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

static void rounded(cairo_t *cr, struct board_box b, double r) {
    r = fmin(r, fmin(b.w, b.h) / 2);
    cairo_new_path(cr);
    if (r <= 0) {
        cairo_rectangle(cr, b.x, b.y, b.w, b.h);
        return;
    }
    cairo_arc(cr, b.x + b.w - r, b.y + r, r, -M_PI / 2, 0);
    cairo_arc(cr, b.x + b.w - r, b.y + b.h - r, r, 0, M_PI / 2);
    cairo_arc(cr, b.x + r, b.y + b.h - r, r, M_PI / 2, M_PI);
    cairo_arc(cr, b.x + r, b.y + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(cr);
}

/* The border lies inside the box, so that a thicker one moves nothing. */
static void paint_rect(cairo_t *cr, const struct board_item *item) {
    double in = item->border / 2;
    struct board_box b = { item->box.x + in, item->box.y + in, item->box.w - 2 * in,
                           item->box.h - 2 * in };
    if (item->rgb != BUILD_NONE) {
        rounded(cr, b, item->radius - in);
        colour(cr, item->rgb);
        cairo_fill(cr);
    }
    if (item->border > 0 && item->border_rgb != BUILD_NONE) {
        rounded(cr, b, item->radius - in);
        colour(cr, item->border_rgb);
        cairo_set_line_width(cr, item->border);
        cairo_stroke(cr);
    }
}

static void paint_ring(cairo_t *cr, const struct board_item *item) {
    double r = (item->box.w - item->border) / 2;
    double cx = item->box.x + item->box.w / 2, cy = item->box.y + item->box.h / 2;
    cairo_set_line_width(cr, item->border);
    cairo_new_path(cr);
    cairo_arc(cr, cx, cy, r, 0, 2 * M_PI);
    colour(cr, item->border_rgb);
    cairo_stroke(cr);
    if (item->share <= 0)
        return;
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_arc(cr, cx, cy, r, -M_PI / 2, -M_PI / 2 + 2 * M_PI * item->share);
    colour(cr, item->rgb);
    cairo_stroke(cr);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
}

static void paint_dot(cairo_t *cr, const struct board_item *item) {
    cairo_new_path(cr);
    cairo_arc(cr, item->box.x + item->box.w / 2, item->box.y + item->box.h / 2, item->box.w / 2, 0,
              2 * M_PI);
    colour(cr, item->rgb);
    cairo_fill(cr);
}

/* Black on white in every theme, whole pixels, no antialiasing (J-05); only the corners of the
 * quiet zone are round. */
static void paint_qr(cairo_t *cr, const struct board_item *item) {
    struct qr qr;
    if (!qr_init(&qr, item->words))
        return;
    double px = floor(item->box.w / (qr.modules + 2 * QR_QUIET) + 0.01);
    colour(cr, 0xFFFFFF);
    rounded(cr, item->box, 1.5 * px);
    cairo_fill(cr);
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    colour(cr, 0x000000);
    for (int y = 0; y < qr.modules; y++)
        for (int x = 0; x < qr.modules; x++)
            if (qr.dark[y * qr.modules + x])
                cairo_rectangle(cr, item->box.x + (x + QR_QUIET) * px,
                                item->box.y + (y + QR_QUIET) * px, px, px);
    cairo_fill(cr);
    cairo_restore(cr);
    qr_release(&qr);
}

static void paint_words(const struct board *b, cairo_t *cr, const struct board_item *item,
                        int64_t now_ms) {
    char tick[32];
    const char *words = item->words;
    unsigned rgb = item->rgb;
    if (item->what == BOARD_FIGURE) {
        board_tick_text(b, item, now_ms, tick, sizeof tick);
        words = tick;
        rgb = board_tick_rgb(b, item, now_ms);
    }
    text_paint(b->text, cr, words, &item->style, item->box.x, item->box.y, item->box.w, 0, rgb);
}

void board_paint_item(const struct board *b, cairo_t *cr, const struct board_item *item,
                      int64_t now_ms) {
    switch (item->what) {
    case BOARD_RECT: paint_rect(cr, item); break;
    case BOARD_LINE:
        rounded(cr, item->box, item->radius);
        colour(cr, item->rgb);
        cairo_fill(cr);
        break;
    case BOARD_RING: paint_ring(cr, item); break;
    case BOARD_DOT: paint_dot(cr, item); break;
    case BOARD_QR: paint_qr(cr, item); break;
    case BOARD_TEXT:
    case BOARD_FIGURE: paint_words(b, cr, item, now_ms); break;
    }
}

void board_paint(const struct board *b, cairo_t *cr, unsigned mask, int64_t now_ms) {
    if (mask & 1u << BOARD_STILL) {
        colour(cr, b->theme->paper);
        cairo_paint(cr);
    }
    for (int layer = BOARD_STILL; layer <= BOARD_OVERLAY; layer++)
        for (size_t i = 0; (mask >> layer & 1) && i < b->items_n; i++)
            if ((int)b->items[i].layer == layer)
                board_paint_item(b, cr, &b->items[i], now_ms);
}
