/* A shared tablet's link: GET shows a button and consumes nothing (link previews), the POST binds
 * the device (S-09) and ends its own sign-ins: a phone's or moderator's session would be
 * everybody's. Pool threads. */
#include "kiosk/phone/room.h"
#include "lib/secret.h"

void phone_get_bind(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_NOBODY)) return;
    web_reply_page(&v, 200, "tablet/bind",
                   json_pack("{s:s, s:b}", "token", http_segment(req, 0), "help", 0));
    web_leave(&v);
}

static void bind(struct web_visit *v) {
    struct book_cmd cmd = {.verb = BOOK_REMOTE_BIND};
    char session[SECRET_TOKEN_TEXT];
    secret_token(session);
    secret_hash(cmd.as.remote_cmd.token_hash, http_segment(v->req, 0));
    secret_hash(cmd.as.remote_cmd.session_hash, session);
    cmd.as.remote_cmd.tablet = true;
    web_keep(v->req, session);
    web_submit(v->web, v->req, &cmd);
}

void phone_post_bind(struct http_req *req, void *ctx) {
    struct web_visit v;
    const struct book_reply *r = web_answer(req);
    if (!web_enter(&v, ctx, req, WEB_NOBODY)) return;
    if (!r) {
        if (web_may_post(&v) && web_within(&v, WEB_LIMIT_LOGIN)) bind(&v);
    } else if (r->result == BOOK_OK && web_kept(req)) {
        web_set_session(&v, WEB_TABLET, web_kept(req));
        web_set_session(&v, WEB_GUEST, NULL);
        web_set_session(&v, WEB_MODERATOR, NULL);
        http_redirect(req, "/tablet");
    } else {
        web_reply_page(&v, web_status(r->result), "tablet/unknown", json_pack("{s:b}", "help", 0));
    }
    web_leave(&v);
}
