/* The scene that "next" would bring, as plain words for the remote (the state's next step, or the
 * next item of the agenda). Pure. */
#include "events/book/scene_inside.h"

static const char *coming(const struct scene_of *c) {
    if (c->item->kind != RULES_DOTS && c->item->kind != RULES_VISIONS)
        return NULL;
    switch (c->run->state) {
    case RULES_PREPARED: return "It opens";
    case RULES_PAUSED: return "It goes on";
    case RULES_OPEN:
    case RULES_CLOSING: return "It closes";
    case RULES_CLOSED:
        return c->item->kind == RULES_DOTS ? "The result appears" : "The cards appear";
    default: return NULL;
    }
}

static void add_option_lines(const struct scene_of *c, json_t *lines) {
    struct str text = STR_INIT;

    if (c->item->kind != RULES_DOTS)
        return;
    scene_count(&text, c->lang, "{n} option", "{n} options", (long long)c->run->options_n);
    str_puts(&text, " · ");
    scene_count(&text, c->lang, "{n} dot per person", "{n} dots per person",
                scene_dots_each(c));
    json_array_append_new(lines, json_string(text.data));
    str_release(&text);
}

json_t *scene_next(const struct book_snap *s, const struct clock_time *now,
                   const struct lang *lang) {
    struct scene_of c = { .s = s, .now = now, .lang = lang, .item = snap_shown(s) };
    json_t *out = json_object(), *lines = json_array();
    const char *step;

    if (c.item)
        c.run = snap_run(c.item);
    step = c.item ? coming(&c) : NULL;
    if (!step && c.item && (c.item = scene_after(&c)))
        c.run = snap_run(c.item);
    if (c.item) {
        if (step) {
            scene_word(&c, out, "kicker", step);
            json_object_set_new(out, "title", json_string("")); /* it stands above already */
        } else {
            scene_kicker(&c, out);
            json_object_set_new(out, "title", json_string(c.item->title));
        }
        if (*c.item->speaker)
            json_array_append_new(lines, json_string(c.item->speaker));
        if (c.run->state == RULES_PREPARED)
            add_option_lines(&c, lines);
    } else {
        scene_word(&c, out, "kicker", "End of the agenda");
        json_object_set_new(out, "title", json_string(""));
    }
    json_object_set_new(out, "lines", lines);
    return out;
}
