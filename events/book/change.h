/* Changes by moderators: each field written through here leaves its old value with the step, which
 * is all that undo needs. Writer thread. */
#ifndef EVENTS_BOOK_CHANGE_H
#define EVENTS_BOOK_CHANGE_H
#include <stdint.h>
#include "events/book/write.h"

enum change_field {
    CHANGE_RUN_STATE, CHANGE_RUN_SHOWN, CHANGE_RUN_OPENED, CHANGE_RUN_CLOSED, CHANGE_RUN_CLOSING,
    CHANGE_RUN_CLOSING_BOOT, CHANGE_RUN_CLOSING_BOOT_ID, CHANGE_RUN_SEAL, CHANGE_RUN_SEAL_BOOT,
    CHANGE_RUN_SEAL_BOOT_ID, CHANGE_RUN_APPEAR, CHANGE_RUN_DOTS, CHANGE_RUN_PER_OPTION,
    CHANGE_RUN_PRESENT, CHANGE_RUN_NAME, CHANGE_RUN_TIE, CHANGE_RUN_TIE_REASON,
    CHANGE_RUN_TIE_OPTION, CHANGE_RUN_DISCARDED,
    CHANGE_OPTION_DROPPED,
    CHANGE_CARD_STATE, CHANGE_CARD_PLACE, CHANGE_CARD_VERSION, CHANGE_CARD_QUOTE,
    CHANGE_SHOW_ITEM, CHANGE_SHOW_PINNED, CHANGE_SHOW_BLANK, CHANGE_SHOW_QR, CHANGE_SHOW_MESSAGE,
    CHANGE_TIMER_WALL, CHANGE_TIMER_BOOT, CHANGE_TIMER_BOOT_ID, CHANGE_TIMER_PAUSED,
    CHANGE_TIMER_TOTAL,
    CHANGE_SET_REGISTRATION, CHANGE_SET_ADDRESS, CHANGE_SET_DARK, CHANGE_SET_QUIET,
    CHANGE_SET_TURNOUT,
    CHANGE_FIELDS
};

/* Opens the step's log row; before the first change. item, run, card 0: none. */
void change_begin(struct writer *w, enum rules_step step, int64_t remote, int64_t item,
                  int64_t run, int64_t card);
/* The row of an undo; it names the step it takes back. */
void change_begin_undo(struct writer *w, int64_t remote, int64_t run, int64_t undoes);
/* Keeps the old value and writes the new one. id: the row's (0 for show and settings). */
void change_int(struct writer *w, enum change_field field, int64_t id, int64_t value);
void change_text(struct writer *w, enum change_field field, int64_t id, const char *value);
/* Only keeps the present value, or a given one, for undo. */
void change_keep(struct writer *w, enum change_field field, int64_t id);
void change_keep_as(struct writer *w, enum change_field field, int64_t id, const char *value);
/* A deadline is three fields; the first of them is named. */
void change_deadline(struct writer *w, enum change_field first, int64_t id,
                     const struct clock_deadline *deadline);
/* Writes back all that the step changed, last first, and marks it. */
void change_undo(struct writer *w, int64_t step);
#endif
