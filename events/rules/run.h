/* The way of a run: prepared, open, paused, closing, closed, revealed; what each moderator's step
 * does in each state, and what needs a second press. Pure: times are passed in. */
#ifndef EVENTS_RULES_RUN_H
#define EVENTS_RULES_RUN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/rules/words.h"

enum {
    RULES_CONFIRM_MS = 4000,    /* a second press counts within this time */
    RULES_CLOSING_MS = 3000,    /* phones send what they hold */
    RULES_SEAL_MS = 600000,     /* at the latest after the close */
    RULES_RELEASE_ABOVE = 30    /* present: more than this -> release, else live */
};
struct rules_run {              /* what the decision needs to know */
    enum rules_kind kind;
    enum rules_state state;
    enum rules_appear appear;
    bool sealed;
    bool over;                  /* the event was closed for good: nothing begins any more */
    size_t options;             /* of a vote */
    enum rules_step confirm;    /* CLOSE, REOPEN or CLEAR pressed once, still valid; else STEPS */
};
/* What is to be done. NEXT goes on to the next item; the others name the step that is logged. */
enum rules_verdict { RULES_DO, RULES_ASK, RULES_NOT_NOW, RULES_NO_OPTIONS, RULES_IS_SEALED };
struct rules_move { enum rules_verdict verdict; enum rules_step step; };

/* step: NEXT, OPEN, PAUSE, OPEN_OR_PAUSE, CLOSE, REOPEN, REVEAL, NEW_RUN or CLEAR. With RULES_DO
 * or RULES_ASK, .step is what it comes down to (NEXT in an open vote: CLOSE). */
struct rules_move rules_run_move(const struct rules_run *run, enum rules_step step);
/* True for kinds that collect (visions, dots); the others go straight on. */
bool rules_kind_collects(enum rules_kind kind);
/* Where CLOSING ends: REVEALED for a collection whose cards were shown all along. */
enum rules_state rules_run_after_closing(enum rules_kind kind, enum rules_appear appear);
/* Whether phones' ballots and cards are taken (open and closing). */
bool rules_run_takes(enum rules_state state);
/* Whether U may take this step back, by the run's present state. RULES_DO or why not. */
enum rules_verdict rules_run_undo(enum rules_step step, enum rules_state now, bool sealed);
/* AUTO resolved by the number of people present; anything else stays. */
enum rules_appear rules_appear_resolve(enum rules_appear appear, int64_t present);
/* What a new card is in this mode: waiting, or shown (in reveal: shown once revealed). */
enum rules_card rules_card_begins(enum rules_appear appear, bool late);
#endif
