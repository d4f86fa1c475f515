/* Tables as CSV files: one as German offices open it, one raw. See write.h. */
#include "admin/print/format.h"
#include "admin/print/save.h"
#include "admin/print/write.h"
#include "lib/clock.h"
#include "lib/csv.h"

static void add_cell(struct csv *c, const struct model_cell *cell) {
    char stamp[32];
    switch (cell->type) {
    case MODEL_EMPTY:
        csv_text(c, "");
        break;
    case MODEL_TEXT:
        csv_text(c, cell->text);
        break;
    case MODEL_REAL:
        str_format(stamp, sizeof stamp, "%.10g", cell->real);
        csv_number(c, c->raw ? stamp : cell->text);
        break;
    case MODEL_NUMBER:
        csv_int(c, cell->number);
        break;
    case MODEL_TIME:
        clock_stamp(stamp, cell->number);
        csv_text(c, stamp);
        break;
    }
}

static void fill(struct csv *c, const struct model_table *t) {
    for (size_t i = 0; i < t->columns; i++)
        csv_text(c, t->heads[i]);
    csv_end_row(c);
    for (size_t i = 0; i < t->n; i++) {
        add_cell(c, &t->cells[i]);
        if ((i + 1) % t->columns == 0)
            csv_end_row(c);
    }
    for (size_t i = 0; !c->raw && i < t->below_n; i++) {   /* programs want rows alone */
        if (!i)
            csv_end_row(c);
        csv_text(c, t->below[i]);
        csv_end_row(c);
    }
}

static bool write_one(const struct model_table *t, bool excel, const char *dir, char *error,
                      size_t size) {
    struct str path = STR_INIT;
    struct csv c;
    csv_init(&c, excel);
    fill(&c, t);
    str_printf(&path, "%s/%s%s.csv", dir, t->file, excel ? "" : "-roh");
    bool well = save_file(path.data, c.out.data, c.out.len, error, size);
    str_release(&path);
    csv_release(&c);
    return well;
}

bool write_csv(const struct model *m, const char *dir, char *error, size_t size) {
    for (size_t i = 0; i < m->n; i++)
        if (!write_one(&m->tables[i], true, dir, error, size) ||
            !write_one(&m->tables[i], false, dir, error, size))
            return false;
    return true;
}

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    return write_csv(made->model, path, error, size);
}

const struct print_format format_csv = { "Tables (CSV)", "CSV/", write };
