/* A scene becomes a board: what all scenes share, and the row of its kind. Main thread. */
#include "kiosk/stage/build.h"

#include <string.h>
#include "lib/json.h"

static const struct scene_row *const rows[] = {
    &scene_arrival, &scene_talk, &scene_visions, &scene_dots, &scene_break, &scene_choice,
};

static void read_times(struct build *d) {
    struct board *b = d->b;
    const json_t *timer = scene_part(d, "timer"), *notice = scene_part(d, "notice");
    b->now_ms = json_int(d->scene, "now_ms", 0);
    b->utc_min = (int)json_int(d->scene, "utc_min", 0);
    b->timer_left_ms = json_int(timer, "left_ms", 0);
    b->timer_warn_ms = json_int(timer, "warn_ms", 0);
    b->timer_running = json_flag(timer, "running", false);
    b->notice_left_ms = json_int(notice, "left_ms", 0);
}

/* An unknown kind (a newer server) still has its words. */
static const struct scene_row *row_of(const char *kind) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i]->kind, kind) == 0)
            return rows[i];
    return &scene_talk;
}

void board_layout(struct board *b, const json_t *scene, const struct board_local *local) {
    struct build d = { .b = b, .scene = scene, .local = local, .layer = BOARD_STILL,
                       .lang = json_text(scene, "lang", "de"), .width = b->width / b->scale };
    b->dark = strcmp(json_text(scene, "theme", "light"), "dark") == 0;
    b->quiet = json_flag(scene, "quiet", false);
    b->theme = d.t = theme_get(b->dark, json_text(scene, "accent", "blue"));
    d.lang = build_copy(&d, d.lang);
    read_times(&d);
    frame_margins(&d);
    if (overlay_instead(&d))
        return;
    overlay_banners(&d);
    row_of(scene_text(&d, "kind"))->layout(&d);
    d.layer = BOARD_STILL;
    d.card = 0;
    d.order = 0;
    overlay_over(&d);
}
