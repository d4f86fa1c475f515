/* What an event looks like after a commit: immutable, reference-counted, shared by all threads.
 * Unchanged parts are shared with the snapshot before. Never holds a result that is not revealed,
 * nor who gave which dots; the author of a secret card only until sealing (for its own phone). */
#ifndef EVENTS_BOOK_SNAP_H
#define EVENTS_BOOK_SNAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/cmd.h"
#include "lib/clock.h"

struct book_organisation { int64_t id; const char *name, *municipality /* NULL: none */, *letters; };
struct book_discipline { int64_t id; const char *name; };
struct book_consent { const char *key, *text; bool choice /* quote: none, anonymous, named */; };
struct book_person {
    int64_t id;
    const char *name;                         /* "" without */
    int64_t organisation, discipline;         /* 0: none */
    const char *organisation_name;            /* chosen or typed, "" without */
    const char *municipality, *letters;       /* NULL without */
    const char *discipline_name;
    uint8_t consents[BOOK_CONSENTS_MAX];
    bool present;
    unsigned char session_hash[BOOK_HASH];    /* the phone in force */
    int64_t session;                          /* its number: changes with every take-over */
};
struct book_remote_row { int64_t id; const char *label; int64_t created_ms, seen_ms; bool revoked, bound, stage;
                         unsigned char token_hash[BOOK_HASH], session_hash[BOOK_HASH]; };
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
    enum rules_secrecy secrecy;
    enum rules_appear appear;
    enum rules_author author;
    int cards_max, card_length;               /* per person; graphemes */
    int dots, per_option, cut;                /* cut: options carried over, 0 = none */
    int64_t options_from;                     /* visions item to take cards from, 0 */
    bool timer_visible;
    const struct book_run *const *runs;       /* oldest first; the last is the current one */
    size_t runs_n;                            /* >= 1 */
};
struct book_show {                            /* what the stage shows */
    int64_t item;                             /* shown item */
    int64_t pinned;                           /* card, 0 */
    bool blank, qr;
    const char *message;                      /* "" without */
    struct clock_deadline timer;              /* wall_ms 0: none */
    int64_t timer_paused_ms;                  /* stopped with that much left, 0 = running or none */
    int timer_total_s;
    enum rules_step confirm;                  /* step waiting for its second press; RULES_STEPS: none */
    struct clock_deadline confirm_until;
};
struct book_settings {                        /* rows of rules_setting; texts "" without */
    const char *code, *title, *place, *ssid, *password, *address, *language, *host;
    int64_t start_ms, end_ms;
    int expected, per_address, safe_percent;
    bool registration_open, name_required, dark, quiet, turnout_shown;
};
struct book_snap {
    uint64_t version;                         /* grows with every commit */
    struct book_settings settings;
    const struct book_organisation *organisations; size_t organisations_n;  /* alphabetical */
    const struct book_discipline *disciplines;     size_t disciplines_n;
    const struct book_consent *consents;           size_t consents_n;
    const struct book_person *people;              size_t people_n;         /* by id */
    const struct book_remote_row *remotes;         size_t remotes_n;
    const struct book_item *const *items;          size_t items_n;          /* agenda order */
    struct book_show show;
    enum rules_step last_step;                /* what U would undo; RULES_STEPS: nothing */
    int64_t last_step_ms;
    int64_t registered, present, municipalities;
    bool disk_trouble;                        /* the last commit failed: the stage says so */
    const void *sessions;                     /* inside of this room: index, NULL = none */
};

/* Finders; NULL when there is none. Borrowed from the snapshot. */
const struct book_item *snap_item(const struct book_snap *s, int64_t id);
const struct book_item *snap_shown(const struct book_snap *s);
const struct book_run *snap_run(const struct book_item *item);
const struct book_card *snap_card(const struct book_run *run, int64_t id);
const struct book_person *snap_person(const struct book_snap *s, int64_t id);
const struct book_person *snap_session(const struct book_snap *s, const unsigned char hash[BOOK_HASH]);
const struct book_remote_row *snap_remote(const struct book_snap *s, const unsigned char session_hash[BOOK_HASH]);
#endif
