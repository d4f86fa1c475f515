/* Waiting for the next change of a clock or countdown. A countdown shows whole seconds rounded up,
 * so it changes when the time left falls onto a whole second. Pure. */
#include "kiosk/stage/tick.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND };

static int64_t to_next(int64_t now, int64_t unit) {
    return unit - ((now % unit) + unit) % unit;
}

static int64_t to_next_second(int64_t left) {
    return left > 0 ? (left - 1) % SECOND + 1 : SECOND - -left % SECOND;
}

int64_t tick_left(const struct board *b, int64_t now_ms) {
    return b->timer_left_ms - (b->timer_running ? now_ms - b->now_ms : 0);
}

int64_t tick_wait(const struct board *b, enum board_tick what, int64_t now_ms) {
    int64_t left;

    switch (what) {
    case BOARD_CLOCK:
        return to_next(now_ms, MINUTE);
    case BOARD_COUNTDOWN:
        return b->timer_running ? to_next_second(tick_left(b, now_ms)) : -1;
    case BOARD_NOTICE_LEFT:
        left = b->notice_left_ms - (now_ms - b->now_ms);
        return left > 0 ? to_next_second(left) : -1;
    default:
        return -1;
    }
}

int64_t tick_phase_wait(const struct board *b, int64_t now_ms) {
    int64_t left = tick_left(b, now_ms);

    if (!b->timer_running || left <= 0)
        return -1;
    return left > b->timer_warn_ms ? left - b->timer_warn_ms : left;
}
