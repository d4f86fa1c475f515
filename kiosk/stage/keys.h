/* Which key does what on the stage (methods.md, "Next, back and the keys"): one table. Pure. */
#ifndef KIOSK_STAGE_KEYS_H
#define KIOSK_STAGE_KEYS_H
#include <stdbool.h>

/* What the stage does by itself; everything else goes to the server by name. */
enum keys_act {
    KEYS_NOTHING, KEYS_SEND, KEYS_ESCAPE, KEYS_ENTER, KEYS_UP, KEYS_DOWN, KEYS_PAGE_NEXT,
    KEYS_PAGE_BACK, KEYS_MESSAGE, KEYS_TEST_CARD, KEYS_LEAVE, KEYS_EVENTS, KEYS_WINDOW
};
struct keys_press {
    enum keys_act act;
    const char *name;   /* for the server: "PageDown", "O"; lives for ever */
    bool shift;
};
/* sym, mods: of SDL's keysym. repeat: held down. A held key repeats only while walking the cards,
 * so that no key that rests on the desk closes a vote. */
struct keys_press keys_find(int sym, unsigned mods, bool repeat);
#endif
