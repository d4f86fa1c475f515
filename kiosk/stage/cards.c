/* Placing and drawing cards. Main thread.
 *
 * Invariant: cards come in their stage order and a place depends only on the cards before it, so a
 * new card never moves what people are reading; it fills the last page. */
#include "kiosk/stage/cards.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { RADIUS = 18, BY_GAP = 8, COLUMNS_MAX = 8 };

static const json_t *card(const struct cards *c, size_t i) {
    return json_array_get(c->list, i);
}

static struct text_style words_style(const struct build *d, const struct card_form *f) {
    struct text_style style = build_range(d, f->size_max, f->size_min, 500);
    style.line_height = 1.28;
    style.lines_max = f->lines_max;
    style.hyphenate = true;
    style.ellipsis = true;
    return style;
}

static double column_width(const struct cards *c) {
    return (c->area.w - c->form.gap * (c->form.columns - 1)) / c->form.columns;
}

static struct text_style by_style(const struct build *d) {
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 400);
    style.line_height = 1.2;
    style.hyphenate = true;
    return style;
}

/* Who wrote it, where there is room for that, and that moderators corrected it: always. */
static void foot_words(struct str *out, const struct cards *c, size_t i) {
    const char *by = c->form.by ? json_text(card(c, i), "by", "") : "";
    const char *edited = json_text(card(c, i), "edited", "");
    str_printf(out, "%s%s%s", by, *by && *edited ? " · " : "", edited);
}

/* Room for these words, the gap above included; names are never shortened. */
static double by_height(struct build *d, const struct cards *c, size_t i) {
    struct str words = STR_INIT;
    double w = column_width(c) - 2 * c->form.pad_x, h = 0;
    foot_words(&words, c, i);
    if (words.len)
        h = BY_GAP + ceil(build_measure(d, words.data, by_style(d), w, 0).height);
    str_release(&words);
    return h;
}

static double card_height(struct build *d, struct cards *c, size_t i) {
    double w = column_width(c) - 2 * c->form.pad_x;
    double room = c->area.h - 2 * c->form.pad_y - by_height(d, c, i);
    struct text_fit fit = build_measure(d, json_text(card(c, i), "text", ""),
                                        words_style(d, &c->form), w, room);
    c->cut = c->cut || fit.ellipsised;
    return ceil(fit.height + c->area.h - room);
}

/* Each column by itself: the next card goes where most room is left above it. */
static void place_columns(struct build *d, struct cards *c) {
    double filled[COLUMNS_MAX] = { 0 }, w = column_width(c);
    int page = 0;
    for (size_t i = 0; i < c->n; i++) {
        double h = card_height(d, c, i);
        int best = 0;
        for (int k = 1; k < c->form.columns; k++)
            if (filled[k] < filled[best] - 0.5)
                best = k;
        if (filled[best] > 0 && filled[best] + h > c->area.h + 0.5) {
            page++;
            best = 0;
            for (int k = 0; k < c->form.columns; k++)
                filled[k] = 0;
        }
        c->places[i] = (struct card_place){
            .page = page,
            .box = { c->area.x + best * (w + c->form.gap), c->area.y + filled[best], w, h },
        };
        filled[best] += h + c->form.gap;
    }
    c->pages = page + 1;
}

/* In rows: the tallest card gives its row the height; one that no longer fits opens a page. */
static void place_rows(struct build *d, struct cards *c) {
    double y = 0, row = 0, w = column_width(c);
    int page = 0, column = 0;
    for (size_t i = 0; i < c->n; i++) {
        double h = card_height(d, c, i);
        if (column == c->form.columns) {
            y += row + c->form.gap;
            row = 0;
            column = 0;
        }
        if (y > 0 && y + fmax(row, h) > c->area.h + 0.5) {
            page++;
            y = row = 0;
            column = 0;
        }
        row = fmax(row, h);
        c->places[i] = (struct card_place){
            .page = page,
            .box = { c->area.x + column * (w + c->form.gap), c->area.y + y, w, h },
        };
        column++;
        for (size_t k = i + 1 - (size_t)column; k <= i; k++)
            c->places[k].box.h = row;
    }
    c->pages = page + 1;
}

void cards_arrange(struct build *d, struct cards *c, struct card_form form) {
    c->form = form;
    c->n = json_array_size(c->list) < CARDS_MAX ? json_array_size(c->list) : CARDS_MAX;
    c->cut = false;
    if (form.rows)
        place_rows(d, c);
    else
        place_columns(d, c);
}

static void put_card(struct build *d, const struct cards *c, size_t i) {
    const json_t *o = card(c, i);
    const struct card_form *f = &c->form;
    struct board_box box = c->places[i].box;
    bool cursor = d->local && d->local->cursor && d->local->cursor == d->card;
    bool fresh = json_flag(o, "new", false);
    double by = by_height(d, c, i), w = box.w - 2 * f->pad_x, h = box.h - 2 * f->pad_y - by;
    build_rect(d, box, RADIUS, d->t->card, cursor ? 6 : fresh ? 4 : 2,
               cursor || fresh ? d->t->accent : d->t->line);
    build_text(d, build_name(d, "card", i + 1), json_text(o, "text", ""), words_style(d, f),
               build_box(box.x + f->pad_x, box.y + f->pad_y, w, h), d->t->ink,
               f->rows ? BUILD_MIDDLE : BUILD_TOP);
    if (by > 0) {
        struct str words = STR_INIT;
        foot_words(&words, c, i);
        build_text(d, build_name(d, "by", i + 1), words.data, by_style(d),
                   build_box(box.x + f->pad_x, box.y + box.h - f->pad_y - by + BY_GAP, w, 0),
                   d->t->muted, BUILD_TOP);
        str_release(&words);
    }
}

void cards_put(struct build *d, const struct cards *c, int page) {
    int order = 0;
    d->layer = BOARD_CARD;
    for (size_t i = 0; i < c->n; i++) {
        if (c->places[i].page != page)
            continue;
        d->card = json_int(card(c, i), "id", 0);
        d->order = order++;
        put_card(d, c, i);
    }
    d->layer = BOARD_STILL;
    d->card = 0;
    d->order = 0;
}
