/* Counting between scenes. A countdown shows whole seconds rounded up, so that it reads 0:00 at the
 * very moment it ends. Pure. */
#include "kiosk/stage/tick.h"

#include "lib/json.h"
#include "lib/str.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND };

void tick_read(struct tick *t, const json_t *scene)
{
    const json_t *timer = json_object_get(scene, "timer");

    t->scene_ms = json_int(scene, "now_ms", 0);
    t->utc_min = (int)json_int(scene, "utc_min", 0);
    t->timer = json_is_object(timer);
    t->running = json_flag(timer, "running", false);
    t->left_ms = json_int(timer, "left_ms", 0);
    t->warn_ms = json_int(timer, "warn_ms", 0);
}

int64_t tick_left(const struct tick *t, int64_t now_ms)
{
    return t->left_ms - (t->running ? now_ms - t->scene_ms : 0);
}

static int64_t positive_mod(int64_t a, int64_t b)
{
    return ((a % b) + b) % b;
}

static void clock_words(char dst[TICK_WORDS], const struct tick *t, int64_t now_ms)
{
    int64_t day = positive_mod(now_ms / MINUTE + t->utc_min, 24 * 60);
    str_format(dst, TICK_WORDS, "%d:%02d", (int)(day / 60), (int)(day % 60));
}

static void countdown_words(char dst[TICK_WORDS], int64_t left)
{
    int64_t s = left > 0 ? (left + SECOND - 1) / SECOND : -left / SECOND;
    const char *sign = left < 0 && s > 0 ? "+" : "";

    if (s >= 3600)
        str_format(dst, TICK_WORDS, "%s%d:%02d:%02d", sign, (int)(s / 3600), (int)(s / 60 % 60),
                   (int)(s % 60));
    else
        str_format(dst, TICK_WORDS, "%s%d:%02d", sign, (int)(s / 60), (int)(s % 60));
}

void tick_words(char dst[TICK_WORDS], const struct tick *t, enum board_tick what, int64_t now_ms)
{
    dst[0] = '\0';
    if (what == BOARD_CLOCK)
        clock_words(dst, t, now_ms);
    else if (what == BOARD_COUNTDOWN)
        countdown_words(dst, tick_left(t, now_ms));
}

int64_t tick_wait(const struct tick *t, enum board_tick what, int64_t now_ms)
{
    if (what == BOARD_CLOCK)
        return MINUTE - positive_mod(now_ms, MINUTE);
    if (what != BOARD_COUNTDOWN || !t->running)
        return -1;
    int64_t left = tick_left(t, now_ms);
    return left > 0 ? (left - 1) % SECOND + 1 : SECOND - -left % SECOND;
}

int tick_phase(const struct tick *t, int64_t now_ms)
{
    int64_t left = tick_left(t, now_ms);

    if (!t->timer)
        return 0;
    return left <= 0 ? 2 : left <= t->warn_ms ? 1 : 0;
}

int64_t tick_phase_wait(const struct tick *t, int64_t now_ms)
{
    int64_t left = tick_left(t, now_ms);

    if (!t->timer || !t->running || left <= 0)
        return -1;
    return left > t->warn_ms ? left - t->warn_ms : left;
}
