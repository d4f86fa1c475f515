/* punktum new: an event file from an event JSON (a file, or a sample by its name) or from the
 * record of an event that was. Main thread. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "admin/renew.h"
#include "events/book/book.h"
#include "events/book/record.h"
#include "kiosk/place.h"
#include "kiosk/read.h"
#include "kiosk/verb.h"
#include "lib/asset.h"

static const struct opt_row rows[] = {
    { "from", "JSON", "event JSON: a file, or the name of a sample" },
    { "record", "JSON", "record of an event (Daten.json of a documentation)" },
    { "data", "DIR", "data directory" },
    { "if-missing", NULL, "an event of that name that is there already is fine" },
    { "assets", "DIR", "read samples from this source tree" },
    { NULL, NULL, NULL }
};

static void list_samples(void) {
    const char *name;

    fprintf(stderr, "samples:");
    for (size_t i = 0; (name = asset_name("samples/", i)); i++)
        fprintf(stderr, " %.*s", (int)strcspn(name + 8, "."), name + 8);
    fputc('\n', stderr);
}

/* The JSON's text: a file first, then a sample. */
static bool find_json(struct str *out, const char *from) {
    struct str name = STR_INIT;
    const char *text = NULL;
    size_t len;

    if (access(from, F_OK) == 0)
        return read_file(out, from);
    str_printf(&name, "samples/%s%s", from, strstr(from, ".json") ? "" : ".json");
    if (!strchr(from, '/') && (text = asset_get(name.data, &len)))
        str_add(out, text, len);
    else
        fprintf(stderr, "punktum: no file and no sample %s; ", from);
    if (!text)
        list_samples();
    str_release(&name);
    return text != NULL;
}

/* Checked before anything is written, findings one a line. */
static int from_plan(const char *path, const char *from, char *error, size_t size) {
    struct str json = STR_INIT, findings = STR_INIT;
    int code = VERB_CONFIG;

    if (!find_json(&json, from))
        goto out;
    if (!book_check_json(&findings, json.data, json.len)) {
        fputs(findings.data, stderr);
        goto out;
    }
    code = book_create(path, json.data, json.len, error, size) ? VERB_OK : VERB_FAILED;
out:
    str_release(&json);
    str_release(&findings);
    return code;
}

static int from_record(const char *path, const char *from, char *error, size_t size) {
    struct str json = STR_INIT, program = STR_INIT;
    int code = VERB_CONFIG;

    place_program(&program, NULL);
    const struct book_renew renew = desk_renew(program.data);
    if (read_file(&json, from) &&
        book_create_record(path, json.data, json.len, &renew, error, size))
        code = VERB_OK;
    str_release(&json);
    str_release(&program);
    return code;
}

static int new_event(const struct opt *o) {
    struct str path = STR_INIT;
    char error[512] = "";
    int code = VERB_CONFIG;

    if (opt_has(o, "assets"))
        asset_set_root(opt_value(o, "assets"));
    if (opt_has(o, "from") == opt_has(o, "record")) {
        fprintf(stderr, "punktum new: either --from or --record; ");
        list_samples();
        code = VERB_USAGE;
        goto out;
    }
    if (!place_new_event(&path, opt_arg(o, 0), opt_value(o, "data"))) {
        code = VERB_FAILED;
        goto out;
    }
    if (opt_has(o, "if-missing") && access(path.data, F_OK) == 0) {
        code = VERB_OK;
        goto done;
    }
    code = opt_has(o, "record")
        ? from_record(path.data, opt_value(o, "record"), error, sizeof error)
        : from_plan(path.data, opt_value(o, "from"), error, sizeof error);
    if (*error)
        fprintf(stderr, "punktum: %s: %s\n", path.data, error);
done:
    if (code == VERB_OK)
        puts(path.data);
out:
    str_release(&path);
    return code;
}

const struct verb verb_new = {
    "new", "FILE --from JSON|SAMPLE | --record JSON",
    "make an event file from an event JSON, a sample or a record",
    rows, 1, 1, new_event
};
