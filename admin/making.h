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

/* Starts PROGRAM export PATH FOLDER --format FORMATS for that event. False when one runs
 * already or two others do. */
bool making_start(struct making *m, const char *code, const char *program, const char *path,
                  const char *formats);
void making_cancel(struct making *m, const char *code);
void making_look(struct making *m, const char *code, struct making_state *out);
/* The finished folder goes (names in it are no longer to be told); one in the making goes on. */
void making_forget(struct making *m, const char *code);
/* Path of a file in the finished folder. */
void making_path(const struct making *m, const char *code, const char *file, struct str *out);
#endif
