/* /e/CODE/log: who did what and when, in words: moderators' steps and the desk's actions as one
 * list, filtered, in pages. Names nobody's words and nothing of a vote's content. Pool threads. */
#include <string.h>
#include "admin/hall/room.h"
#include "lib/clock.h"

enum { PAGE = 100, WHO_MAX = 40 };
struct list {
    const struct desk_visit *v;
    const char *who, *kind;
    size_t from, found;
    json_t *rows, *people;      /* people: everybody in the log, for the filter */
    char day[40];
    struct str name;            /* of who_of */
};

static const char *who_of(struct list *l, const struct book_log_row *row) {
    str_clear(&l->name);
    desk_who(&l->name, row, l->v->web.lang);
    return l->name.data;
}

static void remember(struct list *l, const char *who) {
    json_t *one;
    size_t i;
    json_array_foreach(l->people, i, one)
        if (!strcmp(json_string_value(json_object_get(one, "name")), who)) return;
    if (i < WHO_MAX)
        json_array_append_new(l->people, json_pack("{s:s, s:b}", "name", who, "now",
                                                   !strcmp(who, l->who)));
}

static bool about_person(const char *what) {
    return str_starts(what, "person_") || str_starts(what, "check_") || !strcmp(what, "erase");
}

/* What it was about: title of an item, name of a person (while known), number of a card. */
static void add_about(json_t *row, const struct list *l, const struct book_log_row *log) {
    const struct book_person *p = log->step || !about_person(log->what)
        ? NULL : snap_person(l->v->web.snap, log->subject);
    char n[24];
    if (*log->item) json_object_set_new(row, "about", json_string(log->item));
    if (p) json_object_set_new(row, "about", hall_person(p, l->v->web.lang));
    if (log->step && log->subject) {
        (void)str_format(n, sizeof n, "%lld", (long long)(log->subject % 10000));
        json_object_set_new(row, "card", hall_say(l->v->web.lang, "card …{n}", "n", n, NULL));
    }
    if (*log->note) json_object_set_new(row, "note", json_string(log->note));
}

static bool fits(struct list *l, const struct book_log_row *log) {
    if (!strcmp(l->kind, "steps") && !log->step) return false;
    if (!strcmp(l->kind, "desk") && log->step) return false;
    return !*l->who || !strcmp(l->who, who_of(l, log));
}

static bool visit(void *ctx, const struct book_log_row *log) {
    struct list *l = ctx;
    struct clock_date at = clock_date(log->at_ms);
    struct str day = STR_INIT;
    char time[12];
    remember(l, who_of(l, log));
    if (!fits(l, log)) return true;
    size_t place = l->found++;
    if (place < l->from || place >= l->from + PAGE) return true;
    (void)str_format(time, sizeof time, "%02d:%02d:%02d", at.hour, at.minute, at.second);
    lang_day(&day, l->v->web.lang, log->at_ms);
    json_t *row = json_pack("{s:s, s:s, s:s, s:b}", "time", time, "who", who_of(l, log), "what",
        lang_text(l->v->web.lang, hall_done(log)), "undone", log->undone);
    if (strcmp(day.data, l->day)) json_object_set_new(row, "day", json_string(day.data));
    (void)str_copy(l->day, sizeof l->day, day.data);
    str_release(&day);
    add_about(row, l, log);
    json_array_append_new(l->rows, row);
    return true;
}

static void add_pages(json_t *data, const struct list *l) {
    struct str url = STR_INIT;
    for (int back = 0; back < 2; back++) {
        if (back ? l->from == 0 : l->found <= l->from + PAGE) continue;
        size_t from = back ? (l->from > PAGE ? l->from - PAGE : 0) : l->from + PAGE;
        str_clear(&url);
        str_printf(&url, "/e/%s/log?kind=%s&from=%zu&who=", l->v->code, l->kind, from);
        hall_url(&url, l->who);
        json_object_set_new(data, back ? "newer" : "older", json_string(url.data));
    }
    str_release(&url);
}

void hall_get_log(struct http_req *req, void *ctx) {
    static const struct { const char *value, *word; } kinds[] = {
        {"", "all"}, {"steps", "steps of the moderation"}, {"desk", "actions at the desk"},
    };
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    struct list l = {.v = &v, .who = hall_query_text(req, "who"), .rows = json_array(),
                     .name = STR_INIT,
                     .people = json_array(), .kind = "", .from = (size_t)hall_query(req, "from")};
    json_t *list = json_array();
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(hall_query_text(req, "kind"), kinds[i].value)) l.kind = kinds[i].value;
    for (size_t i = 0; i < 3; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", kinds[i].value, "word",
            lang_text(v.web.lang, kinds[i].word), "now", l.kind == kinds[i].value));
    book_log(desk_book(&v), visit, &l);
    json_t *data = json_pack("{s:s, s:o, s:o, s:o, s:o}", "heading", lang_text(v.web.lang, "Log"),
        "rows", l.rows, "accounts", l.people, "kinds", list, "found",
        hall_count(v.web.lang, "{n} entry", "{n} entries", (long long)l.found));
    json_object_set_new(data, "has_rows", json_boolean(json_array_size(l.rows) > 0));
    add_pages(data, &l);
    str_release(&l.name);
    hall_page(&v, 200, "desk/hall/log", "log", data);
    desk_leave(&v);
}
