/* Easing and waves. Pure; main thread calls it once per frame and thing.
 * Invariants: no value leaves its end points; everything stands still after motion_end. */
#include "kiosk/stage/motion.h"

static double part(int64_t since, int64_t length) {
    if (since <= 0)
        return 0;
    return since >= length ? 1 : (double)since / (double)length;
}

static int64_t wave_start(int wave) {
    if (wave < 0)
        wave = 0;
    return (int64_t)MOTION_WAVE_MS * (wave < MOTION_WAVES ? wave : MOTION_WAVES - 1);
}

double motion_ease(double t) {
    if (t <= 0)
        return 0;
    if (t >= 1)
        return 1;
    double rest = 1 - t;
    return 1 - rest * rest * rest;
}

double motion_fade(int64_t since) {
    return motion_ease(part(since, MOTION_FADE_MS));
}

struct motion_at motion_card(int64_t since, int wave, double rise) {
    double t = motion_ease(part(since - wave_start(wave), MOTION_CARD_MS));
    return (struct motion_at){ .dy = (1 - t) * rise, .alpha = t };
}

struct motion_at motion_dot(int64_t since, int wave, double fall) {
    double t = part(since - wave_start(wave), MOTION_FLIGHT_MS);
    return (struct motion_at){ .dy = (1 - motion_ease(t)) * fall, .alpha = motion_ease(2 * t) };
}

int64_t motion_end(int64_t one_ms, int last_wave) {
    return wave_start(last_wave) + one_ms;
}
