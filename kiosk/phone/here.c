/* The main page of a participant: what is on now. Reached by reload, by poll and by the live
 * channel, always with the whole state. Pool threads; shared events on the pacing thread. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/str.h"

/* Notices after a form (POST -> 303 -> here), by a word in the query: fixed texts only. */
static const struct { const char *word, *sentence; } notices[] = {
    {"card", "Your card is stored."},
    {"edited", "Your card is changed."},
    {"withdrawn", "Your card is withdrawn."},
    {"late", "Your card came after the end. It is stored and marked as late; the moderation "
             "decides whether it is shown."},
    {"taken", "Welcome back. Everything you stored is here; the other device is signed out."},
};

static const char *notice_of(const struct web_visit *v) {
    const char *word = http_query(v->req, "n");
    for (size_t i = 0; word && i < sizeof notices / sizeof *notices; i++)
        if (!strcmp(word, notices[i].word)) return lang_text(v->lang, notices[i].sentence);
    return NULL;
}

void phone_reply_here(struct web_visit *v, int status, const struct phone_draft *draft) {
    json_t *view = phone_view(v, draft);
    /* Without a script a page on which nothing is entered looks again by itself. */
    if (!json_object_get(view, "can_card") && !json_object_get(view, "can_dots"))
        json_object_set_new(view, "refresh", json_string("15"));
    web_reply_page(v, status, "phone/here", view);
}

void phone_here(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    struct phone_draft draft = {.notice = notice_of(&v)};
    phone_reply_here(&v, 200, &draft);
    web_leave(&v);
}

/* view is taken over. */
json_t *phone_event(struct web *w, json_t *view, bool personal, const struct lang *lang) {
    struct str html = STR_INIT;
    page_render(&html, web_pages(w), "phone/main", view, lang);
    json_t *event = json_pack("{s:I, s:s, s:s, s:s, s:b}", "version", json_int(view, "version", 0),
        "key", json_text(view, "key", ""), "state", json_text(view, "state", ""), "html",
        html.data, "personal", personal);
    str_release(&html);
    json_decref(view);
    return event;
}

/* Personal events have a name, so a slot of their own in each mailbox: no shared one replaces a
 * card's status that was not yet sent. */
static struct live_buf *buffer(json_t *event, uint64_t version, const char *name) {
    struct str text = STR_INIT;
    json_write(&text, event);
    struct live_buf *buf = live_buf_new(name, version, text.data, text.len);
    str_release(&text);
    json_decref(event);
    return buf;
}

static struct live_buf *live_shared(struct web *w, const struct book_snap *s,
                                    const struct lang *lang) {
    return buffer(phone_event(w, phone_view_shared(w, s, lang), false, lang), s->version, NULL);
}
static struct live_buf *live_first(struct web_visit *v) {
    json_t *event = phone_event(v->web, phone_view(v, NULL), true, v->lang);
    return buffer(event, v->snap->version, "own");
}

void phone_live(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    web_open_live(&v, LIVE_PHONE);
    web_leave(&v);
}

/* What the page shows, without what differs at every rendering: nonce and time left. */
static void etag_of(char dst[24], const struct web_visit *v) {
    json_t *view = phone_view((struct web_visit *)v, NULL);
    struct str text = STR_INIT;
    unsigned char hash[SECRET_HASH];
    char hex[17];
    static const char *const changing[] = {"nonce", "left_ms", "time_left", "version"};
    for (size_t i = 0; i < sizeof changing / sizeof *changing; i++)
        json_object_del(view, changing[i]);
    json_write(&text, view);
    str_puts(&text, lang_code(v->lang));
    secret_hash(hash, text.data);
    str_hex(hex, hash, 8);
    (void)str_format(dst, 24, "\"%s\"", hex);
    str_release(&text);
    json_decref(view);
}

/* For phones without a live channel: asked every few seconds, mostly answered with 304. */
void phone_state(struct http_req *req, void *ctx) {
    struct web_visit v;
    char etag[24];
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    etag_of(etag, &v);
    const char *known = http_header(req, "If-None-Match");
    http_add_header(req, "ETag", etag);
    if (known && !strcmp(known, etag)) {
        http_reply_text(req, 304, NULL, "");
    } else {
        web_reply_json(&v, 200, phone_event(v.web, phone_view(&v, NULL), true, v.lang));
    }
    web_leave(&v);
}

void phone_reply_result(struct web_visit *v, const struct book_reply *r, bool with_state) {
    char saved[6] = "";
    bool ok = r->result == BOOK_OK || r->result == BOOK_AGAIN || r->result == BOOK_LATE;
    if (ok && r->saved_ms) clock_hm(saved, r->saved_ms);
    json_t *answer = json_pack("{s:s, s:b, s:s, s:s, s:I, s:I}", "result",
        web_result_name(r->result), "ok", ok, "sentence", web_sentence(r->result, v->lang), "saved",
        saved, "revision", (json_int_t)r->revision, "id", (json_int_t)r->id);
    if (with_state)
        json_object_set_new(answer, "state",
                            phone_event(v->web, phone_view(v, NULL), true, v->lang));
    web_reply_json(v, web_status(r->result), answer);
}

void phone_attach(struct web *w) {
    static const struct web_live_row row = {LIVE_PHONE, live_shared, live_first};
    web_add_live(w, &row);
}
