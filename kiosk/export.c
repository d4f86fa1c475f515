/* punktum export: the documentation of an event, or the record alone, into a folder. Works on a
 * private copy in a folder of its own, never on the event file itself. For whoever started it each
 * step is a line "progress 3 of 11 PDF" on standard output; SIGTERM, or the end of the parent's
 * pipe, ends it between two steps. Main thread. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "admin/print/print.h"
#include "events/book/book.h"
#include "kiosk/control.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "lib/child.h"
#include "lib/folder.h"

static const struct opt_row rows[] = {
    { "format", "LIST", 
      "all (default), record, or pdf,odt,html,xlsx,csv,charts,pictures,json,ics" },
    { "zip", "FILE", "the ZIP of all files goes there" },
    { "data", "DIR", "data directory" },
    { NULL, NULL, NULL }
};

/* SIGTERM and SIGINT are held back and looked for: a file is never left half written. */
static void hold_signals(void) {
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
}

static bool is_stopped(void) {
    sigset_t waiting;

    sigpending(&waiting);
    return sigismember(&waiting, SIGTERM) || sigismember(&waiting, SIGINT) || child_parent_gone();
}

static bool progress(void *ctx, int done, int of, const char *what) {
    (void)ctx;
    printf("progress %d of %d %s\n", done, of, what);
    fflush(stdout);
    return !is_stopped();
}

static bool documents(struct book *b, const struct opt *o, char *error, size_t size) {
    const char *format = opt_value(o, "format"), *dir = opt_arg(o, 1), *zip = opt_value(o, "zip");
    struct str stage = STR_INIT, made = STR_INIT;
    struct print_order order = { .book = b, .dir = dir, .progress = progress };
    bool well = false;

    place_program(&stage, "punktum-stage");
    if (access(stage.data, X_OK) == 0)
        order.stage_program = stage.data;
    if (format && strcmp(format, "all") != 0)
        order.only = format;
    str_printf(&made, "%s/Dokumentation.zip", dir);
    switch (print_documents(&order, error, size)) {
    case PRINT_DONE:
        well = !zip || rename(made.data, zip) == 0 ||
               (str_format(error, size, "%s: %s", zip, strerror(errno)), false);
        break;
    case PRINT_STOPPED:
        str_format(error, size, "stopped");
        break;
    case PRINT_FAILED:
        break;
    }
    str_release(&stage);
    str_release(&made);
    return well;
}

static bool write_all(const char *copy, const struct opt *o, char *error, size_t size) {
    const char *format = opt_value(o, "format");
    const struct book_snap *snap;
    struct book_paper paper = { .texts = NULL };
    struct book *b = NULL;
    bool well;

    if (book_open(&b, copy, NULL, NULL) != BOOK_OPENED) {
        str_format(error, size, "the copy cannot be opened");
        return false;
    }
    if (format && strcmp(format, "record") == 0) {
        snap = book_snap(b);
        well = book_paper(b, &paper);
        if (well)
            well = print_record(snap, &paper, opt_arg(o, 1), error, size);
        else
            str_format(error, size, "the copy cannot be read");
        book_paper_release(&paper);
        book_snap_release(snap);
    } else {
        well = documents(b, o, error, size);
    }
    book_close(b);
    return well;
}

static bool format_known(const char *format) {
    if (!format || strcmp(format, "all") == 0 || strcmp(format, "record") == 0 ||
        print_formats_known(format))
        return true;
    fprintf(stderr, "punktum export: no such format: %s (%s)\n", format, rows[0].help);
    return false;
}

static int export(const struct opt *o) {
    struct str path = STR_INIT, dir = STR_INIT, copy = STR_INIT;
    char error[512] = "";
    int code = VERB_FAILED;

    if (!format_known(opt_value(o, "format"))) {
        code = VERB_USAGE;
        goto out;
    }
    hold_signals();
    (void)setpriority(PRIO_PROCESS, 0, 10);        /* whoever votes meanwhile comes first */
    if (!place_event(&path, opt_arg(o, 0), opt_value(o, "data")))
        goto out;
    if (!place_temporary(&dir)) {
        fprintf(stderr, "punktum: no temporary folder: %s\n", strerror(errno));
        goto out;
    }
    str_printf(&copy, "%s/copy.punktum", dir.data);
    if (control_copy_any(path.data, copy.data, error, sizeof error) &&
        write_all(copy.data, o, error, sizeof error))
        code = VERB_OK;
    else
        fprintf(stderr, "punktum: nothing more is written: %s\n", error);
    folder_remove(dir.data);
out:
    str_release(&path);
    str_release(&dir);
    str_release(&copy);
    return code;
}

const struct verb verb_export = {
    "export", "FILE DIR [--format LIST]", "write the documentation of an event into a folder",
    rows, 2, 2, export
};
