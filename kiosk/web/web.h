/* Where the book and HTTP meet: one web context serves one or more events to guests, moderators and
 * stages. Pool threads. Rooms above add their route tables and live renderers here. */
#ifndef KIOSK_WEB_WEB_H
#define KIOSK_WEB_WEB_H
#include <jansson.h>
#include <stdbool.h>
#include "events/book/book.h"
#include "events/book/scene.h"
#include "lib/http/http.h"
#include "lib/http/live.h"
#include "lib/page/page.h"

struct web;  /* owns live hub, rate limits, templates; borrows the book */
struct web_config {
    struct book *book;
    const char *address;        /* --address, NULL: chosen from the interfaces */
    bool bench;                 /* rate limits from the event's own settings only */
};
/* NULL with a sentence in error. Call before http_start; set the port after it. */
struct web *web_new(const struct web_config *config, char *error, size_t size);
void web_set_port(struct web *w, unsigned port);
/* Wakes and ends everything that waits (between http_quiesce and http_stop). */
void web_close(struct web *w);
void web_free(struct web *w);
/* For book_open: called by the writer thread after each commit (ctx = struct web *). */
void web_published(void *ctx, const struct book_snap *before, const struct book_snap *now);
/* Host header check and error page for struct http_config. */
bool web_host_ok(const char *host, void *ctx);
void web_error(struct http_req *req, int status, void *ctx);

/* A moderator's session cookie (SameSite=Strict), apart from a guest's. */
#define WEB_MODERATOR_COOKIE "punktum_m"
/* The remote room's own state, opaque here: its handlers get only the struct web. */
void web_set_remote(struct web *w, void *remote);
void *web_remote(const struct web *w);
/* Number of a catalogue for live_who.tag: web_published builds one shared event per tag. */
unsigned web_lang_tag(const struct lang *lang);

struct live *web_live(struct web *w);
struct book *web_book(struct web *w);
const struct page_set *web_pages(const struct web *w);
/* Where guests reach us now: event's setting, else --address, else chosen. Valid until the reply. */
struct scene_place web_place(struct web *w, const struct book_snap *s);

/* --- one request ------------------------------------------------------------------------- */
enum web_role { WEB_NOBODY, WEB_GUEST, WEB_MODERATOR, WEB_STAGE };
struct web_visit {              /* filled by web_enter, ended by web_leave (snapshot released) */
    struct web *web;
    struct http_req *req;
    const struct book_snap *snap;
    const struct lang *lang;    /* cookie, else Accept-Language, else the event's */
    enum web_role role;
    const struct book_person *person;       /* guest */
    const struct book_remote_row *remote;   /* moderator or stage */
    char csrf[44];              /* token for forms of this session; "" for nobody */
};
/* Session cookie or bearer token to role. want: the role the route needs (WEB_NOBODY: none). False:
 * an answer (401, redirect or sentence) has been sent. */
bool web_enter(struct web_visit *v, struct web *w, struct http_req *req, enum web_role want);
void web_leave(struct web_visit *v);
/* Origin and CSRF of a form POST (S-07). False: a 403 with a sentence has been sent. */
bool web_may_post(struct web_visit *v);
/* Rate limits (S-11); what is a row of web/limit.c. False: a 429 has been sent. */
enum web_limit { WEB_LIMIT_JOIN, WEB_LIMIT_CARD, WEB_LIMIT_VOTE, WEB_LIMIT_LOGIN, WEB_LIMITS };
bool web_within(struct web_visit *v, enum web_limit what);

/* Submit-park-resume. First call: parks req and submits cmd. When the handler is called again
 * web_answer gives the reply of the commit; before that NULL. Handlers start with:
 *     const struct book_reply *r = web_answer(req);
 *     if (!r) { ...parse...; web_submit(w, req, &cmd); return; }                           */
const struct book_reply *web_answer(struct http_req *req);
void web_submit(struct web *w, struct http_req *req, const struct book_cmd *cmd);
/* Keeps one short secret text (a fresh personal code or link) with the request across the park, wiped
 * when it ends: web_keep before web_submit, web_kept when called again (NULL: none). */
void web_keep(struct http_req *req, const char *text);
char *web_kept(struct http_req *req);
/* Sentence for a result: what happened, is my input safe, what now (C-12). Translated. */
const char *web_sentence(enum book_result result, const struct lang *lang);
int web_status(enum book_result result);     /* 200, 409, 503 ... */

/* Renders template into the page frame ("frame": title, lang, dir, csrf, languages, notice) and
 * replies. data is taken over; keys of the frame are added. */
void web_reply_page(struct web_visit *v, int status, const char *template, json_t *data);

/* Live renderers registered by rooms above (web does not know them). state builds the whole state
 * for one subscriber; who->tag is the caller's. Called on a pool or the live thread. */
struct web_live_row {
    enum live_kind kind;
    /* shared event for all of a language, or NULL; personal first event for one */
    struct live_buf *(*shared)(struct web *w, const struct book_snap *s, const struct lang *lang);
    struct live_buf *(*first)(struct web_visit *v);
};
void web_add_live(struct web *w, const struct web_live_row *row);
#endif
