/* The way in: the code by QR (GET /K7MQ) or typed, and the registration page. Wrong codes are
 * limited per address; looking comes before counting (S-11). Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/str.h"

bool phone_in_sheet(struct web_visit *v) {
    const char *agent = http_header(v->req, "User-Agent");
    if (!v->snap || !agent || !strstr(agent, "CaptiveNetworkSupport")) return false;
    struct scene_place place = web_place(v->web, v->snap);
    struct str url = STR_INIT;
    str_printf(&url, "http://%s", place.address);
    if (place.port && place.port != 80) str_printf(&url, ":%u", place.port);
    str_printf(&url, "/%s", v->snap->settings.code);
    web_reply_page(v, 200, "phone/sheet", json_pack("{s:s}", "url", url.data));
    str_release(&url);
    return true;
}

static void reply_join(struct web_visit *v, int status, const char *notice, const char *typed) {
    json_t *data = json_object();
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    if (typed) json_object_set_new(data, "typed", json_string(typed));
    web_reply_page(v, status, "phone/join", data);
}

void phone_root(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter_any(&v, ctx, req)) return;
    if (phone_at_tablet(&v)) goto out;
    if (v.person) http_redirect(req, "/here");
    else if (!phone_in_sheet(&v))
        reply_join(&v, 200, http_query(req, "gone") ? lang_text(v.lang,
            "This device is not signed in any more. If you changed to another device, everything "
            "you stored is there. Otherwise enter your personal code or the code on the screen.")
            : NULL, NULL);
out:
    web_leave(&v);
}

static json_t *organisations(const struct web_visit *v, int64_t chosen) {
    json_t *list = json_array();
    for (size_t i = 0; i < v->snap->organisations_n; i++) {
        const struct book_organisation *o = &v->snap->organisations[i];
        json_array_append_new(list, json_pack("{s:I, s:s, s:b}", "id", (json_int_t)o->id, "name",
                                              o->name, "chosen", o->id == chosen));
    }
    return list;
}
static json_t *disciplines(const struct web_visit *v, int64_t chosen) {
    json_t *list = json_array();
    for (size_t i = 0; i < v->snap->disciplines_n; i++) {
        const struct book_discipline *d = &v->snap->disciplines[i];
        json_array_append_new(list, json_pack("{s:I, s:s, s:b}", "id", (json_int_t)d->id, "name",
                                              d->name, "chosen", d->id == chosen));
    }
    return list;
}
static json_t *consents(const struct web_visit *v) {
    json_t *list = json_array();
    for (size_t i = 0; i < v->snap->consents_n; i++) {
        const struct book_consent *c = &v->snap->consents[i];
        char name[64];
        if (!str_format(name, sizeof name, "consent.%s", c->key)) continue;
        const char *given = http_method(v->req) == HTTP_POST ? http_form(v->req, name) : NULL;
        json_array_append_new(list, json_pack("{s:s, s:s, s:b, s:b, s:b, s:b}", "name", name,
            "text", c->text, "choice", c->choice, "given", given && !strcmp(given, "1"), "named",
            given && !strcmp(given, "2"), "anonymous", c->choice && given && !strcmp(given, "1")));
    }
    return list;
}

static bool all_secret(const struct book_snap *s) {
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->kind == RULES_DOTS && s->items[i]->secrecy != RULES_SECRET) return false;
    return true;
}

static void add_typed(json_t *data, const struct web_visit *v, const char *field) {
    const char *typed = http_method(v->req) == HTTP_POST ? http_form(v->req, field) : NULL;
    json_object_set_new(data, field, json_string(typed ? typed : ""));
}

void phone_reply_register(struct web_visit *v, int status, const char *notice) {
    const struct book_settings *set = &v->snap->settings;
    bool again = http_method(v->req) == HTTP_POST;
    if (!set->registration_open) {
        web_reply_page(v, status, "phone/closed", json_pack("{s:b}", "over",
            strcmp(snap_setting(v->snap, "closed_ms"), "0") != 0));
        return;
    }
    json_t *data = json_pack("{s:s, s:b, s:o, s:o, s:o}", "event_title", set->title,
        "name_required", set->name_required, "organisations",
        organisations(v, again ? phone_form_id(v->req, "organisation") : 0), "disciplines",
        disciplines(v, again ? phone_form_id(v->req, "discipline") : 0), "consents", consents(v));
    if (v->snap->organisations_n) json_object_set_new(data, "has_organisations", json_true());
    if (v->snap->disciplines_n) json_object_set_new(data, "has_disciplines", json_true());
    if (v->snap->consents_n) json_object_set_new(data, "has_consents", json_true());
    if (all_secret(v->snap)) json_object_set_new(data, "all_secret", json_true());
    add_typed(data, v, "name");
    add_typed(data, v, "organisation_text");
    int64_t nonce = again ? phone_form_id(v->req, "nonce") : 0;
    json_object_set_new(data, "nonce", json_integer(nonce ? nonce : secret_id()));
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    web_reply_page(v, status, "phone/register", data);
}

/* True when typed is this event's code; of no event where several are open and none is meant. */
static bool right_code(const struct web_visit *v, const char *typed, bool *a_code) {
    char code[5];
    *a_code = typed && secret_code_clean(code, 4, typed);
    return *a_code && v->snap && !strcasecmp(code, v->snap->settings.code);
}

static const char *wrong_code(const struct web_visit *v) {
    return lang_text(v->lang, "This code does not exist here. Nothing was lost. Please compare it "
                              "with the code on the screen: four letters and digits.");
}

void phone_get_code_path(struct http_req *req, void *ctx) {
    struct web_visit v;
    bool a_code;
    if (!web_enter_any(&v, ctx, req)) return;
    if (phone_at_tablet(&v) || !web_open_for(&v, WEB_LIMIT_JOIN)) goto out;
    if (right_code(&v, http_segment(req, 0), &a_code)) {
        web_remember_event(&v);
        if (v.person) http_redirect(req, "/here");
        else if (!phone_in_sheet(&v)) phone_reply_register(&v, 200, NULL);
    } else if (!a_code) {
        reply_join(&v, 404, lang_text(v.lang, "There is no page at this address. Nothing was lost. "
                   "Please go back or enter the code on the screen."), NULL);
    } else if (web_within(&v, WEB_LIMIT_JOIN)) {
        reply_join(&v, 404, wrong_code(&v), NULL);
    }
out:
    web_leave(&v);
}

void phone_post_join(struct http_req *req, void *ctx) {
    struct web_visit v;
    bool a_code;
    char path[8];
    if (!web_enter_any(&v, ctx, req)) return;
    if (!web_may_post(&v) || !web_open_for(&v, WEB_LIMIT_JOIN)) goto out;
    const char *typed = http_form(req, "code");
    if (right_code(&v, typed, &a_code) &&
        str_format(path, sizeof path, "/%s", v.snap->settings.code))
        http_redirect(req, path);
    else if (web_within(&v, WEB_LIMIT_JOIN))
        reply_join(&v, 422, wrong_code(&v), typed);
out:
    web_leave(&v);
}
