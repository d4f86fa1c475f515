/* Cards on a page: where each lies and how its words are set. Design units. Main thread. */
#ifndef KIOSK_STAGE_CARDS_H
#define KIOSK_STAGE_CARDS_H
#include "kiosk/stage/build.h"

enum { CARDS_MAX = 512 };
struct card_form {
    int columns;
    double size_max, size_min;       /* of the words; each card by itself within them */
    int lines_max;                   /* then "..." */
    double pad_x, pad_y, gap;
    bool rows;                       /* in rows of equal height; else each column by itself */
    bool by;                         /* room for who wrote it */
};
struct card_place { struct board_box box; int page; };
struct cards {
    const json_t *list;
    size_t n;
    struct card_form form;
    struct board_box area;
    struct card_place places[CARDS_MAX];
    int pages;
    bool cut;                        /* some words end in "..." */
};
/* Places all cards, in pages of as many as fit. What lies before a card never depends on it. */
void cards_arrange(struct build *d, struct cards *c, struct card_form form);
void cards_put(struct build *d, const struct cards *c, int page);
#endif
