/* Folders and files that are the program's own and have to go again. Any thread; each call looks at
 * the disk, so not on a pool thread where much may lie. */
#ifndef LIB_FOLDER_H
#define LIB_FOLDER_H
#include "lib/str.h"

/* The folder with all in it, or the file; links are not followed. What is not there is gone. */
void folder_remove(const char *path);
/* Everything in dir whose name begins with prefix. */
void folder_clear(const char *dir, const char *prefix);
/* Begins a path of a temporary thing of this process: "DIR/PREFIX1234-". */
void folder_own(struct str *out, const char *dir, const char *prefix);
/* Removes what was so named by processes that have ended: killed ones clean nothing up. Before the
 * first of this process's own. */
void folder_clear_dead(const char *dir, const char *prefix);
#endif
