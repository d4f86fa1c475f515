/* What an event looks like after a commit: immutable, reference-counted, shared by all threads.
 * Unchanged parts are shared with the snapshot before. Never holds a result that is not revealed,
 * nor who gave which dots; the author of a secret card only until sealing (for its own phone). */
#ifndef EVENTS_BOOK_SNAP_H
#define EVENTS_BOOK_SNAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/book/cmd.h"
#include "events/book/snap_item.h"
#include "events/book/snap_people.h"
#include "lib/clock.h"

struct book_show {                            /* what the stage shows */
    int64_t item;                             /* shown item */
    int64_t pinned;                           /* card, 0 */
    bool blank, qr;
    const char *message;                      /* "" without */
    struct clock_deadline timer;              /* wall_ms 0: none */
    int64_t timer_paused_ms;                  /* stopped with that much left, 0 = running or none */
    int timer_total_s;
    enum rules_step confirm;              /* step waiting for its second press; RULES_STEPS: none */
    struct clock_deadline confirm_until;
};
struct book_settings {                        /* rows of rules_setting; texts "" without */
    const char *code, *title, *place, *ssid, *password, *address, *language, *host;
    int64_t start_ms, end_ms;
    int expected, per_address, safe_percent;
    bool registration_open, name_required, dark, quiet, turnout_shown;
    const char *const *values;                /* all, as stored; in rules_event_setting's order */
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
    uint64_t paper, log;                      /* version in which these last changed */
    bool disk_trouble;                        /* the last commit failed: the stage says so */
    const void *sessions;                     /* inside of this room: index, NULL = none */
};

/* Value of an event's setting by name, as stored ("" when there is no such row). */
const char *snap_setting(const struct book_snap *s, const char *name);
/* Finders; NULL when there is none. Borrowed from the snapshot. */
const struct book_item *snap_item(const struct book_snap *s, int64_t id);
const struct book_item *snap_shown(const struct book_snap *s);
const struct book_run *snap_run(const struct book_item *item);
const struct book_card *snap_card(const struct book_run *run, int64_t id);
const struct book_person *snap_person(const struct book_snap *s, int64_t id);
/* Somebody who may vote and write cards: there, and not erased. */
bool snap_takes_part(const struct book_snap *s, int64_t person);
const struct book_person *snap_session(const struct book_snap *s,
                                       const unsigned char hash[BOOK_HASH]);
const struct book_remote_row *snap_remote(const struct book_snap *s,
                                          const unsigned char session_hash[BOOK_HASH]);
#endif
