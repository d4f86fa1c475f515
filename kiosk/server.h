/* The events served now: the guests' listener, the organisers' one with the desk, and what they
 * share; wired and ended in the right order. Main thread, but for opening and closing events. */
#ifndef KIOSK_SERVER_H
#define KIOSK_SERVER_H
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include "admin/admin.h"
#include "events/book/book.h"
#include "kiosk/open.h"
#include "kiosk/web/web.h"
#include "lib/http/http.h"

struct server_config {
    const char *event_path;     /* absolute */
    const char *bind;           /* numeric address to listen on, NULL: all */
    const char *address;        /* where guests reach us, NULL: chosen */
    int port;                   /* -1: 80, else 8080; 0: any free one */
    unsigned connections;       /* at most; 0: by the number of guests expected */
    bool bench;                 /* measuring: limits of one person from the event's settings */
    const char *data_dir;       /* NULL: no desk */
    const char *admin_bind;     /* of the desk, NULL: this machine only */
    int admin_port;             /* -1: 8081, else any; 0: any free one */
};
struct server {                 /* zeroed before server_start */
    struct web *web;            /* of the event it was started with; borrowed from opened */
    struct book *book;
    struct web *empty;          /* for guests while no event is open */
    struct hall *hall;
    struct http *http, *desk_http;
    struct desk *desk;
    struct web_config web_config;
    pthread_mutex_t lock;       /* protects opened and ending */
    struct opened *opened[HALL_EVENTS];
    bool ending;                /* nothing is opened or closed any more */
    char *program, *stage_program;  /* owned */
    unsigned char stage_hash[BOOK_HASH];    /* of our own stage's token; protected by lock */
    bool has_stage;             /* and it has one */
};
/* 0 when it serves; else the exit code, with a sentence on standard error and nothing left. */
int server_start(struct server *s, const struct server_config *config);
/* Orderly: no new connections, the queues are written, everybody answered, the files closed. */
void server_stop(struct server *s);

/* A fresh moderator's link to the event it was started with, stored as a hash. False when it could
 * not be stored. */
bool server_add_moderator(struct server *s, const char *token);
/* The right of our own stage, in every event that is open now or will be. A token that is known
 * already (a restart) is fine. */
bool server_welcome_stage(struct server *s, const char *token);
/* "http://10.0.0.1[:8080]" */
void server_url(struct server *s, struct str *out);
#endif
