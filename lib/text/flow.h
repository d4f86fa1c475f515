/* A paragraph for paper: spans of one text set at one size, broken into lines that a page may part.
 * Lines are hyphenated only where they would be ragged, never three in a row, never in the last
 * word. Painted line by line on a given baseline. One thread, that of its struct text. */
#ifndef LIB_TEXT_FLOW_H
#define LIB_TEXT_FLOW_H
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include "lib/text/text.h"

struct text_span {
    const char *words;
    bool strong, emphasis;   /* bold, italic */
    bool raised;             /* a footnote mark */
    int mark;                /* the caller's, 0 = none: comes back when painted */
    unsigned rgb;            /* of marked spans, 0 = that of the line */
};
struct text_run {            /* a piece of a line as it is painted */
    int mark;
    const char *picture;     /* words shown by pictures (colour emoji), else NULL */
    double x, width;         /* points, from the surface's left */
};
/* Called before (begin) and after a run that has a mark or is a picture, and where marks change. */
typedef void text_run_fn(void *ctx, const struct text_run *run, bool begin);

struct text_flow;
/* size, weight, tracking, align, tabular, hyphenate and language of style are heeded; width 0: no
 * wrapping. */
struct text_flow *text_flow_new(struct text *t, const struct text_span *spans, size_t n,
                                const struct text_style *style, double width);
/* The same for plain words. */
struct text_flow *text_flow_plain(struct text *t, const char *words,
                                  const struct text_style *style, double width);
void text_flow_free(struct text_flow *f);
int text_flow_lines(const struct text_flow *f);
/* Width of the widest line. */
double text_flow_width(const struct text_flow *f);
/* The first line is read from right to left. */
bool text_flow_rtl(const struct text_flow *f);
/* Lines that end in a hyphen of ours. */
int text_flow_hyphens(const struct text_flow *f);
double text_flow_line_width(const struct text_flow *f, int line);
/* The words of a line without hyphens at its end; the caller frees. */
char *text_flow_words(const struct text_flow *f, int line);
/* One line; x is the left of the whole width. fn may be NULL. */
void text_flow_paint(const struct text_flow *f, cairo_t *cr, int line, double x, double baseline,
                     unsigned rgb, text_run_fn *fn, void *ctx);
/* Width of the widest word, for columns of tables. */
double text_word_width(struct text *t, const char *words, const struct text_style *style);
#endif
