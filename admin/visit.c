/* One request at the desk: who asks, for which event, and the answer. Pool threads. */
#include "admin/inner.h"
#include <string.h>
#include "kiosk/web/form.h"
#include "kiosk/web/hall.h"
#include "lib/clock.h"
#include "lib/str.h"

/* The navigation of an event, in the order of the bar. */
static const struct nav_row {
    const char *mark, *path, *word;     /* word: English source text */
    enum desk_role need, most;          /* most: others come there from another page */
} nav_rows[] = {
    { "agenda",   "agenda",   "Agenda",        DESK_MODERATION,   DESK_ORGANISATION },
    { "people",   "people",   "Participants",  DESK_MODERATION,   DESK_ORGANISATION },
    { "checkin",  "checkin",  "Check-in",      DESK_HELPER,       DESK_ORGANISATION },
    { "cards",    "cards",    "Cards",         DESK_MODERATION,   DESK_ORGANISATION },
    { "enter",    "enter",    "Enter",         DESK_HELPER,       DESK_HELPER },
    { "results",  "results",  "Results",       DESK_MODERATION,   DESK_ORGANISATION },
    { "paper",    "paper",    "Documentation", DESK_MODERATION,   DESK_ORGANISATION },
    { "print",    "print",    "Print",         DESK_HELPER,       DESK_ORGANISATION },
    { "settings", "settings", "Settings",      DESK_ORGANISATION, DESK_ORGANISATION },
};

static struct hall_event *event_of(struct desk *d, struct http_req *req) {
    struct hall_event *e = http_held(req);

    if (!e && (e = hall_find(d->config.hall, http_segment(req, 0))))
        http_hold(req, e, hall_release);
    return e;
}

bool desk_session_hash(const struct http_req *req, unsigned char hash[SECRET_HASH]) {
    char token[64];

    if (!http_cookie(req, DESK_COOKIE, token, sizeof token))
        return false;
    secret_hash(hash, token);
    return true;
}

void desk_set_cookie(struct http_req *req, const char *token) {
    http_set_cookie(req, DESK_COOKIE, token ? token : "", token ? ACCOUNT_SESSION_S : 0, true);
}

int desk_may_upload(struct http_req *req, void *ctx) {
    struct desk *d = ctx;
    unsigned char hash[SECRET_HASH];
    struct desk_account account = { .role = DESK_NOBODY };

    if (desk_session_hash(req, hash))
        accounts_session(d->accounts, hash, clock_now().wall_ms, &account, NULL);
    return account.role >= DESK_MODERATION ? 0 : account.role == DESK_NOBODY ? 401 : 403;
}

bool desk_enter(struct desk_visit *v, struct desk *d, struct http_req *req, enum desk_role need) {
    unsigned char hash[SECRET_HASH];
    struct desk_account account = { .role = DESK_NOBODY };
    bool known = desk_session_hash(req, hash) &&
                 accounts_session(d->accounts, hash, clock_now().wall_ms, &account, NULL);
    bool of_event = str_starts(http_path(req), "/e/");
    struct hall_event *e = of_event && account.role >= need ? event_of(d, req) : NULL;

    *v = (struct desk_visit){ .desk = d, .account = account };
    web_enter_own(&v->web, e ? e->web : d->web, req, "desk", e ? book_snap(web_book(e->web)) : NULL,
                  known ? hash : NULL);
    if (e)
        str_copy(v->code, sizeof v->code, e->code);
    if (account.role >= need && (e || !of_event))
        return true;
    if (account.role < need)
        desk_turn_away(v, need);
    else
        desk_refuse(v, 404, "closed", lang_text(v->web.lang,
        "This event is not open. Nothing was changed. Open it in the list of events first."));
    desk_leave(v);
    return false;
}

void desk_leave(struct desk_visit *v) {
    web_leave(&v->web);
}

/* An old token is no reason to lose what was typed: signing in again gives every form another. */
bool desk_may_post(struct desk_visit *v) {
    if (!web_form_old(&v->web) || web_wants_json(v->web.req))
        return web_may_post(&v->web);
    desk_refuse(v, 403, "form", lang_text(v->web.lang,
        "You signed in again since this page was opened, or your browser keeps no cookies. Nothing "
        "was stored yet. Please look at it and send it once more."));
    return false;
}

struct book *desk_book(const struct desk_visit *v) {
    return web_book(v->web.web);
}

static json_t *navigation(const struct desk_visit *v, const char *nav) {
    json_t *list = json_array();
    char href[64];

    for (size_t i = 0; i < sizeof nav_rows / sizeof nav_rows[0]; i++) {
        const struct nav_row *row = &nav_rows[i];
        if (v->account.role < row->need || v->account.role > row->most ||
            !str_format(href, sizeof href, "/e/%s/%s", v->code, row->path))
            continue;
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "href", href, "word",
                                              lang_text(v->web.lang, row->word), "now",
                                              strcmp(row->mark, nav) == 0));
    }
    return list;
}

