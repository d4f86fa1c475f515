/* punktum backup: a private copy of an event, live or closed, without what is not sealed yet. */
#include <stdio.h>
#include <unistd.h>
#include "kiosk/control.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"

static const struct opt_row rows[] = {
    { "data", "DIR", "data directory" },
    { NULL, NULL, NULL }
};

static int backup(const struct opt *o) {
    struct str path = STR_INIT, to = STR_INIT;
    char error[512] = "";
    int code = VERB_FAILED;

    if (!place_event(&path, opt_arg(o, 0), opt_value(o, "data")) ||
        !place_absolute(&to, opt_arg(o, 1)))
        goto out;
    if (access(to.data, F_OK) == 0) {
        fprintf(stderr, "punktum: %s exists already\n", to.data);
    } else if (control_copy_any(path.data, to.data, error, sizeof error)) {
        code = VERB_OK;
    } else {
        fprintf(stderr, "punktum: no backup: %s\n", error);
    }
out:
    str_release(&path);
    str_release(&to);
    return code;
}

const struct verb verb_backup = {
    "backup", "FILE TO", "copy an event, also while it is being served", rows, 2, 2, backup
};
