/* The inside of the desk: its one struct and what the files of admin/ share. Not for the rooms
 * below it (admin/agenda ...): theirs is desk.h. */
#ifndef ADMIN_INNER_H
#define ADMIN_INNER_H
#include "admin/desk.h"

struct worker;
struct desk {
    struct desk_config config;      /* texts borrowed from kiosk */
    struct web *web;                /* without a book: pages of no event, styles, errors */
    struct worker *workers[DESK_WORKS];
};
/* work.c */
struct worker *worker_start(void);
/* Takes no more work; what waits is woken without. Then joins. */
void worker_stop(struct worker *w);
void worker_free(struct worker *w);
/* visit.c */
const char *desk_role_word(enum desk_role role, const struct lang *lang);
/* routes.c: pages of no event */
void desk_get_events(struct http_req *req, void *ctx);
#endif
