/* /e/CODE/privacy: what people agreed to, one person's data as a file, the end of the event and the
 * removal of names. Pool threads. */
#include <string.h>
#include "admin/desk.h"
#include "admin/settings_room.h"
#include "events/book/person_data.h"

enum { DAY_MS = 86400000 };

static json_t *consents(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    json_t *list = json_array();
    for (size_t c = 0; c < s->consents_n; c++) {
        int64_t yes = 0, named = 0;
        for (size_t i = 0; i < s->people_n; i++) {
            yes += s->people[i].consents[c] > 0;
            named += s->people[i].consents[c] > 1;
        }
        json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I, s:b, s:I}", "text",
            s->consents[c].text, "yes", (json_int_t)yes, "no",
            (json_int_t)(s->registered - yes), "named", (json_int_t)named, "choice",
            s->consents[c].choice, "anonymous", (json_int_t)(yes - named)));
    }
    return list;
}

static int64_t number(const struct desk_visit *v, const char *name) {
    long long value = 0;
    return str_number(snap_setting(v->web.snap, name), 0, INT64_MAX, &value) ? value : 0;
}

static void add_time(json_t *data, const struct lang *lang, const char *key, int64_t ms) {
    struct str day = STR_INIT;
    if (!ms) return;
    lang_day(&day, lang, ms);
    json_object_set_new(data, key, json_string(day.data));
    str_release(&day);
}

static json_t *view(const struct desk_visit *v) {
    int64_t closed = number(v, "closed_ms"), days = number(v, "retention_days");
    json_t *data = json_pack("{s:o, s:s, s:I, s:I, s:b}", "consents", consents(v), "code", v->code,
        "days", (json_int_t)days, "registered", (json_int_t)v->web.snap->registered, "organiser",
        v->account.role == DESK_ORGANISATION);
    add_time(data, v->web.lang, "closed", closed);
    add_time(data, v->web.lang, "anonymised", number(v, "anonymised_ms"));
    if (closed) add_time(data, v->web.lang, "forget", closed + days * DAY_MS);
    return data;
}

void privacy_get(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    desk_page(&v, 200, "desk/privacy", "settings", view(&v));
    desk_leave(&v);
}

/* Both ends are for good: only with the box ticked. */
static void end(struct http_req *req, void *ctx, enum book_desk_what what) {
    struct desk_visit v;
    char where[48];
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    const struct book_reply *reply = desk_answer(&v);
    (void)str_format(where, sizeof where, "/e/%s/privacy", v.code);
    if (reply) desk_done(&v, reply, where);
    else if (!desk_may_post(&v)) ;
    else if (!http_form(req, "sure"))
        desk_refuse(&v, 422, "sure", lang_text(v.web.lang,
            "The box below the explanation was not ticked, so nothing was changed. Please go back, "
            "tick it and press again."));
    else desk_submit(&v, what, 0, 0, NULL);
    desk_leave(&v);
}
void privacy_post_close(struct http_req *req, void *ctx) { end(req, ctx, BOOK_EVENT_CLOSE); }
void privacy_post_forget(struct http_req *req, void *ctx) { end(req, ctx, BOOK_ANONYMISE); }

void privacy_get_person(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct str text = STR_INIT;
    long long id = 0;
    char name[64];
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION)) return;
    json_t *data = str_number(http_segment(req, 1), 1, INT64_MAX, &id)
        ? book_person_data(desk_book(&v), v.web.snap, id) : NULL;
    if (data) {
        char *dump = json_dumps(data, JSON_INDENT(2) | JSON_SORT_KEYS);
        str_puts(&text, dump);
        str_putc(&text, '\n');
        free(dump);
        (void)str_format(name, sizeof name, "attachment; filename=\"person-%lld.json\"", id);
        http_add_header(req, "Content-Disposition", name);
        http_add_header(req, "Cache-Control", "no-store");
        http_reply(req, 200, "application/json; charset=utf-8", &text);
    } else {
        http_error(req, 404);
    }
    json_decref(data);
    desk_leave(&v);
}
