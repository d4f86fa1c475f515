/* The keys of the stage as const rows. Names are those the server's table knows; what a step means
 * is decided there. Pure, main thread. */
#include "kiosk/stage/keys.h"

#include <SDL.h>

enum wants { ANY, PLAIN, SHIFT, CTRL };
struct row {
    SDL_Keycode sym;
    enum wants wants;       /* ANY: with or without Shift; never with Ctrl, Alt or Super */
    enum keys_act act;
    const char *name;
    bool walks;             /* may repeat while held */
};
static const struct row rows[] = {
    { SDLK_PAGEDOWN, ANY, KEYS_SEND, "PageDown", false },
    { SDLK_RIGHT, ANY, KEYS_SEND, "Right", false },
    { SDLK_SPACE, ANY, KEYS_SEND, "Space", false },
    { SDLK_PAGEUP, ANY, KEYS_SEND, "PageUp", false },
    { SDLK_LEFT, ANY, KEYS_SEND, "Left", false },
    { SDLK_PERIOD, ANY, KEYS_SEND, ".", false },
    { SDLK_KP_PERIOD, ANY, KEYS_SEND, ".", false },
    { SDLK_b, ANY, KEYS_SEND, "B", false },
    { SDLK_F5, ANY, KEYS_SEND, "F5", false },
    { SDLK_o, ANY, KEYS_SEND, "O", false },
    { SDLK_c, ANY, KEYS_SEND, "C", false },
    { SDLK_r, ANY, KEYS_SEND, "R", false },
    { SDLK_f, ANY, KEYS_SEND, "F", false },
    { SDLK_h, ANY, KEYS_SEND, "H", false },
    { SDLK_t, ANY, KEYS_SEND, "T", false },
    { SDLK_PLUS, ANY, KEYS_SEND, "+", false },
    { SDLK_EQUALS, ANY, KEYS_SEND, "+", false },     /* + of a US keyboard */
    { SDLK_KP_PLUS, ANY, KEYS_SEND, "+", false },
    { SDLK_MINUS, ANY, KEYS_SEND, "-", false },
    { SDLK_KP_MINUS, ANY, KEYS_SEND, "-", false },
    { SDLK_u, ANY, KEYS_SEND, "U", false },
    { SDLK_q, CTRL, KEYS_LEAVE, "", false },
    { SDLK_q, ANY, KEYS_SEND, "Q", false },
    { SDLK_m, ANY, KEYS_MESSAGE, "M", false },
    { SDLK_UP, ANY, KEYS_UP, "", true },
    { SDLK_DOWN, ANY, KEYS_DOWN, "", true },
    { SDLK_RETURN, ANY, KEYS_ENTER, "Enter", false },
    { SDLK_KP_ENTER, ANY, KEYS_ENTER, "Enter", false },
    { SDLK_TAB, PLAIN, KEYS_PAGE_NEXT, "", false },
    { SDLK_TAB, SHIFT, KEYS_PAGE_BACK, "", false },
    { SDLK_ESCAPE, ANY, KEYS_ESCAPE, "Escape", false },
    { SDLK_F9, ANY, KEYS_TEST_CARD, "", false },
    { SDLK_e, ANY, KEYS_EVENTS, "", false },
    { SDLK_F11, ANY, KEYS_WINDOW, "", false },
};

static bool matches(const struct row *row, int sym, unsigned mods) {
    bool shift = (mods & KMOD_SHIFT) != 0;

    if (row->sym != sym || (mods & (KMOD_ALT | KMOD_GUI)))
        return false;
    if (row->wants == CTRL)
        return (mods & KMOD_CTRL) != 0;
    return !(mods & KMOD_CTRL)
        && (row->wants == ANY || (row->wants == SHIFT) == shift);
}

struct keys_press keys_find(int sym, unsigned mods, bool repeat) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (matches(&rows[i], sym, mods) && (!repeat || rows[i].walks))
            return (struct keys_press){ rows[i].act, rows[i].name, (mods & KMOD_SHIFT) != 0 };
    return (struct keys_press){ KEYS_NOTHING, "", false };
}
