/* Somebody who is not in the list: three fields, checked in at once. A name that is there already
 * is shown before a second one is made. Pool threads. */
#include "admin/people/room.h"
#include "lib/clock.h"

static void form_page(struct desk_visit *v, int status, const char *problem, json_t *namesakes) {
    const struct http_req *req = v->web.req;
    const char *typed = http_query(req, "name");
    json_t *data = json_pack("{s:s, s:s, s:s, s:b, s:s}", "heading",
        lang_text(v->web.lang, "Add somebody"), "name",
        typed ? typed : people_form_text(req, "name"), "organisation",
        people_form_text(req, "organisation"), "no_phone",
        people_form_number(req, "no_phone") != 0, "recent",
        http_query(req, "recent") ? http_query(req, "recent") : people_form_text(req, "recent"));
    people_add_choices(data, v, 0, people_form_number(req, "discipline"), "guest");
    if (problem) json_object_set_new(data, "problem", json_string(problem));
    json_object_set_new(data, "twice", json_boolean(json_array_size(namesakes) > 0));
    json_object_set_new(data, "namesakes", namesakes ? namesakes : json_array());
    desk_page(v, status, "desk/people/walkin", "checkin", data);
}

void people_get_walkin(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    form_page(&v, 200, NULL, NULL);
    desk_leave(&v);
}

static void answer(struct desk_visit *v, const struct book_reply *r) {
    struct str recent = STR_INIT, to = STR_INIT;
    if (r->result == BOOK_BAD_VALUE) {
        form_page(v, 422, people_bad_sentence(r->where, v->web.lang), NULL);
        return;
    }
    people_recent_add(&recent, people_form_text(v->web.req, "recent"), r->id, 'n',
                      clock_now().wall_ms);
    str_printf(&to, "/e/%s/checkin?p=%lld&r=n&recent=%s", v->code, (long long)r->id, recent.data);
    desk_done(v, r, to.data);
    str_release(&recent);
    str_release(&to);
}

static void press(struct desk_visit *v) {
    json_t *namesakes = people_namesakes(v, people_form_text(v->web.req, "name"), 0);
    if (json_array_size(namesakes) && !http_form(v->web.req, "sure")) {
        form_page(v, 200, NULL, namesakes);
        return;
    }
    json_decref(namesakes);
    json_t *data = people_form_person(v);
    json_object_set_new(data, "check_in", json_true());
    desk_submit(v, BOOK_PERSON_ADD, 0, 0, data);
}

void people_post_walkin(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r) answer(&v, r);
    else if (desk_may_post(&v)) press(&v);
    desk_leave(&v);
}
