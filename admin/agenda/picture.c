/* How an item looks on the stage: drawn by punktum-stage in a child, off the pool; pictures are
 * kept in the data directory under a hash of their scene: an unchanged item costs nothing.
 * Pool threads; run_* on the desk's workers. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "admin/agenda/fit.h"
#include "admin/agenda/pages.h"
#include "admin/agenda/painter.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { RENDER_MS = 8000, KEEP_MAX = 400, KEEP_S = 3600, PNG_MAX = 4 << 20, MINUTE_MS = 60000 };
#define PICTURE_SIZE "960x540"
#define BOXES_SIZE "1920x1080"

void agenda_cache_path(struct str *out, const struct desk *d, const char *name, const char *end) {
    str_clear(out);
    str_printf(out, "%s/.stage", desk_config(d)->data_dir);
    (void)mkdir(out->data, 0700);
    str_printf(out, "/%s.%s", name, end);
}

/* An item that has begun shows what stands now: its clock counts in whole minutes, or no picture
 * would ever be found again. */
void agenda_scene(struct str *out, char name[33], const struct desk_visit *v,
                  const struct book_item *item) {
    struct clock_time now = clock_now();
    struct scene_place place = web_place(v->web.web, v->web.snap);
    unsigned char hash[SECRET_HASH];
    json_t *scene;

    now.wall_ms -= now.wall_ms % MINUTE_MS;
    scene = scene_preview(v->web.snap, item, &now, &place);
    str_clear(out);
    json_write(out, scene);
    json_decref(scene);
    secret_hash(hash, out->data);
    str_hex(name, hash, 16);
}

static bool write_scene(const char *path, const char *scene) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    size_t len = strlen(scene);
    bool well = fd >= 0 && write(fd, scene, len) == (ssize_t)len;

    return (fd < 0 || close(fd) == 0) && well;
}

/* --- the warm painter ------------------------------------------------------------------------- */
static void *make_painter(struct desk *d) {
    return painter_new(desk_config(d)->stage_program);
}
static void end_painter(void *painter) {
    painter_free(painter);
}
static const struct desk_room warm = { make_painter, end_painter };

bool agenda_render(struct desk *d, const char *scene, const char *name, const char *png_path,
                   struct str *boxes) {
    struct str json = STR_INIT, out = STR_INIT;
    struct painter *painter = desk_room(d, &warm);
    bool well;

    agenda_cache_path(&json, d, name, png_path ? "json" : "all.json");
    well = write_scene(json.data, scene);
    if (well && png_path) {
        str_printf(&out, "%s.new", png_path);
        well = painter_draw(painter, PICTURE_SIZE, json.data, out.data, RENDER_MS) &&
               rename(out.data, png_path) == 0;
    } else if (well) {
        well = painter_boxes(painter, BOXES_SIZE, json.data, boxes, RENDER_MS);
    }
    unlink(json.data);
    if (!well)
        log_line(LOG_WARN, "stage picture: it could not be made");
    str_release(&json);
    str_release(&out);
    return well;
}

/* Old pictures go when there are many. */
static void prune(const struct desk *d) {
    struct str path = STR_INIT;
    struct stat st;
    size_t n = 0;
    DIR *dir;

    str_printf(&path, "%s/.stage", desk_config(d)->data_dir);
    dir = opendir(path.data);
    while (dir && readdir(dir))
        n++;
    if (dir && n > KEEP_MAX) {
        rewinddir(dir);
        for (struct dirent *e; (e = readdir(dir));)
            if (e->d_name[0] != '.' && fstatat(dirfd(dir), e->d_name, &st, 0) == 0 &&
                st.st_mtime < time(NULL) - KEEP_S)
                unlinkat(dirfd(dir), e->d_name, 0);
    }
    if (dir)
        closedir(dir);
    str_release(&path);
}

/* --- one picture ----------------------------------------------------------------------------- */
struct picture { struct desk *desk; struct str scene, path; char name[33];
                 bool passing,      /* of this moment: made anew each time, kept under one name */
                      well; };

static void run_picture(void *ctx) {
    struct picture *p = ctx;

    p->well = (!p->passing && access(p->path.data, R_OK) == 0) ||
              agenda_render(p->desk, p->scene.data, p->name, p->path.data, NULL);
    prune(p->desk);
}
static void free_picture(void *ctx) {
    struct picture *p = ctx;

    str_release(&p->scene);
    str_release(&p->path);
    free(p);
}
static struct picture *new_picture(const struct desk_visit *v, const struct book_item *item) {
    struct picture *p = mem_new(1, sizeof *p);

    *p = (struct picture){ .desk = v->desk, .scene = STR_INIT, .path = STR_INIT };
    agenda_scene(&p->scene, p->name, v, item);
    agenda_cache_path(&p->path, v->desk, p->name, "png");
    return p;
}

/* The stage as it is now: no more than the hall sees. */
static struct picture *picture_now(const struct desk_visit *v) {
    struct clock_time now = clock_now();
    struct scene_place place = web_place(v->web.web, v->web.snap);
    json_t *scene = scene_stage(v->web.snap, &now, &place);
    struct picture *p = mem_new(1, sizeof *p);

    *p = (struct picture){ .desk = v->desk, .scene = STR_INIT, .path = STR_INIT, .passing = true };
    json_write(&p->scene, scene);
    str_format(p->name, sizeof p->name, "now-%s", v->code);
    agenda_cache_path(&p->path, v->desk, p->name, "png");
    json_decref(scene);
    return p;
}

