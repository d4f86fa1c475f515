/* One layer of a board painted with Cairo into a texture of SDL's. Main thread. */
#ifndef KIOSK_STAGE_PAINT_H
#define KIOSK_STAGE_PAINT_H
#include <SDL.h>
#include "kiosk/stage/board.h"

/* A number that changes when what the layer shows changes; 0 when it shows nothing. */
uint64_t paint_hash(const struct board *b, enum board_layer layer);
/* The layer's texture, as small as its items allow; rect says where it lies. STILL is opaque and as
 * large as the board. NULL when there is nothing to see. */
SDL_Texture *paint_layer(SDL_Renderer *renderer, const struct board *b, enum board_layer layer,
                         int64_t server_ms, SDL_Rect *rect);
#endif
