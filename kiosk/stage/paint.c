/* The border between Cairo and SDL. Cairo's colours are premultiplied, SDL's are not (and its
 * software renderer knows no other way), so they are divided on the way. Main thread. */
#include "kiosk/stage/paint.h"

#include <cairo.h>
#include <math.h>
#include <string.h>
#include "lib/log.h"
#include "lib/mem.h"

enum { EDGE = 4 };      /* px around a box that antialiasing and borders may touch */

static void mix(uint64_t *hash, const void *bytes, size_t len) {
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++)
        *hash = (*hash ^ p[i]) * 0x100000001b3u;
}

static void mix_text(uint64_t *hash, const char *text) {
    mix(hash, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void mix_item(uint64_t *hash, const struct board_item *it) {
    const double numbers[] = { it->what, it->box.x, it->box.y, it->box.w, it->box.h, it->rgb,
        it->border_rgb, it->radius, it->border, it->share, it->style.weight, it->style.size_max,
        it->style.size_min, it->style.line_height, it->style.tracking, it->style.align,
        it->style.tabular, it->fit.size };

    mix(hash, numbers, sizeof numbers);
    mix_text(hash, it->words);
    mix_text(hash, it->style.family);
}

uint64_t paint_hash(const struct board *b, enum board_layer layer) {
    const double numbers[] = { b->width, b->height, b->theme->paper, layer };
    uint64_t hash = 0xcbf29ce484222325u;
    bool any = layer == BOARD_STILL;

    mix(&hash, numbers, sizeof numbers);
    for (size_t i = 0; i < b->items_n; i++) {
        if (b->items[i].layer == layer) {
            mix_item(&hash, &b->items[i]);
            any = true;
        }
    }
    return any ? hash | 1 : 0;
}

static bool bounds(const struct board *b, enum board_layer layer, SDL_Rect *rect) {
    SDL_Rect all = { 0, 0, (int)b->width, (int)b->height }, some = { 0 };

    for (size_t i = 0; layer != BOARD_STILL && i < b->items_n; i++) {
        const struct board_box *box = &b->items[i].box;
        if (b->items[i].layer != layer)
            continue;
        SDL_Rect one = { (int)floor(box->x) - EDGE, (int)floor(box->y) - EDGE,
                         (int)ceil(box->w) + 2 * EDGE + 1, (int)ceil(box->h) + 2 * EDGE + 1 };
        if (SDL_RectEmpty(&some))
            some = one;
        else
            SDL_UnionRect(&some, &one, &some);
    }
    if (layer == BOARD_STILL)
        *rect = all;
    else if (!SDL_IntersectRect(&some, &all, rect))
        return false;
    return rect->w > 0 && rect->h > 0;
}

static void unpremultiply(unsigned char *row, int w) {
    for (uint32_t *p = (uint32_t *)(void *)row, *end = p + w; p < end; p++) {
        uint32_t a = *p >> 24;
        if (a == 0 || a == 255)
            continue;
        uint32_t r = ((*p >> 16 & 255) * 255 + a / 2) / a;
        uint32_t g = ((*p >> 8 & 255) * 255 + a / 2) / a;
        uint32_t bl = ((*p & 255) * 255 + a / 2) / a;
        *p = a << 24 | r << 16 | g << 8 | bl;
    }
}

static cairo_surface_t *paint(const struct board *b, enum board_layer layer, int64_t server_ms,
                              const SDL_Rect *rect) {
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, rect->w, rect->h);
    cairo_t *cr = cairo_create(s);
    unsigned paper = b->theme->paper;

    if (layer == BOARD_STILL) {
        cairo_set_source_rgb(cr, (paper >> 16) / 255.0, (paper >> 8 & 255) / 255.0,
                             (paper & 255) / 255.0);
        cairo_paint(cr);
    }
    cairo_translate(cr, -rect->x, -rect->y);
    for (size_t i = 0; i < b->items_n; i++)
        if (b->items[i].layer == layer)
            board_paint_item(b, cr, &b->items[i], server_ms);
    cairo_destroy(cr);
    cairo_surface_flush(s);
    return s;
}

SDL_Texture *paint_layer(SDL_Renderer *renderer, const struct board *b, enum board_layer layer,
                         int64_t server_ms, SDL_Rect *rect) {
    SDL_Texture *t = NULL;
    cairo_surface_t *s = NULL;

    if (paint_hash(b, layer) == 0 || !bounds(b, layer, rect))
        goto out;
    s = paint(b, layer, server_ms, rect);
    unsigned char *pixels = cairo_image_surface_get_data(s);
    int stride = cairo_image_surface_get_stride(s);
    for (int y = 0; pixels && layer != BOARD_STILL && y < rect->h; y++)
        unpremultiply(pixels + (ptrdiff_t)y * stride, rect->w);
    t = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, rect->w,
                          rect->h);
    if (!t || !pixels || SDL_UpdateTexture(t, NULL, pixels, stride) != 0) {
        log_line(LOG_ERROR, "stage: no texture of %d x %d: %s", rect->w, rect->h, SDL_GetError());
        goto out;
    }
    SDL_SetTextureBlendMode(t, layer == BOARD_STILL ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
out:
    if (s)
        cairo_surface_destroy(s);
    return t;
}
