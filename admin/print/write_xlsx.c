/* Tables as one workbook: frozen head, filters, numbers and times as such, texts only ever as
 * strings (E-04). Invariant: nothing of the clock, the machine or the path gets into the bytes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "admin/print/foot.h"
#include "admin/print/format.h"
#include "admin/print/write.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"
#include "lib/utf8.h"

enum { NOTES = 10 };           /* numbers with a note: 1 to 9 raised behind them */
struct look { lxw_format *head, *text, *head_right, *text_right, *time, *below, *number[NOTES],
                          *real[NOTES]; };

/* note: shown behind the number, which stays a number. */
static lxw_format *number_format(lxw_workbook *book, const char *plain, int note) {
    struct str format = STR_INIT;
    lxw_format *f = workbook_add_format(book);
    str_puts(&format, plain);
    if (note)
        str_printf(&format, "\" %s\"", foot_raised(note));
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(f, format.data);
    str_release(&format);
    return f;
}

static struct look looks(lxw_workbook *book, const char *time_format) {
    struct look l = { .head = workbook_add_format(book), .text = workbook_add_format(book),
                      .head_right = workbook_add_format(book),
                      .text_right = workbook_add_format(book),
                      .time = workbook_add_format(book), .below = workbook_add_format(book) };
    lxw_format *heads[] = { l.head, l.head_right }, *all[] = { l.head, l.text, l.time,
                                                               l.head_right, l.text_right };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        format_set_align(all[i], LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        format_set_bold(heads[i]);
        format_set_bottom(heads[i], LXW_BORDER_THIN);
        format_set_text_wrap(heads[i]);
    }
    format_set_text_wrap(l.text);
    format_set_indent(l.head, 1);            /* apart from figures at their left */
    format_set_indent(l.text, 1);
    format_set_align(l.head_right, LXW_ALIGN_RIGHT);
    format_set_align(l.text_right, LXW_ALIGN_RIGHT);
    format_set_font_color(l.below, 0x4A5561);
    format_set_num_format(l.time, time_format);
    for (int i = 0; i < NOTES; i++) {
        l.number[i] = number_format(book, "#,##0", i);
        l.real[i] = number_format(book, "#,##0.00", i);
    }
    return l;
}

/* Days since 1899-12-30 in local time, as spreadsheets count. */
static double serial(int64_t wall_ms) {
    int64_t local = wall_ms + (int64_t)clock_offset_min(wall_ms) * 60000;
    return (double)local / 86400000.0 + 25569.0;
}

/* right: in a column of figures. */
static lxw_error add_cell(lxw_worksheet *sheet, const struct look *l, lxw_row_t row, lxw_col_t col,
                          const struct model_cell *cell, bool right) {
    int note = cell->note < NOTES ? cell->note : 0;
    switch (cell->type) {
    case MODEL_EMPTY:
        break;
    case MODEL_TEXT:
        return worksheet_write_string(sheet, row, col, cell->text,
                                      right ? l->text_right : l->text);
    case MODEL_NUMBER:
        return worksheet_write_number(sheet, row, col, (double)cell->number,
                                      l->number[note]);
    case MODEL_REAL:
        return worksheet_write_number(sheet, row, col, cell->real, l->real[note]);
    case MODEL_TIME:
        return worksheet_write_number(sheet, row, col, serial(cell->number), l->time);
    }
    return LXW_NO_ERROR;
}

struct column { bool figures; int width; };

/* Letters of the longest word. */
static int longest(const char *text) {
    int most = 0;
    while (*text) {
        struct str word = STR_INIT;
        size_t len = strcspn(text, " ");
        str_add(&word, text, len);
        int n = (int)utf8_graphemes(word.data);
        most = n > most ? n : most;
        str_release(&word);
        text += len + (text[len] == ' ');
    }
    return most;
}

/* What a column holds. Its head's longest word always fits; an empty one is no wider. */
static struct column column_of(const struct model_table *t, size_t at) {
    size_t filled = 0, figures = 0;
    int head = longest(t->heads[at]) + 5;
    for (size_t i = at; i < t->n; i += t->columns) {
        filled += t->cells[i].type != MODEL_EMPTY;
        figures += t->cells[i].type == MODEL_NUMBER || t->cells[i].type == MODEL_REAL;
    }
    return (struct column){ figures > 0,
                            filled && head < t->widths[at] ? t->widths[at] : head };
}

/* Lines a head needs in its column. */
static int head_lines(const char *head, int width) {
    return (int)utf8_graphemes(head) / (width > 4 ? width - 2 : 2) + 1;
}

