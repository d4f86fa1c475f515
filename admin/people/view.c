/* People as the desk's templates show them. Pool threads. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "admin/people/room.h"
#include "events/rules/import.h"
#include "events/rules/search.h"
#include "lib/clock.h"
#include "lib/mem.h"

json_t *people_say(const struct lang *lang, const char *english, ...) {
    const char *pairs[9] = { NULL };
    struct str out = STR_INIT;
    va_list args;
    va_start(args, english);
    for (size_t i = 0; i < 8 && (pairs[i] = va_arg(args, const char *)); i++) ;
    va_end(args);
    lang_fill(&out, lang_text(lang, english), pairs[0], pairs[1], pairs[2], pairs[3], pairs[4],
              pairs[5], pairs[6], pairs[7], NULL);
    json_t *text = json_string(out.data);
    str_release(&out);
    return text;
}

json_t *people_count(const struct lang *lang, const char *one, const char *many, long long n) {
    struct str figure = STR_INIT, out = STR_INIT;
    lang_number(&figure, lang, n);
    lang_fill(&out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    json_t *text = json_string(out.data);
    str_release(&figure);
    str_release(&out);
    return text;
}

long long people_registered(const struct book_snap *s) {
    long long n = 0;
    for (size_t i = 0; i < s->people_n; i++) n += !s->people[i].erased;
    return n;
}

/* Index as rules_role has them. */
const char *people_role_word(const char *role, const struct lang *lang) {
    static const struct { const char *role, *word; } rows[] = {
        { "guest", "Guest" }, { "speaker", "Speaker" }, { "moderation", "Moderation" },
        { "helper", "Helper" }, { "host", "Organisation" }, { "press", "Press" }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].role, role)) return lang_text(lang, rows[i].word);
    return role;
}

static const char *or_empty(const char *text) { return text ? text : ""; }

static void add_state(json_t *view, const struct desk_visit *v, const struct book_person *p) {
    bool came = p->presence_ms != 0;
    char at[6] = "";
    if (came) clock_hm(at, p->presence_ms);
    json_object_set_new(view, "at", json_string(at));
    json_object_set_new(view, "state", !came
        ? json_string(lang_text(v->web.lang, "not here yet"))
        : people_say(v->web.lang, p->present ? "here since {t}" : "left at {t}", "t", at, NULL));
    json_object_set_new(view, "state_class", json_string(p->present ? "on" : came ? "hold" : ""));
}

json_t *people_view(const struct desk_visit *v, const struct book_person *p) {
    const struct lang *lang = v->web.lang;
    const char *name = p->erased ? lang_text(lang, "erased")
                                 : *p->name ? p->name : lang_text(lang, "without a name");
    json_t *view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:I, s:I}",
        "id", (json_int_t)p->id, "name", name, "organisation", or_empty(p->organisation_name),
        "municipality", or_empty(p->municipality), "discipline", or_empty(p->discipline_name),
        "function", or_empty(p->function), "email", or_empty(p->email), "role",
        strcmp(or_empty(p->role), "guest") ? people_role_word(or_empty(p->role), lang) : "",
        "present", p->present, "no_phone", p->no_phone, "coded", p->coded, "rev",
        (json_int_t)p->rev, "presence", (json_int_t)p->presence_ms);
    add_state(view, v, p);
    return view;
}

/* Who is not here yet comes first at the door, then by name. */
static int order(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    if (x->present != y->present) return x->present - y->present;
    int by_name = strcmp(x->name, y->name);
    return by_name ? by_name : (x->id > y->id) - (x->id < y->id);
}

static bool person_fits(const struct book_person *p, const char *query) {
    struct str all = STR_INIT;
    str_printf(&all, "%s %s", p->name, or_empty(p->organisation_name));
    char *key = rules_search_key(all.data);
    bool fits = rules_search_fits(key, query);
    free(key);
    str_release(&all);
    return fits;
}

json_t *people_found(const struct desk_visit *v, const char *typed, size_t max) {
    const struct book_snap *s = v->web.snap;
    const struct book_person **found = mem_new(s->people_n + 1, sizeof *found);
    char *query = rules_search_key(typed);
    json_t *list = json_array();
    size_t n = 0;
    for (size_t i = 0; *query && i < s->people_n; i++)
        if (!s->people[i].erased && person_fits(&s->people[i], query)) found[n++] = &s->people[i];
    qsort(found, n, sizeof *found, order);
    for (size_t i = 0; i < n && i < max; i++) json_array_append_new(list, people_view(v, found[i]));
    free(query);
    free(found);
    return list;
}

json_t *people_namesakes(const struct desk_visit *v, const char *name, int64_t id) {
    const struct book_snap *s = v->web.snap;
    char *want = rules_search_key(name);
    json_t *list = json_array();
    for (size_t i = 0; *want && i < s->people_n && json_array_size(list) < 5; i++) {
        char *key = rules_search_key(s->people[i].name);
        if (s->people[i].id != id && !s->people[i].erased && !strcmp(key, want))
            json_array_append_new(list, people_view(v, &s->people[i]));
        free(key);
    }
    free(want);
    return list;
}

void people_add_choices(json_t *data, const struct desk_visit *v, int64_t organisation,
                        int64_t discipline, const char *role) {
    const struct book_snap *s = v->web.snap;
    json_t *organisations = json_array(), *disciplines = json_array(), *roles = json_array();
    for (size_t i = 0; i < s->organisations_n; i++)
        json_array_append_new(organisations, json_pack("{s:I, s:s, s:b}", "id",
            (json_int_t)s->organisations[i].id, "name", s->organisations[i].name, "now",
            s->organisations[i].id == organisation));
    for (size_t i = 0; i < s->disciplines_n; i++)
        json_array_append_new(disciplines, json_pack("{s:I, s:s, s:b}", "id",
            (json_int_t)s->disciplines[i].id, "name", s->disciplines[i].name, "now",
            s->disciplines[i].id == discipline));
    for (size_t i = 0; rules_role(i); i++)
        json_array_append_new(roles, json_pack("{s:s, s:s, s:b}", "word", rules_role(i), "name",
            people_role_word(rules_role(i), v->web.lang), "now", !strcmp(rules_role(i), role)));
    json_object_set_new(data, "organisations", organisations);
    json_object_set_new(data, "has_disciplines", json_boolean(json_array_size(disciplines) > 0));
    json_object_set_new(data, "disciplines", disciplines);
    json_object_set_new(data, "roles", roles);
}
