/* Rows and cells of a CSV somebody wrote. Pure, any thread.
 * Invariants: cells are split in place in one copy of the text; a quotation mark that is not closed
 * spoils its own row only, never the rest of the file. */
#include "lib/csv_read.h"
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

enum { QUOTED_MAX = 8192, GUESS_ROWS = 30, GUESS_BYTES = 65536 };

static bool ends(const char *p, char sep) {
    return !*p || *p == sep || *p == '\n' || *p == '\r';
}

/* The closing quotation mark of a cell that begins at p (behind the opening one), NULL: none. */
static char *closing(char *p, char sep) {
    for (char *q = p; *q && q - p < QUOTED_MAX; q++) {
        if (*q != '"') continue;
        if (q[1] == '"') q++;
        else return ends(q + 1, sep) ? q : NULL;
    }
    return NULL;
}

/* Takes doubled quotation marks and counts line breaks between p and its closing one. */
static void unquote(char *p, const char *close, size_t *line) {
    char *to = p;
    for (const char *q = p; q < close; q++) {
        if (*q == '\n' || (*q == '\r' && q[1] != '\n')) ++*line;
        *to++ = *q;
        if (*q == '"') q++;
    }
    *to = '\0';
}

/* One cell at *p; moves behind what ends it. Returns that character: sep, '\n' or 0. */
static char cell(char **p, char sep, char **out, bool *broken, size_t *line) {
    char *end = NULL;
    if (**p == '"') {
        end = closing(*p + 1, sep);
        if (!end) *broken = true;
    }
    if (end) {
        *out = *p + 1;
        unquote(*out, end, line);
        *p = end + 1;
    } else {
        *out = *p;
        while (!ends(*p, sep)) ++*p;
    }
    char stop = **p;
    if (!stop) return 0;
    if (stop == '\r' && (*p)[1] == '\n') *(*p)++ = '\0';
    *(*p)++ = '\0';
    if (stop == sep) return sep;
    ++*line;
    return '\n';
}

static void add_cell(struct csv_table *t, char *text) {
    if (t->cells_n == t->cells_cap) {
        t->cells_cap = t->cells_cap ? t->cells_cap * 2 : 256;
        t->cells = mem_resize(t->cells, t->cells_cap, sizeof *t->cells);
    }
    t->cells[t->cells_n++] = text;
}

static bool blank(const struct csv_table *t, const struct csv_row *row) {
    for (size_t i = 0; i < row->n; i++) {
        const char *s = t->cells[row->first + i];
        if (s[strspn(s, " \t\xc2\xa0")]) return false;
    }
    return true;
}

static void add_row(struct csv_table *t, const struct csv_row *row) {
    if (t->rows_n == t->rows_cap) {
        t->rows_cap = t->rows_cap ? t->rows_cap * 2 : 64;
        t->rows = mem_resize(t->rows, t->rows_cap, sizeof *t->rows);
    }
    t->rows[t->rows_n++] = *row;
    if (row->n > t->columns) t->columns = row->n;
}

/* Splits t->text from p on. */
static void split(struct csv_table *t, char *p, size_t line, size_t rows_max) {
    while (*p) {
        struct csv_row row = { .line = line, .first = t->cells_n };
        char stop;
        do {
            char *text;
            stop = cell(&p, t->separator, &text, &row.broken, &line);
            if (row.n == CSV_COLUMNS_MAX) {
                row.wide = row.wide || *text;
                continue;
            }
            add_cell(t, text);
            row.n++;
        } while (stop == t->separator);
        if (blank(t, &row)) {
            t->cells_n = row.first;
        } else if (t->rows_n == rows_max) {
            t->cells_n = row.first;
            t->more = true;
            return;
        } else {
            add_row(t, &row);
        }
    }
}

/* How even the rows are with this separator: rows of the commonest width above one. */
static size_t evenness(const char *text, char sep) {
    size_t len = strnlen(text, GUESS_BYTES), best = 0, counts[CSV_COLUMNS_MAX + 1] = { 0 };
    struct csv_table t = { .separator = sep, .text = mem_new(len + 1, 1) };
    memcpy(t.text, text, len);
    split(&t, t.text, 1, GUESS_ROWS);
    for (size_t i = 0; i < t.rows_n; i++) counts[t.rows[i].n]++;
    for (size_t n = 2; n <= CSV_COLUMNS_MAX; n++)
        if (counts[n] * 1000 + n > best && counts[n]) best = counts[n] * 1000 + n;
    csv_table_release(&t);
    return best;
}

static char guess(const char *text) {
    static const char candidates[] = { ';', '\t', ',' };
    char found = ';';
    size_t best = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t n = evenness(text, candidates[i]);
        if (n > best) best = n, found = candidates[i];
    }
    return found;
}

/* Excel's own "sep=;" line. Returns how long it is, 0 without. */
static size_t declared(const char *text, char *sep) {
    if (strncmp(text, "sep=", 4) != 0 || !text[4] || !strchr(";,\t", text[4])) return 0;
    size_t n = 5 + strspn(text + 5, "\r");
    if (text[n] && text[n] != '\n' && n == 5) return 0;
    *sep = text[4];
    return text[n] == '\n' ? n + 1 : n;
}

void csv_table_read(struct csv_table *t, const char *text, char separator, size_t rows_max) {
    char said = 0;
    size_t skip = declared(text, &said);
    *t = (struct csv_table){ .separator = separator ? separator : said };
    if (!t->separator) t->separator = guess(text);
    t->text = mem_copy(text);
    split(t, t->text + skip, skip ? 2 : 1, rows_max);
}

const char *csv_cell(const struct csv_table *t, size_t row, size_t column) {
    return column < t->rows[row].n ? t->cells[t->rows[row].first + column] : "";
}

void csv_table_release(struct csv_table *t) {
    free(t->rows);
    free(t->cells);
    free(t->text);
    *t = (struct csv_table){ 0 };
}
