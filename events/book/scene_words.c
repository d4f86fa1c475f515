/* Words and small parts that scenes share: kickers by state, counts, the timer, what comes after.
 * Pure. */
#include <string.h>
#include "events/book/scene_inside.h"

enum { PLAN_AHEAD_MS = 12 * 3600 * 1000 };

void scene_text(json_t *out, const char *key, struct str *text) {
    json_object_set_new(out, key, json_string(text->data));
    str_release(text);
}

void scene_word(const struct scene_of *c, json_t *out, const char *key, const char *english) {
    json_object_set_new(out, key, json_string(lang_text(c->lang, english)));
}

void scene_count(struct str *out, const struct lang *lang, const char *one, const char *many,
                 long long n) {
    struct str figure = STR_INIT;

    lang_number(&figure, lang, n);
    lang_fill(out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
}

bool scene_shows_result(const struct book_run *run) {
    return run->state == RULES_REVEALED && run->shown;
}

bool scene_collects(const struct book_run *run) {
    return run->state == RULES_OPEN || run->state == RULES_CLOSING;
}

/* {what} is the item's own kicker or the kind's name. Index by enum rules_state. */
static const char *const dots_by_state[] = {
    [RULES_PREPARED] = "{what}",
    [RULES_OPEN] = "{what} · on",
    [RULES_PAUSED] = "{what} · paused",
    [RULES_CLOSING] = "{what} · closing",
    [RULES_CLOSED] = "{what} · closed",
    [RULES_REVEALED] = "{what} · result",
    [RULES_ARCHIVED] = "{what}",
};
/* "Collecting visions" says itself that it is on. */
static const char *const visions_by_state[] = {
    [RULES_PREPARED] = "{what}",
    [RULES_OPEN] = "{what}",
    [RULES_PAUSED] = "{what} · paused",
    [RULES_CLOSING] = "{what} · closing",
    [RULES_CLOSED] = "{what} · closed",
    [RULES_REVEALED] = "{what}",
    [RULES_ARCHIVED] = "{what}",
};

static const char *pattern_of(const struct scene_of *c) {
    enum rules_state state = c->run->state;

    if (state == RULES_REVEALED && !c->run->shown)
        state = RULES_CLOSED;
    if (c->item->kind == RULES_DOTS)
        return state == RULES_OPEN && !*c->item->kicker ? "{what} is on" : dots_by_state[state];
    return c->item->kind == RULES_VISIONS ? visions_by_state[state] : "{what}";
}

void scene_kicker(const struct scene_of *c, json_t *out) {
    const char *what = scene_row_of(c->item->kind)->name;
    struct str text = STR_INIT;

    if (c->item->kind == RULES_VISIONS && c->run->state == RULES_REVEALED)
        what = "Our visions";
    what = *c->item->kicker ? c->item->kicker : lang_text(c->lang, what);
    lang_fill(&text, lang_text(c->lang, pattern_of(c)), "what", what, NULL);
    scene_text(out, "kicker", &text);
}

bool scene_timer(const struct scene_of *c, int64_t *left, bool *running) {
    const struct book_show *show = &c->s->show;
    bool over = c->run->state >= RULES_CLOSED; /* a closed vote needs no countdown any more */

    if (c->item->id != show->item || over)
        return false;
    *running = show->timer_paused_ms == 0 && show->timer.wall_ms != 0;
    *left = *running ? clock_left_ms(&show->timer, c->now) : show->timer_paused_ms;
    return *running || show->timer_paused_ms != 0;
}

const struct book_item *scene_after(const struct scene_of *c) {
    for (size_t i = 0; i + 1 < c->s->items_n; i++)
        if (c->s->items[i] == c->item)
            return c->s->items[i + 1];
    return NULL;
}

bool scene_plan_holds(const struct scene_of *c, int64_t planned_ms) {
    int64_t ahead = planned_ms - c->now->wall_ms;

    return planned_ms && ahead > -60000 && ahead < PLAN_AHEAD_MS;
}

void scene_add_next(const struct scene_of *c, json_t *out, int64_t not_before_ms) {
    const struct book_item *after = scene_after(c);
    json_t *next;
    char at[6];

    if (!after)
        return;
    next = json_object();
    scene_word(c, next, "label", "After that");
    json_object_set_new(next, "title", json_string(after->title));
    if (scene_plan_holds(c, after->planned_ms) && after->planned_ms >= not_before_ms) {
        clock_hm(at, after->planned_ms);
        json_object_set_new(next, "at", json_string(at));
    }
    json_object_set_new(out, "next", next);
}

void scene_add_lines(const struct scene_of *c, json_t *out) {
    json_t *lines = json_array();

    for (const char *p = c->item->hint; *p;) {
        size_t len = strcspn(p, "\n");
        if (len)
            json_array_append_new(lines, json_stringn(p, len));
        p += len + (p[len] == '\n');
    }
    if (json_array_size(lines))
        json_object_set(out, "lines", lines);
    json_decref(lines);
}
