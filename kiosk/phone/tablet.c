/* A shared tablet: one field for a badge's code, "You are ...?", what is on now exactly as a phone
 * has it, "Saved", the next badge. Everything is one address, /tablet, that shows whose turn it is
 * now: going back or reloading never shows the person before. Pool threads.
 * Invariants: nothing here makes a session or ends a person's own; every form names its turn, so
 * that a page left open speaks for nobody else. */
#include <string.h>
#include "events/rules/run.h"
#include "kiosk/phone/room.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/str.h"
#include "lib/utf8.h"

bool phone_at_tablet(struct web_visit *v) {
    if (v->tablet) http_redirect(v->req, "/tablet");
    return v->tablet != NULL;
}

void phone_short_name(struct str *out, const struct book_person *p, const struct lang *lang) {
    const char *name = p->name, *last = strrchr(name, ' ');
    char number[24];
    if (!*name) {
        (void)str_format(number, sizeof number, "%lld", (long long)p->id);
        lang_fill(out, lang_text(lang, "Number {n}"), "n", number, NULL);
    } else if (!last) {
        str_puts(out, name);
    } else {
        const char *initial = last + 1, *end = initial;
        (void)utf8_next(&end);
        str_add(out, name, (size_t)(last - name));
        str_printf(out, " %.*s.", (int)(end - initial), initial);
    }
}

static json_t *who(const struct web_visit *v) {
    struct str text = STR_INIT;
    phone_short_name(&text, v->person, v->lang);
    if (v->person->organisation_name[0]) str_printf(&text, ", %s", v->person->organisation_name);
    json_t *value = json_string(text.data);
    str_release(&text);
    return value;
}

/* --- pages ----------------------------------------------------------------------------------- */

static const char *const steps[] = {
    [WEB_TURN_NONE] = "start", [WEB_TURN_ASK] = "ask", [WEB_TURN_ON] = "on",
    [WEB_TURN_SAVED] = "saved",
};

/* What the script compares to know whether the page still says what is so; and no way out of it. */
void phone_add_tablet(json_t *data, const struct web_visit *v) {
    const struct book_item *item = snap_shown(v->snap);
    const struct book_run *run = item ? snap_run(item) : NULL;
    json_object_set_new(data, "step", json_string(steps[v->turn.state]));
    json_object_set_new(data, "turn", json_integer(v->turn.id));
    json_object_set_new(data, "tablet_key", json_integer(run ? run->id : 0));
    json_object_set_new(data, "tablet_state", json_string(run ? rules_state_name(run->state) : ""));
    json_object_set_new(data, "help", json_false());
}

static void add_notice(json_t *data, const struct web_visit *v, const char *notice) {
    const char *word = http_query(v->req, "n");
    if (!notice && word && !strcmp(word, "late")) notice = web_sentence(BOOK_LATE, v->lang);
    if (!notice && word && !strcmp(word, "over"))
        notice = lang_text(v->lang, "That turn was over, so nothing was stored. Please scan the "
                                    "badge again.");
    if (notice) json_object_set_new(data, "notice", json_string(notice));
}

/* The whole page of a turn that goes on; data of phones. */
static json_t *view_on(struct web_visit *v, const struct phone_draft *draft) {
    json_t *data = phone_view(v, draft);
    bool open = json_object_get(data, "can_card") || json_object_get(data, "can_dots");
    json_object_set_new(data, "who", who(v));
    json_object_set_new(data, "refresh", json_string(open ? "300" : "20"));
    return data;
}

static json_t *view_saved(struct web_visit *v) {
    json_t *data = json_object();
    const struct book_item *item = snap_shown(v->snap);
    if (item && rules_run_takes(snap_run(item)->state))
        json_object_set_new(data, "more", json_true());
    json_object_set_new(data, "refresh", json_string("30"));
    json_object_set_new(data, "left_ms", json_integer(v->turn.left_ms));
    return data;
}

static json_t *view_start(const struct web_visit *v, const char *typed) {
    json_t *data = json_object();
    const struct book_item *item = snap_shown(v->snap);
    if (typed) json_object_set_new(data, "typed", json_string(typed));
    if (item && item->title[0]) json_object_set_new(data, "now", json_string(item->title));
    return data;
}

static void reply(struct web_visit *v, int status, const struct phone_draft *draft) {
    static const char *const pages[] = {
        [WEB_TURN_NONE] = "tablet/start", [WEB_TURN_ASK] = "tablet/ask",
        [WEB_TURN_ON] = "tablet/on", [WEB_TURN_SAVED] = "tablet/saved",
    };
    json_t *data;
    if (v->turn.state != WEB_TURN_NONE && !v->person) web_set_turn(v, WEB_TURN_NONE);
    switch (v->turn.state) {
    case WEB_TURN_ASK: data = json_pack("{s:o, s:s}", "who", who(v), "refresh", "60"); break;
    case WEB_TURN_ON: data = view_on(v, draft); break;
    case WEB_TURN_SAVED: data = view_saved(v); break;
    default: data = view_start(v, draft ? draft->text : NULL);
    }
    phone_add_tablet(data, v);
    add_notice(data, v, draft ? draft->notice : NULL);
    web_reply_page(v, status, pages[v->turn.state], data);
}

