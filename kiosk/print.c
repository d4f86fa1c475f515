/* punktum print: badges, signs, cards and ballots as PDF, from a private copy of the event. New
 * personal codes of badges come by standard input, a line "PERSON CODE" each, and the file goes to
 * standard output with "-": codes are never arguments and never lie on a disk. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/prints.h"
#include "events/book/book.h"
#include "kiosk/control.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "kiosk/web/web.h"
#include "lib/folder.h"
#include "lib/mem.h"
#include "lib/values.h"

enum { OFFSET_MAX = 20, LINE_MAX_LEN = 64 };

static const struct opt_row rows[] = {
    { "data", "DIR", "data directory" },
    { "sheet", "NAME", "sheet of labels for badges and calibration (90x60, l4785, ...)" },
    { "start", "N", "first free label of the first sheet (1)" },
    { "offset-x", "MM", "shift to the right, -20 to 20" },
    { "offset-y", "MM", "shift downwards, -20 to 20" },
    { "per", "N", "ballots a page: 4 or 8 (as they fit)" },
    { "item", "ID", "ballots of this agenda item only" },
    { "address", "ADDRESS", "where guests reach the server" },
    { "port", "N", "and its port (80)" },
    { "notes", NULL, "badges to look at (PERSON PT CLIPPED MISSING) before the PDF" },
    { "codes", NULL, "badges: people and their new codes come by standard input" },
    { NULL, NULL, NULL }
};

static bool wrong(const char *name) {
    fprintf(stderr, "punktum print: --%s cannot be used\n", name);
    return false;
}

static bool number(const struct opt *o, const char *name, long long min, long long max,
                   long long *value) {
    const char *text = opt_value(o, name);
    return !text || str_number(text, min, max, value) || wrong(name);
}

static bool offset(const struct opt *o, const char *name, double *value) {
    const char *text = opt_value(o, name);
    return !text || values_mm(text, -OFFSET_MAX, OFFSET_MAX, value) || wrong(name);
}

static bool options(const struct opt *o, struct prints_job *job) {
    long long start = 1, per = 0, item = 0, port = 80;
    if (!number(o, "start", 1, 999, &start) || !number(o, "per", 4, 8, &per) ||
        !number(o, "item", 1, INT64_MAX, &item) || !number(o, "port", 1, 65535, &port) ||
        !offset(o, "offset-x", &job->offset_x) || !offset(o, "offset-y", &job->offset_y))
        return false;
    job->what = opt_arg(o, 1);
    job->sheet = opt_value(o, "sheet");
    job->address = opt_value(o, "address");
    job->start = (int)start;
    job->per_page = (int)per;
    job->item = item;
    job->port = (unsigned)port;
    return true;
}

/* "17 K7MQ-3XPA"; false when it is none. */
static bool code_line(struct prints_code *out, char *line) {
    char clean[9], *space = strchr(line, ' ');
    long long person;
    line[strcspn(line, "\n")] = '\0';
    if (!space)
        return false;
    *space = '\0';
    if (!str_number(line, 1, INT64_MAX, &person) || !secret_code_clean(clean, 8, space + 1))
        return false;
    out->person = person;
    return str_format(out->code, sizeof out->code, "%.4s-%.4s", clean, clean + 4);
}

static bool read_codes(struct prints_code **list, size_t *n) {
    char line[LINE_MAX_LEN];
    while (fgets(line, sizeof line, stdin)) {
        *list = mem_resize(*list, *n + 1, sizeof **list);
        if (!code_line(&(*list)[*n], line)) {
            fprintf(stderr, "punktum print: line %zu of the codes is none\n", *n + 1);
            return false;
        }
        ++*n;
    }
    return true;
}

/* Without codes: everybody, without a code on the badge. */
static void everybody(const struct book_snap *s, struct prints_code **list, size_t *n) {
    *list = mem_new(s->people_n + 1, sizeof **list);
    for (size_t i = 0; i < s->people_n; i++)
        (*list)[(*n)++].person = s->people[i].id;
}

