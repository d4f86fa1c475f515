/* One event opened for guests: its book, web context, pages and control socket, made and ended in
 * the right order. The server opens and closes several (kiosk/server.h); main or worker thread. */
#ifndef KIOSK_OPEN_H
#define KIOSK_OPEN_H
#include "kiosk/remote/remote.h"
#include "kiosk/web/hall.h"

struct control;
struct opened {
    struct hall_event *event;       /* NULL while it is not in the hall */
    struct web *web;
    struct book *book;
    struct remote *remote;
    struct control *control;
    struct remote_config remote_config;
    struct hall *hall;          /* borrowed */
    char *path, *program, *record_dir;  /* owned */
};
struct open_config {
    struct hall *hall;
    const char *path;               /* absolute */
    const struct web_config *web;
    unsigned port;                  /* of the guests' listener, 0: set later by web_set_port */
    bool main;                      /* the one the program was started with */
};
/* 0, or the exit code with a sentence in error and nothing left. o is zeroed before. */
int open_event(struct opened *o, const struct open_config *config, char *error, size_t size);
/* The two halves of closing while a listener is about to end: everything is written, who waits is
 * woken; then, when the listener has ended, all is freed. */
void open_quiesce(struct opened *o);
void open_free(struct opened *o);
/* Both, while the listener goes on: waits for the last requests. Worker thread. */
void open_close(struct opened *o);
#endif
