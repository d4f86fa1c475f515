/* Figures that change all the time (clock, countdown): drawn glyph by glyph with SDL_ttf, digits in
 * cells of equal width so that nothing jumps. Main thread. */
#ifndef KIOSK_STAGE_FIGURE_H
#define KIOSK_STAGE_FIGURE_H
#include <SDL.h>
#include <SDL_ttf.h>
#include "kiosk/stage/board.h"

enum { FIGURE_FONTS = 8, FIGURE_GLYPHS = 24 };
struct figure_glyph { Uint32 code; SDL_Texture *texture; int w, h, advance; };
struct figure_font {
    char family[40];
    int weight, size;
    TTF_Font *ttf;                      /* NULL: free slot */
    int digit;                          /* width of a digit's cell, px */
    struct figure_glyph glyphs[FIGURE_GLYPHS];
    int glyphs_n;
};
struct figures {
    struct text *text;                  /* knows where the fonts lie */
    SDL_Renderer *renderer;
    struct figure_font fonts[FIGURE_FONTS];
    int next;                           /* slot that is reused when all are taken */
};
void figures_init(struct figures *f, struct text *text, SDL_Renderer *renderer);
/* Drops every font and texture (also after the renderer lost its textures). */
void figures_clear(struct figures *f);
/* Draws words where item stands, in the colour rgb. */
void figures_draw(struct figures *f, const struct board_item *item, const char *words,
                  unsigned rgb);
#endif
