/* Removing what the program made itself. Any thread; no state. */
#include "lib/folder.h"
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDERS_OPEN = 8 };

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

void folder_remove(const char *path) {
    (void)nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

/* Everything in dir that begins with prefix and is wanted away. */
static void clear(const char *dir, const char *prefix, bool (*wanted)(const char *rest)) {
    struct str path = STR_INIT;
    DIR *d = opendir(dir);

    for (struct dirent *e; d && (e = readdir(d));) {
        if (!str_starts(e->d_name, prefix) || !wanted(e->d_name + strlen(prefix)))
            continue;
        str_clear(&path);
        str_printf(&path, "%s/%s", dir, e->d_name);
        folder_remove(path.data);
    }
    if (d)
        closedir(d);
    str_release(&path);
}

static bool any(const char *rest) {
    (void)rest;
    return true;
}

/* "1234-...": of a process that is no more, or had our number before us. */
static bool of_dead(const char *rest) {
    char *end;
    long pid = strtol(rest, &end, 10);

    return end > rest && *rest >= '1' && *rest <= '9' && *end == '-' && pid <= INT_MAX &&
           (pid == getpid() || (kill((pid_t)pid, 0) != 0 && errno == ESRCH));
}

void folder_clear(const char *dir, const char *prefix) {
    clear(dir, prefix, any);
}

void folder_own(struct str *out, const char *dir, const char *prefix) {
    str_clear(out);
    str_printf(out, "%s/%s%ld-", dir, prefix, (long)getpid());
}

void folder_clear_dead(const char *dir, const char *prefix) {
    clear(dir, prefix, of_dead);
}
