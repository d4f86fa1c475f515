/* The agenda of a snapshot: items, their runs, cards and options. Read-only, any thread (see
 * snap.h). What is not revealed is not in it. */
#ifndef EVENTS_BOOK_SNAP_ITEM_H
#define EVENTS_BOOK_SNAP_ITEM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/rules/words.h"
#include "lib/clock.h"

struct book_option {
    int64_t id;
    const char *text;
    int64_t card;                             /* taken over from, 0 */
    /* Filled in only when the run is revealed: */
    int64_t points, people;
    int municipalities;                       /* -1 = "-" */
    int rank;                                 /* 1-2-2-4 */
    bool tied, above_cut;
};
struct book_card {
    int64_t id;
    const char *text;
    enum rules_card state;
    int64_t person;                           /* 0 when not known (any more) */
    const char *municipality, *letters;       /* only where the item shows them */
    const char *name;                         /* only by name and with consent name_stage */
    int64_t order;                            /* order on the stage, 0 while not shown */
    int64_t created_ms;                       /* 0 for secret cards */
    bool late, edited, quote;
};
struct book_run {
    int64_t id, item;
    int number;                               /* 1, 2 ... */
    const char *name;                         /* "" for the current one */
    enum rules_state state;
    bool sealed, shown;                       /* shown: the result is on stage and phones */
    enum rules_secrecy secrecy;               /* fixed once open */
    enum rules_appear appear;
    int dots, per_option;
    int64_t turnout;                          /* people with a stored ballot / with a card */
    int64_t present;                          /* denominator: now, or fixed at close */
    int64_t points, people, municipalities;   /* totals; filled in only when revealed */
    int64_t opened_ms, closed_ms;             /* 0 while not */
    struct clock_deadline closing;            /* end of the 3 s */
    enum rules_tie tie;                       /* at the cut line */
    const char *tie_reason;
    const struct book_option *options;        /* in their fixed order */
    size_t options_n;
    const struct book_card *cards;            /* all but withdrawn; by order, then id */
    size_t cards_n;
};
struct book_item {
    int64_t id;
    enum rules_kind kind;
    const char *title, *kicker, *speaker, *hint, *note; /* "" without; note is internal */
    int minutes, timer_s;                     /* plan; 0 = no timer proposed */
    int64_t planned_ms;                       /* wall time of the planned start */
    bool planned_fixed;                       /* given by hand; else from the item before */
    enum rules_secrecy secrecy;
    enum rules_appear appear;
    enum rules_author author;
    int cards_max, card_length;               /* per person; graphemes */
    int dots, per_option, cut;                /* cut: options carried over, 0 = none */
    int64_t options_from;                     /* visions item to take cards from, 0 */
    bool timer_visible;
    const char *goal, *report;                /* what it is for; "full", "short", "none" in print */
    int64_t rev;                              /* of the desk's last change */
    const struct book_run *const *runs;       /* oldest first; the last is the current one */
    size_t runs_n;                            /* >= 1 */
};
#endif
