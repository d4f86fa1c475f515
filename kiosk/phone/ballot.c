/* Ballots: written whole, every press of + or - is one (methods.md, "Order of ballots"). Without a
 * script plus and minus are buttons of the form; the press is applied to the dots it carries.
 * Nothing of a ballot's content is logged. Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/str.h"

static void press(struct book_ballot *b, int64_t option, bool plus) {
    for (size_t i = 0; i < b->options; i++) {
        if (b->dots[i].option != option) continue;
        if (plus) b->dots[i].points++;
        else if (b->dots[i].points) b->dots[i].points--;
    }
}

/* Reads dot.ID=n, then plus=ID or minus=ID. False on what no page of ours sends. */
static bool read_ballot(const struct http_req *req, struct book_ballot *b) {
    const char *name, *value;
    b->item = phone_form_id(req, "item");
    b->run = phone_form_id(req, "run");
    b->revision = phone_form_id(req, "revision");
    for (size_t i = 0; http_form_at(req, i, &name, &value); i++) {
        long long option, points;
        if (!str_starts(name, "dot.")) continue;
        if (b->options == BOOK_OPTIONS_MAX) return false;
        if (!str_number(name + 4, 1, INT64_C(9007199254740991), &option)) return false;
        if (!str_number(value, 0, 10000, &points)) return false;
        b->dots[b->options].option = option;
        b->dots[b->options++].points = (uint16_t)points;
    }
    press(b, phone_form_id(req, "plus"), true);
    press(b, phone_form_id(req, "minus"), false);
    return b->run && b->revision;
}

static void refuse(struct web_visit *v, const struct book_reply *r) {
    struct phone_draft draft = {.notice = web_sentence(r->result, v->lang)};
    if (web_wants_json(v->req)) phone_reply_result(v, r, true);
    else phone_reply_page(v, web_status(r->result), &draft);
}

/* What the newest snapshot already says, without troubling the writer. OK: the book decides. */
static enum book_result glance(const struct web_visit *v, const struct book_ballot *b) {
    const struct book_item *item = snap_item(v->snap, b->item);
    const struct book_run *run = item ? snap_run(item) : NULL;
    if (!run || run->id != b->run) return BOOK_OVER;
    switch (run->state) {
    case RULES_OPEN: case RULES_CLOSING: return BOOK_OK;
    case RULES_PREPARED: case RULES_PAUSED: return BOOK_NOT_OPEN;
    default: return BOOK_OVER;
    }
}

static void submit(struct web_visit *v) {
    struct book_cmd cmd = {.verb = BOOK_BALLOT, .person = v->person->id};
    struct book_reply early = {.result = BOOK_NO_SUCH_OPTION};
    cmd.nonce = phone_form_id(v->req, "nonce");
    cmd.as.ballot.origin = phone_origin(v);
    if (read_ballot(v->req, &cmd.as.ballot)) early.result = glance(v, &cmd.as.ballot);
    if (early.result != BOOK_OK) refuse(v, &early);
    else web_submit(v->web, v->req, &cmd);
}

/* Back to the pressed option, so that a long list does not jump to its top. */
static void back(struct web_visit *v) {
    int64_t option = phone_form_id(v->req, "plus");
    const char *home = v->role == WEB_TABLET ? "/tablet" : "/here";
    char path[48];
    if (!option) option = phone_form_id(v->req, "minus");
    if (option) (void)str_format(path, sizeof path, "%s#o%lld", home, (long long)option);
    else (void)str_format(path, sizeof path, "%s", home);
    if (v->role == WEB_TABLET && !option) web_set_turn(v, WEB_TURN_SAVED);
    http_redirect(v->req, path);
}

void phone_post_ballot(struct http_req *req, void *ctx) {
    struct web_visit v;
    const struct book_reply *r = web_answer(req);
    if (!phone_enter(&v, ctx, req)) return;
    if (!r) {
        if (web_may_post(&v) && web_within(&v, WEB_LIMIT_VOTE)) submit(&v);
    } else if (r->result != BOOK_OK && r->result != BOOK_AGAIN) {
        refuse(&v, r);
    } else if (web_wants_json(req)) {
        phone_reply_result(&v, r, false);
    } else {
        back(&v);
    }
    web_leave(&v);
}
