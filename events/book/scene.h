/* What may be seen: the one place that turns a snapshot into scenes for stages and views for
 * phones. Pure functions of snapshot and time; any thread. The JSON is described in
 * docs/scene.md. */
#ifndef EVENTS_BOOK_SCENE_H
#define EVENTS_BOOK_SCENE_H
#include <jansson.h>
#include "events/book/snap.h"
#include "lib/lang.h"

struct scene_place { const char *address; unsigned port; };  /* where guests reach the server */

/* The scene on the stage now, in the event's language. New reference. */
json_t *scene_stage(const struct book_snap *s, const struct clock_time *now,
                    const struct scene_place *place);
/* The same of the shown item alone, also when the event has said goodbye since: for documents. */
json_t *scene_item(const struct book_snap *s, const struct clock_time *now,
                   const struct scene_place *place);
/* True from the close of the event on, until a moderator shows something once more. */
bool scene_is_over(const struct book_snap *s);
/* How an item will look on the stage while it is on, for the desk: a believable sample where people
 * are still to come, at its planned time; what stands already where its run has begun. item: one of
 * s's or a changed copy with the same id. The same input gives the same scene. New reference. */
json_t *scene_preview(const struct book_snap *s, const struct book_item *item,
                      const struct clock_time *now, const struct scene_place *place);
/* The scene that "next" would bring, as a few plain words for the remote: kicker, title, lines.
 * In the remote's language. New reference. */
json_t *scene_next(const struct book_snap *s, const struct clock_time *now,
                   const struct lang *lang);
/* What all phones may know of the shown item, in the phone's language; nothing personal.
 * New reference. Keys in docs/scene.md, "Phone". */
json_t *scene_phone(const struct book_snap *s, const struct clock_time *now,
                    const struct lang *lang);
/* The same of the shown item alone, as scene_item. */
json_t *scene_phone_item(const struct book_snap *s, const struct clock_time *now,
                         const struct lang *lang);
/* True when phones see something else in b than in a (item, state, timer, message, pinned card,
 * result): the "who is woken" rule for phones as a whole. */
bool scene_phones_differ(const struct book_snap *a, const struct book_snap *b);
/* True when a change should reach stages and remotes at once, not with the next half second. */
bool scene_is_urgent(const struct book_snap *a, const struct book_snap *b);
#endif
