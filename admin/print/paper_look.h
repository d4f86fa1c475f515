/* How the documentation looks on paper: the design's tokens in one place. Points (1/72 inch) on A4;
 * y runs down from the top of the text block. Running text of 14 points stands on a grid of half
 * lines. */
#ifndef ADMIN_PRINT_PAPER_LOOK_H
#define ADMIN_PRINT_PAPER_LOOK_H
#include "lib/text/text.h"

#define LOOK_PAGE_W 595.276
#define LOOK_PAGE_H 841.890
#define LOOK_GRID 7.0
#define LOOK_TOP 68.0              /* of the text block */
#define LOOK_HEIGHT 700.0          /* fifty lines */
#define LOOK_WIDTH 482.0           /* 170 mm: pictures, tables, results */
#define LOOK_MEASURE 374.0         /* running text: at most 75 letters */
#define LOOK_MEASURE_SMALL 340.0
#define LOOK_MEASURE_LETTER 426.0  /* of text set larger */
#define LOOK_OUTER 53.0            /* margins: outer, inner is what remains */
#define LOOK_HEAD_Y 41.0           /* baselines of running head and folio, from the page's top */
#define LOOK_FOLIO_Y 802.0
#define LOOK_GUTTER 18.0

enum look_colour {
    LOOK_INK = 0x16202C, LOOK_MUTED = 0x4A5561, LOOK_RULE = 0xDDD6CA, LOOK_ACCENT = 0x0A4F96,
    LOOK_BELOW = 0x6B7F95, LOOK_PAPER = 0xFBF8F3, LOOK_GRID_DOT = 0xC9C1B3
};
enum { LOOK_DOTS = 8 };
extern const unsigned look_dots[LOOK_DOTS];        /* one colour per group, in this order */

enum look_type {
    LOOK_BODY, LOOK_LETTER, LOOK_LEAD, LOOK_H1, LOOK_H2, LOOK_KICKER, LOOK_NOTE, LOOK_CAPTION,
    LOOK_QUOTE, LOOK_BY, LOOK_CARD, LOOK_CELL, LOOK_CELL_HEAD, LOOK_SUM,
    LOOK_CELL_SMALL, LOOK_CELL_HEAD_SMALL, LOOK_SUM_SMALL, LOOK_OPTION, LOOK_OPTION_ABOVE,
    LOOK_POINTS, LOOK_SMALL, LOOK_TABLE_TITLE, LOOK_ENTRY, LOOK_ENTRY_BOLD, LOOK_RUNNING,
    LOOK_FIGURE, LOOK_COVER_KICKER, LOOK_COVER_TITLE, LOOK_COVER_TITLE_2, LOOK_COVER_TITLE_3,
    LOOK_COVER_TEXT, LOOK_TYPES
};
enum look_hyphens { LOOK_WHOLE, LOOK_MUST, LOOK_RAGGED };   /* MUST: words wider than a line */
struct look {
    const char *family;
    int weight;
    double size, leading, tracking;
    unsigned rgb;
    bool tabular;
    enum look_hyphens hyphens;
    double last;             /* the last line is at least this share of the width, by breaking all
                                lines narrower; 0 = as it comes */
};
extern const struct look looks[LOOK_TYPES];
/* Where letters stand in a line of this leading, from its top. */
double look_baseline(enum look_type type);
struct text_style look_style(enum look_type type, const char *language);
#endif
