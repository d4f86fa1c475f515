/* Widths of a table's columns. For paper*.c only. */
#ifndef ADMIN_PRINT_PAPER_COLUMNS_H
#define ADMIN_PRINT_PAPER_COLUMNS_H
#include <stddef.h>

struct paper_column {
    double least, wish;      /* widest word, widest cell on one line */
    double weight;           /* wished share, 0 = none */
    double width, x;         /* out */
};
/* Shares width among n columns with gap between them: nobody gets less than his widest word while
 * there is room; wishes are heeded before shares. Pure. */
void paper_columns(struct paper_column *columns, size_t n, double width, double gap);
#endif
