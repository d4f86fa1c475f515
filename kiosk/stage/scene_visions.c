/* Visions: cards on the stage, one pinned large, the silent phase, or the way in while there is no
 * card yet. Main thread.
 *
 * While cards may still come, the form depends only on how many there are (1-12, 13-40, 41-120,
 * more), so that within a step nothing moves. Once none can come, up to twelve cards get the
 * largest size that holds them on one page. */
#include "kiosk/stage/cards.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { FEW = 12, MANY = 40, CROWD = 120, WIDE = 1500 };

static bool wide(const struct build *d) {
    return d->right - d->left >= WIDE;
}

/* --- forms ----------------------------------------------------------------------------------- */

static struct card_form few_form(const struct build *d) {
    return (struct card_form){ .columns = wide(d) ? 4 : 3, .size_max = 40, .size_min = 32,
                               .lines_max = 8, .pad_x = 30, .pad_y = 24, .gap = 24, .by = true };
}

static struct card_form many_form(const struct build *d) {
    return (struct card_form){ .columns = wide(d) ? 5 : 4, .size_max = 30, .size_min = 28,
                               .lines_max = 4, .pad_x = 22, .pad_y = 16, .gap = 18, .rows = true };
}

static struct card_form crowd_form(const struct build *d) {
    return (struct card_form){ .columns = wide(d) ? 5 : 4, .size_max = 28, .size_min = 28,
                               .lines_max = 2, .pad_x = 20, .pad_y = 12, .gap = 14, .rows = true };
}

/* No card can come any more: as few pages as it takes, then the largest words, none cut. */
static bool settle_few(struct build *d, struct cards *c) {
    struct card_form form = few_form(d);
    int most = form.columns < (int)c->n ? form.columns : (int)c->n;
    form.lines_max = 0;
    for (int pages = 1; pages <= 3; pages++)
        for (double size = 56; size >= 32; size -= 4)
            for (int columns = most; columns >= 1 && columns > most - 2; columns--) {
                form.columns = columns;
                form.size_max = form.size_min = size;
                cards_arrange(d, c, form);
                if (c->pages <= pages && !c->cut)
                    return true;
            }
    return false;
}

static bool may_grow(const struct build *d) {
    const char *state = scene_text(d, "state");
    return strcmp(scene_text(d, "appear"), "reveal") != 0
        && (strcmp(state, "open") == 0 || strcmp(state, "paused") == 0
            || strcmp(state, "closing") == 0);
}

/* --- what there is to see -------------------------------------------------------------------- */

static const json_t *pinned_card(const struct build *d) {
    const json_t *cards = json_list(d->scene, "cards");
    json_int_t id = json_int(d->scene, "pinned", 0);
    for (size_t i = 0; id && i < json_array_size(cards); i++)
        if (json_int(json_array_get(cards, i), "id", 0) == id)
            return json_array_get(cards, i);
    return NULL;
}

static void put_pinned(struct build *d, const json_t *card) {
    struct board_box box = { d->left, d->head_bottom + 40, d->right - d->left, 0 };
    struct text_style style = build_range(d, 96, 34, 600), small = build_range(d, 34, 28, 400);
    const char *who = json_text(card, "by", ""), *edited = json_text(card, "edited", "");
    struct str by = STR_INIT;
    str_printf(&by, "%s%s%s", who, *who && *edited ? " · " : "", edited);
    double pad = 64, below = by.len ? 60 : 0;
    box.h = d->foot_top - 32 - box.y;
    style.family = "Inter Display";
    style.tracking = -0.012;
    style.line_height = 1.2;
    style.hyphenate = true;
    d->layer = BOARD_CARD;
    d->card = json_int(card, "id", 0);
    build_rect(d, box, 28, d->t->card, 4, d->t->accent);
    double w = fmin(box.w - 2 * pad, 1500), h = box.h - 2 * 40 - below;
    build_text(d, "pinned", json_text(card, "text", ""), style,
               build_box(box.x + (box.w - w) / 2, box.y + 40, w, h), d->t->ink, BUILD_MIDDLE);
    if (by.len)
        build_text(d, "pinned by", by.data, small,
                   build_box(box.x + (box.w - w) / 2, box.y + box.h - 40 - 44, w, 44),
                   d->t->muted, BUILD_MIDDLE);
    str_release(&by);
    d->layer = BOARD_STILL;
    d->card = 0;
}

