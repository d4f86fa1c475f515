/* --render, --boxes and --pictures. Main thread. */
#include "kiosk/stage/render.h"

#include <cairo.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/stage/board.h"
#include "lib/child.h"
#include "lib/json.h"
#include "lib/str.h"

enum { SIDE_MAX = 16384 };

static struct board_local local_of(const json_t *scene) {
    const json_t *local = json_object_get(scene, "local");
    return (struct board_local){
        .page = (int)json_int(local, "page", 0),
        .cursor = json_int(local, "cursor", 0),
        .test_card = json_flag(local, "test_card", false),
        .connection = json_text(local, "connection", NULL),
        .typing = json_text(local, "typing", NULL),
    };
}

static int write_png(const struct board *b, const char *path) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)b->width,
                                                          (int)b->height);
    cairo_t *cr = cairo_create(surface);
    board_paint(b, cr, ~0u, b->now_ms);
    cairo_destroy(cr);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return 0;
    fprintf(stderr, "%s: %s\n", path, cairo_status_to_string(status));
    return 1;
}

/* One scene on every one of its pages; the number of findings. */
static int print_scene(struct text *text, const json_t *scene, int width, int height) {
    struct board_local local = local_of(scene);
    int findings = 0, pages = 1;
    for (int page = 0; page < pages; page++) {
        struct board b;
        board_init(&b, text, width, height);
        local.page = page;
        board_layout(&b, scene, &local);
        pages = b.pages;
        printf("# %s\t%dx%d\tpage %d/%d\n", json_text(scene, "name", json_text(scene, "kind", "")),
               width, height, page + 1, pages);
        findings += board_print_boxes(&b);
        board_release(&b);
    }
    return findings;
}

static int print_all(struct text *text, const json_t *scenes, int width, int height) {
    int findings = 0;
    for (size_t i = 0; i < json_array_size(scenes); i++)
        findings += print_scene(text, json_array_get(scenes, i), width, height);
    if (!json_is_array(scenes))
        findings = print_scene(text, scenes, width, height);
    printf("%d findings\n", findings);
    return findings > 0;
}

static int paint_one(struct text *text, const json_t *scene, int width, int height,
                     const char *out_png) {
    struct board b;
    struct board_local local = local_of(scene);
    board_init(&b, text, width, height);
    board_layout(&b, scene, &local);
    int code = write_png(&b, out_png);
    board_release(&b);
    return code;
}

int render_main(const char *scene_path, int width, int height, const char *out_png, bool boxes) {
    char error[256];
    json_t *scene = json_read_file(scene_path, error, sizeof error);
    if (!scene) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    struct text *text = text_new(NULL);
    int code = boxes ? print_all(text, scene, width, height)
        : paint_one(text, json_is_array(scene) ? json_array_get(scene, 0) : scene, width, height,
                    out_png);
    text_free(text);
    json_decref(scene);
    return code;
}

bool render_size(const char *text, int *w, int *h) {
    char left[8];
    long long number;
    const char *x = text ? strchr(text, 'x') : NULL;

    if (!x || (size_t)(x - text) >= sizeof left)
        return false;
    memcpy(left, text, (size_t)(x - text));
    left[x - text] = '\0';
    if (!str_number(left, 64, SIDE_MAX, &number))
        return false;
    *w = (int)number;
    if (!str_number(x + 1, 64, SIDE_MAX, &number))
        return false;
    *h = (int)number;
    return true;
}

/* One line of --pictures; it is taken apart. */
static int draw_line(struct text *text, char *line) {
    char *rest = NULL, *size = strtok_r(line, "\t", &rest), *in = strtok_r(NULL, "\t", &rest);
    const char *out = strtok_r(NULL, "\t", &rest);
    char error[256];
    int w, h, code = 1;
    json_t *scene = NULL;

    if (!in || !render_size(size, &w, &h))
        fprintf(stderr, "a line is WxH, SCENE.json, OUT.png\n");
    else if (!(scene = json_read_file(in, error, sizeof error)))
        fprintf(stderr, "%s\n", error);
    else
        code = out ? paint_one(text, scene, w, h, out) : print_all(text, scene, w, h);
    json_decref(scene);
    return code;
}

int render_pictures(void) {
    struct text *text = text_new(NULL);
    struct str line = STR_INIT;

    while (child_inherited_line(&line)) {
        printf("%d\n", draw_line(text, line.data));
        fflush(stdout);
        str_clear(&line);
    }
    str_release(&line);
    text_free(text);
    return 0;
}
