/* Registering. The new session's token and the personal code are derived from the visitor's random
 * pre-session cookie and the form's nonce: when the answer is lost on the way and the browser sends
 * the form again, the book answers "again" and the phone gets the same session. Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/secret.h"
#include "lib/str.h"
#include "lib/utf8.h"

#define CODE_COOKIE "punktum_code"
enum { NAME_MAX_GRAPHEMES = 60, CODE_COOKIE_S = 600 };

/* 32 bytes nobody else can compute, for a purpose. */
static void derive(unsigned char out[SECRET_HASH], const char *pre, int64_t nonce,
                   const char *purpose) {
    unsigned char key[SECRET_HASH];
    char text[64];
    secret_hash(key, pre);
    (void)str_format(text, sizeof text, "%s %lld", purpose, (long long)nonce);
    secret_mac(out, key, text);
}

static void derive_token(char dst[36], const char *pre, int64_t nonce) {
    unsigned char bytes[SECRET_HASH];
    derive(bytes, pre, nonce, "session");
    str_hex(dst, bytes, 16);
}

/* Eight Crockford characters of 40 bits, without hyphen: the canonical form. */
static void derive_code(char dst[9], const char *pre, int64_t nonce) {
    static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char bytes[SECRET_HASH];
    derive(bytes, pre, nonce, "code");
    uint64_t bits = 0;
    for (int i = 0; i < 5; i++) bits = bits << 8 | bytes[i];
    for (int i = 0; i < 8; i++) dst[i] = digits[bits >> (35 - 5 * i) & 31];
    dst[8] = '\0';
}

/* What was typed counts when "another one" was chosen or there is no list. False: too long. */
static bool read_organisation(const struct web_visit *v, struct book_register *reg) {
    enum utf8_result r = UTF8_OK;
    const char *typed = http_form(v->req, "organisation_text");
    int64_t id = phone_form_id(v->req, "organisation");
    for (size_t i = 0; i < v->snap->organisations_n; i++)
        if (v->snap->organisations[i].id == id) reg->organisation = id;
    if (!reg->organisation && typed)
        r = utf8_clean(reg->organisation_text, sizeof reg->organisation_text, typed,
                       NAME_MAX_GRAPHEMES, UTF8_ONE_LINE);
    return r == UTF8_OK || r == UTF8_EMPTY;
}

static void read_rest(const struct web_visit *v, struct book_register *reg) {
    int64_t id = phone_form_id(v->req, "discipline");
    for (size_t i = 0; i < v->snap->disciplines_n; i++)
        if (v->snap->disciplines[i].id == id) reg->discipline = id;
    for (size_t i = 0; i < v->snap->consents_n && i < BOOK_CONSENTS_MAX; i++) {
        char name[64];
        const struct book_consent *c = &v->snap->consents[i];
        if (!str_format(name, sizeof name, "consent.%s", c->key)) continue;
        int64_t given = phone_form_id(v->req, name);
        reg->consents[i] = (uint8_t)(given > (c->choice ? 2 : 1) ? 0 : given);
    }
}

/* NULL when all is well, else a sentence. */
static const char *read_form(const struct web_visit *v, struct book_register *reg) {
    const char *name = http_form(v->req, "name");
    enum utf8_result r = utf8_clean(reg->name, sizeof reg->name, name ? name : "",
                                    NAME_MAX_GRAPHEMES, UTF8_ONE_LINE);
    if (r == UTF8_TOO_LONG)
        return lang_text(v->lang, "The name is longer than 60 characters, so nothing was stored "
                                  "yet. Please shorten it.");
    if (r == UTF8_INVALID)
        return lang_text(v->lang, "The name holds characters we cannot read, so nothing was stored "
                                  "yet. Please type it again.");
    if (!reg->name[0] && v->snap->settings.name_required)
        return web_sentence(BOOK_NAME_NEEDED, v->lang);
    if (!read_organisation(v, reg))
        return lang_text(v->lang, "The name of the organisation is too long, so nothing was stored "
                                  "yet. Please shorten it.");
    read_rest(v, reg);
    return NULL;
}

static void submit(struct web_visit *v, const char *pre, int64_t nonce) {
    struct book_cmd cmd = {.verb = BOOK_REGISTER, .nonce = nonce};
    char token[36], code[9];
    const char *wrong = read_form(v, &cmd.as.reg);
    if (wrong) {
        phone_reply_register(v, 422, wrong);
        return;
    }
    derive_token(token, pre, nonce);
    derive_code(code, pre, nonce);
    secret_hash(cmd.as.reg.session_hash, token);
    secret_hash(cmd.as.reg.code_hash, code);
    web_submit(v->web, v->req, &cmd);
}

static void answer(struct web_visit *v, const struct book_reply *r, const char *pre,
                   int64_t nonce) {
    char token[36], code[9], shown[SECRET_CODE_TEXT];
    if (r->result != BOOK_OK && r->result != BOOK_AGAIN) {
        phone_reply_register(v, web_status(r->result), web_sentence(r->result, v->lang));
        return;
    }
    derive_token(token, pre, nonce);
    derive_code(code, pre, nonce);
    (void)str_format(shown, sizeof shown, "%.4s-%s", code, code + 4);
    web_set_session(v, WEB_GUEST, token);
    http_set_cookie(v->req, CODE_COOKIE, shown, CODE_COOKIE_S, true);
    http_redirect(v->req, "/welcome");
}

void phone_post_register(struct http_req *req, void *ctx) {
    struct web_visit v;
    char pre[24];
    const struct book_reply *r = web_answer(req);
    if (!web_enter(&v, ctx, req, WEB_NOBODY)) return;
    int64_t nonce = phone_form_id(req, "nonce");
    bool came = web_pre_session(&v, pre);
    if (phone_at_tablet(&v)) goto out;
    if (r) {
        answer(&v, r, pre, nonce);
    } else if (v.person) {
        http_redirect(req, "/here");
    } else if (!came) {
        web_reply_page(&v, 403, "phone/cookies", json_object());
    } else if (web_may_post(&v) && web_within(&v, WEB_LIMIT_REGISTER)) {
        if (nonce) submit(&v, pre, nonce);
        else phone_reply_register(&v, 422, NULL);
    }
out:
    web_leave(&v);
}
