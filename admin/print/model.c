/* Tables of a record: cells, clean texts. See model.h; names of sheets and files in name.c. */
#include "admin/print/model.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/name.h"
#include "lib/mem.h"
#include "lib/str.h"
#include "lib/utf8.h"

static bool xml_takes(uint32_t c) {
    if (c < 0x20)
        return c == '\t' || c == '\n';
    return c != 0x7f && !(c >= 0x80 && c < 0xa0) && (c & 0xfffe) != 0xfffe &&
           !(c >= 0xfdd0 && c <= 0xfdef);
}

/* Bytes of the character at text, 1 for a byte that belongs to none. */
static size_t step(const char *text, size_t len, bool *whole) {
    size_t n = 1;
    while (n < 4 && n < len && ((unsigned char)text[n] & 0xC0) == 0x80) n++;
    for (; n > 1 && !utf8_valid(text, n); n--) continue;
    *whole = utf8_valid(text, n);
    return n;
}

/* A file made by hand may hold anything: what is no character is left out, and nothing else. */
char *model_clean(const char *text) {
    struct str out = STR_INIT;
    size_t len = strlen(text);
    for (size_t at = 0, n; at < len; at += n) {
        bool whole;
        n = step(text + at, len - at, &whole);
        const char *next = text + at;
        if (whole && xml_takes(utf8_next(&next)))
            str_add(&out, text + at, n);
    }
    return str_detach(&out);
}

/* Whether another sheet or file is called so; spreadsheets do not tell capitals apart. */
static bool taken(const struct model *m, const char *sheet, const char *file) {
    char *folded = utf8_fold(sheet);
    bool found = false;
    for (size_t i = 0; i < m->n && !found; i++) {
        char *other = utf8_fold(m->tables[i].sheet);
        found = strcmp(folded, other) == 0 || strcmp(m->tables[i].file, file) == 0;
        free(other);
    }
    free(folded);
    return found;
}

struct model_table *model_table(struct model *m, size_t number, const char *title,
                                const char *fallback) {
    char *clean = model_clean(title), *sheet = name_sheet(number, clean);
    char *file = name_file(number, clean, fallback);
    for (size_t next = m->n + 1; taken(m, sheet, file) || !*sheet; next++) {
        free(sheet);
        free(file);
        sheet = name_sheet(next, clean);
        file = name_file(next, clean, fallback);
    }
    m->tables = mem_resize(m->tables, m->n + 1, sizeof *m->tables);
    m->tables[m->n] = (struct model_table){ .sheet = sheet, .file = file };
    free(clean);
    return &m->tables[m->n++];
}

void model_columns(struct model_table *t, const struct lang *lang,
                   const struct model_column *columns, size_t n) {
    BUG_IF(n > MODEL_COLUMNS_MAX);
    for (size_t i = 0; i < n; i++) {
        t->heads[i] = lang_text(lang, columns[i].head);
        t->widths[i] = columns[i].width;
    }
    t->columns = n;
}

void model_head(struct model *m, struct model_table *t, const char *head, int width) {
    BUG_IF(t->columns == MODEL_COLUMNS_MAX);
    m->kept = mem_resize(m->kept, m->kept_n + 1, sizeof *m->kept);
    m->kept[m->kept_n] = model_clean(head);
    t->heads[t->columns] = m->kept[m->kept_n++];
    t->widths[t->columns++] = width;
}

static struct model_cell *add(struct model_table *t, enum model_type type) {
    if (t->n == t->cap) {
        t->cap = t->cap ? 2 * t->cap : 64;
        t->cells = mem_resize(t->cells, t->cap, sizeof *t->cells);
    }
    struct model_cell *cell = &t->cells[t->n++];
    *cell = (struct model_cell){ .type = type };
    return cell;
}

void model_text(struct model_table *t, const char *text) {
    char *clean = text ? model_clean(text) : NULL;
    if (clean && *clean) {
        add(t, MODEL_TEXT)->text = clean;
    } else {
        add(t, MODEL_EMPTY);
        free(clean);
    }
}

void model_number(struct model_table *t, int64_t value) {
    add(t, MODEL_NUMBER)->number = value;
}

void model_real(struct model_table *t, double value, const char *typed) {
    struct model_cell *cell = add(t, MODEL_REAL);
    cell->real = value;
    cell->text = model_clean(typed);
}

void model_time(struct model_table *t, int64_t wall_ms) {
    add(t, wall_ms ? MODEL_TIME : MODEL_EMPTY)->number = wall_ms;
}

void model_skip(struct model_table *t, size_t cells) {
    while (cells--)
        add(t, MODEL_EMPTY);
}

void model_note(struct model_table *t, int note) {
    BUG_IF(!t->n);
    t->cells[t->n - 1].note = note;
}

void model_below(struct model_table *t, const char *text) {
    if (!*text)
        return;
    t->below = mem_resize(t->below, t->below_n + 1, sizeof *t->below);
    t->below[t->below_n++] = model_clean(text);
}

void model_end_row(struct model_table *t) {
    size_t over = t->n % t->columns;
    if (over)
        model_skip(t, t->columns - over);
}

void model_release(struct model *m) {
    for (size_t i = 0; i < m->n; i++) {
        struct model_table *t = &m->tables[i];
        for (size_t j = 0; j < t->n; j++)
            free(t->cells[j].text);
        for (size_t j = 0; j < t->below_n; j++)
            free(t->below[j]);
        free(t->below);
        free(t->cells);
        free(t->sheet);
        free(t->file);
    }
    for (size_t i = 0; i < m->kept_n; i++)
        free(m->kept[i]);
    free(m->kept);
    free(m->tables);
    free(m->title);
    *m = (struct model){ .tables = NULL };
}
