/* The events open now, on one guests' listener: which of them a request belongs to, and that none
 * is freed while anybody still looks at it. Any thread. */
#ifndef KIOSK_WEB_HALL_H
#define KIOSK_WEB_HALL_H
#include <stdbool.h>
#include <stddef.h>
#include "kiosk/web/web.h"

enum { HALL_EVENTS = 16 };
struct hall;
struct hall_event {             /* read-only while referenced */
    struct hall *hall;
    struct web *web;            /* with its book */
    const char *path;           /* of the event file */
    char code[8];
    void *owner;                /* of whoever opened it */
};
/* empty serves assets and errors while no event is open; borrowed. */
struct hall *hall_new(struct web *empty);
void hall_free(struct hall *h);
/* A copy of event is put into the list, its code is read from the book. NULL: the hall is full or
 * an event of that code or path is there. */
struct hall_event *hall_add(struct hall *h, const struct hall_event *event);
/* New requests do not find it any more. */
void hall_remove(struct hall_event *e);
/* Waits until nobody holds it and no stream is open, then frees it (not its web). Between book_stop
 * and book_close, after web_close; never on a pool thread. */
void hall_drain(struct hall_event *e);
/* One reference each; NULL when there is none. */
struct hall_event *hall_find(struct hall *h, const char *code);
size_t hall_list(struct hall *h, struct hall_event *out[HALL_EVENTS]);
void hall_release(void *event);

/* For struct http_config of the guests' listener, ctx = the hall: the struct web for a request, by
 * the code in its path or form, its cookies, its bearer token; else the first event. */
void *hall_pick(struct http_req *req, void *ctx);
bool hall_host_ok(const char *host, void *ctx);
void hall_error(struct http_req *req, int status, void *ctx);
#endif
