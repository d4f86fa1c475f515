/* The phone room's inside: handlers of its routes and the view they share. */
#ifndef KIOSK_PHONE_ROOM_H
#define KIOSK_PHONE_ROOM_H
#include "kiosk/phone/phone.h"

/* join.c, register.c, code.c */
void phone_root(struct http_req *req, void *ctx);
void phone_get_code_path(struct http_req *req, void *ctx);
void phone_post_join(struct http_req *req, void *ctx);
void phone_post_register(struct http_req *req, void *ctx);
void phone_welcome(struct http_req *req, void *ctx);
void phone_get_code(struct http_req *req, void *ctx);
void phone_post_code(struct http_req *req, void *ctx);
void phone_post_new_code(struct http_req *req, void *ctx);
/* badge.c */
void phone_get_badge(struct http_req *req, void *ctx);
/* here.c */
void phone_here(struct http_req *req, void *ctx);
void phone_state(struct http_req *req, void *ctx);
void phone_live(struct http_req *req, void *ctx);
/* card.c, ballot.c */
void phone_post_card(struct http_req *req, void *ctx);
void phone_get_edit(struct http_req *req, void *ctx);
void phone_post_edit(struct http_req *req, void *ctx);
void phone_post_withdraw(struct http_req *req, void *ctx);
void phone_post_ballot(struct http_req *req, void *ctx);
/* info.c */
void phone_cards(struct http_req *req, void *ctx);
void phone_privacy(struct http_req *req, void *ctx);
void phone_help(struct http_req *req, void *ctx);

/* tablet.c: the same at a shared tablet, for whoever's turn it is */
void phone_get_tablet(struct http_req *req, void *ctx);
void phone_tablet_state(struct http_req *req, void *ctx);
void phone_tablet_code(struct http_req *req, void *ctx);
void phone_tablet_turn(struct http_req *req, void *ctx);
/* tablet_bind.c: GET shows a button, POST makes the device a tablet (S-09) */
void phone_get_bind(struct http_req *req, void *ctx);
void phone_post_bind(struct http_req *req, void *ctx);

/* What somebody sent that was not stored: shown again, never lost. */
struct phone_draft {
    const char *notice;         /* sentence above the page, NULL for none */
    const char *text;           /* of a card */
};
/* view.c: data of the page now, with the person's own cards and ballot; without v->req too. */
json_t *phone_view(struct web_visit *v, const struct phone_draft *draft);
/* The same for all phones of a language: own slots are empty, the script fills them. */
json_t *phone_view_shared(struct web *w, const struct book_snap *s, const struct lang *lang);
/* here.c: the whole page; and the state for scripts {version key state html personal left_ms}. */
void phone_reply_here(struct web_visit *v, int status, const struct phone_draft *draft);
json_t *phone_event(struct web *w, json_t *view, bool personal, const struct lang *lang);
/* A command's answer as JSON {result ok sentence saved revision}, with the state where it helps. */
void phone_reply_result(struct web_visit *v, const struct book_reply *r, bool with_state);
/* form.c: numbers of a form, 0 when missing or wrong; the way what is sent comes. */
int64_t phone_form_id(const struct http_req *req, const char *name);
enum rules_origin phone_origin(const struct web_visit *v);
/* tablet.c: the visit of a form that phones and tablets have; at a tablet only in its own turn.
 * False: answered. And the page to go on with, with a sentence and what was typed. */
bool phone_enter(struct web_visit *v, struct web *w, struct http_req *req);
void phone_reply_page(struct web_visit *v, int status, const struct phone_draft *draft);
void phone_add_tablet(json_t *data, const struct web_visit *v);
/* True (and led there): this browser is a shared tablet, where nobody signs in. */
bool phone_at_tablet(struct web_visit *v);
/* order.c: place of an option on this person's phone; the script computes the same. */
uint32_t phone_order(int64_t person, int64_t option);
/* join.c: the registration form (or why there is none), with what was typed before. */
void phone_reply_register(struct web_visit *v, int status, const char *notice);
/* True (and answered) when the operating system's sheet opened us, not a browser (J-13). */
bool phone_in_sheet(struct web_visit *v);
/* tablet.c: "Elif Y.", so that nobody reads a whole name over a shoulder; "Number 12" without. */
void phone_short_name(struct str *out, const struct book_person *p, const struct lang *lang);
#endif
