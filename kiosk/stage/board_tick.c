/* What clocks and countdowns show. A countdown shows whole seconds rounded up, so that it reads
 * 0:00 at the very moment it ends; then it counts up. Pure. */
#include "kiosk/stage/build.h"

#include "lib/str.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, DAY_MINUTES = 24 * 60 };

static void clock_text(char *dst, size_t size, int64_t now_ms, int utc_min) {
    int64_t minute = (now_ms / MINUTE + utc_min) % DAY_MINUTES;
    if (minute < 0)
        minute += DAY_MINUTES;
    str_format(dst, size, "%d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static void countdown_text(char *dst, size_t size, int64_t left) {
    int s = (int)(left > 0 ? (left + SECOND - 1) / SECOND : -left / SECOND);
    const char *sign = left < 0 && s > 0 ? "+" : "";
    if (s >= 3600)
        str_format(dst, size, "%s%d:%02d:%02d", sign, s / 3600, s / 60 % 60, s % 60);
    else
        str_format(dst, size, "%s%d:%02d", sign, s / 60, s % 60);
}

static int64_t timer_left(const struct board *b, int64_t now_ms) {
    return b->timer_left_ms - (b->timer_running ? now_ms - b->now_ms : 0);
}

void board_tick_text(const struct board *b, const struct board_item *item, int64_t now_ms,
                     char *dst, size_t size) {
    int64_t notice = b->notice_left_ms - (now_ms - b->now_ms);
    switch (item->tick) {
    case BOARD_CLOCK:
        clock_text(dst, size, now_ms, b->utc_min);
        break;
    case BOARD_COUNTDOWN:
        countdown_text(dst, size, timer_left(b, now_ms));
        break;
    case BOARD_NOTICE_LEFT:
        str_format(dst, size, "%d", (int)(notice > 0 ? (notice + SECOND - 1) / SECOND : 0));
        break;
    case BOARD_FIXED:
        if (!str_copy(dst, size, item->words ? item->words : "") && size > 0)
            dst[0] = '\0';
        break;
    }
}

unsigned board_tick_rgb(const struct board *b, const struct board_item *item, int64_t now_ms) {
    if (item->tick != BOARD_COUNTDOWN)
        return item->rgb;
    return timer_left(b, now_ms) <= b->timer_warn_ms ? b->theme->warn : item->rgb;
}
