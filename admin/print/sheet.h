/* Sheets of labels as data: assets/print/sheets/NAME.sheet (E-10). Millimetres from the top left
 * of the page. Any thread. */
#ifndef ADMIN_PRINT_SHEET_H
#define ADMIN_PRINT_SHEET_H
#include <stdbool.h>
#include <stddef.h>

enum { SHEET_NAME = 32 };
struct sheet {
    char name[SHEET_NAME];
    double page_w, page_h;
    double label_w, label_h;
    double left, top;              /* of the first label */
    double pitch_x, pitch_y;       /* from one label to the next */
    double round;                  /* radius of the corners */
    int columns, rows;
    bool cut;                      /* plain paper: with marks for the knife */
};
/* The i-th sheet's name in the order the files wish; false after the last. */
bool sheet_name(size_t i, char dst[SHEET_NAME]);
/* Its title in a language ("de"), for lists. The caller frees; NULL: no such sheet. */
char *sheet_title(const char *name, const char *language);
/* Reads NAME.sheet; NULL: the first. False with a sentence in error: unknown, or labels that do
 * not fit the page. */
bool sheet_get(struct sheet *s, const char *name, char *error, size_t size);
/* The same from a file's text. */
bool sheet_parse(struct sheet *s, const char *name, const char *file, char *error, size_t size);
int sheet_labels(const struct sheet *s);
/* Top left of label i of its page, row by row, i = 0 ... sheet_labels - 1. */
void sheet_label(const struct sheet *s, int i, double *x, double *y);
#endif
