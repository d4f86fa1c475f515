/* Layers, sprites and the order of drawing. Main thread.
 * Invariants: a layer's texture shows exactly the items its hash was made of; a settled picture is
 * at most one copy per layer; sprites of a layer never overlap, so each may be cut out of it. */
#include "kiosk/stage/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/stage/motion.h"
#include "kiosk/stage/paint.h"
#include "lib/mem.h"

enum { EDGE = 2 };      /* px around a box that antialiasing may touch */

void picture_init(struct picture *p, SDL_Renderer *renderer, struct figures *figures) {
    *p = (struct picture){ .renderer = renderer, .figures = figures };
}

static void clear_layer(struct picture_layer *layer) {
    if (layer->texture)
        SDL_DestroyTexture(layer->texture);
    free(layer->sprites);
    *layer = (struct picture_layer){ 0 };
}

static void drop_before(struct picture *p) {
    if (p->before)
        SDL_DestroyTexture(p->before);
    p->before = NULL;
}

void picture_release(struct picture *p) {
    for (int i = 0; i < PICTURE_LAYERS; i++)
        clear_layer(&p->layers[i]);
    drop_before(p);
    if (p->laid)
        board_release(&p->board);
    p->laid = false;
}

/* --- sprites ---------------------------------------------------------------------------------- */

static SDL_Rect rect_of(const struct board_box *box) {
    int x = (int)floor(box->x) - EDGE, y = (int)floor(box->y) - EDGE;
    return (SDL_Rect){ x, y, (int)ceil(box->x + box->w) + EDGE - x,
                       (int)ceil(box->y + box->h) + EDGE - y };
}

/* The sprite an item belongs to: all items of a card are one. */
static struct picture_sprite *sprite_for(struct picture_layer *layer, const struct board_item *it) {
    if (it->card)
        for (size_t i = layer->sprites_n; i > 0; i--)
            if (layer->sprites[i - 1].card == it->card)
                return &layer->sprites[i - 1];
    layer->sprites = mem_resize(layer->sprites, layer->sprites_n + 1, sizeof *layer->sprites);
    struct picture_sprite *s = &layer->sprites[layer->sprites_n++];
    *s = (struct picture_sprite){ .card = it->card, .wave = it->order };
    return s;
}

static void find_sprites(struct picture_layer *layer, const struct board *b,
                         enum board_layer which) {
    for (size_t i = 0; i < b->items_n; i++) {
        if (b->items[i].layer != which)
            continue;
        SDL_Rect box = rect_of(&b->items[i].box);
        struct picture_sprite *s = sprite_for(layer, &b->items[i]);
        if (SDL_RectEmpty(&s->box))
            s->box = box;
        else
            SDL_UnionRect(&s->box, &box, &s->box);
    }
}

static bool was_there(const struct picture_layer *old, const struct picture_sprite *s) {
    for (size_t i = 0; i < old->sprites_n; i++)
        if (s->card ? old->sprites[i].card == s->card
                    : SDL_RectEquals(&old->sprites[i].box, &s->box))
            return true;
    return false;
}

/* Marks what is new and squeezes the order of appearance into the waves there are. Last wave. */
static int find_fresh(struct picture_layer *layer, const struct picture_layer *old) {
    int last = 0;

    for (size_t i = 0; i < layer->sprites_n; i++) {
        struct picture_sprite *s = &layer->sprites[i];
        s->fresh = !was_there(old, s);
        if (s->fresh && s->wave > last)
            last = s->wave;
    }
    if (last < MOTION_WAVES)
        return last;
    for (size_t i = 0; i < layer->sprites_n; i++)
        layer->sprites[i].wave = layer->sprites[i].wave * MOTION_WAVES / (last + 1);
    return MOTION_WAVES - 1;
}

static bool any_fresh(const struct picture_layer *layer) {
    for (size_t i = 0; i < layer->sprites_n; i++)
        if (layer->sprites[i].fresh)
            return true;
    return false;
}

/* --- a new board ------------------------------------------------------------------------------ */

/* Keeps what is on the screen now as the picture that fades away. */
static void keep_before(struct picture *p, int64_t boot_ms, int64_t server_ms) {
    int w, h;

    SDL_GetRendererOutputSize(p->renderer, &w, &h);
    SDL_Texture *t = SDL_CreateTexture(p->renderer, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_TARGET, w, h);
    if (t && SDL_SetRenderTarget(p->renderer, t) == 0) {
        picture_draw(p, boot_ms, server_ms);
        SDL_SetRenderTarget(p->renderer, NULL);
        SDL_SetTextureBlendMode(t, SDL_BLENDMODE_BLEND);
        drop_before(p);
        p->before = t;
    } else if (t) {
        SDL_DestroyTexture(t);
    }
}

static void set_layer(struct picture *p, enum board_layer which, const struct board *board,
                      int64_t server_ms) {
    struct picture_layer *layer = &p->layers[which];
    uint64_t hash = paint_hash(board, which);

    if (hash == layer->hash)
        return;
    if (layer->texture)
        SDL_DestroyTexture(layer->texture);
    layer->texture = paint_layer(p->renderer, board, which, server_ms, &layer->rect);
    layer->hash = hash;
}

static int64_t set_sprites(struct picture *p, enum board_layer which, const struct board *board,
                           bool moves, int64_t one_ms) {
    struct picture_layer *layer = &p->layers[which], now = { 0 };
    int64_t length = 0;

    find_sprites(&now, board, which);
    if (moves) {
        int last = find_fresh(&now, layer);
        length = any_fresh(&now) ? motion_end(one_ms, last) : 0;
    }
    free(layer->sprites);
    layer->sprites = now.sprites;
    layer->sprites_n = now.sprites_n;
    return length;
}

