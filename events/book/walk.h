/* The way a session really took: when which item came onto the stage. Read on a read connection,
 * any thread. */
#ifndef EVENTS_BOOK_WALK_H
#define EVENTS_BOOK_WALK_H
#include "events/book/book.h"
#include "events/book/snap.h"

/* One change of the item on the stage, oldest first; steps taken back are left out. What stood
 * there at the beginning is not among them. visit returns false to stop. */
struct book_walk { int64_t at_ms, item; };
void book_walk(struct book *b, bool (*visit)(void *ctx, const struct book_walk *step), void *ctx);
/* Of each item of the snapshot, in its order: when it came onto the stage first and left last; 0:
 * nobody knows. The first one stood there from the beginning: nobody wrote down since when.
 * since_ms: the last change, 0 before the first. The caller frees the array. */
struct book_day { int64_t from_ms, to_ms; };
struct book_day *book_day(struct book *b, const struct book_snap *s, int64_t *since_ms);
#endif
