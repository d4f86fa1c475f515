/* Inside of the scenes: one const row per kind of agenda item, and the words they share. Pure. */
#ifndef EVENTS_BOOK_SCENE_INSIDE_H
#define EVENTS_BOOK_SCENE_INSIDE_H
#include "events/book/scene.h"
#include "lib/str.h"

struct scene_of {                       /* what a scene is made from */
    const struct book_snap *s;
    const struct clock_time *now;
    const struct lang *lang;
    const struct book_item *item;
    const struct book_run *run;         /* the item's current run */
};
struct scene_row {
    enum rules_kind kind;
    const char *name;                               /* English: what stands in the kicker */
    void (*stage)(const struct scene_of *c, json_t *out);
    void (*phone)(const struct scene_of *c, json_t *out);
};
extern const struct scene_row scene_arrival, scene_talk, scene_visions, scene_dots, scene_break;
/* The row of a kind. */
const struct scene_row *scene_row_of(enum rules_kind kind);

/* json_object_set_new with a word of the catalogue / a finished text (taken over, cleared). */
void scene_word(const struct scene_of *c, json_t *out, const char *key, const char *english);
void scene_text(json_t *out, const char *key, struct str *text);
/* Fills {n} by number, singular or plural, into an existing text. */
void scene_count(struct str *out, const struct lang *lang, const char *one, const char *many,
                 long long n);
/* True while the result of the run stands on stage and phones. */
bool scene_shows_result(const struct book_run *run);
/* True while people may send something (the 3 s of closing too). */
bool scene_collects(const struct book_run *run);
/* Kicker: the item's own words or the kind's name, and the state. */
void scene_kicker(const struct scene_of *c, json_t *out);
/* Milliseconds left on the timer in *left (may be negative); false when there is none. */
bool scene_timer(const struct scene_of *c, int64_t *left, bool *running);
/* The item after c's, NULL at the end. */
const struct book_item *scene_after(const struct scene_of *c);
/* True when a planned time still says something: not over, and within half a day. */
bool scene_plan_holds(const struct scene_of *c, int64_t planned_ms);
/* `next`: {label, title, at} of the item after; at only when the plan holds and is not before. */
void scene_add_next(const struct scene_of *c, json_t *out, int64_t not_before_ms);
/* Dots a person has: fixed once open, before that what opening would fix. */
int scene_dots_each(const struct scene_of *c);
/* `lines`: the item's hint, one entry per line. */
void scene_add_lines(const struct scene_of *c, json_t *out);
/* Foot, join, Wi-Fi, timer, notice, message: what every scene has. */
void scene_add_frame(const struct scene_of *c, const struct scene_place *place, json_t *out);
#endif
