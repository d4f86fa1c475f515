/* Widths of a table's columns, for PDF and ODT. */
#ifndef ADMIN_PRINT_PAPER_COLUMNS_H
#define ADMIN_PRINT_PAPER_COLUMNS_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/text/text.h"

struct paper_column {
    double least, wish;      /* widest word, widest cell on one line */
    double weight;           /* wished share, 0 = none */
    double width, x;         /* out */
};
/* Adds what a cell or (head) a column's head asks for: words longer than most are broken; extra:
 * room beside the words. A head asks for no more than its widest word. */
void paper_columns_cell(struct text *t, struct paper_column *c, const char *words,
                        const struct text_style *style, double most, double extra, bool head);
/* Shares width among n columns with gap between them: nobody gets less than his widest word while
 * there is room; wishes are heeded before shares. */
void paper_columns(struct paper_column *columns, size_t n, double width, double gap);
#endif
