/* Arrival: who is here, as dots by municipality; both QR codes stand in the frame. Pure. */
#include <stdlib.h>
#include <string.h>
#include "events/book/scene_inside.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { GROUPS_MAX = 20, DOT_COLOURS = 8 };

struct group {
    const char *name, *letters;
    int count;
    int colour;                /* by the place in the event's list: stays while people arrive */
};

static int by_name(const void *a, const void *b) {
    return utf8_compare(((const struct group *)a)->name, ((const struct group *)b)->name);
}

static struct group *find(struct group *groups, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(groups[i].name, name) == 0)
            return &groups[i];
    return NULL;
}

/* Distinct municipalities of the event's list, alphabetical; the caller frees. */
static struct group *municipalities(const struct book_snap *s, size_t *n) {
    struct group *groups = mem_new(s->organisations_n + 1, sizeof *groups);

    *n = 0;
    for (size_t i = 0; i < s->organisations_n; i++) {
        const struct book_organisation *o = &s->organisations[i];
        if (o->municipality && !find(groups, *n, o->municipality))
            groups[(*n)++] = (struct group){ .name = o->municipality, .letters = o->letters };
    }
    qsort(groups, *n, sizeof *groups, by_name);
    for (size_t i = 0; i < *n; i++)
        groups[i].colour = (int)(i % DOT_COLOURS);
    return groups;
}

static void append(json_t *list, const struct group *g) {
    json_t *row = json_pack("{s:s, s:i, s:i}", "name", g->name, "count", g->count, "colour",
                            g->colour);

    if (g->letters)
        json_object_set_new(row, "letters", json_string(g->letters));
    json_array_append_new(list, row);
}

static int by_count_down(const void *a, const void *b) {
    return *(const int *)b - *(const int *)a;
}

/* The smallest count that still gets a row of its own when there are too many groups. */
static int smallest_shown(const struct group *groups, size_t n, size_t rows) {
    int *counts = mem_new(n, sizeof *counts), least;

    for (size_t i = 0; i < n; i++)
        counts[i] = groups[i].count;
    qsort(counts, n, sizeof *counts, by_count_down);
    least = counts[rows - 1];
    free(counts);
    return least;
}

/* Rows for those with people, in alphabetical order; a last row for those that do not fit. */
static void add_rows(const struct scene_of *c, json_t *list, const struct group *groups, size_t n,
                     size_t filled) {
    int least = filled > GROUPS_MAX ? smallest_shown(groups, n, GROUPS_MAX - 1) : 1;
    size_t rows = 0, left = 0;
    struct group more = { .colour = 1 };
    struct str text = STR_INIT;

    for (size_t i = 0; i < n; i++) {
        if (!groups[i].count)
            continue;
        if (groups[i].count >= least && (filled <= GROUPS_MAX || rows < GROUPS_MAX - 1)) {
            append(list, &groups[i]);
            rows++;
        } else {
            more.count += groups[i].count;
            left++;
        }
    }
    if (left) {
        scene_count(&text, c->lang, "{n} more", "{n} more", (long long)left);
        more.name = text.data;
        append(list, &more);
    }
    str_release(&text);
}

static void add_groups(const struct scene_of *c, json_t *out) {
    size_t n, filled = 0;
    struct group *groups = municipalities(c->s, &n);
    struct group none = { .name = lang_text(c->lang, "no municipality"), .colour = 7 };
    json_t *list = json_array();

    for (size_t i = 0; i < c->s->people_n; i++) {
        const struct book_person *p = &c->s->people[i];
        struct group *g = p->municipality ? find(groups, n, p->municipality) : NULL;
        if (p->present)
            (g ? g : &none)->count++;
    }
    for (size_t i = 0; i < n; i++)
        filled += groups[i].count > 0;
    add_rows(c, list, groups, n, filled);
    if (none.count)
        append(list, &none);
    json_object_set_new(out, "groups", list);
    json_object_set_new(out, "more", json_string(lang_plural(c->lang, "{n} more", "{n} more", 2)));
    free(groups);
}

static void add_headline(const struct scene_of *c, json_t *out) {
    long long here = c->s->present, from = c->s->municipalities;
    struct str text = STR_INIT, n = STR_INIT, of = STR_INIT;

    lang_number(&n, c->lang, here);
    lang_number(&of, c->lang, c->s->settings.expected);
    if (c->s->settings.expected > 0)
        lang_fill(&text, lang_plural(c->lang, "{n} of {of} is here", "{n} of {of} are here", here),
                  "n", n.data, "of", of.data, NULL);
    else
        lang_fill(&text, lang_plural(c->lang, "{n} is here", "{n} are here", here), "n", n.data,
                  NULL);
    scene_text(out, "headline", &text);
    if (from > 0) {
        struct str more = STR_INIT;
        scene_count(&more, c->lang, "from {n} municipality", "from {n} municipalities", from);
        scene_text(out, "headline_more", &more);
    }
    str_release(&n);
    str_release(&of);
}

/* The way in is the event's own page: its title (or the item's kicker) and its place. */
static void add_kicker(const struct scene_of *c, json_t *out) {
    struct str text = STR_INIT;

    str_puts(&text, *c->item->kicker ? c->item->kicker : c->s->settings.title);
    if (*c->s->settings.place)
        str_printf(&text, " · %s", c->s->settings.place);
    scene_text(out, "kicker", &text);
}

static void stage(const struct scene_of *c, json_t *out) {
    const struct book_item *after = scene_after(c);
    int64_t begin = after && after->planned_ms ? after->planned_ms : c->s->settings.start_ms;
    char at[6];

    add_kicker(c, out);
    add_headline(c, out);
    add_groups(c, out);
    if (begin) {
        clock_hm(at, begin);
        scene_word(c, out, "begin", "Start at");
        json_object_set_new(out, "begin_at", json_string(at));
    }
    if (!c->s->settings.registration_open)
        scene_word(c, out, "closed", "Registration is closed");
}

static void phone(const struct scene_of *c, json_t *out) {
    scene_add_lines(c, out);
    scene_add_next(c, out, 0);
}

const struct scene_row scene_arrival = { RULES_ARRIVAL, "Welcome", stage, phone };
