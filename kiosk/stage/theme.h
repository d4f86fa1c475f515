/* Colours and sizes (design.md, Tokens): one table per theme, held to T-09 by a test. */
#ifndef KIOSK_STAGE_THEME_H
#define KIOSK_STAGE_THEME_H
#include <stdbool.h>

enum { THEME_DOTS = 8, THEME_ACCENTS = 5 };
struct theme {
    unsigned paper, ink, muted, line, card, accent, rail_done, field, live; /* 0xRRGGBB */
    unsigned dots[THEME_DOTS];
    unsigned dot_below;                            /* dots below the cut */
    unsigned warn;                                 /* notices: 7:1 on paper */
};
/* accent: a name of theme_accent; an unknown one gives the first. */
const struct theme *theme_get(bool dark, const char *accent);
/* "blue" ...; i below THEME_ACCENTS. */
const char *theme_accent(int i);
/* WCAG contrast ratio 1..21 of two colours 0xRRGGBB. */
double theme_contrast(unsigned a, unsigned b);
#endif
