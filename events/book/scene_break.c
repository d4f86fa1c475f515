/* Break: until when, and what comes after it. Pure. */
#include "events/book/scene_inside.h"

/* The end of the running timer, else the plan's. */
static void add(const struct scene_of *c, json_t *out)
{
    int64_t left, end = c->item->planned_ms + (int64_t)c->item->minutes * 60000;
    bool running, timed = scene_timer(c, &left, &running);
    char at[6];

    if (timed)
        end = c->now->wall_ms + left;
    if (timed || c->item->planned_ms) {
        clock_hm(at, end + 30000); /* to the nearest minute */
        json_object_set_new(out, "until", json_string(at));
        scene_word(c, out, "until_label", "Until");
    }
    scene_add_lines(c, out);
    scene_add_next(c, out);
}

const struct scene_row scene_break = { RULES_BREAK, "Break", add, add };
