/* One row per moderator's step: name, words for "Undo: ...", what it needs. Pure. */
#ifndef EVENTS_RULES_STEP_H
#define EVENTS_RULES_STEP_H
#include <stdbool.h>
#include "events/rules/words.h"

struct rules_step_row {
    enum rules_step step;
    const char *name;   /* forms, keys, log: "timer_add" */
    const char *done;   /* English source text: what was done */
    bool undo;          /* U takes it back */
    bool seen;          /* refused when the moderator saw an older item, run or state */
};
const struct rules_step_row *rules_step_row(enum rules_step step);
#endif
