/* The page of prints and what its buttons do: a download each. A helper may print one badge again;
 * everything else needs the moderation. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/paper/prints_room.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { IDS_MAX = 20000, NAME_SMALLEST = 20 /* pt, E-10 */ };

static bool one_only(const struct desk_visit *v) {
    return v->account.role < DESK_MODERATION;
}

/* --- the page --- */

static int by_name(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    int order = utf8_compare(x->name, y->name);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* "?ids=3,17": who is ticked when the page opens. */
static bool chosen(const char *ids, int64_t id) {
    long long one;
    char text[24];
    for (; ids && *ids; ids += strcspn(ids, ", "), ids += strspn(ids, ", ")) {
        size_t len = strcspn(ids, ", ");
        if (str_format(text, sizeof text, "%.*s", (int)(len > 20 ? 20 : len), ids) &&
            str_number(text, 1, INT64_MAX, &one) && one == id)
            return true;
    }
    return false;
}

/* who: "new", "all" or "some": those whose boxes are ticked. */
static bool wanted(const struct desk_visit *v, const char *who, const struct book_person *p) {
    const char *name, *value;
    long long id;
    if (p->erased)
        return false;
    if (strcmp(who, "some") != 0)
        return strcmp(who, "all") == 0 || !p->coded;
    for (size_t i = 0; i < IDS_MAX && http_form_at(v->web.req, i, &name, &value); i++)
        if (strcmp(name, "id") == 0 && str_number(value, 1, INT64_MAX, &id) && id == p->id)
            return true;
    return false;
}

static void add_people(json_t *data, const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    const struct book_person **list = mem_new(s->people_n + 1, sizeof *list);
    const char *ids = http_query(v->web.req, "ids"), *who = http_form(v->web.req, "who");
    bool some = who ? strcmp(who, "some") == 0 : one_only(v) || (ids && *ids);
    json_t *people = json_array();
    size_t n = 0, coded = 0;
    for (size_t i = 0; i < s->people_n; i++) {
        if (s->people[i].erased)
            continue;
        list[n++] = &s->people[i];
        coded += s->people[i].coded;
    }
    qsort(list, n, sizeof *list, by_name);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(people, json_pack("{s:I, s:s, s:s, s:b, s:b}", "id",
            (json_int_t)list[i]->id, "name", list[i]->name, "organisation",
            list[i]->organisation_name, "coded", list[i]->coded, "chosen",
            who ? some && wanted(v, "some", list[i]) : chosen(ids, list[i]->id)));
    free(list);
    json_object_set_new(data, "people", people);
    json_object_set_new(data, "has_people", json_boolean(n > 0));
    json_object_set_new(data, "all", json_integer((json_int_t)n));
    json_object_set_new(data, "coded", json_integer((json_int_t)coded));
    json_object_set_new(data, "fresh", json_integer((json_int_t)(n - coded)));
    json_object_set_new(data, "some", json_boolean(some));
    json_object_set_new(data, "everybody", json_boolean(who && strcmp(who, "all") == 0));
}

/* Votes with options and collections: what there are ballots and cards of. */
static json_t *items(const struct book_snap *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->items_n; i++) {
        const struct book_item *item = s->items[i];
        if (item->kind == RULES_VISIONS || (item->kind == RULES_DOTS && snap_run(item)->options_n))
            json_array_append_new(list, json_pack("{s:I, s:s}", "id", (json_int_t)item->id,
                                                  "title", item->title));
    }
    return list;
}

static void add_place(json_t *data, const struct desk_visit *v) {
    const struct book_settings *set = &v->web.snap->settings;
    struct scene_place place = web_place(v->web.web, v->web.snap);
    struct str url = STR_INIT;
    str_printf(&url, "http://%s", place.address);
    if (place.port && place.port != 80)
        str_printf(&url, ":%u", place.port);
    str_printf(&url, "/%s", set->code);
    json_object_set_new(data, "url", json_string(url.data));
    json_object_set_new(data, "by_itself", json_boolean(!set->address[0]));
    json_object_set_new(data, "no_wifi", json_boolean(!set->ssid[0]));
    json_object_set_new(data, "no_public",
                        json_boolean(!snap_setting(v->web.snap, "public_url")[0]));
    json_object_set_new(data, "has_agenda", json_boolean(v->web.snap->items_n > 0));
    json_object_set_new(data, "may_settings", json_boolean(v->account.role == DESK_ORGANISATION));
    str_release(&url);
}

static json_t *page_data(const struct desk_visit *v, const struct prints_options *o) {
    json_t *list = items(v->web.snap);
    return json_pack("{s:o, s:s, s:s, s:s, s:b, s:b, s:o}", "sheets",
        prints_sheets(v->web.lang, o->sheet), "start", o->start, "offset_x", o->offset_x,
        "offset_y", o->offset_y, "may_all", !one_only(v), "has_items", json_array_size(list) > 0,
        "items", list);
}

