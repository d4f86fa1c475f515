/* "Zuletzt": what this desk did last. It travels in the page's address, so it needs no script and
 * no memory of ours, and every desk has its own. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/people/room.h"
#include "lib/clock.h"

enum { RECENT = 5 };
struct entry { long long id, minute; char kind; };   /* minute: since 1970 */

static const struct { char kind; const char *word; } words[] = {
    { 'i', "checked in" }, { 'a', "was here already" }, { 'n', "newly added" },
    { 'p', "without phone" }, { 'o', "left" }, { 'u', "taken back" }, { 'c', "new code" }
};

static const char *word_of(char kind) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].kind == kind) return words[i].word;
    return NULL;
}

/* One "17i1731" at *p; moves behind it and its hyphen. */
static bool next(const char **p, struct entry *e) {
    char *end;
    if (**p < '0' || **p > '9') return false;
    e->id = strtoll(*p, &end, 10);
    e->kind = *end;
    if (!word_of(e->kind) || end[1] < '0' || end[1] > '9') return false;
    e->minute = strtoll(end + 1, &end, 10);
    *p = end + (*end == '-');
    return *end == '-' || !*end;
}

void people_recent_add(struct str *out, const char *before, int64_t id, char kind, int64_t at_ms) {
    struct entry e;
    str_printf(out, "%lld%c%lld", (long long)id, kind, (long long)(at_ms / 60000));
    for (int i = 1; i < RECENT && next(&before, &e); i++)
        str_printf(out, "-%lld%c%lld", e.id, e.kind, e.minute);
}

static void add_row(json_t *list, const struct desk_visit *v, const struct book_person *p,
                    char kind, int64_t at_ms) {
    json_t *row = people_view(v, p);
    char at[6];
    clock_hm(at, at_ms);
    json_object_set_new(row, "word", kind == 'a'
        ? people_say(v->web.lang, "here already since {t}", "t",
                     json_string_value(json_object_get(row, "at")), NULL)
        : json_string(lang_text(v->web.lang, word_of(kind))));
    json_object_set_new(row, "at", json_string(at));
    json_object_set_new(row, "again", json_boolean(kind == 'a'));
    json_array_append_new(list, row);
}

static int newest(const void *a, const void *b) {
    const struct book_person *x = *(const struct book_person *const *)a;
    const struct book_person *y = *(const struct book_person *const *)b;
    return (x->presence_ms < y->presence_ms) - (x->presence_ms > y->presence_ms);
}

static bool has(const json_t *list, int64_t id) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_integer_value(json_object_get(json_array_get(list, i), "id")) == id) return true;
    return false;
}

/* The rest: those who came or went last, through whichever door. */
static void add_newest(json_t *list, const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    const struct book_person *last[RECENT + 1];
    size_t n = 0;
    for (size_t i = 0; i < s->people_n; i++) {
        if (!s->people[i].presence_ms || s->people[i].erased || has(list, s->people[i].id))
            continue;
        last[n++] = &s->people[i];
        qsort(last, n, sizeof *last, newest);
        if (n > RECENT) n = RECENT;
    }
    for (size_t i = 0; i < n && json_array_size(list) < RECENT; i++)
        add_row(list, v, last[i], !last[i]->present ? 'o' : last[i]->no_phone ? 'p' : 'i',
                last[i]->presence_ms);
}

json_t *people_recent(const struct desk_visit *v, const char *recent) {
    json_t *list = json_array();
    struct entry e;
    for (int i = 0; recent && i < RECENT && next(&recent, &e); i++) {
        const struct book_person *p = snap_person(v->web.snap, e.id);
        if (p) add_row(list, v, p, e.kind, e.minute * 60000);
    }
    add_newest(list, v);
    return list;
}
