/* A record as plain tables, built once and written twice (write_csv.c, write_xlsx.c). One owner,
 * one thread. Invariant: every text is valid UTF-8 without what XML 1.0 forbids (S-13). */
#ifndef ADMIN_PRINT_MODEL_H
#define ADMIN_PRINT_MODEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/lang.h"

enum { MODEL_COLUMNS_MAX = 16, MODEL_SHEET_UNITS = 31 };
enum model_type { MODEL_EMPTY, MODEL_TEXT, MODEL_NUMBER, MODEL_TIME, MODEL_REAL };
struct model_cell {
    enum model_type type;
    char *text;                    /* MODEL_TEXT; MODEL_REAL: as it was typed; owned */
    double real;                   /* MODEL_REAL */
    int64_t number;                /* MODEL_NUMBER; ms since 1970 for MODEL_TIME */
    int note;                      /* of a number: the line below that explains it; 0 = none */
};
struct model_column { const char *head; int width; };  /* English; width in characters */
struct model_table {
    char *sheet;                   /* a good sheet name; owned */
    char *file;                    /* file name without ".csv": ASCII; owned */
    const char *heads[MODEL_COLUMNS_MAX];   /* borrowed for ever, or kept by the model */
    int widths[MODEL_COLUMNS_MAX];
    size_t columns;
    struct model_cell *cells;      /* row after row; owned */
    size_t n, cap;
    bool sum;                      /* the last row adds up the others: sorted with none of them */
    char **below; size_t below_n;  /* date, source, notes: lines that are no rows; owned */
};
struct model {
    struct model_table *tables;    /* owned */
    size_t n;
    char **kept; size_t kept_n;    /* heads that are no words of the program; owned */
    char *title;                   /* of the event; owned */
    int64_t start_ms;
    const char *time_format;       /* a spreadsheet's */
};

/* The next table. number 0: an unnumbered sheet, unless another has its name; fallback names the
 * file when nothing of the title can be written in ASCII. Valid until the next model_table. */
struct model_table *model_table(struct model *m, size_t number, const char *title,
                                const char *fallback);
/* Its columns, translated. */
void model_columns(struct model_table *t, const struct lang *lang,
                   const struct model_column *columns, size_t n);
/* A head as it was typed. */
void model_head(struct model *m, struct model_table *t, const char *head, int width);
/* The next cell of the row. NULL and "" are an empty cell; so is a time of 0. */
void model_text(struct model_table *t, const char *text);
void model_number(struct model_table *t, int64_t value);
void model_real(struct model_table *t, double value, const char *typed);
void model_time(struct model_table *t, int64_t wall_ms);
void model_skip(struct model_table *t, size_t cells);
/* The cell just added: a note explains it. */
void model_note(struct model_table *t, int note);
/* A line below the table. "" adds none. */
void model_below(struct model_table *t, const char *text);
/* Ends the row; missing cells are empty. */
void model_end_row(struct model_table *t);
void model_release(struct model *m);

/* Text as XML 1.0 and everything else can take it. The caller frees. */
char *model_clean(const char *text);
#endif
