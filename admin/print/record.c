/* The record of an event as files: one model, every writer. Child process (punktum export) or any
 * one thread; folder for the owner only, because it holds names. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "admin/print/print.h"
#include "admin/print/tables.h"
#include "admin/print/write.h"
#include "lib/str.h"

bool print_record(const struct book_snap *snap, const struct book_paper *paper, const char *dir,
                  char *error, size_t size) {
    struct model m;
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
        str_format(error, size, "%s: %s", dir, strerror(errno));
        return false;
    }
    mode_t old = umask(0077);
    tables_build(&m, snap);
    if (paper)
        tables_paper(&m, snap, paper);
    struct str workbook = STR_INIT;
    str_printf(&workbook, "%s/record.xlsx", dir);
    bool well = write_csv(&m, dir, error, size) && write_xlsx(&m, workbook.data, error, size);
    str_release(&workbook);
    model_release(&m);
    umask(old);
    return well;
}
