/* Tables as one workbook: frozen head, filters, numbers and times as such, texts only ever as
 * strings (E-04). Invariant: nothing of the clock, the machine or the path gets into the bytes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "admin/print/format.h"
#include "admin/print/write.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"

struct look { lxw_format *head, *text, *number, *time, *real; };

static struct look looks(lxw_workbook *book, const char *time_format) {
    struct look l = { workbook_add_format(book), workbook_add_format(book),
                      workbook_add_format(book), workbook_add_format(book),
                      workbook_add_format(book) };
    lxw_format *all[] = { l.head, l.text, l.number, l.time, l.real };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        format_set_align(all[i], LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(l.head);
    format_set_bottom(l.head, LXW_BORDER_THIN);
    format_set_text_wrap(l.head);
    format_set_text_wrap(l.text);
    format_set_num_format(l.number, "#,##0");
    format_set_num_format(l.time, time_format);
    format_set_num_format(l.real, "#,##0.00");
    return l;
}

/* Days since 1899-12-30 in local time, as spreadsheets count. */
static double serial(int64_t wall_ms) {
    int64_t local = wall_ms + (int64_t)clock_offset_min(wall_ms) * 60000;
    return (double)local / 86400000.0 + 25569.0;
}

static lxw_error add_cell(lxw_worksheet *sheet, const struct look *l, lxw_row_t row, lxw_col_t col,
                          const struct model_cell *cell) {
    switch (cell->type) {
    case MODEL_EMPTY:
        break;
    case MODEL_TEXT:
        return worksheet_write_string(sheet, row, col, cell->text, l->text);
    case MODEL_NUMBER:
        return worksheet_write_number(sheet, row, col, (double)cell->number, l->number);
    case MODEL_REAL:
        return worksheet_write_number(sheet, row, col, cell->real, l->real);
    case MODEL_TIME:
        return worksheet_write_number(sheet, row, col, serial(cell->number), l->time);
    }
    return LXW_NO_ERROR;
}

static lxw_error fill(lxw_worksheet *sheet, const struct look *l, const struct model_table *t) {
    lxw_error bad = LXW_NO_ERROR;
    lxw_row_t rows = (lxw_row_t)(t->n / t->columns);
    for (size_t i = 0; i < t->columns && !bad; i++) {
        lxw_col_t col = (lxw_col_t)i;
        worksheet_set_column(sheet, col, col, t->widths[i], NULL);
        bad = worksheet_write_string(sheet, 0, col, t->heads[i], l->head);
    }
    for (size_t i = 0; i < t->n && !bad; i++)
        bad = add_cell(sheet, l, (lxw_row_t)(i / t->columns + 1), (lxw_col_t)(i % t->columns),
                       &t->cells[i]);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, rows, (lxw_col_t)(t->columns - 1));
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    return bad;
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
