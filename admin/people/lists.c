/* /e/CODE/people/lists: organisations and disciplines, and what people typed instead. Names that
 * may mean the same are proposed; nothing is put together by itself. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/people/room.h"
#include "events/rules/search.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { SIMILAR_MAX = 600 };
struct word { const char *name; int64_t id; long long people; };   /* id 0: typed */
struct words { struct word *all; size_t n; };

static void add_typed(struct words *w, size_t from, const char *text) {
    size_t i = from;
    while (i < w->n && strcmp(w->all[i].name, text)) i++;
    if (i == w->n) w->all[w->n++] = (struct word){ .name = text };
    w->all[i].people++;
}

static void add_listed(struct words *w, int64_t id, const char *name,
                       const struct book_snap *s, bool organisations) {
    struct word word = { name, id, 0 };
    for (size_t i = 0; i < s->people_n; i++)
        word.people += (organisations ? s->people[i].organisation
                                      : s->people[i].discipline) == id;
    w->all[w->n++] = word;
}

/* Listed ones first, then what was typed, each once. The caller frees all. */
static struct words words_of(const struct book_snap *s, bool organisations) {
    struct words w = { 0 };
    w.all = mem_new(s->organisations_n + s->disciplines_n + s->people_n + 1, sizeof *w.all);
    for (size_t i = 0; organisations && i < s->organisations_n; i++)
        add_listed(&w, s->organisations[i].id, s->organisations[i].name, s, true);
    for (size_t i = 0; !organisations && i < s->disciplines_n; i++)
        add_listed(&w, s->disciplines[i].id, s->disciplines[i].name, s, false);
    size_t from = w.n;
    for (size_t i = 0; organisations && i < s->people_n; i++) {
        const struct book_person *p = &s->people[i];
        if (!p->organisation && !p->erased && p->organisation_name && *p->organisation_name)
            add_typed(&w, from, p->organisation_name);
    }
    return w;
}

static json_t *word_view(const struct desk_visit *v, const struct word *w) {
    return json_pack("{s:s, s:I, s:b, s:o, s:b}", "name", w->name, "id",
                     (json_int_t)w->id, "listed",
                     w->id != 0, "people", people_count(v->web.lang, "{n} person", "{n} people",
                                                        w->people), "unused", w->people == 0);
}

/* One proposal; the listed one most people belong to is the one to stay. */
static json_t *proposal(const struct desk_visit *v, const struct words *w, const size_t *group,
                        size_t of, bool organisations) {
    json_t *names = json_array();
    size_t best = SIZE_MAX, most = SIZE_MAX;
    for (size_t i = of; i < w->n; i++) {
        if (group[i] != of) continue;
        if (w->all[i].id && (best == SIZE_MAX || w->all[i].people > w->all[best].people)) best = i;
        if (most == SIZE_MAX || w->all[i].people > w->all[most].people) most = i;
        json_array_append_new(names, word_view(v, &w->all[i]));
        json_object_set_new(json_array_get(names, json_array_size(names) - 1), "at",
                            json_integer((json_int_t)i));
    }
    for (size_t i = 0, k = of; i < json_array_size(names); k++) {
        if (group[k] != of) continue;
        json_object_set_new(json_array_get(names, i++), "stay", json_boolean(k == best));
    }
    return json_pack("{s:o, s:b, s:s, s:s, s:I}", "names", names, "has_listed", best != SIZE_MAX,
                     "name", w->all[best != SIZE_MAX ? best : most].name, "list",
                     organisations ? "organisation" : "discipline", "group", (json_int_t)of);
}

static void add_proposals(json_t *list, const struct desk_visit *v, const struct words *w,
                          bool organisations) {
    size_t n = w->n < SIMILAR_MAX ? w->n : SIMILAR_MAX;
    const char **names = mem_new(n + 1, sizeof *names);
    size_t *group = mem_new(n + 1, sizeof *group), *sizes = mem_new(n + 1, sizeof *sizes);
    struct words few = { w->all, n };
    for (size_t i = 0; i < n; i++) names[i] = w->all[i].name;
    rules_similar(names, n, group);
    for (size_t i = 0; i < n; i++) sizes[group[i]]++;
    for (size_t i = 0; i < n; i++)
        if (sizes[i] > 1)
            json_array_append_new(list, proposal(v, &few, group, i, organisations));
    free(names);
    free(group);
    free(sizes);
}

