/* Which event is to be seen here: the open ones with the numbers that choose them, or a code being
 * typed where the server names none. Local to a stage, no server sends it as it is. Main thread.
 * Items carry the number as their card, so that the cursor walks over them. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"
#include "lib/str.h"

enum { GAP = 14, GAP_SMALL = 6, ROWS = 8, ROW_MAX = 112, CODE_W = 120 };

static void put_number(struct build *d, struct board_box row, size_t i) {
    double side = fmin(row.h - 8, 64);
    struct text_style style = build_style(d, BUILD_TEXT_MIN, 700);
    char number[8];

    if (i >= 9)
        return;
    str_format(number, sizeof number, "%zu", i + 1);
    style.align = TEXT_CENTER;
    build_rect(d, build_box(row.x + 20, row.y + (row.h - side) / 2, side, side), side / 2,
               d->t->accent, 0, BUILD_NONE);
    build_text(d, build_name(d, "number", i + 1), number, style,
               build_box(row.x + 20, row.y, side, row.h), d->t->card, BUILD_MIDDLE);
}

static void put_event(struct build *d, struct board_box row, const json_t *event, size_t i) {
    bool here = d->local && d->local->cursor == (int64_t)i + 1;
    struct text_style title = build_range(d, 40, BUILD_TEXT_MIN, 600);
    struct text_style code = build_style(d, BUILD_TEXT_MIN, 600);
    double x = row.x + 112;

    d->card = (int64_t)i + 1;
    build_rect(d, row, 18, d->t->card, here ? 6 : 2, here ? d->t->accent : d->t->line);
    put_number(d, row, i);
    title.lines_max = 1;
    title.ellipsis = true;
    build_text(d, build_name(d, "event", i + 1), json_text(event, "title", ""), title,
               build_box(x, row.y, row.x + row.w - x - CODE_W - 24, row.h), d->t->ink,
               BUILD_MIDDLE);
    code.align = TEXT_END;
    code.tabular = true;
    build_text(d, build_name(d, "code", i + 1), json_text(event, "code", ""), code,
               build_box(row.x + row.w - CODE_W - 28, row.y, CODE_W, row.h), d->t->muted,
               BUILD_MIDDLE);
}

/* One column, two where there are many. */
static void put_events(struct build *d, const json_t *events, double y, double bottom) {
    size_t n = json_array_size(events), columns = n > ROWS ? 2 : 1;
    size_t rows = (n + columns - 1) / columns;
    double all = fmin(d->right - d->left, 1560), gap = n > ROWS ? GAP_SMALL : GAP;
    double w = (all - GAP * (double)(columns - 1)) / (double)columns;
    double high = fmin(ROW_MAX, (bottom - y - gap * (double)(rows - 1)) / (double)rows);
    enum board_layer before = d->layer;

    d->layer = BOARD_CARD;
    for (size_t i = 0; i < n; i++)
        put_event(d, build_box(d->left + (double)(i / rows) * (w + GAP),
                               y + (double)(i % rows) * (high + gap), w, high),
                  json_array_get(events, i), i);
    d->layer = before;
    d->card = 0;
}

static void put_typed(struct build *d, const char *typed, double y) {
    struct text_style style = build_style(d, 96, 700);
    char shown[16];

    str_format(shown, sizeof shown, "%s_", typed);
    style.tracking = 0.08;
    style.tabular = true;
    build_text(d, "typed", shown, style, build_box(d->left, y, d->right - d->left, 0),
               d->t->accent, BUILD_TOP);
}

static void layout(struct build *d) {
    const json_t *events = json_list(d->scene, "events");
    const char *line = scene_text(d, "line");

    frame_foot(d);
    frame_head(d, fmin(d->right - d->left, 1560));
    double y = d->head_bottom + 24;
    if (*line) {
        struct text_style style = build_range(d, 36, BUILD_TEXT_MIN, 400);
        struct board_item *item = build_text(d, "line", line, style,
                                             build_box(d->left, y, d->right - d->left, 0),
                                             d->t->muted, BUILD_TOP);
        y += item->fit.height / d->b->scale + 36;
    }
    if (json_array_size(events))
        put_events(d, events, y, d->foot_top - 32);
    else if (json_object_get(d->scene, "code"))
        put_typed(d, scene_text(d, "code"), y);
}

const struct scene_row scene_choice = { "choice", layout };
