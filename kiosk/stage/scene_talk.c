/* A talk: its title large, who speaks, up to three hints. Main thread. */
#include "kiosk/stage/build.h"

#include <math.h>
#include "lib/json.h"

static double put_kicker(struct build *d) {
    const char *kicker = scene_text(d, "kicker");
    if (!*kicker)
        return d->top;
    struct board_item *item = build_text(d, "kicker", kicker, build_style(d, 28, 600),
                                         build_box(d->left, d->top, d->right - d->left, 0),
                                         d->t->accent, BUILD_TOP);
    return d->top + item->fit.height / d->b->scale;
}

/* Height of the lines below the title, drawn when draw is set. */
static double put_lines(struct build *d, double y, double w, bool draw) {
    const json_t *lines = json_list(d->scene, "lines");
    const char *speaker = scene_text(d, "speaker");
    struct text_style big = build_range(d, 46, 34, 500), small = build_range(d, 36, 28, 400);
    double from = y;
    big.hyphenate = small.hyphenate = true;
    if (*speaker) {
        y += 36;
        if (draw)
            build_text(d, "speaker", speaker, big, build_box(d->left, y, w, 0), d->t->ink,
                       BUILD_TOP);
        y += build_measure(d, speaker, big, w, 0).height;
    }
    for (size_t i = 0; i < json_array_size(lines) && i < 3; i++) {
        const char *line = json_string_value(json_array_get(lines, i));
        if (!line || !*line)
            continue;
        y += i == 0 ? 36 : 12;
        if (draw)
            build_text(d, build_name(d, "line", i), line, small, build_box(d->left, y, w, 0),
                       d->t->muted, BUILD_TOP);
        y += build_measure(d, line, small, w, 0).height;
    }
    return y - from;
}

static void layout(struct build *d) {
    frame_foot(d);
    double y = put_kicker(d), bottom = d->foot_top - 40;
    double w = fmin(d->right - d->left, 1560), below = put_lines(d, 0, w, false);
    struct text_style style = build_range(d, 112, 44, 700);
    const char *title = scene_text(d, "title");
    style.family = "Inter Display";
    style.tracking = -0.024;
    style.line_height = 1.1;
    style.hyphenate = true;
    style.lines_max = 4;
    double room = fmax(bottom - y - 24 - below, 120);
    struct text_fit fit = build_measure(d, title, style, w, room);
    if (fit.clipped) {
        style.lines_max = 0;
        style.size_min = BUILD_TEXT_MIN;
        fit = build_measure(d, title, style, w, room);
    }
    y += 24 + fmax(0, (room - fit.height) * 0.42);
    style.size_max = style.size_min = fit.size;
    if (*title)
        y = build_balanced(d, "title", title, style, build_box(d->left, y, w, 0), d->t->ink);
    put_lines(d, y, w, true);
}

const struct scene_row scene_talk = { "talk", layout };
