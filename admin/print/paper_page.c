/* From boxes to pages: placing, running heads, folios, painting. One thread.
 *
 * Placing fills a page and goes back to the last box that may begin one. A section that would be
 * parted although it fits a page of its own begins on the next page, unless that leaves more than
 * half a page empty. A chapter of an agenda item that fills two pages begins on a left one. A short
 * chapter stands below the one before where there is room for all of it. */
#include <math.h>
#include <string.h>
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

#define JOIN_BELOW 0.7                 /* how far down a page may be filled that takes another */
#define JOIN_GAP 63.0
#define NOTES_FROM 0.25                /* how far down a page reaches that faces one for notes */

/* --- placing ---------------------------------------------------------------------------------- */

static double top_of(const struct paper_box *b, double y) {
    double top = y <= 0 ? 0 : y + b->before;
    return b->grid ? ceil(top / LOOK_GRID - 0.01) * LOOK_GRID : top;
}

static int next_box(const struct paper_part *p, int i) {
    while (i < p->n && p->ops[i].kind != PAPER_BOX)
        i++;
    return i;
}

/* Foot of the boxes in ops from..to when set one below the other from y on. */
static double foot_of(const struct paper_part *p, int from, int to, double y) {
    for (int i = next_box(p, from); i < to && i < p->n; i = next_box(p, i + 1))
        y = top_of(p->ops[i].box, y) + p->ops[i].box->height;
    return y;
}

/* The last box at or before i that may begin a page; start when there is none. */
static int break_before(const struct paper_part *p, int i, int start) {
    for (int at = i; at > start; at--)
        if (p->ops[at].kind == PAPER_BOX && !p->ops[at].box->keep)
            return at;
    return i;
}

/* A picture that nearly fits becomes a little smaller. */
static void shrink(struct paper_box *b, double y) {
    double room = LOOK_HEIGHT - top_of(b, y);
    if (b->least > 0 && b->height > room && b->least <= room)
        b->height = room;
}

static bool must_turn(const struct paper_part *p, const struct paper_box *b, int i, double y) {
    if (top_of(b, y) + b->height > LOOK_HEIGHT + 0.01)
        return true;
    return b->section && !b->keep && y > LOOK_HEIGHT * 0.45
        && foot_of(p, i, b->section, y) > LOOK_HEIGHT
        && foot_of(p, i, b->section, 0) <= LOOK_HEIGHT;
}

static void place_part(struct paper_part *p) {
    double y = 0;
    int page = 0, start = next_box(p, 0);
    for (int i = start; i < p->n; i = next_box(p, i + 1)) {
        struct paper_box *b = p->ops[i].box;
        shrink(b, y);
        if (i != start && must_turn(p, b, i, y)) {
            i = start = break_before(p, i, start);
            b = p->ops[i].box;
            page++;
            y = b->head ? b->head->height : 0;
        }
        b->page = page;
        b->y = i == start && !b->head ? 0 : top_of(b, y);
        y = b->y + b->height;
    }
    p->pages = page + 1;
}

static void move_part(struct paper *w, int from, int pages) {
    for (int i = from; i < w->parts_n; i++)
        w->parts[i].first += pages;
}

/* How far down its last page a part reaches. */
static double foot_of_part(const struct paper_part *p) {
    double foot = 0;
    for (int i = 0; i < p->n; i++)
        if (p->ops[i].kind == PAPER_BOX)
            foot = p->ops[i].box->y + p->ops[i].box->height;
    return foot;
}

/* Whether part i may stand below the one before; the annex begins on a page of its own. */
static bool may_join(const struct paper *w, int i) {
    const struct paper_part *p = &w->parts[i], *before = p - 1;
    if (i == 0 || !p->node || !before->node || p->bare || before->bare || p->pages != 1
        || p->node->kind != DOC_CHAPTER || before->node->kind != DOC_CHAPTER || before->spread
        || p->spread || (p->node->flag && !before->node->flag))
        return false;
    double foot = foot_of_part(before);
    return foot <= LOOK_HEIGHT * JOIN_BELOW
        && foot + JOIN_GAP + foot_of_part(p) <= LOOK_HEIGHT;
}

static void join(struct paper_part *p, const struct paper_part *before) {
    double by = ceil((foot_of_part(before) + JOIN_GAP) / (2 * LOOK_GRID)) * 2 * LOOK_GRID;
    for (int i = next_box(p, 0); i < p->n; i = next_box(p, i + 1))
        p->ops[i].box->y += by;
    p->joins = true;
}

static void place_parts(struct paper *w) {
    int next = 1;
    for (int i = 0; i < w->parts_n; i++) {
        struct paper_part *p = &w->parts[i];
        if (p->node)
            place_part(p);
        if (may_join(w, i))
            join(p, p - 1);
        p->first = next - p->joins;
        next = p->first + p->pages;
    }
}

/* A page for notes where a spread would begin on the right; not beside a page that is nearly empty
 * itself. And before the last page, which is the back of a sheet. */
static bool wants_notes(const struct paper *w, int i) {
    const struct paper_part *p = &w->parts[i];
    if (i < 1 || w->parts[i - 1].node || p->first % 2 == 0)
        return false;
    return p->bare || (p->spread && p->pages == 2 && i >= 2
                       && foot_of_part(p - 2) >= LOOK_HEIGHT * NOTES_FROM);
}

