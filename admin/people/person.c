/* /e/CODE/people/ID and /e/CODE/people/new: one person's form. What does not fit or was changed by
 * somebody else comes back as it was typed, with the reason. Helpers at the door correct names; the
 * address, the role and what was agreed to are not shown to them. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/people/room.h"
#include "events/rules/languages.h"
#include "lib/clock.h"
#include "lib/secret.h"

/* Answers of one consent line as choices. */
static json_t *consent_choices(const struct book_consent *c, int answer, const struct lang *lang) {
    static const char *const yes_no[] = { "No", "Yes" };
    static const char *const quote[] = { "No", "Yes, without name", "Yes, with name" };
    json_t *list = json_array();
    for (int i = 0; i < (c->choice ? 3 : 2); i++)
        json_array_append_new(list, json_pack("{s:i, s:s, s:b}", "n", i, "text",
            lang_text(lang, c->choice ? quote[i] : yes_no[i]), "now", i == answer));
    return list;
}

static void add_consents(json_t *data, const struct desk_visit *v, const struct book_person *p) {
    const struct book_snap *s = v->web.snap;
    bool typed = http_form(v->web.req, "with_consents") != NULL;
    json_t *list = json_array();
    for (size_t i = 0; i < s->consents_n; i++) {
        struct str field = STR_INIT;
        str_printf(&field, "consent_%s", s->consents[i].key);
        int answer = typed ? (int)people_form_number(v->web.req, field.data)
                           : p ? p->consents[i] : 0;
        json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "field", field.data, "text",
            s->consents[i].text, "choices",
            consent_choices(&s->consents[i], answer, v->web.lang)));
        str_release(&field);
    }
    json_object_set_new(data, "has_consents", json_boolean(s->consents_n > 0));
    json_object_set_new(data, "consents", list);
}

/* The form's own values where it was sent, the person's where not. */
static const char *value(const struct desk_visit *v, const char *key, const char *stored) {
    const char *typed = http_method(v->web.req) == HTTP_POST ? http_form(v->web.req, key) : NULL;
    return typed ? typed : stored ? stored : "";
}

/* As names; what was typed and did not fit stays as it was. */
static json_t *languages(const struct desk_visit *v, const struct book_person *p) {
    struct str words = STR_INIT;
    rules_languages_words(&words, p ? p->languages : "", lang_code(v->web.lang));
    json_t *text = json_string(value(v, "languages", words.data));
    str_release(&words);
    return text;
}

static json_t *view(const struct desk_visit *v, const struct book_person *p) {
    const struct http_req *req = v->web.req;
    bool sent = http_method(req) == HTTP_POST && http_form(req, "name");
    json_t *data = p ? people_view(v, p) : json_object();
    const char *role = value(v, "role", p ? p->role : "guest");
    if (p) json_object_set(data, "heading", json_object_get(data, "name"));
    else json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "New person")));
    json_object_set_new(data, "is_new", json_boolean(!p));
    json_object_set_new(data, "name", json_string(value(v, "name", p ? p->name : "")));
    json_object_set_new(data, "organisation",
        json_string(value(v, "organisation", p ? p->organisation_name : "")));
    json_object_set_new(data, "function", json_string(value(v, "function", p ? p->function : "")));
    json_object_set_new(data, "languages", languages(v, p));
    json_object_set_new(data, "email", json_string(value(v, "email", p ? p->email : "")));
    json_object_set_new(data, "no_phone", json_boolean(
        sent ? people_form_number(req, "no_phone") != 0 : p && p->no_phone));
    people_add_choices(data, v, 0, sent ? people_form_number(req, "discipline")
                                        : p ? p->discipline : 0, role);
    add_consents(data, v, p);
    json_object_set_new(data, "full", json_boolean(v->account.role >= DESK_MODERATION));
    json_object_set_new(data, "organiser", json_boolean(v->account.role == DESK_ORGANISATION));
    return data;
}

static void show(struct desk_visit *v, int status, const struct book_person *p,
                 const char *problem, const char *where) {
    json_t *data = view(v, p);
    if (problem) json_object_set_new(data, "problem", json_string(problem));
    if (where && *where) {
        struct str key = STR_INIT;
        str_printf(&key, "bad_%s", where);
        json_object_set_new(data, key.data, json_true());
        str_release(&key);
    }
    json_object_set_new(data, "saved", json_boolean(http_query(v->web.req, "saved") != NULL));
    desk_page(v, status, "desk/people/person", "people", data);
}

/* The person of the address; NULL and a 404 when there is none. */
static const struct book_person *person_of(struct desk_visit *v) {
    long long id = 0;
    const struct book_person *p = str_number(http_segment(v->web.req, 1), 1, INT64_MAX, &id)
        ? snap_person(v->web.snap, id) : NULL;
    if (p && !p->erased) return p;
    desk_refuse(v, 404, "no_such_thing", lang_text(v->web.lang,
        "This person is not in the list any more. Nothing was changed."));
    return NULL;
}

void people_get_person(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const struct book_person *p = person_of(&v);
    if (p) show(&v, 200, p, NULL, NULL);
    desk_leave(&v);
}

void people_get_new(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    show(&v, 200, NULL, NULL, NULL);
    desk_leave(&v);
}

static void answer(struct desk_visit *v, const struct book_person *p,
                   const struct book_reply *r) {
    struct str text = STR_INIT;
    if (r->result == BOOK_BAD_VALUE && !web_wants_json(v->web.req)) {
        show(v, 422, p, people_bad_sentence(r->where, v->web.lang), r->where);
    } else if (r->result == BOOK_STALE && !web_wants_json(v->web.req)) {
        lang_fill(&text, lang_text(v->web.lang, "{who} changed this person meanwhile. Your input "
                  "stands below and was not stored; saving again stores it."), "who", r->who, NULL);
        show(v, 409, p, text.data, NULL);
    } else {
        str_printf(&text, "/e/%s/people/%lld?saved=1", v->code, (long long)r->id);
        desk_done(v, r, text.data);
    }
    str_release(&text);
}

void people_post_person(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const struct book_reply *r = desk_answer(&v);
    const struct book_person *p = person_of(&v);
    if (p && r) answer(&v, p, r);
    else if (p && desk_may_post(&v))
        desk_submit(&v, BOOK_PERSON_SET, p->id, people_form_number(req, "rev"),
                    people_form_person(&v));
    desk_leave(&v);
}

void people_post_new(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r) answer(&v, NULL, r);
    else if (desk_may_post(&v)) desk_submit(&v, BOOK_PERSON_ADD, 0, 0, people_form_person(&v));
    desk_leave(&v);
}

/* For good: only with the box ticked. */
void people_post_erase(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[48];
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    const struct book_reply *r = desk_answer(&v);
    (void)str_format(where, sizeof where, "/e/%s/people?done=erased", v.code);
    if (r) desk_done(&v, r, where);
    else if (!desk_may_post(&v)) ;
    else if (!http_form(req, "sure"))
        desk_refuse(&v, 422, "sure", lang_text(v.web.lang,
            "The box below the explanation was not ticked, so nothing was changed. Please go back, "
            "tick it and press again."));
    else {
        const struct book_person *p = person_of(&v);
        if (p) desk_submit(&v, BOOK_ERASE, p->id, 0, NULL);
    }
    desk_leave(&v);
}
