/* Where things lie: the data directory, event files, the program itself. Main thread. */
#ifndef KIOSK_PLACE_H
#define KIOSK_PLACE_H
#include <stdbool.h>
#include "lib/lang.h"
#include "lib/str.h"

/* --data DIR (NULL: not given), else $STATE_DIRECTORY, $XDG_DATA_HOME/punktum,
 * ~/.local/share/punktum. Made when missing (0700). False with a sentence on standard error. */
bool place_data_dir(struct str *out, const char *given);
/* The event file meant by name: a path, or a name in the data directory with or without .punktum;
 * NULL: the only event there. Absolute. False with a sentence on standard error. */
bool place_event(struct str *out, const char *name, const char *data);
/* Where a new event goes: a path as it is, a bare name into the data directory; .punktum added. */
bool place_new_event(struct str *out, const char *name, const char *data);
/* Absolute, without needing the last part to exist. False with errno. */
bool place_absolute(struct str *out, const char *path);
/* Path of this program, and of its neighbour ("punktum-stage"). */
void place_program(struct str *out, const char *neighbour);
/* What the terminal speaks, by LC_ALL, LC_MESSAGES or LANG: German or English. */
const struct lang *place_language(void);
/* A private new folder (0700) in $TMPDIR or /tmp, for the caller to remove; those of killed
 * processes go before. Once a process. False with errno. */
bool place_temporary(struct str *out);
#endif
