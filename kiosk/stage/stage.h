/* The running stage: owns window, link and picture, and turns events into what is shown. */
#ifndef KIOSK_STAGE_STAGE_H
#define KIOSK_STAGE_STAGE_H
#include <stdbool.h>
#include "kiosk/stage/figure.h"
#include "kiosk/stage/link.h"
#include "kiosk/stage/picture.h"
#include "kiosk/stage/show.h"
#include "kiosk/stage/window.h"

struct stage {
    struct window window;
    struct text *text;
    struct figures figures;
    struct picture picture;
    struct link *link;
    struct show show;
    struct str face, subject;   /* of the picture on the screen */
    bool revealed;              /* it showed a result */
    bool stale;                 /* has to be laid out again */
    bool plain;                 /* next picture comes without motion: new size, lost textures */
    bool redraw;                /* all has to be drawn again */
    bool quit;
    int64_t leave_until;        /* boot clock: a second Ctrl Q before that leaves */
    int64_t phase_at, tick_at;  /* boot clock: next phase of the timer, next tick; -1 = never */
};
/* False (the reason is logged) when there is no window to be had. link: wake and ctx are ours. */
bool stage_init(struct stage *s, const struct window_config *window,
                const struct link_config *link);
/* Until somebody leaves. */
void stage_run(struct stage *s);
void stage_release(struct stage *s);
/* A key or typed text. */
void stage_press(struct stage *s, const SDL_KeyboardEvent *key, int64_t boot_ms);
void stage_leave(struct stage *s, int64_t boot_ms);
#endif
