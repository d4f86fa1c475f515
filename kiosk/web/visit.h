/* One request as the rooms above see it: who asks, in which language, may they, and the answer.
 * Pool threads; a visit lives on the handler's stack. */
#ifndef KIOSK_WEB_VISIT_H
#define KIOSK_WEB_VISIT_H
#include <jansson.h>
#include <stdbool.h>
#include "events/book/book.h"
#include "kiosk/web/turn.h"
#include "lib/http/http.h"
#include "lib/lang.h"

struct web;  /* owns live hub, rate limits, templates; borrows the book */
enum web_role { WEB_NOBODY, WEB_GUEST, WEB_MODERATOR, WEB_STAGE, WEB_TABLET };
struct web_visit {              /* filled by web_enter, ended by web_leave (snapshot released) */
    struct web *web;
    struct http_req *req;
    const struct book_snap *snap;
    const struct lang *lang;    /* cookie, else Accept-Language, else the event's */
    enum web_role role;         /* as wanted; else the first of stage, guest, moderator */
    const struct book_person *person;       /* guest, NULL without */
    const struct book_remote_row *remote;   /* moderator or stage, NULL without */
    const struct book_remote_row *tablet;   /* a shared one; as role: person = whose turn it is */
    struct web_turn turn;
    char csrf[44];              /* token for forms of this session or of a visitor without one */
    char fresh[24];             /* pre-session cookie to be set with the answer, "" if none */
    const char *room;           /* frame, style and script of this folder; NULL: the template's */
    bool own;                   /* sessions are the room's own: web_enter_own */
};
/* Session cookie or bearer token to role. want: the role the route needs (WEB_NOBODY: none). False:
 * an answer (401, redirect or sentence) has been sent and the visit is over. */
bool web_enter(struct web_visit *v, struct web *w, struct http_req *req, enum web_role want);
void web_leave(struct web_visit *v);
/* For pages that lead to an event: snap is NULL where several are open and none is meant yet. */
bool web_enter_any(struct web_visit *v, struct web *w, struct http_req *req);
/* The same for a room with sessions of its own (the desk): language, form token of session_hash
 * (NULL: of the pre-session). snap may be NULL and is taken over; so may be the book of w. */
void web_enter_own(struct web_visit *v, struct web *w, struct http_req *req, const char *room,
                   const struct book_snap *snap, const unsigned char *session_hash);
/* Origin and CSRF of a form POST (S-07). False: a 403 with a sentence has been sent. */
bool web_may_post(struct web_visit *v);
/* Answers the language form of the frame: cookie, then back. */
void web_set_language(struct web_visit *v);
/* The session cookie of a guest, moderator or tablet (token as from secret_token); NULL ends it. */
void web_set_session(struct web_visit *v, enum web_role role, const char *token);
/* This browser is at this event now, if several are open. */
void web_remember_event(struct web_visit *v);
/* The random pre-session of a visitor without a session; false when no cookie came (J-13). */
bool web_pre_session(const struct web_visit *v, char dst[24]);
/* Rate limits (S-11); rows of web/limit.c. within counts one and says if it is allowed, open only
 * looks (wrong codes: look first, count the wrong ones). False: a 429 has been sent. */
enum web_limit { WEB_LIMIT_JOIN, WEB_LIMIT_CARD, WEB_LIMIT_VOTE, WEB_LIMIT_LOGIN,
                 WEB_LIMIT_REGISTER, WEB_LIMITS };
bool web_within(struct web_visit *v, enum web_limit what);
bool web_open_for(struct web_visit *v, enum web_limit what);

/* Submit-park-resume. First call: parks req and submits cmd. When the handler is called again
 * web_answer gives the reply of the commit; before that NULL. Handlers start with:
 *     const struct book_reply *r = web_answer(req);
 *     if (!r) { ...parse...; web_submit(w, req, &cmd); return; }                           */
const struct book_reply *web_answer(struct http_req *req);
void web_submit(struct web *w, struct http_req *req, const struct book_cmd *cmd);
/* Keeps one short secret text (a fresh code or link) across the park, wiped when the request ends:
 * web_keep before web_submit, web_kept when called again (NULL: none). */
void web_keep(struct http_req *req, const char *text);
char *web_kept(struct http_req *req);
/* Sentence for a result: what happened, is my input safe, what now (C-12). Translated. */
const char *web_sentence(enum book_result result, const struct lang *lang);
const char *web_result_name(enum book_result result);  /* "ok", "over" ...: for scripts */
int web_status(enum book_result result);     /* 200, 409, 503 ... */
/* Renders template between frame and frame_end and replies. data is taken over; the keys of the
 * frame are added (title, csrf, languages, notice ...: web/frame.c lists them). Style and script
 * are those of the template's folder: "phone/x" takes phone.css and phone.js. */
void web_reply_page(struct web_visit *v, int status, const char *template, json_t *data);
/* True when the script asked (Accept: application/json). */
bool web_wants_json(const struct http_req *req);
/* value is taken over. */
void web_reply_json(struct web_visit *v, int status, json_t *value);
/* A refusal as page or JSON {result, sentence} - whichever was asked for. */
void web_refuse(struct web_visit *v, int status, const char *result, const char *sentence);
#endif
