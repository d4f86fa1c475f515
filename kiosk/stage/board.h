/* A board: one scene laid out for one size, as a list of things to draw. Layout knows no SDL and no
 * window: --render paints a board with Cairo, --boxes prints its text boxes, the window paints its
 * still parts into textures and moves the rest. Main thread. */
#ifndef KIOSK_STAGE_BOARD_H
#define KIOSK_STAGE_BOARD_H
#include <cairo.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kiosk/stage/theme.h"
#include "lib/text/text.h"

struct board_box { double x, y, w, h; };           /* px of the surface */
enum board_what {
    BOARD_RECT, BOARD_LINE, BOARD_RING, BOARD_DOT, BOARD_QR, BOARD_TEXT, BOARD_FIGURE
};
enum board_layer { BOARD_STILL, BOARD_CARD, BOARD_FLYING, BOARD_TICKING, BOARD_OVERLAY };
/* What a ticking figure shows: the window redraws just these (SDL_ttf). */
enum board_tick { BOARD_FIXED, BOARD_CLOCK, BOARD_COUNTDOWN, BOARD_NOTICE_LEFT };

struct board_item {
    enum board_what what;
    enum board_layer layer;
    enum board_tick tick;
    struct board_box box;
    unsigned rgb, border_rgb;                      /* 0xRRGGBB */
    double radius, border;                         /* px */
    double share;                                  /* RING: 0..1 */
    const char *words;                             /* TEXT, FIGURE, QR; owned by the board */
    struct text_style style;                       /* TEXT, FIGURE */
    struct text_fit fit;                           /* TEXT: filled by layout */
    int64_t card;                                  /* cards: id, 0 otherwise */
    int order;                                     /* wave or flight order */
    const char *name;                              /* "title", "card 12", "option 3": for --boxes */
};
/* Local to a stage, not in the scene. */
struct board_local {
    int page; int64_t cursor; bool test_card; const char *connection, *typing;
};

struct board {
    struct board_item *items; size_t items_n, items_cap;
    double width, height, scale;                   /* scale = height / 1080 */
    struct board_box safe;                         /* inside the safe area */
    const struct theme *theme;
    struct text *text;
    int pages;                                     /* pages of cards or options, >= 1 */
    bool dark, quiet;
    void *words_pool;                              /* strings owned by the board */
    /* what ticking figures count from; all ms */
    int64_t now_ms, timer_left_ms, timer_warn_ms, notice_left_ms;
    int utc_min; bool timer_running;
};
/* Lays scene out. The board is empty (board_init) before and owns what it holds after. */
void board_init(struct board *b, struct text *text, double width, double height);
void board_layout(struct board *b, const json_t *scene, const struct board_local *local);
void board_release(struct board *b);
/* Paints the items of the layers in mask (1 << layer) with Cairo. now_ms: server's clock. */
void board_paint(const struct board *b, cairo_t *cr, unsigned mask, int64_t now_ms);
/* One item, at its place on the surface: for textures of single cards and dots. */
void board_paint_item(const struct board *b, cairo_t *cr, const struct board_item *item,
                      int64_t now_ms);
/* What a ticking figure shows at now_ms ("10:42", "1:36", "+0:12"), and in which colour. */
void board_tick_text(const struct board *b, const struct board_item *item, int64_t now_ms,
                     char *dst, size_t size);
unsigned board_tick_rgb(const struct board *b, const struct board_item *item, int64_t now_ms);
/* One line per text box: name, rectangle, size, "clipped", "ellipsis", "missing". Returns findings:
 * overlaps, clipped, below the minimum, missing glyphs. */
int board_print_boxes(const struct board *b);
#endif
