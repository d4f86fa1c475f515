/* Ranks 1-2-2-4 and the cut line (measures.md, "Ranking and ties"). Pure. */
#ifndef EVENTS_RULES_RANK_H
#define EVENTS_RULES_RANK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/rules/words.h"

struct rules_tally {
    int64_t option;      /* id: created earlier = smaller */
    int64_t points;
    size_t index;        /* free for the caller: where it came from */
    int rank;            /* out: from 1; equal points, equal rank */
    bool tied, above;    /* out: shares its rank; above the cut line */
};
/* Sorts by points (greatest first), inside a tie by creation, and fills in rank, tied and above.
 * cut 0: no line, nothing is above. A tie at the line is never cut silently: undecided and run-off
 * leave all of it below, "all" takes all, "decided" takes the chosen option first, then by
 * creation. True when the line falls inside a tie. */
bool rules_rank(struct rules_tally *tallies, size_t n, int cut, enum rules_tie tie, int64_t chosen);
#endif
