/* Removing what the program made itself. Any thread; no state. */
#include "lib/folder.h"
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include "lib/str.h"

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

void folder_clear(const char *dir, const char *prefix) {
    struct str path = STR_INIT;
    DIR *d = opendir(dir);

    for (struct dirent *e; d && (e = readdir(d));) {
        if (!str_starts(e->d_name, prefix))
            continue;
        str_clear(&path);
        str_printf(&path, "%s/%s", dir, e->d_name);
        folder_remove(path.data);
    }
    if (d)
        closedir(d);
    str_release(&path);
}
