/* What a transaction has changed and the next snapshot must rebuild. Writer thread only. */
#ifndef EVENTS_BOOK_DIRTY_H
#define EVENTS_BOOK_DIRTY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ids { int64_t *ids; size_t n, cap; };
struct dirty {
    bool any;            /* something at all: publish */
    bool all;            /* rebuild everything (open, after a failed commit of unknown extent) */
    bool settings, remotes, show, steps;
    bool paper, log;     /* the documentation's texts; the desk's log */
    struct ids people;   /* persons to read again, may repeat */
    struct ids items;    /* items whose row, runs or counters changed */
    struct ids runs;     /* runs whose options, cards or results changed */
};
void dirty_person(struct dirty *d, int64_t person);
void dirty_item(struct dirty *d, int64_t item);
/* The run's body, and with it its item. */
void dirty_run(struct dirty *d, int64_t run, int64_t item);
void dirty_clear(struct dirty *d);
void dirty_release(struct dirty *d);
bool ids_has(const struct ids *ids, int64_t id);
#endif
