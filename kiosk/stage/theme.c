/* The colours of design.md and of a dark hall. tests/unit/stage/test_theme.c holds every pair that
 * is used for words to 7:1 and every pair used for shapes to 3:1 (T-09). Pure. */
#include "kiosk/stage/theme.h"

#include <math.h>
#include <string.h>

#define LIGHT(colour, done) { \
    .paper = 0xFBF8F3, .ink = 0x16202C, .muted = 0x4A5561, .line = 0xDDD6CA, .card = 0xFFFFFF, \
    .accent = colour, .rail_done = done, .field = 0x7D8797, .live = 0x0F5F47, \
    .dots = { 0x0A4F96, 0xC8452F, 0x1C8A6A, 0xB97F00, 0x7A4FA3, 0x0E7C86, 0xB5487E, 0x6B6F2A }, \
    .dot_below = 0x6B7F95, .warn = 0x8F2413, \
}
#define DARK(colour, done) { \
    .paper = 0x12171D, .ink = 0xF6F2EA, .muted = 0xB8C1CB, .line = 0x36404B, .card = 0x1C232B, \
    .accent = colour, .rail_done = done, .field = 0x7C8896, .live = 0x7AD7B8, \
    .dots = { 0x6FB1F2, 0xF08A74, 0x4CC49E, 0xE3B341, 0xB99ADD, 0x4DBBC6, 0xE78DBD, 0xB3B86C }, \
    .dot_below = 0x8496AA, .warn = 0xFFB4A3, \
}
/* An event's accent: the first is the usual one. */
static const struct { const char *name; struct theme light, dark; } rows[THEME_ACCENTS] = {
    { "blue", LIGHT(0x0A4F96, 0x6F8CAB), DARK(0x9CC8F7, 0x5F7E9F) },
    { "green", LIGHT(0x0F5F47, 0x6A9484), DARK(0x8FD9BC, 0x4F8A72) },
    { "red", LIGHT(0x8C2A1A, 0xB67C70), DARK(0xFFB4A3, 0xA5695D) },
    { "violet", LIGHT(0x5A3588, 0x927FAE), DARK(0xD3BBF5, 0x806DA4) },
    { "petrol", LIGHT(0x0B5560, 0x67929A), DARK(0x8ED6E0, 0x4C8891) },
};

const char *theme_accent(int i) {
    return rows[i].name;
}

const struct theme *theme_get(bool is_dark, const char *accent) {
    int i = 0;

    while (i < THEME_ACCENTS && strcmp(rows[i].name, accent) != 0)
        i++;
    if (i == THEME_ACCENTS)
        i = 0;
    return is_dark ? &rows[i].dark : &rows[i].light;
}

static double linear(unsigned byte) {
    double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb) {
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
}

double theme_contrast(unsigned a, unsigned b) {
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}
