/* Lists: bullets, numbers, boxes to tick; and sections that hold a short list each, which stand two
 * side by side (a checklist). */
#include <math.h>
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

#define TICK 8.0                       /* a box to tick */
#define PAIR_GUTTER 24.0
#define PAIR_WIDTH ((LOOK_WIDTH - PAIR_GUTTER) / 2)
#define TITLE_GAP 5.0
#define ITEM_GAP 3.5
#define BLOCK_GAP 24.0                 /* between sections */
#define TITLE_ROOM 84.0                /* of the chapter's title */
enum { PAIR_LEAST = 4, PAIR_ITEMS = 12 };      /* sections; items of each at most */

struct mark { const struct text_flow *number; double indent; bool tick; };

static void paint_bullet(struct paper *w, const struct mark *m, double x, double y) {
    if (m->number) {
        pdf_tag(w->pdf, "Lbl", NULL);
        paper_paint_flow(w, m->number, LOOK_BODY, x, y, w->accent);
    } else {
        pdf_tag(w->pdf, "Artifact", NULL);
        if (m->tick)
            pdf_frame(w->pdf, (x + 0.5) / PDF_MM, (y + 3) / PDF_MM, TICK / PDF_MM, TICK / PDF_MM,
                      0.3, 0.2, LOOK_MUTED);
        else
            pdf_dot(w->pdf, (x + 3) / PDF_MM, (y + 7) / PDF_MM, 0.75, w->accent);
    }
    pdf_end(w->pdf);
}

static void paint_mark(struct paper *w, const struct paper_box *b, double x, double y) {
    paint_bullet(w, b->data, x, y);
}

static struct mark *mark_new(struct paper *w, const struct doc_node *list, int number) {
    struct mark *m = paper_new(w, 1, sizeof *m);
    char words[16];
    m->tick = list->depth > 0 && !list->flag;
    m->indent = list->flag ? 18 : m->tick ? 16 : 13;
    if (list->flag && str_format(words, sizeof words, "%d.", number))
        m->number = paper_flow(w, words, LOOK_BODY, 0);
    return m;
}

/* The mark is a box without height in front of the item's first line. */
static void item(struct paper *w, const struct doc_node *node, struct mark *m, double before,
                 bool first, bool keep) {
    paper_open(w, "LI", NULL);
    struct paper_box *dot = paper_box(w, 0, paint_mark, m);
    dot->before = before;
    dot->grid = first;
    dot->keep = keep;
    struct text_flow *f = paper_flow_node(w, node, LOOK_BODY, LOOK_MEASURE - m->indent);
    int at = w->part->n;
    paper_lines(w, "LBody", f, LOOK_BODY, m->indent, 0, true);
    w->part->ops[at + 1].box->grid = false;
    paper_close(w);
}

/* The first item stands on the grid of running text. */
void paper_list(struct paper *w, const struct doc_node *node) {
    int title = paper_after_title(w), number = 0;
    paper_open(w, "L", NULL);
    w->part->ops[w->part->n - 1].flag = node->flag;
    for (size_t i = 0; i < node->n; i++) {
        bool first = number == 0;
        if (node->children[i]->kind == DOC_ITEM)
            item(w, node->children[i], mark_new(w, node, ++number),
                 first ? paper_space_above(w, title) : 3.5, first, title && first);
    }
    paper_close(w);
}

/* --- sections of short lists, two side by side ------------------------------------------------ */

struct entry { const struct text_flow *flow; const struct mark *mark; };
struct block { const struct doc_node *section; const struct text_flow *title; struct entry *entries;
               size_t n; double height; };
struct columns { struct block *blocks; size_t n, second; };     /* second: of the right column */

static bool is_list_section(const struct doc_node *node) {
    if (node->kind != DOC_SECTION || node->n != 1 || node->children[0]->kind != DOC_LIST)
        return false;
    for (size_t i = 0; i < node->children[0]->n; i++)
        if (node->children[0]->children[i]->kind != DOC_ITEM)
            return false;
    return node->children[0]->n > 0 && node->children[0]->n <= PAIR_ITEMS;
}

size_t paper_list_sections(const struct doc_node *parent, size_t from) {
    size_t n = 0;
    while (from + n < parent->n && is_list_section(parent->children[from + n]))
        n++;
    return n >= PAIR_LEAST ? n : 0;
}

