/* /e/CODE/hands: the totals of a show of hands, typed in by the moderation for a vote. Kept apart:
 * shown beside the result, added to nothing. Pool threads. */
#include <string.h>
#include "admin/hall/room.h"

static const struct book_run *find(const struct book_snap *s, int64_t id,
                                   const struct book_item **item) {
    for (size_t i = 0; i < s->items_n; i++) {
        *item = s->items[i];
        for (size_t r = 0; (*item)->kind == RULES_DOTS && r < (*item)->runs_n; r++)
            if ((*item)->runs[r]->id == id) return (*item)->runs[r];
    }
    return NULL;
}

/* What was typed, when it was refused, before what is stored. */
static void add_form(json_t *data, struct desk_visit *v, const struct book_item *item,
                     const struct book_run *run) {
    const char *typed = http_form(v->web.req, "people");
    json_t *options = json_array();
    struct book_paper p;
    (void)book_paper(desk_book(v), &p);
    for (size_t i = 0; i < run->options_n; i++) {
        json_t *row = json_pack("{s:I, s:s, s:s}", "id", (json_int_t)run->options[i].id, "text",
                                run->options[i].text, "n", "");
        for (size_t h = 0; h < p.hands_n; h++)
            if (p.hands[h].run == run->id && p.hands[h].option == run->options[i].id) {
                json_object_set_new(row, "n", json_integer(p.hands[h].points));
                json_object_set_new(data, "people", json_integer(p.hands[h].people));
            }
        const char *hands = hall_typed(v->web.req, "hands.", run->options[i].id);
        if (hands) json_object_set_new(row, "n", json_string(hands));
        json_array_append_new(options, row);
    }
    book_paper_release(&p);
    if (typed) json_object_set_new(data, "people", json_string(typed));
    json_object_set_new(data, "run", json_pack("{s:I, s:s, s:o}", "id", (json_int_t)run->id,
                                               "title", item->title, "options", options));
}

static void show(struct desk_visit *v, int status, int64_t id, const char *notice) {
    const struct book_item *item = NULL;
    const struct book_run *run = find(v->web.snap, id, &item);
    json_t *data = json_object(), *choices = json_array();
    for (size_t i = 0; i < v->web.snap->items_n; i++) {
        const struct book_item *one = v->web.snap->items[i];
        if (one->kind != RULES_DOTS || snap_run(one)->state == RULES_PREPARED) continue;
        json_array_append_new(choices, json_pack("{s:I, s:s}", "run",
                              (json_int_t)snap_run(one)->id, "title", one->title));
    }
    if (run && run->state != RULES_PREPARED) add_form(data, v, item, run);
    json_object_set_new(data, "has_choices", json_boolean(json_array_size(choices) > 0));
    json_object_set_new(data, "choices", choices);
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Show of hands")));
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    hall_page(v, status, "desk/hall/hands", "hands", data);
}

void hall_get_hands(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    show(&v, 200, hall_query(req, "run"), NULL);
    desk_leave(&v);
}

/* Empty fields are options nobody raised a hand for; all empty takes the show of hands away. */
static json_t *read_hands(const struct http_req *req) {
    json_t *points = json_object();
    const char *name, *value;
    bool any = false;
    for (size_t i = 0; http_form_at(req, i, &name, &value); i++) {
        long long n = 0;
        if (!str_starts(name, "hands.")) continue;
        if (*value) any = true;
        if (*value && !str_number(value, 0, 100000, &n)) n = -1;     /* the book names the field */
        json_object_set_new(points, name + 6, json_integer(n));
    }
    if (!any) json_object_clear(points);
    return json_pack("{s:I, s:o}", "people", (json_int_t)hall_form(req, "people"), "points",
                     points);
}

void hall_post_hands(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[40];
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    const struct book_reply *r = desk_answer(&v);
    (void)str_format(where, sizeof where, "/e/%s/results?done=1", v.code);
    if (r && r->result == BOOK_BAD_VALUE && !web_wants_json(req))
        show(&v, 422, hall_form(req, "run"), lang_text(v.web.lang,
            "One number is not possible: more hands than people in the room, or not a whole "
            "number. Nothing was stored. Please correct it."));
    else if (r)
        desk_done(&v, r, where);
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_HANDS, hall_form(req, "run"), 0, read_hands(req));
    desk_leave(&v);
}
