/* The way a session really took: when which item came onto the stage. Read on a read connection,
 * any thread. */
#ifndef EVENTS_BOOK_WALK_H
#define EVENTS_BOOK_WALK_H
#include "events/book/book.h"

/* One change of the item on the stage, oldest first; steps taken back are left out. What stood
 * there at the beginning is not among them. visit returns false to stop. */
struct book_walk { int64_t at_ms, item; };
void book_walk(struct book *b, bool (*visit)(void *ctx, const struct book_walk *step), void *ctx);
#endif