/* The number and its word; returns the bottom. */
static double put_counter(struct build *d, double x, double y, double w, double size) {
    const json_t *counter = scene_part(d, "counter");
    struct text_style big = build_range(d, size, 96, 700), small = build_range(d, 40, 28, 400);
    const char *value = json_text(counter, "value", ""), *label = json_text(counter, "label", "");
    char number[24] = "";
    if (!*value && json_is_integer(json_object_get(counter, "value"))
        && str_format(number, sizeof number, "%lld", (long long)json_int(counter, "value", 0)))
        value = number;
    big.family = "Inter Display";
    big.tracking = -0.03;
    big.line_height = 1.05;
    big.tabular = true;
    small.hyphenate = true;
    if (*value)
        y += build_text(d, "counter", value, big, build_box(x, y, w, 0), d->t->accent,
                        BUILD_TOP)->fit.height / d->b->scale;
    if (*label)
        y += build_text(d, "counter label", label, small, build_box(x, y, w, 0), d->t->muted,
                        BUILD_TOP)->fit.height / d->b->scale;
    return y;
}

static void put_big_timer(struct build *d, double x, double y, double w) {
    struct text_style style = build_style(d, 96, 600);
    style.family = "Inter Display";
    build_tick(d, "countdown", BOARD_COUNTDOWN, style, build_box(x, y, w, 120));
}

/* Silent phase or no card yet: the number or the sentence at the left, the way in at the right. */
static void put_waiting(struct build *d) {
    const json_t *timer = scene_part(d, "timer");
    const char *empty = scene_text(d, "empty");
    double y = d->head_bottom + 56, bottom = d->foot_top - 32, panel = d->own_join ? 560 : 0;
    double w = d->right - d->left - (panel > 0 ? panel + 72 : 0);
    if (panel > 0)
        frame_join(d, build_box(d->right - panel, y - 16, panel, bottom - y + 16));
    if (scene_part(d, "counter"))
        y = put_counter(d, d->left, y, w, 220) + 28;
    if (*empty) {
        struct text_style style = build_range(d, 44, 32, 400);
        style.hyphenate = true;
        y += build_text(d, "empty", empty, style, build_box(d->left, y, w, 0), d->t->muted,
                        BUILD_TOP)->fit.height / d->b->scale + 28;
    }
    if (timer && json_flag(timer, "visible", true) && d->own_timer)
        put_big_timer(d, d->left, y, w);
}

static void put_cards(struct build *d, struct cards *c) {
    long long total = json_int(d->scene, "total", (json_int_t)json_array_size(c->list));
    bool crowd = total > CROWD || json_array_size(c->list) > CROWD;
    c->n = json_array_size(c->list);
    c->area = (struct board_box){ d->left, d->head_bottom + 46, d->right - d->left, 0 };
    c->area.h = d->foot_top - 24 - c->area.y;
    struct card_form form = crowd_form(d);
    if (crowd && scene_part(d, "counter")) {
        double w = wide(d) ? 330 : 290;
        put_counter(d, d->left, c->area.y - 16, w - 30, 136);
        c->area.x += w;
        c->area.w -= w;
        form.columns--;
        cards_arrange(d, c, form);
    } else if (c->n <= FEW && !may_grow(d) && settle_few(d, c)) {
        /* placed */
    } else {
        form = c->n <= FEW ? few_form(d) : c->n <= MANY ? many_form(d) : form;
        cards_arrange(d, c, form);
    }
    cards_put(d, c, frame_page(d, c->pages));
}

static void layout(struct build *d) {
    const json_t *pinned = pinned_card(d);
    struct cards *c = mem_new(1, sizeof *c);
    c->list = json_list(d->scene, "cards");
    bool waiting = !pinned && json_array_size(c->list) == 0;
    d->own_join = waiting && scene_part(d, "join");
    d->own_timer = waiting;
    frame_foot(d);
    frame_head(d, d->right - d->left);
    if (pinned)
        put_pinned(d, pinned);
    else if (waiting)
        put_waiting(d);
    else
        put_cards(d, c);
    free(c);
}

const struct scene_row scene_visions = { "visions", layout };
