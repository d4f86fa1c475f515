/* The record of an event as JSON (docs/record.md): everything that may be handed on, without
 * tokens, hashes, codes, mappings and names not consented to; and an event file made from one.
 * record -> event -> record gives the same bytes. */
#ifndef EVENTS_BOOK_RECORD_H
#define EVENTS_BOOK_RECORD_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"
#include "events/book/renew.h"

enum { RECORD_VERSION = 1 };

/* New reference; NULL when the file cannot be read. Any thread that may wait. */
json_t *book_record(struct book *b);
/* As text: a line per entry of a list, keys sorted. */
void book_record_write(struct str *out, const json_t *record);
/* Creates an event file with a new code from a record's text, its pictures decoded and encoded
 * anew. False with a sentence in error ("$.agenda[3].runs[0].ballots[2]: ..."); no file is left
 * then. */
bool book_create_record(const char *path, const char *json_text, size_t len,
                        const struct book_renew *renew, char *error, size_t size);
#endif