static json_t *organisation_rows(const struct desk_visit *v, const struct words *w) {
    const struct book_snap *s = v->web.snap;
    json_t *list = json_array();
    for (size_t i = 0; i < s->organisations_n; i++) {
        const struct book_organisation *o = &s->organisations[i];
        json_t *row = word_view(v, &w->all[i]);
        json_object_set_new(row, "municipality",
                            json_string(o->municipality ? o->municipality : ""));
        json_object_set_new(row, "letters", json_string(o->letters ? o->letters : ""));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *rest_rows(const struct desk_visit *v, const struct words *w, bool typed) {
    json_t *list = json_array();
    for (size_t i = 0; i < w->n; i++)
        if ((w->all[i].id == 0) == typed)
            json_array_append_new(list, word_view(v, &w->all[i]));
    return list;
}

/* What a refused form said of a row stands in that row, opened; of a new one in the form below. */
static void add_refused(json_t *data, const struct http_req *req) {
    static const char *const names[] = { "name", "municipality", "letters" };
    bool organisation = !strcmp(people_form_text(req, "list"), "organisation"), found = false;
    json_t *row, *rows = json_object_get(data, organisation ? "organisations" : "disciplines");
    json_t *typed = json_object();
    size_t i;
    for (i = 0; i < sizeof names / sizeof *names; i++)
        json_object_set_new(typed, names[i], json_string(people_form_text(req, names[i])));
    json_array_foreach(rows, i, row) {
        if (strcmp(people_form_text(req, "do"), "set") ||
            json_integer_value(json_object_get(row, "id")) != people_form_number(req, "id"))
            continue;
        json_object_update(row, typed);
        json_object_set_new(row, "open", json_true());
        found = true;
    }
    if (!found)
        json_object_set(data, organisation ? "new_organisation" : "new_discipline", typed);
    json_decref(typed);
}

static void show(struct desk_visit *v, int status, const char *problem) {
    struct words organisations = words_of(v->web.snap, true);
    struct words disciplines = words_of(v->web.snap, false);
    json_t *proposals = json_array(), *typed = rest_rows(v, &organisations, true);
    add_proposals(proposals, v, &organisations, true);
    add_proposals(proposals, v, &disciplines, false);
    json_t *data = json_pack("{s:s, s:b, s:o, s:o, s:o, s:b, s:o}", "heading",
        lang_text(v->web.lang, "Organisations and disciplines"), "has_proposals",
        json_array_size(proposals) > 0, "proposals", proposals, "organisations",
        organisation_rows(v, &organisations), "disciplines", rest_rows(v, &disciplines, false),
        "has_typed", json_array_size(typed) > 0, "typed", typed);
    if (problem) {
        json_object_set_new(data, "problem", json_string(problem));
        add_refused(data, v->web.req);
    }
    json_object_set_new(data, "done", json_boolean(http_query(v->web.req, "done") != NULL));
    free(organisations.all);
    free(disciplines.all);
    desk_page(v, status, "desk/people/lists", "people", data);
}

void people_get_lists(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    show(&v, 200, NULL);
    desk_leave(&v);
}

/* --- what was pressed --- */
/* Every field of that name: texts, or numbers. */
static json_t *all_of(const struct http_req *req, const char *name, bool numbers) {
    const char *field, *value;
    json_t *list = json_array();
    long long n;
    for (size_t i = 0; http_form_at(req, i, &field, &value); i++) {
        if (strcmp(field, name) || !*value) continue;
        if (!numbers) json_array_append_new(list, json_string(value));
        else if (str_number(value, 1, INT64_MAX, &n)) json_array_append_new(list, json_integer(n));
    }
    return list;
}

static void press(struct desk_visit *v) {
    static const struct { const char *name; enum book_desk_what what; } rows[] = {
        { "add", BOOK_LIST_ADD }, { "set", BOOK_LIST_SET }, { "remove", BOOK_LIST_REMOVE },
        { "merge", BOOK_LIST_MERGE }
    };
    static const char *const texts[] = { "list", "name", "municipality", "letters" };
    const struct http_req *req = v->web.req;
    json_t *data = json_object();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        json_object_set_new(data, texts[i], json_string(people_form_text(req, texts[i])));
    json_object_set_new(data, "others", all_of(req, "other", true));
    json_object_set_new(data, "typed", all_of(req, "typed", false));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].name, people_form_text(req, "do"))) {
            desk_submit(v, rows[i].what, people_form_number(req, "id"), 0, data);
            return;
        }
    json_decref(data);
    desk_refuse(v, 422, "bad_value", people_bad_sentence("", v->web.lang));
}

static void answer(struct desk_visit *v, const struct book_reply *r) {
    char where[48];
    const struct lang *lang = v->web.lang;
    (void)str_format(where, sizeof where, "/e/%s/people/lists?done=1", v->code);
    if (web_wants_json(v->web.req)) desk_done(v, r, where);
    else if (r->result == BOOK_BAD_VALUE) show(v, 422, people_bad_sentence(r->where, lang));
    else if (r->result == BOOK_NOT_NOW)
        show(v, 409, lang_text(lang, "Somebody belongs to it, so it stays. Put it together with "
                                     "another one instead."));
    else if (r->result == BOOK_NO_SUCH_THING)
        show(v, 409, lang_text(lang, "It is not in the list any more. Nothing was changed."));
    else desk_done(v, r, where);
}

void people_post_lists(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r) answer(&v, r);
    else if (desk_may_post(&v)) press(&v);
    desk_leave(&v);
}
