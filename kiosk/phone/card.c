/* Cards: pin up, change, withdraw. A card after the end is stored as late (methods.md 4.0), so only
 * the book decides about time. Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/str.h"
#include "lib/utf8.h"

static bool good(enum book_result result) {
    return result == BOOK_OK || result == BOOK_AGAIN || result == BOOK_LATE;
}

static void refuse(struct web_visit *v, enum book_result result) {
    struct book_reply r = {.result = result};
    struct phone_draft draft = {.notice = web_sentence(result, v->lang),
                                .text = http_form(v->req, "text")};
    if (web_wants_json(v->req)) phone_reply_result(v, &r, true);
    else phone_reply_page(v, web_status(result), &draft);
}

/* The item's own limit; the widest one when the phone names an item that is gone. */
static unsigned length_of(const struct web_visit *v, int64_t item) {
    const struct book_item *i = snap_item(v->snap, item);
    return i && i->card_length ? (unsigned)i->card_length : 140;
}

static enum book_result read_text(const struct web_visit *v, struct book_card_cmd *card) {
    const char *text = http_form(v->req, "text");
    switch (utf8_clean(card->text, sizeof card->text, text ? text : "", length_of(v, card->item),
                       UTF8_ONE_LINE)) {
    case UTF8_OK: return BOOK_OK;
    case UTF8_TOO_LONG: return BOOK_TEXT_TOO_LONG;
    default: return BOOK_TEXT_EMPTY;
    }
}

static void fill(const struct web_visit *v, struct book_cmd *cmd) {
    cmd->person = v->person->id;
    cmd->nonce = phone_form_id(v->req, "nonce");
    cmd->as.card.item = phone_form_id(v->req, "item");
    cmd->as.card.run = phone_form_id(v->req, "run");
    cmd->as.card.card = phone_form_id(v->req, "card");
    cmd->as.card.origin = phone_origin(v);
}

/* One way for all three: check, park, answer. word names the notice after a redirect. */
static void change(struct http_req *req, void *ctx, enum book_verb verb, const char *path) {
    struct web_visit v;
    const struct book_reply *r = web_answer(req);
    if (!phone_enter(&v, ctx, req)) return;
    if (!r) {
        struct book_cmd cmd = {.verb = verb};
        if (!web_may_post(&v)) goto out;
        fill(&v, &cmd);
        enum book_result text = verb == BOOK_CARD_WITHDRAW ? BOOK_OK : read_text(&v, &cmd.as.card);
        if (text != BOOK_OK) refuse(&v, text);
        else if (web_within(&v, verb == BOOK_CARD_ADD ? WEB_LIMIT_CARD : WEB_LIMIT_VOTE))
            web_submit(v.web, req, &cmd);
    } else if (!good(r->result)) {
        refuse(&v, r->result);
    } else if (web_wants_json(req)) {
        phone_reply_result(&v, r, true);
    } else if (v.role == WEB_TABLET) {
        web_set_turn(&v, WEB_TURN_SAVED);
        http_redirect(req, r->result == BOOK_LATE ? "/tablet?n=late" : "/tablet");
    } else {
        http_redirect(req, r->result == BOOK_LATE ? "/here?n=late" : path);
    }
out:
    web_leave(&v);
}

void phone_post_card(struct http_req *req, void *ctx) {
    change(req, ctx, BOOK_CARD_ADD, "/here?n=card");
}
void phone_post_edit(struct http_req *req, void *ctx) {
    change(req, ctx, BOOK_CARD_EDIT, "/here?n=edited");
}
void phone_post_withdraw(struct http_req *req, void *ctx) {
    change(req, ctx, BOOK_CARD_WITHDRAW, "/here?n=withdrawn");
}

void phone_get_edit(struct http_req *req, void *ctx) {
    struct web_visit v;
    long long id = 0;
    const char *asked = http_query(req, "card");
    if (!phone_enter(&v, ctx, req)) return;
    const struct book_item *item = snap_shown(v.snap);
    const struct book_run *run = item ? snap_run(item) : NULL;
    const struct book_card *card = NULL;
    if (run && asked && str_number(asked, 1, INT64_C(9007199254740991), &id))
        card = snap_card(run, id);
    if (!card || card->person != v.person->id) {
        struct phone_draft draft = {.notice = web_sentence(BOOK_NOT_YOURS, v.lang)};
        phone_reply_page(&v, 409, &draft);
    } else {
        json_t *view = phone_view(&v, NULL);
        json_object_set_new(view, "card", json_integer(card->id));
        json_object_set_new(view, "text", json_string(card->text));
        if (v.role == WEB_TABLET) phone_add_tablet(view, &v);
        web_reply_page(&v, 200, v.role == WEB_TABLET ? "tablet/edit" : "phone/edit", view);
    }
    web_leave(&v);
}
