/* Proves what a board promises beyond its looks: a new card never moves the cards before it (up to
 * the steps 12, 40 and 120, where the form changes); every card and option is on exactly one page;
 * dots are as many as points; the result's rows share one scale; nothing of a hidden result is on a
 * board without points; clock and countdown read right; pictures of the same scene are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "kiosk/stage/board.h"
#include "lib/json.h"
#include "lib/str.h"

static struct text *text;

static int start(void **state) {
    (void)state;
    text = text_new(NULL);
    return 0;
}

static int stop(void **state) {
    (void)state;
    text_free(text);
    return 0;
}

static json_t *parse(const char *json) {
    char error[200];
    json_t *scene = json_read(json, strlen(json), error, sizeof error);
    assert_non_null(scene);
    return scene;
}

static json_t *with_cards(int n) {
    static const char *const words[] = {
        "Ja", "Die Verwaltung ist ein Spiegelbild der Stadt", "Yönetimde çok dillilik",
        "Eine Oberbürgermeisterin mit Zuwanderungsgeschichte und einem Plan für alle, die kommen",
    };
    json_t *scene = parse("{\"kind\":\"visions\",\"state\":\"open\",\"appear\":\"live\","
                          "\"kicker\":\"Visionen\",\"title\":\"Woran erkennen wir sie?\"}");
    json_t *cards = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(cards, json_pack("{s:i,s:s}", "id", i + 1, "text", words[i % 4]));
    json_object_set_new(scene, "cards", cards);
    return scene;
}

static int lay(struct board *b, const json_t *scene, int page) {
    struct board_local local = { .page = page };
    board_init(b, text, 1920, 1080);
    board_layout(b, scene, &local);
    return b->pages;
}

static const struct board_item *card_text(const struct board *b, int64_t id) {
    for (size_t i = 0; i < b->items_n; i++)
        if (b->items[i].card == id && b->items[i].what == BOARD_TEXT)
            return &b->items[i];
    return NULL;
}

static void a_new_card_moves_nothing(void **state) {
    (void)state;
    for (int n = 1; n < 60; n++) {
        struct board before, after;
        json_t *a = with_cards(n), *b = with_cards(n + 1);
        int pages = lay(&before, a, 0);
        bool step = n == 12 || n == 40 || n == 120;
        assert_true(lay(&after, b, 0) >= pages || step);
        for (int64_t id = 1; id <= n && !step; id++) {
            const struct board_item *x = card_text(&before, id), *y = card_text(&after, id);
            assert_true((x == NULL) == (y == NULL));
            if (!x)
                continue;
            assert_true(x->box.x == y->box.x && x->fit.size == y->fit.size);
            /* in rows, words are centred in a row that may still grow: only its last one does */
            assert_true(x->box.y == y->box.y || (n > 12 && id > n - 5));
        }
        board_release(&before);
        board_release(&after);
        json_decref(a);
        json_decref(b);
    }
}

static void every_card_is_on_one_page(void **state) {
    const int counts[] = { 1, 12, 40, 120, 500 };
    (void)state;
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        json_t *scene = with_cards(counts[k]);
        int seen[501] = { 0 }, pages = 1;
        for (int page = 0; page < pages; page++) {
            struct board b;
            pages = lay(&b, scene, page);
            for (int id = 1; id <= counts[k]; id++)
                seen[id] += card_text(&b, id) != NULL;
            board_release(&b);
        }
        for (int id = 1; id <= counts[k]; id++)
            assert_int_equal(seen[id], 1);
        json_decref(scene);
    }
}

static const char result[] =
    "{\"kind\":\"dots\",\"state\":\"revealed\",\"title\":\"Was?\",\"cut\":1,\"options\":["
    "{\"id\":1,\"text\":\"A\",\"rank\":1,\"points\":61,\"above\":true,\"lines\":[\"42 P\"]},"
    "{\"id\":2,\"text\":\"B\",\"rank\":2,\"points\":33,\"lines\":[\"20 P\"]},"
    "{\"id\":3,\"text\":\"C\",\"rank\":3,\"points\":0,\"lines\":[\"0 P\"]}]}";