static lxw_error fill(lxw_worksheet *sheet, const struct look *l, const struct model_table *t) {
    lxw_error bad = LXW_NO_ERROR;
    lxw_row_t rows = (lxw_row_t)(t->n / t->columns);
    struct column columns[MODEL_COLUMNS_MAX];
    int lines = 1;
    for (size_t i = 0; i < t->columns && !bad; i++) {
        lxw_col_t col = (lxw_col_t)i;
        columns[i] = column_of(t, i);
        int high = head_lines(t->heads[i], columns[i].width);
        lines = high > lines ? high : lines;
        worksheet_set_column(sheet, col, col, columns[i].width, NULL);
        bad = worksheet_write_string(sheet, 0, col, t->heads[i],
                                     columns[i].figures ? l->head_right : l->head);
    }
    worksheet_set_row(sheet, 0, 15.0 * lines + 3, NULL);
    for (size_t i = 0; i < t->n && !bad; i++)
        bad = add_cell(sheet, l, (lxw_row_t)(i / t->columns + 1), (lxw_col_t)(i % t->columns),
                       &t->cells[i], columns[i % t->columns].figures);
    for (size_t i = 0; i < t->below_n && !bad; i++)
        bad = worksheet_write_string(sheet, rows + 2 + (lxw_row_t)i, 0, t->below[i], l->below);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, rows - (t->sum && rows > 1), (lxw_col_t)(t->columns - 1));
    return bad;
}

enum { HEAD_BYTES = 110 };              /* two of these and codes: Excel takes 255 */

/* "&" begins a code in heads and feet. Ends with a whole letter. */
static void add_plain(struct str *out, const char *text) {
    const char *at = text;
    for (size_t most = out->len + HEAD_BYTES; utf8_next(&at); text = at) {
        if (out->len + (size_t)(at - text) > most)
            break;
        str_add(out, text, (size_t)(at - text));
        if (*text == '&')
            str_putc(out, '&');
    }
}

/* On paper: as wide as a page, heads on each, what it is of, and page numbers. */
static void print_setup(lxw_worksheet *sheet, const struct model *m, const struct model_table *t) {
    struct str head = STR_INIT;
    str_puts(&head, "&L");
    add_plain(&head, m->title);
    str_puts(&head, "&R");
    add_plain(&head, t->sheet);
    worksheet_set_paper(sheet, 9);           /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_header(sheet, head.data);
    worksheet_set_footer(sheet, "&R&P / &N");
    str_release(&head);
}

/* libxlsxwriter takes 0 for "now": an event without a start gets a fixed day. */
static void describe(lxw_workbook *book, const struct model *m) {
    time_t start = (time_t)(m->start_ms / 1000);
    char author[] = "Punktum";
    lxw_doc_properties about = { .title = m->title, .author = author,
                                 .created = start > 0 ? start : 946684800 };
    workbook_set_properties(book, &about);
}

/* The folder path lies in. The caller frees. */
static char *folder_of(const char *path) {
    const char *end = strrchr(path, '/');
    struct str out = STR_INIT;
    str_add(&out, path, end ? (size_t)(end - path) : 0);
    if (!out.len)
        str_puts(&out, end ? "/" : ".");
    return str_detach(&out);
}

static lxw_error make(const struct model *m, const char *path) {
    char *temporary = folder_of(path);       /* not /tmp: it may be small, and others use it */
    lxw_workbook_options options = { .constant_memory = LXW_FALSE, .tmpdir = temporary };
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_error bad = book ? LXW_NO_ERROR : LXW_ERROR_CREATING_XLSX_FILE, closed;
    if (!book)
        goto out;
    describe(book, m);
    struct look l = looks(book, m->time_format);
    for (size_t i = 0; i < m->n && !bad; i++) {
        lxw_worksheet *sheet = workbook_add_worksheet(book, m->tables[i].sheet);
        bad = sheet ? fill(sheet, &l, &m->tables[i]) : LXW_ERROR_SHEETNAME_ALREADY_USED;
        if (!bad)
            print_setup(sheet, m, &m->tables[i]);
    }
    closed = workbook_close(book);
    bad = bad ? bad : closed;
out:
    free(temporary);
    return bad;
}

/* Whole or not at all: somebody may be fetching the file of an earlier record. */
bool write_xlsx(const struct model *m, const char *path, char *error, size_t size) {
    struct str made = STR_INIT;
    str_printf(&made, "%s.new", path);
    lxw_error bad = make(m, made.data);
    if (bad)
        str_format(error, size, "%s: %s", path, lxw_strerror(bad));
    else if (rename(made.data, path) != 0)
        str_format(error, size, "%s: %s", path, strerror(errno));
    else
        goto out;
    unlink(made.data);
    bad = bad ? bad : LXW_ERROR_CREATING_XLSX_FILE;
out:
    str_release(&made);
    return !bad;
}

static bool write_format(const struct print_made *made, const char *path, char *error,
                         size_t size) {
    return write_xlsx(made->model, path, error, size);
}

const struct print_format format_xlsx = { "Tables (XLSX)", "Tabellen.xlsx", write_format };
