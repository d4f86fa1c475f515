/* An event's plan read back: values of an item as they are stored, and the whole as an event JSON
 * without anybody in it - for copies, rehearsals, forms. Pure, any thread. */
#ifndef EVENTS_BOOK_PLAN_JSON_H
#define EVENTS_BOOK_PLAN_JSON_H
#include <jansson.h>
#include "events/book/snap.h"
#include "lib/str.h"

/* Appends the value of an item's setting as stored ("300", "secret", "0" for a start that follows
 * from the item before). False: items have no such setting. */
bool plan_item_value(struct str *out, const struct book_item *item, const char *name);
/* Settings, lists and agenda as book_create takes them; no code, no people, no cards. title NULL:
 * the event's own. New reference. */
json_t *plan_json(const struct book_snap *s, const char *title);
#endif
