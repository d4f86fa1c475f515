/* A vote's result as a picture with its numbers in it: one dot per point, as in the documentation.
 * One thread; text is borrowed for the call. */
#ifndef ADMIN_PRINT_CHART_H
#define ADMIN_PRINT_CHART_H
#include <stddef.h>
#include "admin/print/doc.h"
#include "admin/print/dots.h"
#include "lib/str.h"
#include "lib/text/text.h"

enum { CHART_WIDTH = 1800, CHART_PRINT = 4 };
struct chart {
    const struct doc_plot *plot;
    const char *title, *note, *source;     /* "" = none */
    const char *language;
    unsigned accent;               /* 0xRRGGBB, 0 = the design's blue */
};
/* PNG, CHART_WIDTH px wide; *height its height. The caller frees. */
unsigned char *chart_png(struct text *text, const struct chart *chart, size_t *len, int *height);
/* SVG with title and description for those who do not see it. */
void chart_svg(struct str *out, struct text *text, const struct chart *chart);
/* The dots of one of its rows alone, drawn for print; *width and *height in px, CHART_PRINT to a
 * point. The caller frees; so below. */
unsigned char *chart_dots(const struct dots_rows *rows, const struct doc_plot_row *row,
                          unsigned accent, size_t *len, int *width, int *height);
/* The cover's dots, one per person, a colour per municipality; NULL without
 * people. */
unsigned char *chart_cover(const struct doc_cover *cover, size_t *len, int *width, int *height);
#endif
