/* A vote's result as a picture with its numbers in it: one dot per point, as in the documentation.
 * One thread; text is borrowed for the call. */
#ifndef ADMIN_PRINT_CHART_H
#define ADMIN_PRINT_CHART_H
#include <stddef.h>
#include "admin/print/doc.h"
#include "lib/str.h"
#include "lib/text/text.h"

enum { CHART_WIDTH = 1800 };
struct chart {
    const struct doc_plot *plot;
    const char *title, *note;      /* "" = none */
    const char *language;
};
/* PNG, CHART_WIDTH px wide; *height its height. The caller frees. */
unsigned char *chart_png(struct text *text, const struct chart *chart, size_t *len, int *height);
/* SVG with title and description for those who do not see it. */
void chart_svg(struct str *out, struct text *text, const struct chart *chart);
/* The cover's dots, one per person, a colour per municipality. */
unsigned char *chart_cover(const struct doc_cover *cover, size_t *len, int *width, int *height);
#endif