const char *desk_role_word(enum desk_role role, const struct lang *lang) {
    return lang_text(lang, role == DESK_ORGANISATION ? "Organisation"
                         : role == DESK_MODERATION ? "Moderation" : "Helper");
}

bool desk_rehearsing(const struct desk_visit *v) {
    const struct hall_event *e = v->code[0] ? http_held(v->web.req) : NULL;
    const char *slash = e ? strrchr(e->path, '/') : NULL;

    return e && str_starts(slash ? slash + 1 : e->path, DESK_REHEARSAL);
}

void desk_page(struct desk_visit *v, int status, const char *template, const char *nav,
               json_t *data) {
    if (v->account.role != DESK_NOBODY) {
        json_object_set_new(data, "account", json_string(v->account.name));
        json_object_set_new(data, "role",
                            json_string(desk_role_word(v->account.role, v->web.lang)));
        json_object_set_new(data, "may_organise",
                            json_boolean(v->account.role == DESK_ORGANISATION));
    }
    json_object_set_new(data, "moderates", json_boolean(v->account.role >= DESK_MODERATION));
    if (v->code[0]) {
        json_object_set_new(data, "code", json_string(v->code));
        json_object_set_new(data, "version", json_integer((json_int_t)v->web.snap->version));
        json_object_set_new(data, "stage_on",
                            json_boolean(live_count(web_live(v->web.web), LIVE_STAGE) > 0));
        json_object_set_new(data, "has_nav", json_boolean(nav != NULL));
        json_object_set_new(data, "rehearsing", json_boolean(desk_rehearsing(v)));
        json_object_set_new(data, "at_start", json_boolean(nav && !strcmp(nav, "overview")));
        if (nav)
            json_object_set_new(data, "nav", navigation(v, nav));
    }
    web_reply_page(&v->web, status, template, data);
}

/* A step and a link carry whose they are, for the log. */
void desk_submit_cmd(struct desk_visit *v, const struct book_cmd *cmd) {
    struct book_cmd own = *cmd;

    if (own.verb == BOOK_STEP)
        str_copy(own.as.step.account, sizeof own.as.step.account, v->account.name);
    if (own.verb == BOOK_REMOTE_ADD || own.verb == BOOK_REMOTE_REVOKE)
        str_copy(own.as.remote_cmd.account, sizeof own.as.remote_cmd.account, v->account.name);
    web_submit(v->web.web, v->web.req, &own);
}

void desk_submit(struct desk_visit *v, enum book_desk_what what, int64_t id, int64_t seen,
                 json_t *data) {
    struct book_cmd cmd = { .verb = BOOK_DESK };

    cmd.as.desk = (struct book_desk){ .what = what, .id = id, .seen = seen, .data = data };
    str_copy(cmd.as.desk.account, sizeof cmd.as.desk.account, v->account.name);
    desk_submit_cmd(v, &cmd);
}

const struct book_reply *desk_answer(struct desk_visit *v) {
    return web_answer(v->web.req);
}

/* Who was faster, or which field it is about, beside the sentence. */
static void refuse_reply(struct desk_visit *v, const struct book_reply *r) {
    struct str text = STR_INIT;

    if (r->result == BOOK_STALE && r->who[0])
        lang_fill(&text, lang_text(v->web.lang, "{who} changed this at the same time, so your "
                  "change was not stored. Please look at the current state and repeat it."),
                  "who", r->who, NULL);
    else
        str_puts(&text, web_sentence(r->result, v->web.lang));
    if (web_wants_json(v->web.req))
        web_reply_json(&v->web, web_status(r->result),
                       json_pack("{s:s, s:s, s:s}", "result", web_result_name(r->result),
                                 "sentence", text.data, "where", r->where));
    else
        desk_refuse(v, web_status(r->result), web_result_name(r->result), text.data);
    str_release(&text);
}

void desk_done(struct desk_visit *v, const struct book_reply *r, const char *where) {
    if (r->result != BOOK_OK && r->result != BOOK_AGAIN)
        refuse_reply(v, r);
    else if (web_wants_json(v->web.req))
        web_reply_json(&v->web, 200,
                       json_pack("{s:s, s:I, s:I, s:I}", "result", web_result_name(r->result), "id",
                                 (json_int_t)r->id, "rev", (json_int_t)r->revision, "version",
                                 (json_int_t)r->version));
    else
        http_redirect(v->web.req, where);
}

void desk_refuse(struct desk_visit *v, int status, const char *result, const char *sentence) {
    json_t *data;

    if (web_wants_json(v->web.req)) {
        web_reply_json(&v->web, status,
                       json_pack("{s:s, s:s}", "result", result, "sentence", sentence));
        return;
    }
    data = json_pack("{s:s, s:i}", "sentence", sentence, "status", status);
    desk_give_back(v, status, data);
    desk_page(v, status, "desk/refused", v->code[0] ? "" : NULL, data);
}
