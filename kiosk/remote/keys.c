/* Keys of the stage as steps: the table of methods.md, "Next, back and the keys". The stage sends
 * the key's name; what it means is decided here, once. Pure. */
#include <string.h>
#include "kiosk/remote/room.h"

enum needs { NOTHING, A_CARD, A_TEXT };
struct key_row {
    const char *key;
    int shift;                 /* 0 without, 1 with, -1 either */
    enum rules_step step;
    int64_t arg;
    enum needs needs;
};
static const struct key_row rows[] = {
    { "PageDown", -1, RULES_STEP_NEXT, 0, NOTHING },
    { "Right", -1, RULES_STEP_NEXT, 0, NOTHING },
    { "Space", -1, RULES_STEP_NEXT, 0, NOTHING },
    { "PageUp", -1, RULES_STEP_BACK, 0, NOTHING },
    { "Left", -1, RULES_STEP_BACK, 0, NOTHING },
    { ".", -1, RULES_STEP_BLANK_TOGGLE, 0, NOTHING },
    { "B", -1, RULES_STEP_BLANK_TOGGLE, 0, NOTHING },
    { "F5", -1, RULES_STEP_UNBLANK, 0, NOTHING },
    { "Escape", -1, RULES_STEP_UNBLANK, 0, NOTHING },
    { "O", -1, RULES_STEP_OPEN_OR_PAUSE, 0, NOTHING },
    { "C", -1, RULES_STEP_CLOSE, 0, NOTHING },
    { "R", -1, RULES_STEP_REVEAL, 0, NOTHING },
    { "F", -1, RULES_STEP_RELEASE, 0, NOTHING },
    { "H", -1, RULES_STEP_HIDE, 0, NOTHING },
    { "Enter", -1, RULES_STEP_PIN, 0, A_CARD },
    { "T", -1, RULES_STEP_TIMER_TOGGLE, 0, NOTHING },
    { "+", 0, RULES_STEP_TIMER_ADD, 1, NOTHING },
    { "+", 1, RULES_STEP_TIMER_ADD, 5, NOTHING },
    { "-", 0, RULES_STEP_TIMER_ADD, -1, NOTHING },
    { "-", 1, RULES_STEP_TIMER_ADD, -5, NOTHING },
    { "U", -1, RULES_STEP_UNDO, 0, NOTHING },
    { "M", -1, RULES_STEP_MESSAGE, 0, A_TEXT },
    { "Q", -1, RULES_STEP_QR_TOGGLE, 0, NOTHING },
};

static const struct key_row *find(const char *key, bool shift) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcasecmp(rows[i].key, key) == 0 && (rows[i].shift < 0 || rows[i].shift == shift))
            return &rows[i];
    return NULL;
}

bool remote_key_step(const char *key, bool shift, const char *text, int64_t card,
                     const struct book_snap *s, struct book_step *step) {
    const struct key_row *row = find(key, shift);

    if (!row)
        return false;
    step->step = row->step;
    step->arg = row->arg;
    if (row->needs == A_CARD) {
        if (s->show.pinned)          /* Enter on a pinned card puts it back */
            step->step = RULES_STEP_UNPIN;
        else if (!(step->arg = card))
            return false;
    }
    return row->needs != A_TEXT || str_copy(step->text, sizeof step->text, text);
}
