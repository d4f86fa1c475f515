/* punktum check: can this event JSON or event file be used? One line per finding. Main thread. */
#include <stdio.h>
#include <string.h>
#include "events/book/book.h"
#include "kiosk/place.h"
#include "kiosk/read.h"
#include "kiosk/verb.h"

static const struct opt_row rows[] = {
    { "data", "DIR", "data directory" },
    { NULL, NULL, NULL }
};

static int check(const struct opt *o) {
    const char *name = opt_arg(o, 0);
    size_t len = strlen(name);
    struct str text = STR_INIT, path = STR_INIT, findings = STR_INIT;
    int code = VERB_CONFIG;
    bool well;

    if (len > 5 && strcmp(name + len - 5, ".json") == 0) {
        if (!read_file(&text, name))
            goto out;
        well = book_check_json(&findings, text.data, text.len);
    } else {
        if (!place_event(&path, name, opt_value(o, "data")))
            goto out;
        well = book_check_file(&findings, path.data);
    }
    fputs(findings.data, well ? stdout : stderr);
    if (well)
        printf("%s: can be used\n", name);
    code = well ? VERB_OK : VERB_CONFIG;
out:
    str_release(&text);
    str_release(&path);
    str_release(&findings);
    return code;
}

const struct verb verb_check = {
    "check", "FILE|JSON", "check an event file or an event JSON", rows, 1, 1, check
};
