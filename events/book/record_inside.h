/* What the files that write a record share. One read connection, one thread.
 * Numbers in a record are places in its lists, from 1: ids never leave the file. */
#ifndef EVENTS_BOOK_RECORD_INSIDE_H
#define EVENTS_BOOK_RECORD_INSIDE_H
#include "events/book/db.h"
#include "events/book/record.h"

struct record_ids { int64_t *ids; size_t n, cap; };
struct record {
    struct db *d;
    json_t *root;
    struct record_ids organisations, disciplines, people, items, cards;
};

void record_id(struct record_ids *list, int64_t id);
/* Its number, 0 when it is not in the record. */
json_int_t record_number(const struct record_ids *list, int64_t id);
/* Left out when empty, zero, false. */
void record_text(json_t *to, const char *key, const char *text);
void record_int(json_t *to, const char *key, json_int_t value);
void record_flag(json_t *to, const char *key, bool value);

void record_agenda(struct record *r);      /* record_agenda.c */
json_t *record_cards(struct record *r, int64_t run);              /* record_cards.c */
json_t *record_ballots(struct record *r, int64_t run, bool named, size_t options);
void record_paper(struct record *r);       /* record_paper.c */
#endif
