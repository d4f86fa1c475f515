/* The inside of the desk: its one struct and what the files of admin/ share. Not for the rooms
 * below it (admin/agenda ...): theirs is desk.h. */
#ifndef ADMIN_INNER_H
#define ADMIN_INNER_H
#include <pthread.h>
#include "admin/accounts.h"
#include "admin/desk.h"
#include "admin/guard.h"

#define DESK_COOKIE "punktum_desk"
#define DESK_COPY ".copy-"             /* begins names of copies on their way out */

enum { DESK_ROOMS = 8 };
struct making;
struct worker;
struct desk {
    struct desk_config config;      /* texts borrowed from kiosk */
    struct web *web;                /* without a book: pages of no event, styles, errors */
    struct worker *workers[DESK_WORKS];
    struct accounts *accounts;
    struct guard *guard;
    pthread_mutex_t rooms_lock;     /* protects rooms */
    struct { const struct desk_room *room; void *state; } rooms[DESK_ROOMS];
    struct making *making;          /* documentations */
    pthread_mutex_t setup_lock;     /* protects setup after the start */
    char setup[SECRET_CODE_TEXT];   /* set-up code "K7MQ-3XPA"; "": used, or not needed */
};
/* work.c */
struct worker *worker_start(void);
/* Takes no more work; what waits is woken without. Then joins. */
void worker_stop(struct worker *w);
void worker_free(struct worker *w);
/* visit.c */
const char *desk_role_word(enum desk_role role, const struct lang *lang);
/* The hash of this request's session cookie; false without one. */
bool desk_session_hash(const struct http_req *req, unsigned char hash[SECRET_HASH]);
void desk_set_cookie(struct http_req *req, const char *token);  /* NULL ends it */
/* sent.c: adds "sent", what the form brought, to a page that refuses it. */
void desk_give_back(struct desk_visit *v, int status, json_t *data);
/* way.c: nobody, or too little: where to go. */
void desk_turn_away(struct desk_visit *v, enum desk_role need);
/* A page again with a sentence above it. data is taken over. */
void desk_again(struct desk_visit *v, int status, const char *template, const char *sentence,
                json_t *data);
/* Handlers of pages that belong to no event: way.c, accounts_page.c, events.c */
void desk_get_login(struct http_req *req, void *ctx);
void desk_post_login(struct http_req *req, void *ctx);
void desk_get_setup(struct http_req *req, void *ctx);
void desk_post_setup(struct http_req *req, void *ctx);
void desk_post_logout(struct http_req *req, void *ctx);
void desk_get_password(struct http_req *req, void *ctx);
void desk_post_password(struct http_req *req, void *ctx);
void desk_get_accounts(struct http_req *req, void *ctx);
void desk_post_account(struct http_req *req, void *ctx);
/* live.c */
void desk_get_live(struct http_req *req, void *ctx);
#endif
