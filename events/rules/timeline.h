/* The agenda as a plan: when each item starts, and what an experienced organiser would ask about it
 * before the doors open. Pure; times are wall clock ms. */
#ifndef EVENTS_RULES_TIMELINE_H
#define EVENTS_RULES_TIMELINE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/rules/words.h"

enum { RULES_OPTIONS_ASK = 15 };   /* a vote with more options is asked to be clustered first */

struct rules_slot {             /* one item, in agenda order */
    int minutes;
    int64_t fixed_ms;           /* planned start given by hand; 0 = follows the item before */
    int64_t start_ms, end_ms;   /* filled in; 0 = nobody knows (no beginning given) */
    int gap;                    /* filled in: minutes free before it; below 0: overlap */
};
/* Fills in starts, ends and gaps. begin_ms: beginning of the event, 0 = none given. */
void rules_timeline(struct rules_slot *slots, size_t n, int64_t begin_ms);

/* What the plan becomes on the day: item now (its place) began at began_ms and ends with its
 * length, or goes on already longer than that. Starts and ends of it and of all after it are set
 * anew; a start given by hand is waited for. */
void rules_forecast(struct rules_slot *slots, size_t n, size_t now, int64_t began_ms,
                    int64_t now_ms);

struct rules_planned {          /* what the findings need to know of an item */
    enum rules_kind kind;
    size_t options;             /* of its current run */
    int dots, per_option, cut;  /* as set; 0 = proposed, all, none */
    int source;                 /* place of the item whose cards it takes: 1 ...; 0 = none, -1 =
                                 * an item that was deleted */
    bool begun;                 /* its run is not prepared any more: nothing to warn of */
};
enum rules_finding_what {
    RULES_OVER_END,             /* minutes: the plan ends so much after the event's end */
    RULES_OVERLAP, RULES_GAP,   /* minutes: between the item before and the fixed start */
    RULES_NO_LENGTH,            /* an item of no minutes */
    RULES_VOTE_EMPTY,           /* neither options nor an item to take cards from */
    RULES_SOURCE_LATER,         /* takes cards from an item that comes later */
    RULES_SOURCE_GONE,          /* takes cards from an item that was deleted */
    RULES_MANY_OPTIONS,         /* minutes: how many */
    RULES_DOTS_LEFT,            /* more dots than may be given: options x most per option */
    RULES_CUT_ALL,              /* the line lies below all options */
    RULES_FINDINGS
};
/* item: place in the agenda from 0; -1 = the whole. n: minutes or a count, by what. */
struct rules_finding { enum rules_finding_what what; int item, n; };
/* Writes at most max findings, the whole first, then by item; how many there are. end_ms: planned
 * end of the event, 0 = none given. slots as filled in by rules_timeline. */
size_t rules_plan_check(const struct rules_slot *slots, const struct rules_planned *items, size_t n,
                        int64_t end_ms, struct rules_finding *out, size_t max);
/* Whole minutes behind the plan (negative: ahead) of what was planned and what really was; 0 when
 * either is unknown, or when it happened on another day: a plan of last year is no delay. */
long long rules_drift(int64_t planned_ms, int64_t real_ms);
/* True for findings that keep an item from working; the others are a hint. */
bool rules_finding_serious(enum rules_finding_what what);
#endif
