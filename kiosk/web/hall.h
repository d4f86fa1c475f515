/* The events open now, on one guests' listener: which of them a request belongs to, and that none
 * is freed while anybody still looks at it. Any thread. */
#ifndef KIOSK_WEB_HALL_H
#define KIOSK_WEB_HALL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kiosk/web/web.h"

enum { HALL_EVENTS = 16 };
struct hall;
struct hall_event {             /* read-only while referenced */
    struct hall *hall;
    struct web *web;            /* with its book */
    const char *path;           /* of the event file */
    char code[8];
    void *owner;                /* of whoever opened it */
    bool main;                  /* the one the program was started with */
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
size_t hall_open_count(struct hall *h);
void hall_release(void *event);

/* Called with an event's code and web_part_version when names or consents were taken back there, on
 * that event's pacing thread. Set once, by the desk. */
void hall_on_taken_back(struct hall *h, void (*done)(void *ctx, const char *code,
                                                     uint64_t version), void *ctx);
/* Tells it, of the event that w serves; nothing while that is not in the list. */
void hall_taken_back(struct hall *h, struct web *w);

/* For struct http_config of the guests' listener, ctx = the hall: the struct web for a request, by
 * the code in its path or form, its cookies, its bearer token. Several open and none is meant: the
 * empty one. A stage that names its event gets that one or the empty one, never another. */
void *hall_pick(struct http_req *req, void *ctx);
/* Answers a stage for which hall_pick found no event (w: the empty one): which there are to choose
 * from, or that the named one is not open. False: w has an event, nothing was answered. */
bool hall_offer(struct web *w, struct http_req *req);
bool hall_host_ok(const char *host, void *ctx);
void hall_error(struct http_req *req, int status, void *ctx);
#endif
