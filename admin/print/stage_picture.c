/* See stage_picture.h. The scene is made by the one place that decides what may be seen
 * (events/book/scene.c), so nothing hidden can get into a picture. */
#include "admin/print/stage_picture.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "admin/print/save.h"
#include "events/book/scene.h"
#include "events/rules/run.h"
#include "lib/child.h"
#include "lib/json.h"
#include "lib/mem.h"

enum { AT_ONCE = 2, WAIT_MS = 20, ASK = 10, LONGEST_MS = 15000 };
struct painting {                          /* a child at work */
    struct child child;
    int64_t item;                          /* 0: none */
    int waited_ms;
    struct str scene, png;                 /* paths */
};

/* The snapshot as it was when the item closed: only what the stage shows is another. */
static json_t *scene_of(const struct book_snap *s, const struct book_item *item) {
    struct book_snap then = *s;
    const struct book_run *run = snap_run(item);
    struct clock_time now = { .wall_ms = run->closed_ms ? run->closed_ms : s->settings.end_ms };
    const char *address = s->settings.address && *s->settings.address ? s->settings.address
                                                                      : "punktum";
    then.show = (struct book_show){ .item = item->id, .message = "", .confirm = RULES_STEPS };
    then.settings.dark = false;              /* paper is light */
    then.disk_trouble = false;
    return scene_item(&then, &now, &(struct scene_place){ address, 80 });
}

static bool begin(struct painting *p, const struct book_snap *s, const struct book_item *item,
                  const char *program, const char *dir) {
    struct str text = STR_INIT;
    char error[200];
    json_t *scene = scene_of(s, item);
    json_write(&text, scene);
    json_decref(scene);
    *p = (struct painting){ .item = item->id, .scene = STR_INIT, .png = STR_INIT };
    str_printf(&p->scene, "%s/.scene-%lld.json", dir, (long long)item->id);
    str_printf(&p->png, "%s/.scene-%lld.png", dir, (long long)item->id);
    const char *const argv[] = { program, "--render", "--size", "1600x900", p->scene.data,
                                 p->png.data, NULL };
    bool well = save_file(p->scene.data, text.data, text.len, error, sizeof error) &&
                child_start(&p->child, argv);
    str_release(&text);
    return well;
}

static void take(struct doc_pictures *out, const struct painting *p) {
    struct str bytes = STR_INIT;
    char piece[65536];
    FILE *f = fopen(p->png.data, "rb");
    for (size_t n; f && (n = fread(piece, 1, sizeof piece, f)) > 0;)
        str_add(&bytes, piece, n);
    if (f)
        fclose(f);
    if (bytes.len < 8 || memcmp(bytes.data, "\x89PNG", 4) != 0) {
        str_release(&bytes);
        return;
    }
    out->list = mem_resize(out->list, out->n + 1, sizeof *out->list);
    size_t len = bytes.len;
    out->list[out->n++] = (struct doc_picture){ p->item, (unsigned char *)str_detach(&bytes), len,
                                                STAGE_PICTURE_WIDTH, STAGE_PICTURE_HEIGHT };
}

static void end(struct painting *p) {
    unlink(p->scene.data);
    unlink(p->png.data);
    str_release(&p->scene);
    str_release(&p->png);
    p->item = 0;
}

/* Takes what is ready; true when p is free. */
static bool look(struct doc_pictures *out, struct painting *p, bool stop) {
    int status = 0;
    if (!p->item)
        return true;
    if (stop || p->waited_ms > LONGEST_MS) {
        child_stop(&p->child, 0);
    } else if (!child_ended(&p->child, &status)) {
        p->waited_ms += WAIT_MS;
        return false;
    } else if (status == 0) {
        take(out, p);
    }
    end(p);
    return true;
}

/* What collects has a picture once it was opened, talks have one anyway, breaks never. */
static bool has_picture(const struct book_item *item) {
    const struct book_run *run = snap_run(item);
    if (item->report && (strcmp(item->report, "none") == 0 || strcmp(item->report, "short") == 0))
        return false;
    if (item->kind == RULES_BREAK)
        return false;
    return !rules_kind_collects(item->kind) || run->state != RULES_PREPARED;
}

void stage_pictures(struct doc_pictures *out, const struct book_snap *s, const char *program,
                    const char *dir, bool (*go_on)(void *ctx), void *ctx) {
    struct painting at_work[AT_ONCE] = { { .item = 0 } };
    bool busy = true, stop = false;
    size_t next = 0;
    for (unsigned round = 0; busy; round++) {
        if (round % ASK == 0)
            stop = stop || (go_on && !go_on(ctx));
        busy = false;
        for (int i = 0; i < AT_ONCE; i++) {
            while (next < s->items_n && !has_picture(s->items[next]))
                next++;
            if (look(out, &at_work[i], stop) && !stop && next < s->items_n &&
                !begin(&at_work[i], s, s->items[next++], program, dir))
                end(&at_work[i]);
            busy = busy || at_work[i].item || (!stop && next < s->items_n);
        }
        if (busy)
            nanosleep(&(struct timespec){ .tv_nsec = WAIT_MS * 1000000L }, NULL);
    }
}
