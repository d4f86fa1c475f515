/* CSV of unknown origin: which encoding, which separator, which rows. Reads what Excel, LibreOffice
 * and Outlook write in Germany and elsewhere. Pure, any thread; one owner. */
#ifndef LIB_CSV_READ_H
#define LIB_CSV_READ_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum csv_encoding { CSV_UTF8, CSV_UTF16_LE, CSV_UTF16_BE, CSV_WINDOWS_1252, CSV_MAC_ROMAN,
                    CSV_WORKBOOK /* xlsx, xls, ods: no text */, CSV_BINARY };
/* Appends the bytes as UTF-8 without a byte order mark: UTF-16 by its mark, else UTF-8 if it is
 * that, else Windows-1252 or Mac Roman by where the umlauts lie. Bytes without a meaning become
 * U+FFFD. Nothing is appended for CSV_WORKBOOK and CSV_BINARY. */
enum csv_encoding csv_decode(struct str *out, const void *bytes, size_t len);
/* "UTF-8", "Windows-1252" ... for people. */
const char *csv_encoding_name(enum csv_encoding encoding);

enum { CSV_COLUMNS_MAX = 128 };
struct csv_row {
    size_t line;            /* where it begins, from 1; line breaks inside of quotes count */
    size_t first, n;        /* its cells in the table */
    bool broken;            /* a quotation mark that is not closed: the cell is taken as it is */
    bool wide;              /* more than CSV_COLUMNS_MAX cells: the rest is left out */
};
struct csv_table {
    char separator;         /* ';' ',' or TAB */
    struct csv_row *rows;   /* without those that are empty */
    size_t rows_n, columns; /* columns: of the widest row */
    bool more;              /* there are more than rows_max */
    char **cells;           /* into text */
    char *text;
    size_t rows_cap, cells_n, cells_cap;
};
/* Splits valid UTF-8 text. separator 0: "sep=;" in the first line, else the one that gives the
 * most even rows. Line ends may be CR LF, LF or CR. */
void csv_table_read(struct csv_table *t, const char *text, char separator, size_t rows_max);
/* Cell of a row, "" where the row is shorter. */
const char *csv_cell(const struct csv_table *t, size_t row, size_t column);
void csv_table_release(struct csv_table *t);
#endif
