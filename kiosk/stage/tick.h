/* Clock and countdown between two scenes: the stage counts on by itself. Pure. */
#ifndef KIOSK_STAGE_TICK_H
#define KIOSK_STAGE_TICK_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kiosk/stage/board.h"

struct tick {
    int64_t scene_ms;         /* server clock when the scene was made */
    int utc_min;
    bool timer, running;
    int64_t left_ms, warn_ms; /* at scene_ms */
};
enum { TICK_WORDS = 16 };
void tick_read(struct tick *t, const json_t *scene);
/* Time left at the server's now_ms, negative when over. */
int64_t tick_left(const struct tick *t, int64_t now_ms);
/* "9:05"; "4:59", "1:00:00", "+0:12" when over; "" for what does not tick. */
void tick_words(char dst[TICK_WORDS], const struct tick *t, enum board_tick what, int64_t now_ms);
/* ms until tick_words changes; -1 = never. */
int64_t tick_wait(const struct tick *t, enum board_tick what, int64_t now_ms);
/* 0 time enough, 1 below warn_ms, 2 over: when it changes the board has to be laid out again. */
int tick_phase(const struct tick *t, int64_t now_ms);
/* ms until tick_phase changes; -1 = never. */
int64_t tick_phase_wait(const struct tick *t, int64_t now_ms);
#endif