static bool read_png(struct str *out, const char *path) {
    FILE *f = fopen(path, "rb");
    char chunk[16384];
    size_t n;

    if (!f)
        return false;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && out->len < PNG_MAX)
        str_add(out, chunk, n);
    fclose(f);
    return out->len > 0;
}

static void send_png(struct desk_visit *v, const char *path, bool for_ever) {
    struct str bytes = STR_INIT;

    if (!read_png(&bytes, path)) {
        str_release(&bytes);
        http_error(v->web.req, 404);
        return;
    }
    http_add_header(v->web.req, "Cache-Control", for_ever ? "private, max-age=86400, immutable"
                                                          : "no-cache");
    http_reply(v->web.req, 200, "image/png", &bytes);
}

/* GET: the item as it is stored, or "now". */
void agenda_get_stage(struct http_req *req, void *ctx) {
    const struct book_item *item;
    struct desk_visit v;
    struct picture *p;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    p = desk_worked(&v);
    if (p) {
        send_png(&v, p->path.data, false);
    } else if (strcmp(http_segment(req, 1), "now") == 0) {
        desk_work(&v, DESK_WORK_PICTURE, run_picture, picture_now(&v), free_picture);
    } else if ((item = agenda_item(&v))) {
        p = new_picture(&v, item);
        if (access(p->path.data, R_OK) == 0) {
            send_png(&v, p->path.data, false);
            free_picture(p);
        } else {
            desk_work(&v, DESK_WORK_PICTURE, run_picture, p, free_picture);
        }
    }
    desk_leave(&v);
}

static void answer_picture(struct desk_visit *v, const struct picture *p) {
    struct str src = STR_INIT;

    if (p->well) {
        str_printf(&src, "/e/%s/agenda/picture/%s", v->code, p->name);
        web_reply_json(&v->web, 200, json_pack("{s:s, s:s}", "result", "ok", "src", src.data));
    } else {
        desk_refuse(v, 503, "no_picture", lang_text(v->web.lang,
            "The picture of the stage could not be made. What you typed is not affected."));
    }
    str_release(&src);
}

/* POST with the form as typed, saved or not: {src}. */
void agenda_post_picture(struct http_req *req, void *ctx) {
    const struct book_item *item;
    struct agenda_draft draft;
    struct desk_visit v;
    struct picture *p;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    p = desk_worked(&v);
    if (p) {
        answer_picture(&v, p);
    } else if (desk_may_post(&v) && (item = agenda_item(&v))) {
        agenda_draft(&draft, &v, item);
        p = new_picture(&v, &draft.item);
        agenda_draft_release(&draft);
        desk_work(&v, DESK_WORK_PICTURE, run_picture, p, free_picture);
    }
    desk_leave(&v);
}

/* A picture made a moment ago, by its name. */
void agenda_get_picture(struct http_req *req, void *ctx) {
    const char *name = http_segment(req, 1);
    struct str path = STR_INIT;
    unsigned char bytes[16];
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if (str_unhex(bytes, sizeof bytes, name)) {
        agenda_cache_path(&path, v.desk, name, "png");
        send_png(&v, path.data, true);
    } else {
        http_error(req, 404);
    }
    str_release(&path);
    desk_leave(&v);
}

/* --- all items: do they fit? ----------------------------------------------------------------- */
struct look { struct desk *desk; struct { struct str scene; char name[33]; } *of; size_t n; };

static void run_look(void *ctx) {
    struct look *l = ctx;
    struct str boxes = STR_INIT, all = STR_INIT;

    for (size_t i = 0; i < l->n; i++)           /* one child for all, each scene under its name */
        str_printf(&all, "%c{\"name\":\"%s\",%s", i ? ',' : '[', l->of[i].name,
                   l->of[i].scene.data + 1);
    str_putc(&all, ']');
    if (agenda_render(l->desk, all.data, l->of[0].name, NULL, &boxes))
        for (size_t i = 0; i < l->n; i++)
            agenda_fit_keep(l->desk, l->of[i].name, boxes.data);
    str_release(&boxes);
    str_release(&all);
}
static void free_look(void *ctx) {
    struct look *l = ctx;

    for (size_t i = 0; i < l->n; i++)
        str_release(&l->of[i].scene);
    free(l->of);
    free(l);
}

/* Items that nobody looked at since their scene changed. */
static struct look *new_look(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    struct look *l = mem_new(1, sizeof *l);
    struct str path = STR_INIT;

    l->desk = v->desk;
    l->of = mem_new(s->items_n + 1, sizeof *l->of);
    for (size_t i = 0; i < s->items_n; i++) {
        struct str scene = STR_INIT;
        if (snap_run(s->items[i])->state != RULES_PREPARED)
            continue;
        agenda_scene(&scene, l->of[l->n].name, v, s->items[i]);
        agenda_cache_path(&path, v->desk, l->of[l->n].name, "fit");
        if (access(path.data, R_OK) == 0)
            str_release(&scene);
        else
            l->of[l->n++].scene = scene;
    }
    str_release(&path);
    return l;
}

/* POST: looks at what changed; {looked: n}. The page then shows the sentences. */
void agenda_post_fit(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct look *l;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    l = desk_worked(&v);
    if (!l && desk_may_post(&v)) {
        l = new_look(&v);
        if (l->n) {
            desk_work(&v, DESK_WORK_FILE, run_look, l, free_look);   /* never before a picture */
        } else {
            free_look(l);
            web_reply_json(&v.web, 200, json_pack("{s:i}", "looked", 0));
        }
    } else if (l) {
        web_reply_json(&v.web, 200, json_pack("{s:i}", "looked", (int)l->n));
    }
    desk_leave(&v);
}
