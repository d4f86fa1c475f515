/* The personal code: shown once after registering, taken over on another phone, made anew. The code
 * in clear travels only in a short-lived cookie from the answer that made it to the page that shows
 * it. Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/secret.h"
#include "lib/str.h"

#define CODE_COOKIE "punktum_code"
enum { CODE_COOKIE_S = 600 };

void phone_welcome(struct http_req *req, void *ctx) {
    struct web_visit v;
    char code[SECRET_CODE_TEXT];
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    json_t *data = json_pack("{s:s, s:I}", "event_title", v.snap->settings.title, "number",
                             (json_int_t)v.person->id);
    if (v.person->name[0]) json_object_set_new(data, "name", json_string(v.person->name));
    if (http_cookie(req, CODE_COOKIE, code, sizeof code) && strlen(code) == 9) {
        json_object_set_new(data, "code", json_string(code));
        http_set_cookie(req, CODE_COOKIE, "", 0, true);
    }
    web_reply_page(&v, 200, "phone/welcome", data);
    web_leave(&v);
}

static void reply_form(struct web_visit *v, int status, const char *notice, const char *typed) {
    json_t *data = json_object();
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    if (typed) json_object_set_new(data, "typed", json_string(typed));
    web_reply_page(v, status, "phone/code", data);
}

void phone_get_code(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter_any(&v, ctx, req)) return;
    if (!phone_at_tablet(&v) && !phone_in_sheet(&v)) reply_form(&v, 200, NULL, NULL);
    web_leave(&v);
}

/* GET shows, POST binds: this phone gets a new session, the one before ends (S-09). */
static void bind(struct web_visit *v) {
    struct book_cmd cmd = {.verb = BOOK_TAKE_OVER};
    char code[9], token[SECRET_TOKEN_TEXT];
    const char *typed = http_form(v->req, "code");
    if (!typed || !secret_code_clean(code, 8, typed)) {
        reply_form(v, 422, lang_text(v->lang, "A personal code has eight letters and digits. "
                   "Nothing was changed. Please compare it."), typed);
        return;
    }
    if (!v->snap) {             /* of none of the open events */
        if (web_within(v, WEB_LIMIT_JOIN))
            reply_form(v, web_status(BOOK_NO_SUCH_CODE),
                       web_sentence(BOOK_NO_SUCH_CODE, v->lang), typed);
        return;
    }
    secret_token(token);
    secret_hash(cmd.as.take.code_hash, code);
    secret_hash(cmd.as.take.session_hash, token);
    web_keep(v->req, token);
    web_submit(v->web, v->req, &cmd);
}

void phone_post_code(struct http_req *req, void *ctx) {
    struct web_visit v;
    const struct book_reply *r = web_answer(req);
    if (!web_enter_any(&v, ctx, req)) return;
    if (phone_at_tablet(&v)) goto out;
    if (!r) {
        if (web_may_post(&v) && web_open_for(&v, WEB_LIMIT_JOIN)) bind(&v);
    } else if (r->result == BOOK_OK || r->result == BOOK_AGAIN) {
        web_set_session(&v, WEB_GUEST, web_kept(req));
        web_remember_event(&v);
        http_redirect(req, "/here?n=taken");
    } else if (r->result != BOOK_NO_SUCH_CODE || web_within(&v, WEB_LIMIT_JOIN)) {
        reply_form(&v, web_status(r->result), web_sentence(r->result, v.lang),
                   http_form(req, "code"));
    }
out:
    web_leave(&v);
}

void phone_post_new_code(struct http_req *req, void *ctx) {
    struct web_visit v;
    const struct book_reply *r = web_answer(req);
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    if (!r) {
        struct book_cmd cmd = {.verb = BOOK_NEW_CODE, .person = v.person->id};
        char shown[SECRET_CODE_TEXT], code[9];
        if (!web_may_post(&v) || !web_within(&v, WEB_LIMIT_CARD)) goto out;
        secret_person_code(shown);
        (void)secret_code_clean(code, 8, shown);
        secret_hash(cmd.as.code.code_hash, code);
        web_keep(req, shown);
        web_submit(v.web, req, &cmd);
    } else if (r->result == BOOK_OK) {
        http_set_cookie(req, CODE_COOKIE, web_kept(req), CODE_COOKIE_S, true);
        http_redirect(req, "/welcome");
    } else {
        web_refuse(&v, web_status(r->result), web_result_name(r->result),
                   web_sentence(r->result, v.lang));
    }
out:
    web_leave(&v);
}
