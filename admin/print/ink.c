/* Colours and pictures. See ink.h. */
#include "admin/print/ink.h"
#include "lib/mem.h"
#include "lib/str.h"

unsigned ink_dot(size_t i) {
    static const unsigned colours[] = { 0x0A4F96, 0xC8452F, 0x1C8A6A, 0xB97F00,
                                        0x7A4FA3, 0x0E7C86, 0xB5487E, 0x6B6F2A };
    return colours[i % (sizeof colours / sizeof *colours)];
}

unsigned ink_accent(unsigned accent) {
    return accent ? accent : (unsigned)INK_ACCENT;
}

void ink_rgb(cairo_t *cr, unsigned rgb) {
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

void ink_line(cairo_t *cr, double x, double y, double x2, double width, unsigned rgb) {
    ink_rgb(cr, rgb);
    cairo_rectangle(cr, x, y - width / 2, x2 - x, width);
    cairo_fill(cr);
}

cairo_surface_t *ink_picture(int width, int height, cairo_t **cr) {
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    *cr = cairo_create(s);
    ink_rgb(*cr, INK_WHITE);
    cairo_paint(*cr);
    return s;
}

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len) {
    str_add(ctx, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

unsigned char *ink_png(cairo_surface_t *surface, cairo_t *cr, size_t *len) {
    struct str out = STR_INIT;
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    if (cairo_surface_write_to_png_stream(surface, take, &out) != CAIRO_STATUS_SUCCESS)
        BUG("a picture cannot be written");
    cairo_surface_destroy(surface);
    *len = out.len;
    return (unsigned char *)str_detach(&out);
}
