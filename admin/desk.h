/* One request at the desk as its rooms see it: who asks, for which event, and the answer. Pool
 * threads; a visit lives on the handler's stack. Routes of an event begin with /e/CODE: its code is
 * the route's first "*". Handlers look like this:
 *     struct desk_visit v;
 *     if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
 *     const struct book_reply *r = desk_answer(&v);
 *     if (!r && desk_may_post(&v)) desk_submit(&v, BOOK_ITEM_SET, id, seen, data);
 *     else if (r) desk_done(&v, r, "/e/K7MQ/agenda");
 *     desk_leave(&v);                                                                         */
#ifndef ADMIN_DESK_H
#define ADMIN_DESK_H
#include <jansson.h>
#include <stdbool.h>
#include "admin/admin.h"
#include "events/book/desk.h"
#include "kiosk/web/visit.h"
#include "kiosk/web/web.h"
#include "lib/str.h"

enum desk_role { DESK_NOBODY, DESK_HELPER, DESK_MODERATION, DESK_ORGANISATION };
struct desk_account { char name[64]; enum desk_role role; };
struct desk_visit {
    struct web_visit web;       /* web, req, snap (of the event, NULL without), lang, csrf */
    struct desk *desk;
    struct desk_account account;   /* role DESK_NOBODY on the way in */
    char code[8];               /* of the event, "" without */
};
/* Session and role; for /e/CODE routes the event's snapshot. False: an answer was sent (redirect to
 * /login, 403 with a sentence, 404 for an event that is not open). */
bool desk_enter(struct desk_visit *v, struct desk *d, struct http_req *req, enum desk_role need);
void desk_leave(struct desk_visit *v);
bool desk_may_post(struct desk_visit *v);       /* Origin and CSRF; false: a 403 was sent */
struct book *desk_book(const struct desk_visit *v);
struct making *desk_making(const struct desk *d);      /* admin/making.h */
const struct desk_config *desk_config(const struct desk *d);

/* Page "desk/x" with the desk's frame: navigation (nav marks "agenda", "people", ...), event title,
 * role, stage state. data is taken over. With nav NULL: no event's navigation. */
void desk_page(struct desk_visit *v, int status, const char *template, const char *nav,
               json_t *data);
/* Submits with the account's name and parks. data is taken over (may be NULL). */
void desk_submit(struct desk_visit *v, enum book_desk_what what, int64_t id, int64_t seen,
                 json_t *data);
void desk_submit_cmd(struct desk_visit *v, const struct book_cmd *cmd);  /* a ballot, a step */
const struct book_reply *desk_answer(struct desk_visit *v);
/* 303 to where (JSON {result, id, rev} for the script) when it was stored; else the sentence. */
void desk_done(struct desk_visit *v, const struct book_reply *reply, const char *where);
void desk_refuse(struct desk_visit *v, int status, const char *result, const char *sentence);

/* Work off the pool: run is called on a worker thread (one at a time per kind), then the handler
 * again; desk_worked gives its memo (NULL before). release frees it. At most 18 s. */
enum desk_work { DESK_WORK_PASSWORD, DESK_WORK_FILE, DESK_WORK_PICTURE, DESK_WORKS };
void desk_work(struct desk_visit *v, enum desk_work kind, void (*run)(void *job), void *job,
               void (*release)(void *job));
void *desk_worked(struct desk_visit *v);

/* Adds who did what stands in a row of the log: an account, a device, stage or program (who.c). */
struct book_log_row;
void desk_who(struct str *out, const struct book_log_row *row, const struct lang *lang);

/* True in the pages of a rehearsal: its file's name begins like this, as no event's may. */
#define DESK_REHEARSAL ".probe-"
bool desk_rehearsing(const struct desk_visit *v);

/* A room's own state in the desk: made at first use, ended by desk_free. room lives for ever. */
struct desk_room { void *(*make)(struct desk *d); void (*end)(void *state); };
void *desk_room(struct desk *d, const struct desk_room *room);

/* Live at the desk: /e/CODE/live sends "changed" {version, stage, parts: {name: version}} when one
 * of these changed: items people cards results settings show paper log (kiosk/web/parts.h). The
 * script reloads elements with an id and data-parts="people items" (also: "stage") by fetching the
 * page again, never while somebody types in them; then "desk:fresh" is dispatched on the new
 * element, and "desk:changed" {version, parts: "items people"} on the document. */
#endif
