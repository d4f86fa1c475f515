/* Break: until when, and what comes after it. Pure. */
#include "events/book/scene_inside.h"

/* The end of the running timer, else the plan's while it still holds. A stopped timer ends nowhere.
 * What the plan says comes next is left out where the timer runs beyond it. */
static void add(const struct scene_of *c, json_t *out)
{
    int64_t left = 0, end = 0;
    bool running, timed = scene_timer(c, &left, &running);
    int64_t planned = c->item->planned_ms ? c->item->planned_ms + c->item->minutes * 60000LL : 0;
    char at[6];

    if (timed && running && left > 0)
        end = c->now->wall_ms + left;
    else if (!timed && c->item->minutes && scene_plan_holds(c, planned))
        end = planned;
    if (end) {
        clock_hm(at, end + 30000); /* to the nearest minute */
        json_object_set_new(out, "until", json_string(at));
        scene_word(c, out, "until_label", "Back at");
    }
    scene_add_lines(c, out);
    scene_add_next(c, out, end - 60000);
}

const struct scene_row scene_break = { RULES_BREAK, "Break", add, add };