static int64_t longer(int64_t a, int64_t b) {
    return a > b ? a : b;
}

void picture_set(struct picture *p, struct board *board, enum picture_change change, bool fall,
                 int64_t boot_ms, int64_t server_ms) {
    bool motion = p->laid && change != PICTURE_PLAIN && !board->quiet;
    bool was_moving = picture_moving(p, boot_ms);
    int64_t length = 0;

    if (motion && (change == PICTURE_OTHER || fall)) {
        keep_before(p, boot_ms, server_ms);
        length = MOTION_FADE_MS;
    } else if (!motion) {
        drop_before(p);
    }
    length = longer(length, set_sprites(p, BOARD_CARD, board, motion && (change == PICTURE_SAME
                                        || fall), MOTION_CARD_MS));
    length = longer(length, set_sprites(p, BOARD_FLYING, board, motion && (change == PICTURE_SAME
                                        || fall), MOTION_FLIGHT_MS));
    for (int i = 0; i < PICTURE_LAYERS; i++)
        if (i != BOARD_TICKING)
            set_layer(p, (enum board_layer)i, board, server_ms);
    if (p->laid)
        board_release(&p->board);
    p->board = *board;
    p->laid = true;
    if (length > 0 || !was_moving || !motion) {
        p->moved_ms = boot_ms;
        p->motion_ms = length;
    }
}

bool picture_moving(const struct picture *p, int64_t boot_ms) {
    return p->laid && boot_ms - p->moved_ms < p->motion_ms;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void draw_sprite(struct picture *p, const struct picture_layer *layer,
                        const struct picture_sprite *s, struct motion_at at) {
    SDL_Rect from = s->box;

    SDL_IntersectRect(&s->box, &layer->rect, &from);
    SDL_Rect to = { from.x + (int)lround(at.dx), from.y + (int)lround(at.dy), from.w, from.h };
    from.x -= layer->rect.x;
    from.y -= layer->rect.y;
    SDL_SetTextureAlphaMod(layer->texture, (Uint8)lround(255 * at.alpha));
    SDL_RenderCopy(p->renderer, layer->texture, &from, &to);
}

static void draw_layer(struct picture *p, enum board_layer which, bool moving, int64_t since) {
    const struct picture_layer *layer = &p->layers[which];
    const struct motion_at still = { .alpha = 1 };
    double rise = 12 * p->board.scale, fall = p->board.height / 3;

    if (!layer->texture)
        return;
    if (!moving || !any_fresh(layer)) {
        SDL_SetTextureAlphaMod(layer->texture, 255);
        SDL_RenderCopy(p->renderer, layer->texture, NULL, &layer->rect);
        return;
    }
    for (size_t i = 0; i < layer->sprites_n; i++) {
        const struct picture_sprite *s = &layer->sprites[i];
        draw_sprite(p, layer, s, !s->fresh ? still
                    : which == BOARD_FLYING ? motion_dot(since, s->wave, fall)
                    : motion_card(since, s->wave, rise));
    }
}

static void draw_ticks(struct picture *p, int64_t server_ms) {
    const struct board *b = &p->board;
    char words[32];

    for (size_t i = 0; i < b->items_n; i++) {
        const struct board_item *it = &b->items[i];
        if (it->layer != BOARD_TICKING)
            continue;
        board_tick_text(b, it, server_ms, words, sizeof words);
        figures_draw(p->figures, it, words, board_tick_rgb(b, it, server_ms));
    }
}

void picture_draw(struct picture *p, int64_t boot_ms, int64_t server_ms) {
    bool moving = picture_moving(p, boot_ms);
    int64_t since = boot_ms - p->moved_ms;
    unsigned paper = p->laid ? p->board.theme->paper : 0;

    SDL_SetRenderDrawColor(p->renderer, (paper >> 16) & 255, (paper >> 8) & 255, paper & 255, 255);
    SDL_RenderFillRect(p->renderer, NULL);
    if (!p->laid)
        return;
    for (int i = 0; i < PICTURE_LAYERS; i++) {
        if (i == BOARD_TICKING)
            draw_ticks(p, server_ms);
        else
            draw_layer(p, (enum board_layer)i, moving, since);
    }
    if (p->before && since < MOTION_FADE_MS) {
        SDL_SetTextureAlphaMod(p->before, (Uint8)lround(255 * (1 - motion_fade(since))));
        SDL_RenderCopy(p->renderer, p->before, NULL, NULL);
    } else {
        drop_before(p);
    }
}

bool picture_tick_at(const struct picture *p, size_t *i, SDL_Rect *box, enum board_tick *what) {
    for (; p->laid && *i < p->board.items_n; ++*i) {
        const struct board_item *it = &p->board.items[*i];
        if (it->layer != BOARD_TICKING)
            continue;
        *box = rect_of(&it->box);
        int spare = box->w > 2 * box->h ? box->w : 2 * box->h;  /* words may have been longer */
        box->x -= spare;
        box->w += 2 * spare;
        *what = it->tick;
        ++*i;
        return true;
    }
    return false;
}

int64_t picture_card_beside(const struct picture *p, int64_t card, int step) {
    const struct picture_layer *layer = &p->layers[BOARD_CARD];
    size_t n = layer->sprites_n, at = n;

    for (size_t i = 0; i < n; i++)
        if (card && layer->sprites[i].card == card)
            at = i;
    if (at == n)        /* none yet: begin at the end one walks in from */
        at = step > 0 ? SIZE_MAX : n;
    for (at += (size_t)step; at < n; at += (size_t)step)
        if (layer->sprites[at].card)
            return layer->sprites[at].card;
    return 0;
}
