/* Inside of the boards: what layouts are made with. All lengths are design units: the surface is
 * always 1080 high and as wide as its shape asks (1920, 1728, 1440 ...). Main thread. */
#ifndef KIOSK_STAGE_BUILD_H
#define KIOSK_STAGE_BUILD_H
#include "kiosk/stage/board.h"

enum { BUILD_NONE = 0x1000000, BUILD_TEXT_MIN = 28, BUILD_DOT_TEXT_MIN = 24 };
enum build_place { BUILD_TOP, BUILD_MIDDLE };      /* of a text in its box */

struct build {
    struct board *b;
    const json_t *scene;
    const struct board_local *local;
    const struct theme *t;
    const char *lang;
    double width;                              /* of the surface; the height is 1080 */
    double left, right, top, bottom;           /* inside margins and safe area */
    double banners_bottom;                     /* 0 without banners */
    double head_bottom, foot_top;              /* what the scene may use lies between */
    bool own_join, own_timer;                  /* shown by the scene itself: not in the foot */
    enum board_layer layer;                    /* where the next items go */
    int64_t card;
    int order;
};

/* One scene: a row per kind, one file each. */
struct scene_row { const char *kind; void (*layout)(struct build *d); };
extern const struct scene_row scene_arrival, scene_talk, scene_visions, scene_dots, scene_break,
    scene_choice;
void dots_result(struct build *d);             /* in scene_dots_result.c */

/* Items. Names are copied; a name without a number is unique on a board. */
struct board_item *build_rect(struct build *d, struct board_box box, double radius, unsigned rgb,
                              double border, unsigned border_rgb);
void build_line(struct build *d, double x, double y, double w, double h, unsigned rgb);
void build_dot(struct build *d, double cx, double cy, double size, unsigned rgb, int order);
void build_ring(struct build *d, double cx, double cy, double size, double thick, double share);
/* Side of a QR in units: whole pixels per module, at least 4 px and 4 units, as large as side. */
double build_qr_side(const struct build *d, const char *payload, double side);
void build_qr(struct build *d, const char *name, double x, double y, double side,
              const char *payload);

struct text_style build_style(const struct build *d, double size, int weight);
struct text_style build_range(const struct build *d, double max, double min, int weight);
struct text_fit build_measure(const struct build *d, const char *words, struct text_style style,
                              double w, double h);
double build_width(const struct build *d, const char *words, struct text_style style);
/* A text in a box (h = 0: as high as it needs). The item's box is where the text is. */
struct board_item *build_text(struct build *d, const char *name, const char *words,
                              struct text_style style, struct board_box box, unsigned rgb,
                              enum build_place place);
/* The same with lines of about equal length. Returns the bottom. */
double build_balanced(struct build *d, const char *name, const char *words,
                      struct text_style style, struct board_box box, unsigned rgb);
/* A figure that ticks; words: what it shows now. */
struct board_item *build_tick(struct build *d, const char *name, enum board_tick tick,
                              struct text_style style, struct board_box box);
/* Names and words that live as long as the board. */
char *build_copy(struct build *d, const char *text);
const char *build_name(struct build *d, const char *what, size_t n);
struct board_box build_box(double x, double y, double w, double h);

/* Parts of every scene. */
void frame_margins(struct build *d);
void frame_head(struct build *d, double width);   /* kicker, title; sets head_bottom */
void frame_foot(struct build *d);                 /* clock, rail, figure, address, QR; foot_top */
int frame_page(struct build *d, int pages);       /* which page is shown; "2/5" at the top right */
void frame_join(struct build *d, struct board_box box);   /* panel: QR and typed address */
double frame_address(struct build *d, const char *typed, double x, double w, double bottom);
void overlay_banners(struct build *d);            /* trouble, connection lost: before the head */
bool overlay_instead(struct build *d);            /* blank, test card: true = nothing else */
void overlay_over(struct build *d);               /* message, big QR */
/* Text of the scene, "" when missing; an object or NULL. */
const char *scene_text(const struct build *d, const char *key);
const json_t *scene_part(const struct build *d, const char *key);
#endif