static void dots_are_as_many_as_points(void **state) {
    struct board b;
    json_t *scene = parse(result);
    int dots = 0;
    double size = 0, left = 1e9;
    (void)state;
    lay(&b, scene, 0);
    for (size_t i = 0; i < b.items_n; i++) {
        if (b.items[i].what != BOARD_DOT)
            continue;
        assert_int_equal(b.items[i].layer, BOARD_FLYING);
        assert_true(size == 0 || b.items[i].box.w == size);
        size = b.items[i].box.w;
        left = b.items[i].box.x < left ? b.items[i].box.x : left;
        dots++;
    }
    assert_int_equal(dots, 94);
    board_release(&b);
    json_decref(scene);
}

/* Two lines of dots are never more than one dot apart in length. */
static void lines_of_dots_are_even(void **state) {
    struct board b;
    json_t *scene = parse(result);
    int per_line[1080] = { 0 };
    (void)state;
    lay(&b, scene, 0);
    for (size_t i = 0; i < b.items_n; i++)
        if (b.items[i].what == BOARD_DOT)
            per_line[(int)b.items[i].box.y]++;
    int previous = 0, y_before = -100;
    for (int y = 0; y < 1080; y++) {
        if (!per_line[y])
            continue;
        if (y - y_before < 32)
            assert_in_range(previous - per_line[y], 0, 1);
        previous = per_line[y];
        y_before = y;
    }
    board_release(&b);
    json_decref(scene);
}

static void figures_tick(void **state) {
    struct board b;
    char words[32];
    const int64_t now = 1225965720000;
    const struct { int64_t after; const char *clock, *left; } rows[] = {
        { 0, "11:02", "1:36" }, { 1, "11:02", "1:36" }, { 1000, "11:02", "1:35" },
        { 60000, "11:03", "0:36" }, { 96000, "11:03", "0:00" }, { 97500, "11:03", "+0:01" },
        { 96000 + 3725000, "12:05", "+1:02:05" },
    };
    json_t *scene = parse("{\"kind\":\"talk\",\"title\":\"T\",\"now_ms\":1225965720000,"
                          "\"utc_min\":60,\"timer\":{\"left_ms\":96000,\"running\":true,"
                          "\"warn_ms\":30000}}");
    struct board_item clock = { .tick = BOARD_CLOCK }, left = { .tick = BOARD_COUNTDOWN };
    (void)state;
    lay(&b, scene, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        board_tick_text(&b, &clock, now + rows[i].after, words, sizeof words);
        assert_string_equal(words, rows[i].clock);
        board_tick_text(&b, &left, now + rows[i].after, words, sizeof words);
        assert_string_equal(words, rows[i].left);
    }
    assert_true(board_tick_rgb(&b, &left, now) != b.theme->warn);
    assert_int_equal(board_tick_rgb(&b, &left, now + 70000), b.theme->warn);
    board_release(&b);
    json_decref(scene);
}

static void the_same_scene_is_the_same_picture(void **state) {
    json_t *scene = with_cards(9);
    cairo_surface_t *pictures[2];
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct board b;
        lay(&b, scene, 0);
        pictures[i] = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1920, 1080);
        cairo_t *cr = cairo_create(pictures[i]);
        board_paint(&b, cr, ~0u, 0);
        cairo_destroy(cr);
        cairo_surface_flush(pictures[i]);
        board_release(&b);
    }
    assert_memory_equal(cairo_image_surface_get_data(pictures[0]),
                        cairo_image_surface_get_data(pictures[1]), 1920 * 1080 * 4);
    cairo_surface_destroy(pictures[0]);
    cairo_surface_destroy(pictures[1]);
    json_decref(scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_card_moves_nothing),
        cmocka_unit_test(every_card_is_on_one_page),
        cmocka_unit_test(dots_are_as_many_as_points),
        cmocka_unit_test(lines_of_dots_are_even),
        cmocka_unit_test(figures_tick),
        cmocka_unit_test(the_same_scene_is_the_same_picture),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
