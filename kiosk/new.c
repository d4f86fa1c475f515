/* punktum new: an event file from an event JSON (a file, or a sample by its name). Main thread. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "events/book/book.h"
#include "kiosk/place.h"
#include "kiosk/read.h"
#include "kiosk/verb.h"
#include "lib/asset.h"

static const struct opt_row rows[] = {
    { "from", "JSON", "event JSON: a file, or the name of a sample" },
    { "data", "DIR", "data directory" },
    { "if-missing", NULL, "an event of that name that is there already is fine" },
    { "assets", "DIR", "read samples from this source tree" },
    { NULL, NULL, NULL }
};

static void list_samples(void)
{
    const char *name;

    fprintf(stderr, "samples:");
    for (size_t i = 0; (name = asset_name("samples/", i)); i++)
        fprintf(stderr, " %.*s", (int)strcspn(name + 8, "."), name + 8);
    fputc('\n', stderr);
}

/* The JSON's text: a file first, then a sample. */
static bool find_json(struct str *out, const char *from)
{
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

static int new_event(const struct opt *o)
{
    struct str json = STR_INIT, path = STR_INIT, findings = STR_INIT;
    char error[512] = "";
    int code = VERB_CONFIG;

    if (opt_has(o, "assets"))
        asset_set_root(opt_value(o, "assets"));
    if (!opt_has(o, "from")) {
        fprintf(stderr, "punktum new: --from is missing; ");
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
    if (!find_json(&json, opt_value(o, "from")))
        goto out;
    if (!book_check_json(&findings, json.data, json.len)) {
        fputs(findings.data, stderr);
        goto out;
    }
    code = book_create(path.data, json.data, json.len, error, sizeof error) ? VERB_OK : VERB_FAILED;
    if (code != VERB_OK)
        fprintf(stderr, "punktum: %s: %s\n", path.data, error);
done:
    if (code == VERB_OK)
        puts(path.data);
out:
    str_release(&json);
    str_release(&path);
    str_release(&findings);
    return code;
}

const struct verb verb_new = {
    "new", "FILE --from JSON|SAMPLE", "make an event file from an event JSON or a sample",
    rows, 1, 1, new_event
};
