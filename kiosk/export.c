/* punktum export: the first record (CSV and XLSX) of an event into a folder. Works on a private
 * copy in a folder of its own, never on the event file itself. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "admin/print/print.h"
#include "events/book/book.h"
#include "kiosk/control.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"

static const struct opt_row rows[] = {
    { "data", "DIR", "data directory" },
    { NULL, NULL, NULL }
};

static bool record(const char *copy, const char *dir, char *error, size_t size)
{
    const struct book_snap *snap;
    struct book *b = NULL;
    bool well;

    if (book_open(&b, copy, NULL, NULL) != BOOK_OPENED) {
        str_format(error, size, "the copy cannot be opened");
        return false;
    }
    snap = book_snap(b);
    well = print_record(snap, dir, error, size);
    book_snap_release(snap);
    book_close(b);
    return well;
}

static int export(const struct opt *o)
{
    struct str path = STR_INIT, dir = STR_INIT, copy = STR_INIT;
    char error[512] = "";
    int code = VERB_FAILED;

    if (!place_event(&path, opt_arg(o, 0), opt_value(o, "data")))
        goto out;
    if (!place_temporary(&dir)) {
        fprintf(stderr, "punktum: no temporary folder: %s\n", strerror(errno));
        goto out;
    }
    str_printf(&copy, "%s/copy.punktum", dir.data);
    if (control_copy_any(path.data, copy.data, error, sizeof error) &&
        record(copy.data, opt_arg(o, 1), error, sizeof error))
        code = VERB_OK;
    else
        fprintf(stderr, "punktum: no record: %s\n", error);
    place_drop(dir.data);
out:
    str_release(&path);
    str_release(&dir);
    str_release(&copy);
    return code;
}

const struct verb verb_export = {
    "export", "FILE DIR", "write the record (CSV, XLSX) of an event into a folder",
    rows, 2, 2, export
};
