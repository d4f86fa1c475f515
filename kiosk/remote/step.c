/* A moderator's step from a form: what was pressed and what was seen, to the writer and back to the
 * page it came from. A step that did not happen comes back as a sentence. Pool threads. */
#include <string.h>
#include "kiosk/remote/room.h"
#include "lib/str.h"
#include "lib/utf8.h"

static int64_t form_number(struct http_req *req, const char *name) {
    const char *text = http_form(req, name);
    long long n = 0;

    return text && str_number(text, INT64_MIN / 2, INT64_MAX / 2, &n) ? n : 0;
}

static enum rules_state seen_state(const char *text) {
    for (int i = RULES_PREPARED; text && i <= RULES_ARCHIVED; i++)
        if (strcmp(rules_state_name((enum rules_state)i), text) == 0)
            return (enum rules_state)i;
    return RULES_ARCHIVED; /* never the state of a current run: answered as stale */
}

/* Only our own pages; anything else goes to the main page. */
static const char *back_to(struct http_req *req) {
    static const char *const pages[] = { "/m", "/m/cards", "/m/agenda", "/m/message" };
    const char *from = http_form(req, "from");

    for (size_t i = 0; from && i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(from, pages[i]) == 0)
            return pages[i];
    return "/m";
}

static bool parse(struct http_req *req, struct book_step *step) {
    const char *name = http_form(req, "step"), *text = http_form(req, "text");

    if (!name || !rules_step_from_name(name, &step->step))
        return false;
    step->arg = form_number(req, "arg");
    step->arg2 = form_number(req, "arg2");
    step->seen.item = form_number(req, "seen_item");
    step->seen.run = form_number(req, "seen_run");
    step->seen.state = seen_state(http_form(req, "seen_state"));
    if (text && *text)
        return utf8_clean(step->text, sizeof step->text, text, 400, UTF8_ONE_LINE) != UTF8_TOO_LONG;
    return true;
}

static void answer(struct web_visit *v, const struct book_reply *r) {
    bool well = r->result == BOOK_OK || r->result == BOOK_AGAIN || r->result == BOOK_ASK_AGAIN;
    struct str to = STR_INIT;

    if (web_wants_json(v->req)) {
        web_reply_json(v, web_status(r->result),
                       json_pack("{s:s, s:s}", "result", web_result_name(r->result), "sentence",
                                 well ? "" : web_sentence(r->result, v->lang)));
        return;
    }
    str_puts(&to, back_to(v->req));
    if (!well)
        str_printf(&to, "?said=%d", (int)r->result);
    http_redirect(v->req, to.data);
    str_release(&to);
}

void remote_post_step(struct http_req *req, void *ctx) {
    const struct book_reply *r = web_answer(req);
    struct book_cmd cmd = { .verb = BOOK_STEP };
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (r) {
        answer(&v, r);
    } else if (web_may_post(&v)) {
        cmd.remote = v.remote->id;
        if (parse(req, &cmd.as.step))
            web_submit(ctx, req, &cmd);
        else
            http_error(req, 400);
    }
    web_leave(&v);
}
