/* Words people wrote: measured, fitted, hyphenated and painted with Pango and Cairo (T-01 to T-08).
 * No SDL here: stage and print share it. One struct text per thread. Sizes are pixels of letters'
 * em; the caller scales for its surface. */
#ifndef LIB_TEXT_TEXT_H
#define LIB_TEXT_TEXT_H
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

struct text;  /* font map, hyphenation dictionaries, caches */
/* fonts_conf: path of a fonts.conf; NULL for ours (assets/fonts.conf). Owned by the caller. */
struct text *text_new(const char *fonts_conf);
void text_free(struct text *t);

enum text_align { TEXT_START, TEXT_CENTER, TEXT_END };  /* start follows the text's direction */
struct text_style {
    const char *family;      /* "Inter", "Inter Display"; NULL = Inter */
    int weight;              /* 400..800 */
    double size_max;         /* wished size, px */
    double size_min;         /* never smaller (T-07), px; = size_max: no search */
    double line_height;      /* factor, e.g. 1.25 */
    double tracking;         /* letter spacing in em, e.g. -0.02 */
    int lines_max;           /* 0 = as many as the height allows */
    enum text_align align;
    bool tabular;            /* tabular figures */
    bool code;               /* typed off paper: 0 with a slash, I l 1 told apart */
    bool ellipsis;           /* may end in "..." when it does not fit at size_min */
    bool hyphenate;
    const char *language;    /* "de": hyphenation and shaping */
};
struct text_fit {            /* what came out; all px */
    double size;             /* size used */
    double width, height;    /* ink-safe extents of the laid out text */
    double baseline;         /* of the first line, from the top */
    int lines;
    bool ellipsised;         /* shortened with "..." */
    bool clipped;            /* does not fit even so: an error of the caller's layout */
    int missing_glyphs;      /* T-06 */
    bool rtl;                /* base direction of the first paragraph */
};
/* Finds the largest size at which words fit into width x height (0 = unbounded height). */
struct text_fit text_measure(struct text *t, const char *words, const struct text_style *style,
                             double width, double height);
/* The same search, then painted with its top left at x, y in the given colour (0xRRGGBB). */
struct text_fit text_paint(struct text *t, cairo_t *cr, const char *words,
                           const struct text_style *style, double x, double y, double width,
                           double height, unsigned rgb);
/* Words with soft hyphens where they may break ("Ausbildungs\u00ADbotschafter"). Caller frees. */
char *text_hyphenate(struct text *t, const char *words, const char *language);
/* Code points without a glyph, as "U+1234 U+5678"; false when there are none. */
bool text_missing(struct text *t, const char *words, char *dst, size_t size);
/* The upright font file nearest to family ("Inter") and weight (400..800), for SDL_ttf's figures.
 * False when fontconfig knows none of that family or dst is too small. */
bool text_font_file(struct text *t, const char *family, int weight, char *dst, size_t size);
#endif