void paper_place(struct paper *w) {
    place_parts(w);
    for (int i = 0; i < w->parts_n; i++)
        if (wants_notes(w, i)) {
            w->parts[i - 1].pages = 1;
            w->parts[i - 1].first = w->parts[i].first;
            move_part(w, i, 1);
        }
}

/* --- painting --------------------------------------------------------------------------------- */

static double left_of(int page) {
    return page % 2 == 0 ? LOOK_OUTER : LOOK_PAGE_W - LOOK_OUTER - LOOK_WIDTH;
}

static void outside(struct paper *w, const char *words, int page, double baseline) {
    struct text_style style = look_style(LOOK_RUNNING, w->doc->language);
    style.lines_max = 1;
    style.ellipsis = true;
    style.hyphenate = false;
    style.align = page % 2 == 0 ? TEXT_START : TEXT_END;
    double top = baseline - look_baseline(LOOK_RUNNING);
    pdf_words(w->pdf, words, &style, left_of(page) / PDF_MM, top / PDF_MM, LOOK_WIDTH / PDF_MM,
              looks[LOOK_RUNNING].leading / PDF_MM, LOOK_MUTED);
}

static void begin_page(struct paper *w, const struct paper_part *p, int page) {
    char folio[16];
    pdf_page(w->pdf, LOOK_PAGE_W / PDF_MM, LOOK_PAGE_H / PDF_MM);
    if (p->bare || !str_format(folio, sizeof folio, "%d", page))
        return;
    pdf_tag(w->pdf, "Artifact", NULL);
    outside(w, page == p->first || !p->head ? w->doc->running : p->head, page, LOOK_HEAD_Y);
    outside(w, folio, page, LOOK_FOLIO_Y);
    pdf_end(w->pdf);
}

/* Faint dots to write on. */
static void paint_notes(struct paper *w, const struct paper_part *p) {
    begin_page(w, p, p->first);
    pdf_tag(w->pdf, "Artifact", NULL);
    double x = left_of(p->first), step = LOOK_WIDTH / 34;
    paper_paint_flow(w, paper_flow(w, lang_text(w->lang, "Notes"), LOOK_KICKER, 0), LOOK_KICKER, x,
                     LOOK_TOP, LOOK_MUTED);
    for (int row = 3; row * step < LOOK_HEIGHT; row++)
        for (int i = 0; i <= 34; i++)
            pdf_dot(w->pdf, (x + i * step) / PDF_MM, (LOOK_TOP + row * step) / PDF_MM, 0.25,
                    LOOK_GRID_DOT);
    pdf_end(w->pdf);
}

static void open_tag(struct paper *w, const struct paper_op *op) {
    if (strcmp(op->tag, "L") == 0)
        pdf_list(w->pdf, op->flag);
    else
        pdf_tag(w->pdf, op->tag, op->alt);
    if (op->language)
        pdf_language(w->pdf, op->language);
}

static void paint_op(struct paper *w, const struct paper_part *p, int i, int *page) {
    const struct paper_op *op = &p->ops[i];
    const struct paper_box *b = op->box;
    if (op->kind == PAPER_OPEN)
        open_tag(w, op);
    else if (op->kind == PAPER_CLOSE)
        pdf_end(w->pdf);
    if (op->kind != PAPER_BOX)
        return;
    bool first = b->page >= *page;
    while (*page <= b->page)
        begin_page(w, p, p->first + (*page)++);
    double x = left_of(p->first + b->page);
    if (first && b->head) {
        pdf_tag(w->pdf, "Artifact", NULL);
        b->head->paint(w, b->head, x, LOOK_TOP);
        pdf_end(w->pdf);
    }
    b->paint(w, b, x, LOOK_TOP + b->y);
}

/* A bookmark stands where the next box stands. */
static void paint_place(struct paper *w, const struct paper_part *p, int i) {
    const struct paper_op *op = &p->ops[i];
    int at = next_box(p, i);
    double y = at < p->n ? LOOK_TOP + p->ops[at].box->y - 20 : 0;
    pdf_bookmark(w->pdf, op->level, op->alt, op->tag, (y < 0 ? 0 : y) / PDF_MM);
}

static void paint_part(struct paper *w, const struct paper_part *p) {
    int page = p->joins;
    for (int i = 0; i < p->n; i++)
        if (p->ops[i].kind != PAPER_PLACE)
            paint_op(w, p, i, &page);
        else {
            int at = next_box(p, i);
            while (at < p->n && page <= p->ops[at].box->page)
                begin_page(w, p, p->first + page++);
            paint_place(w, p, i);
        }
}

bool paper_paint_all(struct paper *w, bool (*progress)(void *, int, int), void *ctx) {
    for (int i = 0; i < w->parts_n; i++) {
        if (progress && !progress(ctx, i, w->parts_n))
            return false;
        if (w->parts[i].node)
            paint_part(w, &w->parts[i]);
        else if (w->parts[i].pages)
            paint_notes(w, &w->parts[i]);
    }
    return true;
}
