/* The columns of an item that rules_item_setting describes: one prepared text each, for the event
 * JSON and for the desk. Only for this room. */
#ifndef EVENTS_BOOK_ITEM_COLUMN_H
#define EVENTS_BOOK_ITEM_COLUMN_H
#include <stdbool.h>
#include <stdint.h>
#include "events/book/db.h"

/* Writes a value as stored (plan_value, plan_typed). False: no such column. "planned" also keeps
 * that this start was given by hand; "0" lets it follow the item before again. */
bool item_column_write(struct db *d, int64_t item, const char *name, const char *text);
/* One more option at the end of a run; card 0: none. */
void item_option_add(struct db *d, int64_t run, const char *text, int64_t card);
/* The planned starts of the whole agenda, from the beginning and the lengths. Those given by hand
 * stay; on another day (the event was moved from was_ms, 0 = it was not) at the same hour. */
void item_retime(struct db *d, int64_t was_ms);
#endif
