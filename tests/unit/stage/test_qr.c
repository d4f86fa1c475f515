/* Proves that every QR code on the stage can be read (J-05, J-06): each scene that shows one is
 * painted at the four sizes, then decoded by zbarimg as it is, at half size, and out of focus;
 * page codes are of version 1 or 2, modules whole pixels and at least 4, in both themes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "kiosk/stage/board.h"
#include "lib/json.h"
#include "lib/qr.h"
#include "lib/str.h"

#define JOIN "\"join\":{\"payload\":\"HTTP://10.0.0.1/K7MQ\",\"typed\":\"10.0.0.1/K7MQ\"," \
    "\"label\":\"Scannen und anmelden\"},\"title\":\"Titel\",\"kicker\":\"Kicker\""
#define WIFI "WIFI:T:WPA;S:DIALOG\\\\;2026;P:MIT\\\\:MACHEN;;"

static const struct { const char *scene; int codes; } scenes[] = {
    { "{\"kind\":\"arrival\"," JOIN ",\"wifi\":{\"payload\":\"" WIFI "\",\"label\":\"WLAN\","
      "\"ssid\":\"DIALOG;2026\",\"password\":\"MIT:MACHEN\"}}", 2 },
    { "{\"kind\":\"arrival\",\"theme\":\"dark\"," JOIN "}", 1 },
    { "{\"kind\":\"talk\"," JOIN "}", 1 },
    { "{\"kind\":\"talk\",\"theme\":\"dark\"," JOIN "}", 1 },
    { "{\"kind\":\"visions\",\"cards\":[],\"empty\":\"Noch keine.\"," JOIN "}", 1 },
    { "{\"kind\":\"dots\",\"qr\":true,\"theme\":\"dark\"," JOIN "}", 2 },
    { "{\"kind\":\"talk\",\"local\":{\"test_card\":true}," JOIN "}", 1 },
    { "{\"kind\":\"talk\",\"join\":{\"payload\":\"HTTP://192.168.178.123:8080/K7MQ\","
      "\"typed\":\"192.168.178.123:8080/K7MQ\"}}", 1 },
};
static const int sizes[][2] = { { 1024, 768 }, { 1280, 800 }, { 1920, 1080 }, { 3840, 2160 } };
enum treatment { AS_IS, HALF, BLURRED, TREATMENTS };
static struct text *text;
static char folder[] = "/tmp/punktum-qr-XXXXXX";

static int start(void **state) {
    (void)state;
    text = text_new(NULL);
    return mkdtemp(folder) ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    text_free(text);
    return rmdir(folder);
}

/* One line of pixels mixed 1-2-1 with its neighbours. */
static void soften_line(unsigned char *from, int n, int step) {
    int before = from[0];
    for (int i = 0; i < n; i++) {
        int here = from[i * step], after = from[(i + 1 < n ? i + 1 : i) * step];
        memset(from + i * step, (before + 2 * here + after + 2) / 4, 3);
        before = here;
    }
}

/* Out of focus by about a fifth of a module. */
static void blur(cairo_surface_t *surface, int times) {
    cairo_surface_flush(surface);
    unsigned char *data = cairo_image_surface_get_data(surface);
    int w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int pass = 0; pass < times; pass++) {
        for (int y = 0; y < h; y++)
            soften_line(data + (ptrdiff_t)y * stride, w, 4);
        for (int x = 0; x < w; x++)
            soften_line(data + (ptrdiff_t)x * 4, h, stride);
    }
    cairo_surface_mark_dirty(surface);
}

static cairo_surface_t *picture(const struct board *b, cairo_surface_t *whole,
                                enum treatment how) {
    double scale = how == HALF ? 0.5 : 1;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(b->width * scale), (int)(b->height * scale));
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, whole, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    if (how == BLURRED)
        blur(surface, b->scale > 1.5 ? 2 : 1);
    return surface;
}

/* All that zbarimg reads in the picture, one payload per line. */
static void decode(struct str *out, cairo_surface_t *surface) {
    char path[64], command[160], line[256];
    assert_true(str_format(path, sizeof path, "%s/code.png", folder));
    assert_true(str_format(command, sizeof command,
                           "zbarimg -q --raw -Sdisable -Sqrcode.enable %s 2>/dev/null", path));
    assert_int_equal(cairo_surface_write_to_png(surface, path), CAIRO_STATUS_SUCCESS);
    FILE *zbar = popen(command, "r");
    assert_non_null(zbar);
    str_puts(out, "\n");
    while (fgets(line, sizeof line, zbar))
        str_puts(out, line);
    pclose(zbar);
    unlink(path);
}

static void expect_code(const struct board *b, const struct str *read, const char *payload,
                        enum treatment how) {
    struct str line = STR_INIT;
    str_printf(&line, "\n%s\n", payload);
    if (!strstr(read->data, line.data))
        fail_msg("%s not read at %.0f x %.0f (treatment %d)", payload, b->width, b->height, how);
    str_release(&line);
}

static void check_modules(const struct board *b, const struct board_item *item) {
    struct qr qr;
    assert_true(qr_init(&qr, item->words));
    double px = item->box.w / (qr.modules + 2 * QR_QUIET);
    assert_true(px >= 4 && px >= 4 * b->scale - 0.01);
    assert_true(fabs(px - round(px)) < 1e-9);
    assert_true(item->box.x == floor(item->box.x) && item->box.y == floor(item->box.y));
    if (strncmp(item->words, "HTTP", 4) == 0)
        assert_true(qr.version <= 2);
    qr_release(&qr);
}

static bool visible(const struct board *b, const struct board_item *code) {
    bool covered = false;
    for (const struct board_item *i = code; i < b->items + b->items_n; i++)
        covered = covered || (i->what == BOARD_RECT && i->layer == BOARD_OVERLAY
                              && i->box.y + i->box.h > code->box.y + 1);
    return code->layer == BOARD_OVERLAY || !covered;
}

static int check_board(const json_t *scene, int width, int height) {
    struct board b;
    struct board_local local = {
        .test_card = json_flag(json_object_get(scene, "local"), "test_card", false),
    };
    int codes = 0;
    board_init(&b, text, width, height);
    board_layout(&b, scene, &local);
    cairo_surface_t *whole = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(whole);
    board_paint(&b, cr, ~0u, 0);
    cairo_destroy(cr);
    for (int how = AS_IS; how < TREATMENTS; how++) {
        struct str read = STR_INIT;
        cairo_surface_t *surface = picture(&b, whole, (enum treatment)how);
        decode(&read, surface);
        cairo_surface_destroy(surface);
        for (size_t i = 0; i < b.items_n; i++) {
            if (b.items[i].what != BOARD_QR || !visible(&b, &b.items[i]))
                continue;
            codes++;
            check_modules(&b, &b.items[i]);
            expect_code(&b, &read, b.items[i].words, (enum treatment)how);
        }
        str_release(&read);
    }
    cairo_surface_destroy(whole);
    board_release(&b);
    return codes / TREATMENTS;
}

static void every_code_is_read(void **state) {
    char error[200];
    (void)state;
    for (size_t s = 0; s < sizeof scenes / sizeof *scenes; s++) {
        json_t *scene = json_read(scenes[s].scene, strlen(scenes[s].scene), error, sizeof error);
        assert_non_null(scene);
        for (size_t k = 0; k < (s < 3 ? 4 : 3); k++)     /* the largest takes zbarimg seconds */
            assert_int_equal(check_board(scene, sizes[k][0], sizes[k][1]), scenes[s].codes);
        json_decref(scene);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_code_is_read) };
    return cmocka_run_group_tests(tests, start, stop);
}
