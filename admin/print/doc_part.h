/* What stands in a documentation beside text: tables, results as dots, pictures. Owned by their
 * node (doc.h). */
#ifndef ADMIN_PRINT_DOC_PART_H
#define ADMIN_PRINT_DOC_PART_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum doc_align { DOC_LEFT, DOC_RIGHT };      /* RIGHT: figures, tabular */
struct doc_column { char *head; enum doc_align align; double weight; /* share of the width */ };
struct doc_table {
    char *caption;                 /* heading of the table, "" = none */
    char *dated;                   /* "Stand 31. Dezember 2008", "" = none */
    struct doc_column *columns; size_t columns_n;
    char **cells; size_t rows;     /* row after row; "" = empty; "k. A." = not known */
    bool first_is_head;            /* first column names the row (scope row) */
    bool last_is_sum;              /* last row is a sum: bold */
    char **notes; size_t notes_n;  /* footnotes in order; a cell or head ends in "[^1]" */
    char *source;                  /* "" = none */
};
struct doc_plot_row { int rank; char *text; int64_t points, people; int municipalities; /* -1 "-" */
                      bool above_cut, tied; };
struct doc_plot {                  /* result of a vote: one dot per point */
    char *caption;
    struct doc_plot_row *rows; size_t n;
    int64_t points, people;        /* totals */
    char *alt;                     /* the numbers as a sentence */
};
enum doc_media { DOC_NONE, DOC_PNG, DOC_JPEG };
struct doc_figure {
    enum doc_media media;
    unsigned char *bytes; size_t len;   /* owned */
    int width, height;             /* px */
    bool drawn;                    /* on white: stands on paper without a frame */
    bool small;                    /* one of a sheet: several side by side */
    char *caption, *alt;           /* alt is never empty */
    char *name;                    /* file name in the ZIP and in HTML/ODT: "05-buehne.png" */
};
#endif
