/* Comparison tables: what organisers typed or pasted as CSV, with date, source, footnotes. The
 * first row names the columns, the first column the rows. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/foot.h"
#include "lib/csv_read.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { COLUMNS_MAX = 16, ROWS_MAX = 2000 };

/* A figure, a gap or "k. A.", with or without a footnote: set to the right. */
static bool is_figure(const char *cell) {
    size_t len = strcspn(cell, "[");
    bool digit = false;
    if (str_starts(cell, "k. A.") || str_starts(cell, "k.A.") || str_starts(cell, "n/a") ||
        str_starts(cell, "–") || str_starts(cell, "-"))
        return true;
    for (size_t i = 0; i < len; i++) {
        digit = digit || (cell[i] >= '0' && cell[i] <= '9');
        if ((unsigned char)cell[i] < 0x80 && !strchr("0123456789., %+-", cell[i]))
            return false;
        if ((unsigned char)cell[i] >= 0x80 && !strstr("\xc2\xa0\xe2\x80\xaf\xe2\x82\xac",
                                                      (char[]){ cell[i], '\0' }))
            return false;
    }
    return digit;
}

static void align(struct doc_table *t) {
    for (size_t c = 0; c < t->columns_n; c++) {
        size_t widest = utf8_graphemes(t->columns[c].head) / 2, figures = 0, filled = 0;
        for (size_t r = 0; r < t->rows; r++) {
            const char *cell = t->cells[r * t->columns_n + c];
            size_t width = utf8_graphemes(cell);
            widest = width > widest ? width : widest;
            filled += *cell != '\0';
            figures += *cell && is_figure(cell);
        }
        t->columns[c].align = c && filled && figures == filled ? DOC_RIGHT : DOC_LEFT;
        t->columns[c].weight = widest < 6 ? 6 : widest > 30 ? 30 : (double)widest;
    }
}

/* NULL when there is nothing. A table wider than a page loses its last columns. */
static struct doc_table *read_table(const struct book_table *row) {
    char *body = doc_clean(row->body);
    struct csv_table csv;
    struct doc_table *t = NULL;
    csv_table_read(&csv, body, 0, ROWS_MAX);
    size_t columns = csv.columns < COLUMNS_MAX ? csv.columns : COLUMNS_MAX;
    for (size_t i = 0; i < csv.rows_n; i++) {
        const char *cells[COLUMNS_MAX];
        for (size_t c = 0; c < columns; c++)
            cells[c] = csv_cell(&csv, i, c);
        if (t)
            make_table_row(t, cells);
        else
            t = make_table(NULL, cells, columns);
    }
    csv_table_release(&csv);
    free(body);
    return t;
}

static void add_notes(struct doc_table *t, const char *notes) {
    while (*notes) {
        struct str line = STR_INIT;
        size_t len = strcspn(notes, "\n");
        str_add(&line, notes, len);
        while (line.len && strchr(" \r\t", line.data[line.len - 1]))
            line.data[--line.len] = '\0';
        if (line.len) {
            t->notes = mem_resize(t->notes, t->notes_n + 1, sizeof *t->notes);
            t->notes[t->notes_n++] = doc_clean(line.data);
        }
        str_release(&line);
        notes += len + (notes[len] == '\n');
    }
}

/* "k. A." is explained beside the date, unless a note does it. */
static char *dated_of(const struct make *m, const struct doc_table *t, const char *dated) {
    static const char *const gaps[][2] = {
        { "k. A.", "k. A.: not stated" }, { "n/a", "n/a: not available" },
    };
    struct str out = STR_INIT;
    str_puts(&out, dated);
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        bool used = false, told = false;
        for (size_t i = 0; i < t->rows * t->columns_n; i++)
            used = used || str_starts(t->cells[i], gaps[g][0]);
        for (size_t i = 0; i < t->notes_n; i++)
            told = told || strstr(t->notes[i], gaps[g][0]);
        if (used && !told)
            str_printf(&out, "%s%s", out.len ? " · " : "", make_word(m, gaps[g][1]));
    }
    char *clean = doc_clean(out.data);
    str_release(&out);
    return clean;
}

/* Without the word the writers put before it. */
static char *source_of(const char *source) {
    static const char *const words[] = { "Quelle:", "Quellen:", "Source:", "Sources:" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(source, words[i])) {
            source += strlen(words[i]);
            source += strspn(source, " ");
        }
    return doc_clean(source);
}

static void add_table(const struct make *m, struct doc_node *chapter, const struct book_table *row,
                      size_t number) {
    struct doc_table *t = read_table(row);
    struct doc_node *at = chapter;
    if (!t)
        return;
    if (*row->title)
        at = make_section(chapter, row->title, "tables-t", number);
    free(t->dated);
    free(t->source);
    t->source = source_of(row->source);
    t->first_is_head = true;
    t->last_is_sum = t->rows && foot_is_sum(t->cells[(t->rows - 1) * t->columns_n]);
    add_notes(t, row->notes);
    t->dated = dated_of(m, t, row->dated);
    align(t);
    struct doc_node *node = doc_add(at, DOC_TABLE, NULL);
    struct str id = STR_INIT;
    node->table = t;
    str_printf(&id, "table-%zu", number);
    node->id = str_detach(&id);
}

void make_tables(const struct make *m, const char *title) {
    struct doc_node *chapter = make_chapter(m, "tables", NULL, title);
    make_body(m, chapter, "tables");
    for (size_t i = 0; i < m->p->tables_n; i++)
        if (m->p->tables[i].included)
            add_table(m, chapter, &m->p->tables[i], i + 1);
    if (!chapter->n)
        make_drop_last(m->doc->root);
}
