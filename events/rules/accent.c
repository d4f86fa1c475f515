/* See accent.h. The stage has the same words in kiosk/stage/theme.c, pages in base.css: there with
 * the colours of dark surroundings too. */
#include "events/rules/accent.h"
#include <stddef.h>
#include <string.h>

unsigned rules_accent(const char *name) {
    static const struct { const char *name; unsigned rgb; } rows[] = {
        {"blue", 0x0A4F96}, {"green", 0x0F5F47}, {"red", 0x8C2A1A}, {"violet", 0x5A3588},
        {"petrol", 0x0B5560},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].name, name)) return rows[i].rgb;
    return rows[0].rgb;
}
