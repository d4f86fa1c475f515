/* /e/CODE/settings: every setting of the event as a field of its row, in groups; one form each, so
 * that a change here does not overwrite another group. Pool threads. */
#include <string.h>
#include "admin/desk.h"
#include "admin/field.h"
#include "admin/settings_room.h"

/* Every setting stands in one of them or is the program's own. */
struct settings_group { const char *title; const char *names[12]; };  /* names NULL-ended */
static const struct settings_group groups[] = {
    {"The event", {"title", "subject", "place", "host", "start", "end", "expected", "language"}},
    {"Network and guests", {"ssid", "password", "address", "per_address"}},
    {"In the hall", {"registration_open", "name_required", "turnout_shown", "dark", "quiet",
                     "safe_percent"}},
    {"Invitation and print", {"directions", "access", "contact", "public_url", "accent"}},
    {"Privacy", {"privacy", "retention_days"}},
};

static const struct settings_group *settings_group(size_t i) {
    return i < sizeof groups / sizeof *groups ? &groups[i] : NULL;
}

/* What the field showed when the form was made; NULL in a form without it. */
static const char *was(const struct http_req *req, const struct rules_setting *row) {
    char name[40];
    return str_format(name, sizeof name, "was.%s", row->name) ? http_form(req, name) : NULL;
}

/* What a form does with a setting. */
enum touch { UNTOUCHED, TOUCHED, CLASHES };     /* CLASHES: somebody else changed it meanwhile */
static enum touch touched(const struct desk_visit *v, const struct rules_setting *row,
                          struct str *value) {
    const char *seen = was(v->web.req, row), *stored = snap_setting(v->web.snap, row->name);
    if (!field_from_form(row, v->web.req, value)) return UNTOUCHED;
    if (seen && !strcmp(seen, value->data)) return UNTOUCHED;
    return seen && strcmp(seen, stored) && strcmp(stored, value->data) ? CLASHES : TOUCHED;
}

static bool clashes(const struct desk_visit *v, const struct settings_group *group) {
    struct str value = STR_INIT;
    bool any = false;
    for (size_t i = 0; group->names[i] && !any; i++)
        any = touched(v, rules_event_setting_find(group->names[i]), &value) == CLASHES;
    str_release(&value);
    return any;
}

/* One field: what the form brought when it was refused, else what is stored. Where both differ
 * because somebody else was quicker, that stands beside it; saving again then means it. */
static json_t *setting_view(const struct desk_visit *v, const struct rules_setting *row,
                            bool typed) {
    const char *stored = snap_setting(v->web.snap, row->name);
    struct str value = STR_INIT;
    enum touch touch = typed ? touched(v, row, &value) : UNTOUCHED;
    const char *form = touch != UNTOUCHED ? field_typed(row, v->web.req) : NULL;
    field_from_stored(&value, row, stored);
    json_t *field = field_view(row, FIELD_BY_TYPE, form ? form : value.data, v->web.lang);
    json_object_set_new(field, "was", json_string(stored));
    if (touch == CLASHES)
        json_object_set_new(field, "stored", field_words(row, stored, v->web.lang));
    str_release(&value);
    return field;
}

static json_t *group_view(const struct desk_visit *v, const struct settings_group *group,
                          size_t number, const char *bad, bool typed) {
    json_t *fields = json_array();
    for (size_t i = 0; group->names[i]; i++) {
        const struct rules_setting *row = rules_event_setting_find(group->names[i]);
        json_t *field = setting_view(v, row, typed);
        json_object_set_new(field, "bad", json_boolean(bad && !strcmp(bad, row->name)));
        json_array_append_new(fields, field);
    }
    return json_pack("{s:s, s:I, s:o}", "heading", lang_text(v->web.lang, group->title), "group",
                     (json_int_t)number, "fields", fields);
}

/* Above the page and beside the field. Of a network's name and password the bounds alone do not say
 * what is wrong. */
static void add_sentence(json_t *data, const struct desk_visit *v, const char *bad) {
    const struct rules_setting *row = rules_event_setting_find(bad);
    const char *typed = row ? field_typed(row, v->web.req) : NULL;
    struct str said = STR_INIT;
    if (typed && rules_wifi_fits(row, typed)) field_refused(&said, row, v->web.lang);
    else str_puts(&said, web_sentence(BOOK_BAD_VALUE, v->web.lang));
    json_object_set_new(data, "notice", json_string(said.data));
    json_object_set_new(data, "said", json_string(said.data));
    str_release(&said);
}

/* group: the one the request is a form of. bad: name of a refused field; notice: another reason why
 * nothing was stored. Both may be NULL. */
static void show(struct desk_visit *v, int status, size_t group, const char *bad,
                 const char *notice) {
    json_t *list = json_array();
    bool posted = http_method(v->web.req) == HTTP_POST;
    for (size_t i = 0; settings_group(i); i++)
        json_array_append_new(list, group_view(v, settings_group(i), i, bad, posted && i == group));
    json_t *data = json_pack("{s:o, s:b}", "groups", list, "saved",
                             http_query(v->web.req, "saved") != NULL);
    if (bad) add_sentence(data, v, bad);
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    desk_page(v, status, "desk/settings", "settings", data);
}

/* Only what was changed here: what others changed in the same group stays. */
static json_t *changes(const struct desk_visit *v, const struct settings_group *group) {
    json_t *data = json_object();
    struct str value = STR_INIT;
    for (size_t i = 0; group->names[i]; i++) {
        const struct rules_setting *row = rules_event_setting_find(group->names[i]);
        if (touched(v, row, &value) != UNTOUCHED)
            json_object_set_new(data, row->name, json_string(value.data));
    }
    str_release(&value);
    return data;
}

void settings_get(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    show(&v, 200, 0, NULL, NULL);
    desk_leave(&v);
}

void settings_post(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[48];
    long long number = 0;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    const struct book_reply *reply = desk_answer(&v);
    const char *text = http_form(req, "group");
    const struct settings_group *group =
        text && str_number(text, 0, 99, &number) ? settings_group((size_t)number) : NULL;
    (void)str_format(where, sizeof where, "/e/%s/settings?saved=1#g%lld", v.code, number);
    if (!reply && !desk_may_post(&v)) ;
    else if (!group) http_error(req, 400);
    else if (reply && reply->result == BOOK_BAD_VALUE && !web_wants_json(req))
        show(&v, 422, (size_t)number, reply->where, NULL);
    else if (reply) desk_done(&v, reply, where);
    else if (clashes(&v, group))
        show(&v, 409, (size_t)number, NULL, lang_text(v.web.lang,
            "Somebody else changed this at the same time. Nothing of yours was stored yet: compare "
            "both, then save again."));
    else desk_submit(&v, BOOK_SET, 0, 0, changes(&v, group));
    desk_leave(&v);
}