static void paint_entry(struct paper *w, const struct entry *e, double x, double y) {
    pdf_tag(w->pdf, "LI", NULL);
    paint_bullet(w, e->mark, x, y);
    pdf_tag(w->pdf, "LBody", NULL);
    paper_paint_flow(w, e->flow, LOOK_BODY, x + e->mark->indent, y, LOOK_INK);
    pdf_end(w->pdf);
    pdf_end(w->pdf);
}

static void paint_block(struct paper *w, const struct block *b, double x, double y) {
    pdf_tag(w->pdf, "Sect", NULL);
    pdf_tag(w->pdf, "H2", NULL);
    y += paper_paint_flow(w, b->title, LOOK_H2, x, y, LOOK_INK) + TITLE_GAP;
    pdf_end(w->pdf);
    pdf_list(w->pdf, b->section->children[0]->flag);
    for (size_t i = 0; i < b->n; i++) {
        paint_entry(w, &b->entries[i], x, y);
        y += paper_flow_height(b->entries[i].flow, LOOK_BODY) + ITEM_GAP;
    }
    pdf_end(w->pdf);
    pdf_end(w->pdf);
}

static void paint_columns(struct paper *w, const struct paper_box *box, double x, double y) {
    const struct columns *c = box->data;
    double at = y;
    for (size_t i = 0; i < c->n; i++) {
        bool right = i >= c->second;
        if (i == c->second)
            at = y;
        paint_block(w, &c->blocks[i], x + right * (PAIR_WIDTH + PAIR_GUTTER), at);
        at += c->blocks[i].height + BLOCK_GAP;
    }
}

static void set_block(struct paper *w, struct block *b, const struct doc_node *section) {
    const struct doc_node *list = section->children[0];
    b->section = section;
    b->title = paper_flow(w, section->text, LOOK_H2, PAIR_WIDTH);
    b->height = paper_flow_height(b->title, LOOK_H2) + TITLE_GAP;
    b->entries = paper_new(w, list->n, sizeof *b->entries);
    for (size_t i = 0; i < list->n; i++) {
        struct entry *e = &b->entries[b->n++];
        e->mark = mark_new(w, list, (int)b->n);
        e->flow = paper_flow_node(w, list->children[i], LOOK_BODY, PAIR_WIDTH - e->mark->indent);
        b->height += paper_flow_height(e->flow, LOOK_BODY) + (i ? ITEM_GAP : 0);
    }
}

static double stack(const struct block *blocks, size_t n) {
    double height = 0;
    for (size_t i = 0; i < n; i++)
        height += blocks[i].height + (i ? BLOCK_GAP : 0);
    return height;
}

/* The height of both columns with so many on the left. */
static double height_of(const struct columns *c, size_t left) {
    return fmax(stack(c->blocks, left), stack(c->blocks + left, c->n - left));
}

static double balance(struct columns *c) {
    c->second = 1;
    for (size_t left = 2; left < c->n; left++)
        if (height_of(c, left) < height_of(c, c->second))
            c->second = left;
    return height_of(c, c->second);
}

static void add_columns(struct paper *w, struct block *blocks, size_t n) {
    struct columns *c = paper_new(w, 1, sizeof *c);
    *c = (struct columns){ .blocks = blocks, .n = n };
    for (size_t i = 0; i < n; i++)
        paper_bookmark(w, blocks[i].section, w->chapter + 1);
    struct paper_box *b = paper_box(w, balance(c), paint_columns, c);
    b->before = BLOCK_GAP;
    b->grid = true;
}

/* All in one where a page has room for it, read column by column; else two by two. */
void paper_lists(struct paper *w, struct doc_node *const *sections, size_t n) {
    struct block *blocks = paper_new(w, n, sizeof *blocks);
    for (size_t i = 0; i < n; i++)
        set_block(w, &blocks[i], sections[i]);
    struct columns all = { .blocks = blocks, .n = n };
    if (balance(&all) <= LOOK_HEIGHT - TITLE_ROOM)
        add_columns(w, blocks, n);
    else
        for (size_t i = 0; i < n; i += 2)
            add_columns(w, blocks + i, n - i < 2 ? n - i : 2);
}
