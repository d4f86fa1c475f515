/* Talk: who speaks, up to three lines. Pure. */
#include "events/book/scene_inside.h"

static void add(const struct scene_of *c, json_t *out) {
    if (*c->item->speaker)
        json_object_set_new(out, "speaker", json_string(c->item->speaker));
    scene_add_lines(c, out);
}

const struct scene_row scene_talk = { RULES_TALK, "Talk", add, add };
