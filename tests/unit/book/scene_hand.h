/* Snapshots made by hand for the tests of scenes: one item, its run, options, cards, people. */
#ifndef TESTS_UNIT_BOOK_SCENE_HAND_H
#define TESTS_UNIT_BOOK_SCENE_HAND_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "events/book/scene.h"
#include "lib/json.h"
#include "lib/str.h"

enum { HAND_PEOPLE = 200, HAND_CARDS = 200, HAND_OPTIONS = 8 };
#define NOW_MS INT64_C(1794042120000)   /* a moment in 2026 */
struct hand {
    struct book_option options[HAND_OPTIONS];
    struct book_card cards[HAND_CARDS];
    struct book_person people[HAND_PEOPLE];
    struct book_run run, run_after;
    const struct book_run *runs[1], *runs_after[1];
    struct book_item item, after;
    const struct book_item *items[2];
    struct book_snap snap;
    struct clock_time now;
};

static inline void hand_init(struct hand *h, enum rules_kind kind, enum rules_state state) {
    *h = (struct hand){.now = {.wall_ms = NOW_MS, .boot_ms = 5000, .boot_id = "b"}};
    h->run = (struct book_run){.id = 31, .item = 3, .number = 1, .name = "", .state = state,
        .tie_reason = "", .options = h->options, .cards = h->cards, .present = 64};
    h->run_after = (struct book_run){.id = 41, .item = 4, .number = 1, .name = "",
                                     .tie_reason = ""};
    h->runs[0] = &h->run, h->runs_after[0] = &h->run_after;
    h->item = (struct book_item){.id = 3, .kind = kind, .title = "Worum geht es?", .kicker = "",
        .speaker = "", .hint = "", .note = "intern", .timer_visible = true, .runs = h->runs,
        .runs_n = 1, .cards_max = 3, .card_length = 140};
    h->after = (struct book_item){.id = 4, .kind = RULES_TALK, .title = "Danach kommt das",
        .kicker = "", .speaker = "", .hint = "", .note = "", .runs = h->runs_after, .runs_n = 1};
    h->items[0] = &h->item, h->items[1] = &h->after;
    h->snap = (struct book_snap){.version = 7, .people = h->people, .items = h->items,
        .items_n = 2, .last_step = RULES_STEPS, .show = {.item = 3, .message = "",
        .confirm = RULES_STEPS}, .settings = {.code = "K7MQ", .title = "Dialogkonferenz",
        .place = "Stadthalle", .ssid = "", .password = "", .address = "", .language = "de",
        .host = "", .expected = 80, .registration_open = true, .turnout_shown = true}};
}

static inline void hand_timer(struct hand *h, int64_t left_ms, int total_s) {
    h->snap.show.timer = clock_deadline_in(&h->now, left_ms);
    h->snap.show.timer_total_s = total_s;
}

static inline json_t *hand_stage(const struct hand *h) {
    struct scene_place place = {"10.0.0.1", 80};
    return scene_stage(&h->snap, &h->now, &place);
}
static inline json_t *hand_phone(const struct hand *h) {
    return scene_phone(&h->snap, &h->now, lang_get("de"));
}

/* Everything anybody is told: stage, phone in both languages, the moderator's preview. */
static inline void hand_told(struct str *out, const struct hand *h) {
    json_t *all[] = {hand_stage(h), hand_phone(h), scene_phone(&h->snap, &h->now, lang_get("en")),
                     scene_next(&h->snap, &h->now, lang_get("de"))};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        json_write(out, all[i]);
        json_decref(all[i]);
    }
}

/* Text under "key", or under "outer.key"; "" when missing. */
static inline const char *hand_text(const json_t *scene, const char *outer, const char *key) {
    return json_text(outer ? json_object_get(scene, outer) : scene, key, "");
}
#endif
