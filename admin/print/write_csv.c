/* Tables as CSV files: one as German offices open it, one raw. See write.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "admin/print/write.h"
#include "lib/clock.h"
#include "lib/csv.h"

static void add_cell(struct csv *c, const struct model_cell *cell)
{
    char stamp[20];
    switch (cell->type) {
    case MODEL_EMPTY:
        csv_text(c, "");
        break;
    case MODEL_TEXT:
        csv_text(c, cell->text);
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

static void fill(struct csv *c, const struct model_table *t)
{
    for (size_t i = 0; i < t->columns; i++)
        csv_text(c, t->heads[i]);
    csv_end_row(c);
    for (size_t i = 0; i < t->n; i++) {
        add_cell(c, &t->cells[i]);
        if ((i + 1) % t->columns == 0)
            csv_end_row(c);
    }
}

/* Whole or not at all: somebody may be fetching the file of an earlier record. */
static bool save(const char *dir, const char *name, const struct str *text, char *error,
                 size_t size)
{
    struct str made = STR_INIT, path = STR_INIT;
    str_printf(&made, "%s/.%s.new", dir, name);
    str_printf(&path, "%s/%s", dir, name);
    FILE *f = fopen(made.data, "wb");
    bool well = f && fwrite(text->data, 1, text->len, f) == text->len;
    if (f)
        well = fclose(f) == 0 && well;
    well = well && rename(made.data, path.data) == 0;
    if (!well) {
        str_format(error, size, "%s: %s", path.data, strerror(errno));
        unlink(made.data);
    }
    str_release(&made);
    str_release(&path);
    return well;
}

static bool write_one(const struct model_table *t, bool excel, const char *dir, char *error,
                      size_t size)
{
    struct str name = STR_INIT;
    struct csv c;
    csv_init(&c, excel);
    fill(&c, t);
    str_printf(&name, "%s%s.csv", t->file, excel ? "" : "-roh");
    bool well = save(dir, name.data, &c.out, error, size);
    str_release(&name);
    csv_release(&c);
    return well;
}

bool write_csv(const struct model *m, const char *dir, char *error, size_t size)
{
    for (size_t i = 0; i < m->n; i++)
        if (!write_one(&m->tables[i], true, dir, error, size) ||
            !write_one(&m->tables[i], false, dir, error, size))
            return false;
    return true;
}
