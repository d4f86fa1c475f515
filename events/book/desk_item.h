/* The agenda from the desk: what desk_item.c and desk_item_fields.c share. Writer thread. */
#ifndef EVENTS_BOOK_DESK_ITEM_H
#define EVENTS_BOOK_DESK_ITEM_H
#include "events/book/desk_do.h"

/* Writes all columns, options and the source named in data, and the times that follow from them.
 * BOOK_BAD_VALUE or BOOK_NOT_NOW (the run has begun) with the field in reply->where. */
enum book_result desk_item_write(struct writer *w, const struct book_desk *desk, int64_t item,
                                 enum rules_kind kind, struct book_reply *reply);
#endif
