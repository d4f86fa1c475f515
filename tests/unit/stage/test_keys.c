/* Proves: the key table of methods.md – what a clicker sends, that Esc never leaves, that Ctrl Q is
 * the only way out, and that no held key sends anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <SDL.h>
#include <string.h>
#include "kiosk/stage/keys.h"

static void test_names(void **state) {
    (void)state;
    static const struct { int sym; unsigned mods; enum keys_act act; const char *name; int shift; }
    rows[] = {
        { SDLK_PAGEDOWN, 0, KEYS_SEND, "PageDown", 0 }, { SDLK_RIGHT, 0, KEYS_SEND, "Right", 0 },
        { SDLK_SPACE, 0, KEYS_SEND, "Space", 0 }, { SDLK_PAGEUP, 0, KEYS_SEND, "PageUp", 0 },
        { SDLK_LEFT, 0, KEYS_SEND, "Left", 0 }, { SDLK_PERIOD, 0, KEYS_SEND, ".", 0 },
        { SDLK_b, 0, KEYS_SEND, "B", 0 }, { SDLK_F5, 0, KEYS_SEND, "F5", 0 },
        { SDLK_c, KMOD_CAPS, KEYS_SEND, "C", 0 }, { SDLK_PLUS, 0, KEYS_SEND, "+", 0 },
        { SDLK_PLUS, KMOD_LSHIFT, KEYS_SEND, "+", 1 },
        { SDLK_MINUS, KMOD_RSHIFT, KEYS_SEND, "-", 1 },
        { SDLK_RETURN, 0, KEYS_ENTER, "Enter", 0 }, { SDLK_m, 0, KEYS_MESSAGE, "M", 0 },
        { SDLK_TAB, 0, KEYS_PAGE_NEXT, "", 0 }, { SDLK_TAB, KMOD_LSHIFT, KEYS_PAGE_BACK, "", 1 },
        { SDLK_F9, 0, KEYS_TEST_CARD, "", 0 }, { SDLK_UP, 0, KEYS_UP, "", 0 },
        { SDLK_q, 0, KEYS_SEND, "Q", 0 }, { SDLK_q, KMOD_LCTRL, KEYS_LEAVE, "", 0 },
        { SDLK_ESCAPE, 0, KEYS_ESCAPE, "Escape", 0 },
        { SDLK_c, KMOD_LCTRL, KEYS_NOTHING, "", 0 }, { SDLK_o, KMOD_LALT, KEYS_NOTHING, "", 0 },
        { SDLK_x, 0, KEYS_NOTHING, "", 0 }, { SDLK_F4, KMOD_LALT, KEYS_NOTHING, "", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct keys_press p = keys_find(rows[i].sym, rows[i].mods, false);
        assert_int_equal(p.act, rows[i].act);
        assert_string_equal(p.name, rows[i].name);
        assert_int_equal(p.shift, rows[i].shift);
    }
}

static void test_only_one_way_out(void **state) {
    (void)state;
    static const unsigned mods[] = { 0, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LALT, KMOD_LGUI };
    for (int sym = 1; sym < 128; sym++)
        for (size_t m = 0; m < sizeof mods / sizeof mods[0]; m++)
            if (keys_find(sym, mods[m], false).act == KEYS_LEAVE)
                assert_true(sym == SDLK_q && mods[m] == KMOD_LCTRL);
}

static void test_held_keys_only_walk(void **state) {
    (void)state;
    for (int sym = 1; sym < 128; sym++)
        assert_int_equal(keys_find(sym, 0, true).act, KEYS_NOTHING);
    assert_int_equal(keys_find(SDLK_PAGEDOWN, 0, true).act, KEYS_NOTHING);
    assert_int_equal(keys_find(SDLK_DOWN, 0, true).act, KEYS_DOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_only_one_way_out),
        cmocka_unit_test(test_held_keys_only_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
