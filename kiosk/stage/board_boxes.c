/* Is the board as it should be? Every text box printed, every finding counted: texts that overlap
 * or are cut, letters too small or missing, words on a QR, a dot, a panel's edge, or outside.
 * Main thread. Ellipses are printed, they are no finding where a layout allows them. */
#include "kiosk/stage/build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_words(const struct board_item *item) {
    return item->what == BOARD_TEXT || item->what == BOARD_FIGURE;
}

/* Where the letters are: the box is the column they may use. */
static struct board_box ink_of(const struct board_item *item) {
    struct board_box box = item->box;
    double w = fmin(item->fit.width, box.w > 0 ? box.w : item->fit.width);
    bool right = item->style.align == TEXT_END ? !item->fit.rtl
        : item->style.align == TEXT_START && item->fit.rtl;
    if (item->style.align == TEXT_CENTER)
        box.x += (box.w - w) / 2;
    else if (right)
        box.x += box.w - w;
    box.w = item->fit.clipped ? item->fit.width : w;
    box.h = fmax(box.h, item->fit.height);
    return box;
}

static bool overlap(struct board_box a, struct board_box b) {
    return fmin(a.x + a.w, b.x + b.w) - fmax(a.x, b.x) > 1
        && fmin(a.y + a.h, b.y + b.h) - fmax(a.y, b.y) > 1;
}

static bool inside(struct board_box a, struct board_box b) {
    return a.x >= b.x - 1 && a.y >= b.y - 1 && a.x + a.w <= b.x + b.w + 1
        && a.y + a.h <= b.y + b.h + 1;
}

/* What lies in an overlay hides what lies below. */
static bool same_plane(const struct board_item *a, const struct board_item *b) {
    return (a->layer == BOARD_OVERLAY) == (b->layer == BOARD_OVERLAY);
}

static bool in_ring(struct board_box ink, const struct board_item *ring) {
    double cx = ring->box.x + ring->box.w / 2, cy = ring->box.y + ring->box.h / 2;
    double dx = fmax(fabs(ink.x - cx), fabs(ink.x + ink.w - cx));
    double dy = fmax(fabs(ink.y - cy), fabs(ink.y + ink.h - cy)) * 0.75;  /* leading is no ink */
    return hypot(dx, dy) <= ring->box.w / 2 - ring->border;
}

static bool in_dot(struct board_box ink, const struct board_item *dot) {
    return ink.w < dot->box.w && fabs(ink.x + ink.w / 2 - dot->box.x - dot->box.w / 2) < 2
        && fabs(ink.y + ink.h / 2 - dot->box.y - dot->box.h / 2) < 4;
}

/* Does this text collide with the other item? */
static bool collide(const struct board_item *text, const struct board_item *other) {
    struct board_box ink = ink_of(text);
    if (!overlap(ink, is_words(other) ? ink_of(other) : other->box))
        return false;
    switch (other->what) {
    case BOARD_RECT: return !inside(ink, other->box) && !inside(other->box, ink);
    case BOARD_RING: return !in_ring(ink, other);
    case BOARD_DOT: return !in_dot(ink, other);
    case BOARD_QR: case BOARD_LINE: case BOARD_TEXT: case BOARD_FIGURE: return true;
    }
    return true;
}

static bool labels_a_dot(const struct board *b, const struct board_item *text) {
    for (size_t i = 0; i < b->items_n; i++)
        if (b->items[i].what == BOARD_DOT && in_dot(ink_of(text), &b->items[i])
            && inside(ink_of(text), b->items[i].box))
            return true;
    return false;
}

static bool too_small(const struct board *b, const struct board_item *text) {
    double least = labels_a_dot(b, text) ? BUILD_DOT_TEXT_MIN : BUILD_TEXT_MIN;
    return text->fit.size < least * b->scale - 0.25;
}

static int print_text(const struct board *b, const struct board_item *text) {
    struct board_box ink = ink_of(text);
    bool small = too_small(b, text), outside = !inside(ink, b->safe);
    printf("%s\t%.0f %.0f %.0f %.0f\t%.1f px\t%d lines%s%s%s%s%s\n", text->name, ink.x, ink.y,
           ink.w, ink.h, text->fit.size, text->fit.lines, text->fit.clipped ? "\tclipped" : "",
           text->fit.ellipsised ? "\tellipsis" : "", text->fit.missing_glyphs ? "\tmissing" : "",
           small ? "\tbelow the minimum" : "", outside ? "\toutside" : "");
    return text->fit.clipped + (text->fit.missing_glyphs > 0) + small + outside;
}

static const char *what_name(const struct board_item *item) {
    static const char *const names[] = {
        [BOARD_RECT] = "panel", [BOARD_LINE] = "line", [BOARD_RING] = "ring", [BOARD_DOT] = "dot",
        [BOARD_QR] = "qr", [BOARD_TEXT] = "text", [BOARD_FIGURE] = "figure",
    };
    return *item->name ? item->name : names[item->what];
}

static int print_collisions(const struct board *b, size_t at) {
    const struct board_item *one = &b->items[at];
    int n = 0;
    for (size_t i = 0; i < b->items_n; i++) {
        const struct board_item *other = &b->items[i];
        bool pair = is_words(one) ? i != at && !(is_words(other) && i < at)
            : one->what == BOARD_QR && i != at
                && (other->what == BOARD_DOT || (other->what == BOARD_QR && i > at));
        if (!pair || !same_plane(one, other))
            continue;
        if (is_words(one) ? !collide(one, other) : !overlap(one->box, other->box))
            continue;
        printf("overlap\t%s\t%s\n", what_name(one), what_name(other));
        n++;
    }
    return n;
}

/* Dots and codes that a projector would cut off. */
static int print_outside(const struct board *b) {
    int n = 0;
    for (size_t i = 0; i < b->items_n; i++) {
        const struct board_item *item = &b->items[i];
        if ((item->what != BOARD_DOT && item->what != BOARD_QR) || inside(item->box, b->safe))
            continue;
        printf("outside\t%s\t%.0f %.0f\n", what_name(item), item->box.x, item->box.y);
        n++;
    }
    return n;
}

int board_print_boxes(const struct board *b) {
    int findings = print_outside(b);
    for (size_t i = 0; i < b->items_n; i++)
        if (is_words(&b->items[i]))
            findings += print_text(b, &b->items[i]);
    for (size_t i = 0; i < b->items_n; i++)
        findings += print_collisions(b, i);
    return findings;
}
