/* A board on the screen: its layers as textures, painted with Cairo only when they change, and the
 * single cards and dots on them that may still be moving. Main thread. */
#ifndef KIOSK_STAGE_PICTURE_H
#define KIOSK_STAGE_PICTURE_H
#include <SDL.h>
#include "kiosk/stage/board.h"
#include "kiosk/stage/figure.h"

enum { PICTURE_LAYERS = BOARD_OVERLAY + 1 };
/* A card or a dot: the part of its layer that moves as one. */
struct picture_sprite { SDL_Rect box; int64_t card; int wave; bool fresh; };
struct picture_layer {
    SDL_Texture *texture;               /* NULL: nothing on it */
    SDL_Rect rect;                      /* where it lies; sprites' boxes are of the screen */
    uint64_t hash;                      /* of what was painted */
    struct picture_sprite *sprites;     /* CARD and FLYING only */
    size_t sprites_n;
};
struct picture {
    SDL_Renderer *renderer;
    struct figures *figures;
    struct board board;
    bool laid;                          /* board holds something */
    struct picture_layer layers[PICTURE_LAYERS];
    SDL_Texture *before;                /* the scene that fades away, NULL when none does */
    int64_t moved_ms;                   /* boot clock: when the present motion began */
    int64_t motion_ms;                  /* how long it lasts */
};
enum picture_change {
    PICTURE_SAME,       /* the same scene: new cards rise, new dots fly */
    PICTURE_OTHER,      /* another scene: cross-fade */
    PICTURE_PLAIN       /* no motion: first picture, quiet mode, another window size */
};
void picture_init(struct picture *p, SDL_Renderer *renderer, struct figures *figures);
void picture_release(struct picture *p);
/* Takes board over and paints what changed. fall: dots come flying (a reveal). */
void picture_set(struct picture *p, struct board *board, enum picture_change change, bool fall,
                 int64_t boot_ms, int64_t server_ms);
bool picture_moving(const struct picture *p, int64_t boot_ms);
/* Draws into the renderer's target (clip it for a part); does not present. */
void picture_draw(struct picture *p, int64_t boot_ms, int64_t server_ms);
/* Where the figures tick, with room for longer words, one after the other: false at the end. */
bool picture_tick_at(const struct picture *p, size_t *i, SDL_Rect *box, enum board_tick *what);
/* The card after (step 1) or before (-1) the one with this id on the present page; 0 = none. */
int64_t picture_card_beside(const struct picture *p, int64_t card, int step);
#endif
