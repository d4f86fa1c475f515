/* CSV as German offices open it (E-05): ';', UTF-8 BOM, CRLF, RFC 4180 quoting, and a ' before
 * anything a spreadsheet would take for a formula. Writes into a str; the caller owns that. */
#ifndef LIB_CSV_H
#define LIB_CSV_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

struct csv {
    struct str out;
    bool raw;        /* no ' prefix: for machines, not for spreadsheets */
    char separator;  /* ';' or, raw, ','; may be set after csv_init */
    bool row_begun;
};
/* excel: BOM, ';' and the ' prefix; otherwise the raw variant with ',' and LF and no BOM. */
void csv_init(struct csv *c, bool excel);
void csv_text(struct csv *c, const char *text);
/* A number as it was typed ("-3,19"), known to be one: a minus is no formula. */
void csv_number(struct csv *c, const char *text);
void csv_int(struct csv *c, long long value);
void csv_end_row(struct csv *c);
void csv_release(struct csv *c);

/* Splits one record off text (quotes, CRLF or LF, separator sep). fields point into the modified
 * text. Returns the number of fields (at most max; more is an error), 0 at the end, -1 on error. */
int csv_split(char **text, char sep, char **fields, int max);
/* True when a spreadsheet would read the text as a formula or drop its first character. */
bool csv_is_formula(const char *text);
#endif
