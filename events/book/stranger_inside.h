/* Inside of the adoption of an event file from somewhere else (stranger.c). */
#ifndef EVENTS_BOOK_STRANGER_INSIDE_H
#define EVENTS_BOOK_STRANGER_INSIDE_H
#include "events/book/db.h"
#include "events/book/stranger.h"

/* stranger_picture.c: every picture decoded and encoded anew, its size as it truly is. BOOK_ADOPTED
 * when all are well. */
enum book_adopted stranger_renew(struct db *d, const struct book_renew *renew, char *error,
                                 size_t size);
#endif
