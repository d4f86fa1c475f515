/* Colours of the design and pictures drawn with Cairo: for figures and charts. One thread. */
#ifndef ADMIN_PRINT_INK_H
#define ADMIN_PRINT_INK_H
#include <cairo.h>
#include <stddef.h>

enum { INK_PAPER = 0xFBF8F3, INK_INK = 0x16202C, INK_MUTED = 0x4A5561, INK_LINE = 0xDDD6CA,
       INK_WHITE = 0xFFFFFF, INK_ACCENT = 0x0A4F96, INK_BELOW = 0x6B7F95 };
/* The dots' colours in the design's order, again from the first after the last. */
unsigned ink_dot(size_t i);
/* The event's colour, or the design's where it has none (0). */
unsigned ink_accent(unsigned accent);
void ink_rgb(cairo_t *cr, unsigned rgb);
void ink_line(cairo_t *cr, double x, double y, double x2, double width, unsigned rgb);
/* A white picture to draw on. */
cairo_surface_t *ink_picture(int width, int height, cairo_t **cr);
/* Its PNG; ends surface and cr. Bytes owned by the caller; the same picture, the same bytes. */
unsigned char *ink_png(cairo_surface_t *surface, cairo_t *cr, size_t *len);
#endif
