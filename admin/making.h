/* Documents in the making: one child per event (punktum export), watched by a thread of its own, so
 * that pages only look. A finished folder takes the place of the one before; a cancelled or failed
 * one leaves that as it was. Any thread. */
#ifndef ADMIN_MAKING_H
#define ADMIN_MAKING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/str.h"

struct making;
struct making_state {
    bool running, cancelling;
    bool failed, cancelled;            /* how the last one ended */
    int done, of;                      /* of its steps */
    char what[96];                     /* what comes now, in the event's language */
    int64_t made_ms;                   /* when the folder there was made; 0: none */
};
/* folder: where the events' folders lie; what stands there from before is deleted. */
struct making *making_new(const char *folder);
/* Ends all children and waits for them. */
void making_stop(struct making *m);
void making_free(struct making *m);

/* Starts PROGRAM export PATH FOLDER --format FORMATS for that event, whose snapshot has that
 * version now. False when one runs already or two others do. */
struct making_order { const char *code, *program, *path, *formats; uint64_t version; };
bool making_start(struct making *m, const struct making_order *order);
void making_cancel(struct making *m, const char *code);
void making_look(struct making *m, const char *code, struct making_state *out);
/* What was begun before that version goes, finished or not: names in it are no longer to be told.
 * UINT64_MAX: all, the event is closed. */
void making_forget(struct making *m, const char *code, uint64_t version);
/* Path of a file in the finished folder. */
void making_path(const struct making *m, const char *code, const char *file, struct str *out);
#endif
