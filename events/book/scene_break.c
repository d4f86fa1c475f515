/* Break: until when, and what comes after it. Pure. */
#include "events/book/scene_inside.h"

/* The end of the running timer, else the plan's while it still holds; 0: nobody knows. A stopped
 * timer ends nowhere. */
static int64_t end_of(const struct scene_of *c) {
    int64_t left = 0, planned = c->item->planned_ms;
    bool running, timed = scene_timer(c, &left, &running);

    if (timed)
        return running && left > 0 ? c->now->wall_ms + left : 0;
    planned += c->item->minutes * INT64_C(60000);
    return c->item->planned_ms && c->item->minutes && scene_plan_holds(c, planned) ? planned : 0;
}

/* "Back at 14:30"; before anybody knows the end, how long it is meant to be. */
static void add_until(const struct scene_of *c, int64_t end, struct str *label, struct str *until) {
    int64_t left;
    bool running;
    char at[6];

    if (end) {
        clock_hm(at, end + 30000); /* to the nearest minute */
        str_puts(label, lang_text(c->lang, "Back at"));
        str_puts(until, at);
    } else if (c->item->minutes && !scene_timer(c, &left, &running)) {
        str_puts(label, lang_text(c->lang, "Length"));
        scene_count(until, c->lang, "{n} min", "{n} min", c->item->minutes);
    }
}

static void stage(const struct scene_of *c, json_t *out) {
    struct str label = STR_INIT, until = STR_INIT;
    int64_t end = end_of(c);

    add_until(c, end, &label, &until);
    if (until.len) {
        scene_text(out, "until", &until);
        scene_text(out, "until_label", &label);
    }
    /* what the plan says comes next is left out where the timer runs beyond it */
    scene_add_next(c, out, end - 60000);
}

static void phone(const struct scene_of *c, json_t *out) {
    struct str label = STR_INIT, until = STR_INIT;
    int64_t end = end_of(c);

    add_until(c, end, &label, &until);
    if (until.len) {
        str_printf(&label, " %s", until.data);
        scene_text(out, "until", &label);
    }
    str_release(&until);
    scene_add_lines(c, out);
    scene_add_next(c, out, end - 60000);
}

const struct scene_row scene_break = { RULES_BREAK, "Break", stage, phone };
