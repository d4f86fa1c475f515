/* The words every room above shares: kinds, states, modes, moderator's steps. Pure names; their
 * text forms (on disk and in JSON) come from rules_*_name. */
#ifndef EVENTS_RULES_WORDS_H
#define EVENTS_RULES_WORDS_H
#include <stdbool.h>

enum rules_kind { RULES_ARRIVAL, RULES_TALK, RULES_VISIONS, RULES_DOTS, RULES_BREAK, RULES_KINDS };

/* methods.md 4.0. CLOSING lasts 3 s with a stored deadline. ARCHIVED: an earlier run. */
enum rules_state { RULES_PREPARED, RULES_OPEN, RULES_PAUSED, RULES_CLOSING, RULES_CLOSED,
                   RULES_REVEALED, RULES_ARCHIVED };

enum rules_secrecy { RULES_SECRET, RULES_NAMED, RULES_MOOD }; /* geheim, offen, Stimmungsbild */
enum rules_appear { RULES_APPEAR_AUTO, RULES_RELEASE, RULES_LIVE, RULES_REVEAL };
enum rules_author { RULES_BY_NAME, RULES_BY_CITY, RULES_ANONYMOUS };
enum rules_card { RULES_WAITING, RULES_SHOWN, RULES_HELD, RULES_WITHDRAWN };
enum rules_origin { RULES_PHONE, RULES_TABLET, RULES_DESK, RULES_HANDS };
enum rules_quote { RULES_QUOTE_NONE, RULES_QUOTE_ANONYMOUS, RULES_QUOTE_NAMED };
enum rules_tie { RULES_TIE_UNDECIDED, RULES_TIE_ALL, RULES_TIE_RUNOFF, RULES_TIE_DECIDED };

/* What a moderator can do; one row each in events/rules/step.c. */
enum rules_step {
    RULES_STEP_NEXT, RULES_STEP_BACK, RULES_STEP_GOTO,       /* arg: item id */
    RULES_STEP_OPEN, RULES_STEP_PAUSE,                       /* OPEN also resumes */
    RULES_STEP_OPEN_OR_PAUSE,                                /* the key O */
    RULES_STEP_CLOSE, RULES_STEP_REOPEN, RULES_STEP_REVEAL,  /* CLOSE, REOPEN: twice within 4 s */
    RULES_STEP_NEW_RUN,                                      /* text: name of the old run */
    RULES_STEP_CLEAR,                                        /* twice */
    RULES_STEP_RELEASE, RULES_STEP_RELEASE_ALL,              /* arg: card id, 0 = oldest waiting */
    RULES_STEP_HOLD, RULES_STEP_HIDE,                        /* arg: card; HIDE 0 = pinned/newest */
    RULES_STEP_PIN, RULES_STEP_UNPIN,                        /* arg: card id */
    RULES_STEP_QUOTE,                                        /* arg: card; toggles the candidate */
    RULES_STEP_EDIT_CARD,                                    /* arg: card, text: spelling */
    RULES_STEP_TAKE_OPTION,                                  /* arg: card, arg2: dots item */
    RULES_STEP_DROP_OPTION,                                  /* arg: option, before opening */
    RULES_STEP_TIE,                                          /* arg: enum rules_tie, text: reason */
    RULES_STEP_TIMER_START, RULES_STEP_TIMER_STOP,           /* arg: seconds, 0 = the item's */
    RULES_STEP_TIMER_TOGGLE, RULES_STEP_TIMER_ADD,           /* arg: minutes, may be negative */
    RULES_STEP_UNDO,
    RULES_STEP_BLANK, RULES_STEP_UNBLANK, RULES_STEP_BLANK_TOGGLE, RULES_STEP_QR_TOGGLE,
    RULES_STEP_MESSAGE,                                      /* text, "" takes it off */
    RULES_STEP_REGISTRATION,                                 /* arg: 1 open, 0 closed */
    RULES_STEP_ADDRESS,                                      /* text: address, "" = automatic */
    RULES_STEP_THEME, RULES_STEP_QUIET, RULES_STEP_TURNOUT,  /* arg: 0 or 1 */
    RULES_STEPS
};

const char *rules_kind_name(enum rules_kind kind);              /* "dots" */
const char *rules_state_name(enum rules_state state);           /* "open" */
const char *rules_step_name(enum rules_step step);              /* "timer_add": forms and keys */
bool rules_step_from_name(const char *name, enum rules_step *out);
bool rules_kind_from_name(const char *name, enum rules_kind *out);
/* English source text of a step for "Undo: ..." and the log, e.g. "opened". */
const char *rules_step_done(enum rules_step step);
#endif
