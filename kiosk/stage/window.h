/* The stage's window and the displays there are. Main thread; window_wake from any thread. */
#ifndef KIOSK_STAGE_WINDOW_H
#define KIOSK_STAGE_WINDOW_H
#include <SDL.h>
#include <stdbool.h>

struct window {
    SDL_Window *sdl;
    SDL_Renderer *renderer;
    bool windowed;
    bool keeps;                 /* the target survives presenting: parts may be redrawn */
    char display[128];          /* name of the display it belongs on, "" = any */
    int twin;                   /* which one of displays with the same name, from 0 */
    Uint32 wake;                /* SDL event: another thread has something */
};
struct window_config {
    const char *display;        /* number from 1, name or NULL */
    bool windowed;
    bool leave_room;            /* windowed where there is only one display */
    int width, height;          /* windowed only; 0 = 1280 x 720 */
};
/* Starts SDL and opens the window. False (the reason is logged) when there is no display or none of
 * that name. */
bool window_open(struct window *w, const struct window_config *config);
void window_close(struct window *w);
/* Wakes the main loop with w->wake. Any thread. ctx: the window. */
void window_wake(void *ctx);
/* Puts the window back onto its display when that is there and the window is not on it. */
void window_return(struct window *w);
/* From a window to the whole display and back. */
void window_toggle(struct window *w);
void window_size(const struct window *w, int *width, int *height);
/* One line per display: number, name, size. Exit code. */
int window_list_displays(void);
#endif
