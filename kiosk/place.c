/* Paths: data directory (J-01a, K-12), event files, temporary folders. Main thread. */
#include "kiosk/place.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/folder.h"

static const char suffix[] = ".punktum";
#define PLACE_TEMPORARY "punktum-"

static bool ends_with(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);

    return a >= b && strcmp(text + a - b, end) == 0;
}

/* mkdir -p, the last part readable by its owner only. */
static bool make_dirs(const char *path) {
    struct str part = STR_INIT;
    bool well = true;

    for (const char *p = path; well && p; p = strchr(p + 1, '/')) {
        str_clear(&part);
        str_add(&part, path, (size_t)(p - path));
        if (part.len)
            well = mkdir(part.data, 0755) == 0 || errno == EEXIST;
    }
    well = well && (mkdir(path, 0700) == 0 || errno == EEXIST);
    str_release(&part);
    return well;
}

bool place_data_dir(struct str *out, const char *given) {
    const char *state = getenv("STATE_DIRECTORY"), *xdg = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    str_clear(out);
    if (given && *given)
        str_puts(out, given);
    else if (state && *state)
        str_add(out, state, strcspn(state, ":"));
    else if (xdg && *xdg == '/')
        str_printf(out, "%s/punktum", xdg);
    else
        str_printf(out, "%s/.local/share/punktum", home && *home ? home : "/tmp");
    if (make_dirs(out->data))
        return true;
    fprintf(stderr, "punktum: data directory %s: %s\n", out->data, strerror(errno));
    return false;
}

bool place_absolute(struct str *out, const char *path) {
    char here[PATH_MAX];

    str_clear(out);
    if (*path != '/') {
        if (!getcwd(here, sizeof here))
            return false;
        str_printf(out, "%s/", here);
    }
    str_puts(out, path);
    return true;
}

/* The only *.punktum in dir; hidden ones are the program's own. */
static bool only_event(struct str *out, const char *dir) {
    DIR *d = opendir(dir);
    int found = 0;

    for (struct dirent *e; d && (e = readdir(d));) {
        if (e->d_name[0] == '.' || !ends_with(e->d_name, suffix))
            continue;
        found++;
        str_clear(out);
        str_printf(out, "%s/%s", dir, e->d_name);
    }
    if (d)
        closedir(d);
    if (found != 1)
        fprintf(stderr, "punktum: %d events in %s; name one\n", found, dir);
    return found == 1;
}

bool place_event(struct str *out, const char *name, const char *data) {
    struct str dir = STR_INIT, found = STR_INIT;
    bool well = false;

    if (name && access(name, F_OK) == 0) {
        str_puts(&found, name);
    } else if (!name || !strchr(name, '/')) {
        if (!place_data_dir(&dir, data))
            goto out;
        if (!name && !only_event(&found, dir.data))
            goto out;
        if (name)
            str_printf(&found, "%s/%s%s", dir.data, name, ends_with(name, suffix) ? "" : suffix);
    } else {
        str_puts(&found, name);
    }
    if (access(found.data, F_OK) != 0)
        fprintf(stderr, "punktum: no event file %s\n", found.data);
    else if (!(well = place_absolute(out, found.data)))
        fprintf(stderr, "punktum: %s: %s\n", found.data, strerror(errno));
out:
    str_release(&dir);
    str_release(&found);
    return well;
}

bool place_new_event(struct str *out, const char *name, const char *data) {
    struct str dir = STR_INIT, path = STR_INIT;
    bool well = true;

    if (!strchr(name, '/') && (well = place_data_dir(&dir, data)))
        str_printf(&path, "%s/", dir.data);
    str_printf(&path, "%s%s", name, ends_with(name, suffix) ? "" : suffix);
    well = well && place_absolute(out, path.data);
    str_release(&dir);
    str_release(&path);
    return well;
}

void place_program(struct str *out, const char *neighbour) {
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

    str_clear(out);
    str_add(out, n > 0 ? self : "punktum", n > 0 ? (size_t)n : 7);
    if (neighbour) {
        const char *slash = strrchr(out->data, '/');
        struct str path = STR_INIT;
        str_add(&path, out->data, slash ? (size_t)(slash - out->data + 1) : 0);
        str_puts(&path, neighbour);
        str_release(out);
        *out = path;
    }
}

const struct lang *place_language(void) {
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *value = NULL;

    for (size_t i = 0; i < sizeof names / sizeof *names && !(value && *value); i++)
        value = getenv(names[i]);
    return lang_get(value && str_starts(value, "de") ? "de" : "en");
}

bool place_temporary(struct str *out) {
    const char *tmp = getenv("TMPDIR");

    tmp = tmp && *tmp == '/' ? tmp : "/tmp";
    folder_clear_dead(tmp, PLACE_TEMPORARY);
    folder_own(out, tmp, PLACE_TEMPORARY);
    str_puts(out, "XXXXXX");
    return mkdtemp(out->data) != NULL;
}
