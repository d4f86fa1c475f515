/* When what counts on the stage changes next, so that the window sleeps until then. Pure. */
#ifndef KIOSK_STAGE_TICK_H
#define KIOSK_STAGE_TICK_H
#include <stdint.h>
#include "kiosk/stage/board.h"

/* Timer's time left at the server's now_ms, negative when over. */
int64_t tick_left(const struct board *b, int64_t now_ms);
/* ms until the words of a ticking figure change; -1 = never. */
int64_t tick_wait(const struct board *b, enum board_tick what, int64_t now_ms);
/* ms until the board has to be laid out again because the timer's phase changes (below its warning,
 * over); -1 = never. */
int64_t tick_phase_wait(const struct board *b, int64_t now_ms);
#endif
