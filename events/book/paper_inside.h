/* The documentation's parts for other files of this room. Any thread with its own connection. */
#ifndef EVENTS_BOOK_PAPER_INSIDE_H
#define EVENTS_BOOK_PAPER_INSIDE_H
#include "events/book/db.h"
#include "events/book/paper.h"
#include "events/rules/words.h"

/* book_paper on a connection. */
void paper_read(struct db *d, struct book_paper *out);
/* How a voice may go out: NAMED with its attribution, ANONYMOUS without it (it names a person who
 * did not agree to that), NONE not at all. Of a card the author decides. Neither person nor card
 * with an author: not one of ours, organisers answer for it. */
enum rules_quote paper_may_quote(struct db *d, int64_t person, int64_t card,
                                 const char *attribution);
#endif
