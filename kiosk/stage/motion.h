/* How things move: dots fall into place, cards fade and rise, scenes cross-fade (design.md). Pure:
 * time goes in, place and strength come out. Quiet mode is the caller not asking. */
#ifndef KIOSK_STAGE_MOTION_H
#define KIOSK_STAGE_MOTION_H
#include <stdbool.h>
#include <stdint.h>

enum {
    MOTION_FADE_MS = 200,       /* scene to scene */
    MOTION_CARD_MS = 250,       /* one card */
    MOTION_FLIGHT_MS = 300,     /* one dot */
    MOTION_WAVE_MS = 60,        /* between two waves */
    MOTION_WAVES = 10           /* waves at most: later ones start together with the last */
};
struct motion_at { double dx, dy, alpha; };     /* px from the place where it belongs; 0..1 */

/* Ease-out: 0 at 0, 1 from 1 on, rises all the way and never overshoots. */
double motion_ease(double t);
/* Strength of the new scene, since ms after the change. */
double motion_fade(int64_t since);
/* A card of that wave; rise in px (12 x scale). */
struct motion_at motion_card(int64_t since, int wave, double rise);
/* A dot of that wave that comes from fall px below. */
struct motion_at motion_dot(int64_t since, int wave, double fall);
/* Until when something of wave 0..last still moves, in ms after the start. */
int64_t motion_end(int64_t one_ms, int last_wave);
#endif
