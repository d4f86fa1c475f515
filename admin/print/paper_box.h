/* What a part of the documentation is made of before it is painted: operations in the order of
 * reading, boxes among them. For paper*.c only. */
#ifndef ADMIN_PRINT_PAPER_BOX_H
#define ADMIN_PRINT_PAPER_BOX_H
#include <stdbool.h>
#include "admin/print/doc.h"

struct paper;
struct paper_box;
/* x, y: top left in points from the page's. */
typedef void paper_paint(struct paper *w, const struct paper_box *b, double x, double y);
struct paper_box {
    double height, before;      /* before: space above, dropped at the top of a page */
    double least;               /* it may shrink to this height to fit a page; 0 = it may not */
    bool grid;                  /* begins on the grid of running text */
    bool keep;                  /* stays with the box before it */
    double hang;                /* a line: so far left of the others (a quotation mark) */
    int section;                /* ops up to here belong together where a page allows, 0 = none */
    paper_paint *paint;
    const void *data;
    int index;                  /* of a line, a row */
    const struct paper_box *head;   /* repeated where this one begins a page */
    int page;                   /* placed: from 0 within its part; y below the text's top */
    double y;
};
enum paper_op_kind { PAPER_OPEN, PAPER_CLOSE, PAPER_BOX, PAPER_PLACE };
struct paper_op {
    enum paper_op_kind kind;
    const char *tag, *alt, *language;       /* OPEN; borrowed from the document */
    bool flag;                              /* OPEN "L": ordered; PLACE: in the contents */
    int level;                              /* PLACE: of the bookmark */
    struct paper_box *box;
};
/* A chapter, the contents, the cover: begins on a new page. */
struct paper_part {
    struct paper_op *ops;
    int n;
    const struct doc_node *node;            /* NULL: the page for notes */
    const char *head;                       /* running head */
    int first, pages;                       /* page numbers from 1 */
    bool spread, bare;                      /* begins on a left page; without head and folio */
    bool joins;                             /* stands below the part before, on its last page */
};
#endif