static void show(struct desk_visit *v, int status, const struct prints_options *o,
                 const char *bad) {
    json_t *data = page_data(v, o);
    if (bad && strcmp(bad, "nobody") == 0)
        json_object_set_new(data, "notice", json_string(lang_text(v->web.lang,
            "Nobody was chosen, so no badge was printed and nothing was changed. Please tick at "
            "least one person.")));
    else if (bad)
        json_object_set_new(data, "notice", json_string(lang_text(v->web.lang,
            "Nothing was printed. The first label must be one of the sheet's, the offsets are "
            "millimetres from -20 to 20.")));
    add_people(data, v);
    add_place(data, v);
    desk_page(v, status, "desk/prints", "print", data);
}

void prints_get_page(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct prints_options o;
    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    prints_options_read(&o, req, http_query);
    if (prints_options_wrong(&o))
        o = (struct prints_options){ .start = "1", .offset_x = "0", .offset_y = "0" };
    show(&v, 200, &o, NULL);
    desk_leave(&v);
}

/* --- everything but badges --- */

static void start_file(struct desk_visit *v, const char *what) {
    static const char *const whats[] = { "invitation", "programme", "script", "signs", "access",
                                         "ballots", "calibration" };
    const char *item = http_query(v->web.req, "item"), *per = http_query(v->web.req, "per");
    struct prints_options o;
    long long number;
    size_t i = 0;
    while (i < sizeof whats / sizeof *whats && strcmp(whats[i], what) != 0)
        i++;
    prints_options_read(&o, v->web.req, http_query);
    if (i == sizeof whats / sizeof *whats) {
        desk_refuse(v, 404, "unknown", lang_text(v->web.lang, "There is no such print."));
    } else if (prints_options_wrong(&o)) {
        show(v, 422, &o, "sheet");
    } else {
        struct prints_job *job = prints_job_new(v, what, &o);
        if (item && str_number(item, 1, INT64_MAX, &number))
            str_format(job->item, sizeof job->item, "%lld", number);
        if (per && str_number(per, 4, 8, &number))
            str_format(job->per, sizeof job->per, "%lld", number);
        prints_job_start(v, job);
    }
}

void prints_get_file(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    struct prints_job *job = desk_worked(&v);
    if (job)
        prints_job_reply(&v, job);
    else
        start_file(&v, http_segment(req, 1));
    desk_leave(&v);
}

/* --- badges --- */

static size_t count(const struct desk_visit *v, const char *who) {
    size_t n = 0;
    for (size_t i = 0; i < v->web.snap->people_n; i++)
        n += wanted(v, who, &v->web.snap->people[i]);
    return n;
}

static void start_badges(struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    const char *who = http_form(v->web.req, "who");
    struct prints_options o;
    who = who ? who : "some";
    size_t n = count(v, who);
    prints_options_read(&o, v->web.req, http_form);
    if (prints_options_wrong(&o)) {
        show(v, 422, &o, "sheet");
    } else if (n == 0) {
        show(v, 422, &o, "nobody");
    } else if (one_only(v) && (n > 1 || strcmp(who, "some") != 0)) {
        desk_refuse(v, 403, "not_allowed", lang_text(v->web.lang, "Helpers print one badge at a "
                    "time. Nothing was printed. For more please ask the organisation."));
    } else {
        struct prints_job *job = prints_job_new(v, "badges", &o);
        job->all_the_same = one_only(v) || http_form(v->web.req, "all_the_same");
        for (size_t i = 0; i < s->people_n; i++)
            if (wanted(v, who, &s->people[i]))
                prints_job_code(job, s->people[i].id);
        prints_job_start(v, job);
    }
}

/* Who, and what is the matter with the badge. */
static json_t *to_look_at(const struct desk_visit *v, const struct prints_job *job) {
    json_t *list = json_array();
    char pt[12];
    for (const char *line = job->look.data; *line && *line != '\n'; line = strchr(line, '\n') + 1) {
        char *rest;
        const struct book_person *p = snap_person(v->web.snap, strtoll(line, &rest, 10));
        long size = strtol(rest, &rest, 10), cut = strtol(rest, &rest, 10);
        long missing = strtol(rest, &rest, 10);
        if (!p)
            continue;
        str_format(pt, sizeof pt, "%ld", size);
        json_array_append_new(list, json_pack("{s:I, s:s, s:s, s:b, s:b, s:b}", "id",
            (json_int_t)p->id, "name", p->name, "pt", pt, "small", size < NAME_SMALLEST, "cut",
            cut > 0, "missing", missing > 0));
    }
    return list;
}

/* Nothing was stored yet: the page again, with the names and what can be done. */
static void show_asking(struct desk_visit *v, const struct prints_job *job) {
    json_t *data = page_data(v, &job->options);
    json_t *list = to_look_at(v, job);
    add_people(data, v);
    add_place(data, v);
    json_object_set_new(data, "asks", json_true());
    json_object_set_new(data, "look", list);
    desk_page(v, 200, "desk/prints", "print", data);
}

void prints_post_badges(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    struct prints_job *job = desk_worked(&v);
    if (job && prints_job_asks(job)) {
        show_asking(&v, job);
    } else if (job) {
        if (job->printed && job->stored.result == BOOK_OK)
            prints_options_keep(&job->options, req, job->badges);
        prints_job_reply(&v, job);
    } else if (desk_may_post(&v)) {
        start_badges(&v);
    }
    desk_leave(&v);
}
