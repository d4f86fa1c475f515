/* Words and small parts that scenes share: kickers by state, counts, the timer, what comes after.
 * Pure. */
#include <string.h>
#include "events/book/scene_inside.h"

void scene_text(json_t *out, const char *key, struct str *text)
{
    json_object_set_new(out, key, json_string(text->data));
    str_release(text);
}

void scene_word(const struct scene_of *c, json_t *out, const char *key, const char *english)
{
    json_object_set_new(out, key, json_string(lang_text(c->lang, english)));
}

void scene_count(struct str *out, const struct lang *lang, const char *one, const char *many,
                 long long n)
{
    struct str figure = STR_INIT;

    lang_number(&figure, lang, n);
    lang_fill(out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
}

bool scene_shows_result(const struct book_run *run)
{
    return run->state == RULES_REVEALED && run->shown;
}

bool scene_collects(const struct book_run *run)
{
    return run->state == RULES_OPEN || run->state == RULES_CLOSING;
}

/* "{what}" is the item's own kicker or the kind's name. Index by enum rules_state. */
static const char *const by_state[] = {
    [RULES_PREPARED] = "{what}",
    [RULES_OPEN] = "{what} is on",
    [RULES_PAUSED] = "{what} · paused",
    [RULES_CLOSING] = "{what} · closing",
    [RULES_CLOSED] = "{what} · closed",
    [RULES_REVEALED] = "{what} · result",
    [RULES_ARCHIVED] = "{what}",
};

static const char *pattern_of(const struct scene_of *c)
{
    if (c->item->kind == RULES_DOTS) {
        if (c->run->state == RULES_REVEALED && !c->run->shown)
            return by_state[RULES_CLOSED];
        return by_state[c->run->state];
    }
    /* collecting cards names itself; a closed collection simply shows its cards */
    if (c->item->kind == RULES_VISIONS &&
        (c->run->state == RULES_PAUSED || c->run->state == RULES_CLOSING ||
         (c->run->state == RULES_CLOSED)))
        return by_state[c->run->state];
    return "{what}";
}

void scene_kicker(const struct scene_of *c, json_t *out)
{
    const char *what = lang_text(c->lang, scene_row_of(c->item->kind)->name);
    struct str text = STR_INIT;

    if (*c->item->kicker)
        what = c->item->kicker;
    lang_fill(&text, lang_text(c->lang, pattern_of(c)), "what", what, NULL);
    if (c->item->kind == RULES_ARRIVAL && *c->s->settings.place) {
        str_puts(&text, " · ");
        str_puts(&text, c->s->settings.place);
    }
    scene_text(out, "kicker", &text);
}

bool scene_timer(const struct scene_of *c, int64_t *left, bool *running)
{
    const struct book_show *show = &c->s->show;
    bool over = c->run->state >= RULES_CLOSED; /* a closed vote needs no countdown any more */

    if (c->item->id != show->item || over)
        return false;
    *running = show->timer_paused_ms == 0 && show->timer.wall_ms != 0;
    *left = *running ? clock_left_ms(&show->timer, c->now) : show->timer_paused_ms;
    return *running || show->timer_paused_ms != 0;
}

const struct book_item *scene_after(const struct scene_of *c)
{
    for (size_t i = 0; i + 1 < c->s->items_n; i++)
        if (c->s->items[i] == c->item)
            return c->s->items[i + 1];
    return NULL;
}

void scene_add_next(const struct scene_of *c, json_t *out)
{
    const struct book_item *after = scene_after(c);
    json_t *next;
    char at[6];

    if (!after)
        return;
    clock_hm(at, after->planned_ms);
    next = json_object();
    scene_word(c, next, "label", "After that");
    json_object_set_new(next, "title", json_string(after->title));
    if (after->planned_ms)
        json_object_set_new(next, "at", json_string(at));
    json_object_set_new(out, "next", next);
}

void scene_add_lines(const struct scene_of *c, json_t *out)
{
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
