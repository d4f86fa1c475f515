/* Everything an event knows of one person (Art. 15): for the desk. Any thread. */
#ifndef EVENTS_BOOK_PERSON_DATA_H
#define EVENTS_BOOK_PERSON_DATA_H
#include <jansson.h>
#include "events/book/book.h"

/* A new value, NULL when there is no such person. What is secret stays so: of secret votes only
 * that they took part; secret cards whose author is not known any more are not in it. Personal
 * codes and sessions only by their times. */
json_t *book_person_data(struct book *b, const struct book_snap *s, int64_t person);
#endif
