/* The moderator's steps, in the order of enum rules_step. Pure. */
#include "events/rules/step.h"
#include <stddef.h>
#include <string.h>

#define ROW(word, name, done, undo, seen) {RULES_STEP_##word, name, done, undo, seen}
static const struct rules_step_row rows[RULES_STEPS] = {
    ROW(NEXT, "next", "went on", true, true),
    ROW(BACK, "back", "went back", true, true),
    ROW(GOTO, "goto", "went to an item", true, true),
    ROW(OPEN, "open", "opened", true, true),
    ROW(PAUSE, "pause", "paused", true, true),
    ROW(OPEN_OR_PAUSE, "open_or_pause", "opened or paused", true, true),
    ROW(CLOSE, "close", "closed", true, true),
    ROW(REOPEN, "reopen", "opened again", true, true),
    ROW(REVEAL, "reveal", "revealed", true, true),
    ROW(NEW_RUN, "new_run", "began a new run", true, true),
    ROW(CLEAR, "clear", "cleared", true, true),
    ROW(RELEASE, "release", "released a card", true, false),
    ROW(RELEASE_ALL, "release_all", "released all cards", true, true),
    ROW(HOLD, "hold", "held a card", true, false),
    ROW(HIDE, "hide", "took a card off the stage", true, false),
    ROW(PIN, "pin", "pinned a card", true, false),
    ROW(UNPIN, "unpin", "unpinned a card", true, false),
    ROW(QUOTE, "quote", "marked a quote", true, false),
    ROW(EDIT_CARD, "edit_card", "corrected a card", true, false),
    ROW(TAKE_OPTION, "take_option", "took over an option", true, false),
    ROW(DROP_OPTION, "drop_option", "dropped an option", true, false),
    ROW(TIE, "tie", "decided a tie", true, true),
    ROW(TIMER_START, "timer_start", "started the timer", true, true),
    ROW(TIMER_STOP, "timer_stop", "stopped the timer", true, true),
    ROW(TIMER_TOGGLE, "timer_toggle", "started or stopped the timer", true, true),
    ROW(TIMER_ADD, "timer_add", "changed the timer", true, true),
    ROW(UNDO, "undo", "took a step back", false, true),
    ROW(BLANK, "blank", "blanked the stage", true, false),
    ROW(UNBLANK, "unblank", "unblanked the stage", true, false),
    ROW(BLANK_TOGGLE, "blank_toggle", "blanked or unblanked the stage", true, false),
    ROW(QR_TOGGLE, "qr_toggle", "showed or hid the QR code", true, false),
    ROW(MESSAGE, "message", "changed the message", true, false),
    ROW(REGISTRATION, "registration", "opened or closed registration", true, false),
    ROW(ADDRESS, "address", "changed the address", true, false),
    ROW(THEME, "theme", "changed the theme", true, false),
    ROW(QUIET, "quiet", "switched motion", true, false),
    ROW(TURNOUT, "turnout", "switched the turnout", true, false),
};

const struct rules_step_row *rules_step_row(enum rules_step step) {
    return (size_t)step < RULES_STEPS ? &rows[step] : NULL;
}

const char *rules_step_name(enum rules_step step) {
    return (size_t)step < RULES_STEPS ? rows[step].name : "?";
}

const char *rules_step_done(enum rules_step step) {
    return (size_t)step < RULES_STEPS ? rows[step].done : "?";
}

bool rules_step_from_name(const char *name, enum rules_step *out) {
    for (size_t i = 0; i < RULES_STEPS; i++) {
        if (strcmp(rows[i].name, name)) continue;
        *out = rows[i].step;
        return true;
    }
    return false;
}
