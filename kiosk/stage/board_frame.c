/* What scenes have in common: margins, kicker, title, page number, the way in. Main thread. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { SIDE = 72, TOP = 56, BOTTOM = 36, KICKER = 28, TITLE = 68, TITLE_SMALL = 46, PAGE = 130 };

void frame_margins(struct build *d) {
    double safe = fmin(fmax(json_number(d->scene, "safe", 0), 0), 10) / 100;
    struct board *b = d->b;
    d->left = fmax(SIDE, ceil(safe * d->width));
    d->right = d->width - d->left;
    d->top = fmax(TOP, ceil(safe * 1080));
    d->bottom = 1080 - fmax(BOTTOM, ceil(safe * 1080));
    b->safe = (struct board_box){ safe * b->width, safe * b->height, (1 - 2 * safe) * b->width,
                                  (1 - 2 * safe) * b->height };
}

/* Two lines large; a title that needs more gets a third line before it gets small. */
static struct text_style title_style(const struct build *d, const char *title, double width) {
    struct text_style style = build_range(d, TITLE, TITLE_SMALL, 700);
    style.family = "Inter Display";
    style.tracking = -0.022;
    style.line_height = 1.13;
    style.hyphenate = true;
    style.lines_max = 2;
    if (build_measure(d, title, style, width, 0).clipped) {
        style.lines_max = 3;
        style.size_max = 56;
        style.size_min = 40;
    }
    if (build_measure(d, title, style, width, 0).clipped) {
        style.lines_max = 0;
        style.size_max = 40;
        style.size_min = BUILD_TEXT_MIN;
    }
    return style;
}

void frame_head(struct build *d, double width) {
    const char *kicker = scene_text(d, "kicker"), *title = scene_text(d, "title");
    bool to_the_edge = d->left + width > d->right - PAGE;
    double y = d->top, beside = to_the_edge ? d->right - PAGE - d->left : width;
    if (*kicker) {
        struct text_style style = build_style(d, KICKER, 600);
        style.hyphenate = true;
        struct board_item *item = build_text(d, "kicker", kicker, style,
                                             build_box(d->left, y, beside, 0), d->t->accent,
                                             BUILD_TOP);
        y += item->fit.height / d->b->scale + 8;
        beside = width;
    }
    if (*title)
        y = build_balanced(d, "title", title, title_style(d, title, beside),
                           build_box(d->left, y, beside, 0), d->t->ink);
    d->head_bottom = y;
}

int frame_page(struct build *d, int pages) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 500);
    char words[32];
    d->b->pages = pages < 1 ? 1 : pages;
    if (pages < 2)
        return 0;
    int page = d->local ? d->local->page % pages : 0;
    page += page < 0 ? pages : 0;
    str_format(words, sizeof words, "%d/%d", page + 1, pages);
    style.tabular = true;
    style.align = TEXT_END;
    build_text(d, "page", words, style, build_box(d->right - PAGE + 10, d->top, PAGE - 10, 0),
               d->t->muted, BUILD_TOP);
    return page;
}

/* --- the way in, as a panel ------------------------------------------------------------------ */

/* Breaks, if it must, before ":" and after "/" and nowhere else. */
static void breakable(struct str *out, const char *typed) {
    for (const char *c = typed; *c; c++) {
        if (*c == ':')
            str_puts(out, "\u200B");
        str_putc(out, *c);
        if (*c == '/' && c[1])
            str_puts(out, "\u200B");
    }
}

/* The typed address, never below 56; returns its top. */
double frame_address(struct build *d, const char *typed, double x, double w, double bottom) {
    struct text_style style = build_range(d, 64, 56, 700);
    struct str words = STR_INIT;
    style.align = TEXT_CENTER;
    style.tracking = -0.01;
    style.line_height = 1.1;
    breakable(&words, typed);
    double h = build_measure(d, words.data, style, w, 0).height;
    build_text(d, "address", words.data, style, build_box(x, bottom - h, w, 0), d->t->ink,
               BUILD_TOP);
    str_release(&words);
    return bottom - h;
}

void frame_join(struct build *d, struct board_box box) {
    const json_t *join = scene_part(d, "join");
    const char *payload = json_text(join, "payload", ""), *label = json_text(join, "label", "");
    struct text_style style = build_range(d, 34, BUILD_TEXT_MIN, 700);
    double y = box.y + 28, w = box.w - 56;
    style.align = TEXT_CENTER;
    style.hyphenate = true;
    build_rect(d, box, 28, d->t->card, 2, d->t->line);
    if (*label)
        y += build_text(d, "join label", label, style, build_box(box.x + 28, y, w, 0), d->t->ink,
                        BUILD_TOP)->fit.height / d->b->scale;
    double bottom = frame_address(d, json_text(join, "typed", ""), box.x + 28, w,
                                  box.y + box.h - 28);
    double side = build_qr_side(d, payload, fmin(bottom - y, w));
    build_qr(d, "page qr", box.x + (box.w - side) / 2, y + (bottom - y - side) / 2, side, payload);
}