static void tell(const struct prints_notes *notes) {
    fprintf(stderr, "punktum: %d pages", notes->pages);
    if (notes->badges)
        fprintf(stderr, ", %d badges", notes->badges);
    if (notes->small)
        fprintf(stderr, ", %d names below 20 pt (choose larger labels)", notes->small);
    if (notes->clipped)
        fprintf(stderr, ", %d texts did not fit", notes->clipped);
    if (notes->missing)
        fprintf(stderr, ", %d characters without a font", notes->missing);
    fputc('\n', stderr);
}

/* with_notes: lines of badges to look at and an empty line stand before the PDF. */
static bool make(struct prints_job *job, const char *copy, bool with_notes, struct str *out,
                 char *error, size_t size) {
    struct str pdf = STR_INIT;
    struct prints_notes notes;
    struct prints_code *all = NULL;
    struct web_address own = { .address = "127.0.0.1" };
    struct book *b = NULL;

    if (book_open(&b, copy, NULL, NULL) != BOOK_OPENED)
        return str_format(error, size, "the copy cannot be opened") && false;
    const struct book_snap *s = book_snap(b);
    job->book = b;
    if (!job->address && s->settings.address[0])
        job->address = s->settings.address;
    if (!job->address && web_addresses(&own, 1))
        job->address = own.address;
    if (!job->address)
        job->address = own.address;
    if (!job->codes) {
        everybody(s, &all, &job->codes_n);
        job->codes = all;
    }
    bool well = prints_make(s, job, &pdf, &notes, error, size);
    if (well)
        tell(&notes);
    if (well && with_notes)
        str_printf(out, "%s\n", notes.look.data);
    if (well)
        str_add(out, pdf.data, pdf.len);
    explicit_bzero(pdf.data, pdf.len);
    str_release(&pdf);
    str_release(&notes.look);
    book_snap_release(s);
    book_close(b);
    free(all);
    return well;
}

/* "-": standard output. */
static bool deliver(const struct str *pdf, const char *path, char *error, size_t size) {
    bool out = strcmp(path, "-") == 0;
    FILE *f = out ? stdout : fopen(path, "wb");
    bool well = f && fwrite(pdf->data, 1, pdf->len, f) == pdf->len && fflush(f) == 0;
    if (f && !out)
        well = fclose(f) == 0 && well;
    if (!well)
        str_format(error, size, "%s: %s", path, strerror(errno));
    return well;
}

static bool print_to(const struct opt *o, struct prints_job *job, const char *dir, char *error,
                     size_t size) {
    struct str path = STR_INIT, copy = STR_INIT, pdf = STR_INIT;
    bool well = false;

    str_printf(&copy, "%s/copy.punktum", dir);
    if (place_event(&path, opt_arg(o, 0), opt_value(o, "data")))
        well = control_copy_any(path.data, copy.data, error, size) &&
               make(job, copy.data, opt_has(o, "notes"), &pdf, error, size) &&
               deliver(&pdf, opt_arg(o, 2), error, size);
    str_release(&path);
    str_release(&copy);
    str_release(&pdf);
    return well;
}

static int print(const struct opt *o) {
    struct str dir = STR_INIT;
    struct prints_job job = { 0 };
    struct prints_code *codes = NULL;
    char error[512] = "";
    int code = VERB_FAILED;

    if (!options(o, &job))
        return VERB_USAGE;
    if (opt_has(o, "codes") && !read_codes(&codes, &job.codes_n))
        goto out;
    job.codes = codes;
    if (!place_temporary(&dir)) {
        fprintf(stderr, "punktum: no temporary folder: %s\n", strerror(errno));
        goto out;
    }
    if (print_to(o, &job, dir.data, error, sizeof error))
        code = VERB_OK;
    else if (*error)
        fprintf(stderr, "punktum: nothing printed: %s\n", error);
    folder_remove(dir.data);
out:
    free(codes);
    str_release(&dir);
    return code;
}

const struct verb verb_print = {
    "print", "FILE WHAT OUT.pdf",
    "make a PDF: invitation, programme, script, badges, signs, access, ballots, calibration",
    rows, 3, 3, print
};
