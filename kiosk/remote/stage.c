/* The stage's two routes: the stream of scenes (anyone in the hall may watch: a scene holds only
 * what participants may see) and the keys (with a moderator's token only). Pool threads. */
#include "kiosk/remote/room.h"
#include "kiosk/web/hall.h"
#include "lib/utf8.h"

void remote_get_stage_stream(struct http_req *req, void *ctx) {
    struct web_visit v;

    if (hall_offer(ctx, req) || !web_enter(&v, ctx, req, WEB_NOBODY))
        return;
    web_open_live(&v, LIVE_STAGE);
    web_leave(&v);
}

static void reply_key(struct web_visit *v, const char *result, const char *sentence) {
    web_reply_json(v, 200, json_pack("{s:s, s:s}", "result", result, "sentence", sentence));
}

static void answer(struct web_visit *v, const struct book_reply *r) {
    bool well = r->result == BOOK_OK || r->result == BOOK_AGAIN;

    /* "press again" stands in the scene: it is for the whole room */
    if (well || r->result == BOOK_ASK_AGAIN)
        reply_key(v, "ok", "");
    else
        reply_key(v, "no", web_sentence(r->result, v->lang));
}

static bool parse(struct http_req *req, const struct web_visit *v, struct book_cmd *cmd) {
    const char *key = http_form(req, "key"), *version = http_form(req, "version");
    const char *card = http_form(req, "card"), *shift = http_form(req, "shift");
    const char *text = http_form(req, "text");
    char clean[BOOK_TEXT_MAX] = "";
    long long n = 0, seen = 0;

    if (!key || !version || !str_number(version, 0, INT64_MAX, &seen))
        return false;
    if (card && *card && !str_number(card, 0, INT64_MAX, &n))
        return false;
    if (text && *text &&
        utf8_clean(clean, sizeof clean, text, 140, UTF8_ONE_LINE) == UTF8_TOO_LONG)
        return false;
    cmd->remote = v->remote->id;
    cmd->as.step.seen.version = (uint64_t)seen;
    cmd->as.step.seen.by_version = true;
    return remote_key_step(key, shift && *shift == '1', clean, n, v->snap, &cmd->as.step);
}

void remote_post_stage_key(struct http_req *req, void *ctx) {
    const struct book_reply *r = web_answer(req);
    struct book_cmd cmd = { .verb = BOOK_STEP };
    struct web_visit v;

    if (hall_offer(ctx, req) || !web_enter(&v, ctx, req, WEB_STAGE))
        return;
    if (r)
        answer(&v, r);
    else if (parse(req, &v, &cmd))
        web_submit(ctx, req, &cmd);
    else
        reply_key(&v, "no", lang_text(v.lang, "This key does nothing here."));
    web_leave(&v);
}
