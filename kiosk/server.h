/* One event being served: book, web, pages, listener and control socket, wired and ended in the
 * right order. Main thread. */
#ifndef KIOSK_SERVER_H
#define KIOSK_SERVER_H
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"
#include "kiosk/remote/remote.h"
#include "kiosk/web/web.h"
#include "lib/http/http.h"

struct control;
struct server_config {
    const char *event_path;     /* absolute */
    const char *bind;           /* numeric address to listen on, NULL: all */
    const char *address;        /* where guests reach us, NULL: chosen */
    int port;                   /* -1: 80, else 8080; 0: any free one */
    unsigned connections;       /* at most; 0: by the number of guests expected */
    bool bench;                 /* measuring: limits of one person from the event's settings */
};
struct server {                 /* zeroed before server_start */
    struct web *web;
    struct book *book;
    struct http *http;
    struct remote *remote;
    struct control *control;
    struct remote_config remote_config;
    char *program, *record_dir; /* owned */
};
/* 0 when it serves; else the exit code, with a sentence on standard error and nothing left. */
int server_start(struct server *s, const struct server_config *config);
/* Orderly: no new connections, the queue is written, everybody answered, the file closed. */
void server_stop(struct server *s);

/* A fresh moderator's link, or the stage's right when stage: stored as a hash. A token that is
 * known already (a restart) is fine. False when it could not be stored. */
bool server_add_remote(struct server *s, const char *token, bool stage);
/* "http://10.0.0.1[:8080]" */
void server_url(struct server *s, struct str *out);
#endif