void phone_get_tablet(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_TABLET)) return;
    reply(&v, 200, NULL);
    web_leave(&v);
}

void phone_tablet_state(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_TABLET)) return;
    json_t *data = json_pack("{s:I}", "left_ms", (json_int_t)v.turn.left_ms);
    phone_add_tablet(data, &v);
    web_reply_json(&v, 200, data);
    web_leave(&v);
}

/* --- whose turn ------------------------------------------------------------------------------ */

/* A badge's QR may hold an address that ends in the code. */
static bool read_code(char code[9], const char *typed) {
    const char *end = typed;
    for (const char *c = typed; *c; c++)
        if (strchr("/=#?", *c)) end = c + 1;
    return secret_code_clean(code, 8, end);
}

static void refuse_code(struct web_visit *v, const char *sentence) {
    struct phone_draft draft = {.notice = sentence, .text = http_form(v->req, "code")};
    reply(v, 422, &draft);
}

void phone_tablet_code(struct http_req *req, void *ctx) {
    struct web_visit v;
    unsigned char hash[BOOK_HASH];
    char code[9] = "";
    bool old = false;
    const char *typed = http_form(req, "code");
    if (!web_enter(&v, ctx, req, WEB_TABLET)) return;
    if (!web_may_post(&v) || !web_open_for(&v, WEB_LIMIT_JOIN)) goto out;
    if (v.turn.id) web_set_turn(&v, WEB_TURN_NONE);
    if (!typed || !read_code(code, typed)) {
        refuse_code(&v, lang_text(v.lang, "A personal code has eight letters and digits. "
                                          "Nothing was changed. Please compare it."));
        goto out;
    }
    secret_hash(hash, code);
    int64_t person = book_code_person(web_book(v.web), hash, &old);
    if (old && web_within(&v, WEB_LIMIT_JOIN)) {
        refuse_code(&v, lang_text(v.lang, "This badge was replaced by a newer one. Nothing was "
            "changed. Please scan the newer badge or ask at the reception desk."));
    } else if (person && !old && snap_person(v.snap, person)) {
        web_give_turn(&v, person);
        http_redirect(req, "/tablet");
    } else if (!old && web_within(&v, WEB_LIMIT_JOIN)) {
        refuse_code(&v, web_sentence(BOOK_NO_SUCH_CODE, v.lang));
    }
out:
    explicit_bzero(code, sizeof code);
    web_leave(&v);
}

/* "Yes", "next badge", "change something": the button's word. A button of a turn that is over leads
 * to the page that is on now. */
void phone_tablet_turn(struct http_req *req, void *ctx) {
    struct web_visit v;
    const char *go = http_form(req, "go");
    if (!web_enter(&v, ctx, req, WEB_TABLET)) return;
    if (web_may_post(&v)) {
        bool own = v.turn.id && v.turn.id == phone_form_id(req, "turn");
        if (own && go && !strcmp(go, "on")) web_set_turn(&v, WEB_TURN_ON);
        else if (own) web_set_turn(&v, WEB_TURN_NONE);
        http_redirect(req, "/tablet");
    }
    web_leave(&v);
}

/* --- forms that phones have too -------------------------------------------------------------- */

bool phone_enter(struct web_visit *v, struct web *w, struct http_req *req) {
    if (!str_starts(http_path(req), "/tablet")) return web_enter(v, w, req, WEB_GUEST);
    if (!web_enter(v, w, req, WEB_TABLET)) return false;
    bool on = v->person && (v->turn.state == WEB_TURN_ON || v->turn.state == WEB_TURN_SAVED);
    if (on && (http_method(req) == HTTP_GET || v->turn.id == phone_form_id(req, "turn")))
        return true;
    if (web_wants_json(req))
        web_refuse(v, 401, "gone", lang_text(v->lang, "That turn was over, so nothing was stored. "
                                                      "Please scan the badge again."));
    else
        http_redirect(req, "/tablet?n=over");
    web_leave(v);
    return false;
}

void phone_reply_page(struct web_visit *v, int status, const struct phone_draft *draft) {
    if (v->role == WEB_TABLET && v->turn.state == WEB_TURN_SAVED) web_set_turn(v, WEB_TURN_ON);
    if (v->role == WEB_TABLET) reply(v, status, draft);
    else phone_reply_here(v, status, draft);
}
