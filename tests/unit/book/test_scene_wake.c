/* Proves: the door counts people and municipalities in alphabetical order; plans that are over say
 * nothing; phones are woken by their own page's changes only, stages at once by a moderator's. */
#include "tests/unit/book/scene_hand.h"

/* n people of a city; NULL: without a municipality. */
static void put_people(struct hand *h, const char *city, int n) {
    for (int i = 0; i < n; i++) {
        h->people[h->snap.people_n] = (struct book_person){.id = (int64_t)h->snap.people_n + 1,
            .name = "", .organisation_name = "", .discipline_name = "", .municipality = city,
            .present = true};
        h->snap.people_n++;
        h->snap.present++;
    }
}

static void the_door_as_in_the_picture(void **state) {
    (void)state;
    static const struct book_organisation list[] = {
        {1, "Stadt Ölde", "Ölde", "OE"}, {2, "Stadt Bochum", "Bochum", "BO"},
        {3, "Verein Bochum", "Bochum", "BO"}, {4, "Stadt Witten", "Witten", "WIT"},
        {5, "Stadt Essen", "Essen", "E"}};
    struct hand h;
    hand_init(&h, RULES_ARRIVAL, RULES_PREPARED);
    h.snap.organisations = list;
    h.snap.organisations_n = 5;
    put_people(&h, "Witten", 2), put_people(&h, NULL, 1), put_people(&h, "Ölde", 3);
    put_people(&h, "Bochum", 4);
    h.people[0].present = false;                 /* left again */
    h.snap.present--;
    h.snap.municipalities = 3;
    h.after.planned_ms = NOW_MS + 8 * 60000;
    h.snap.settings.ssid = "DIA;LOG", h.snap.settings.password = "MITMACHEN";
    json_t *scene = hand_stage(&h), *groups = json_object_get(scene, "groups");
    const struct { const char *name; int count; } want[] = {
        {"Bochum", 4}, {"Ölde", 3}, {"Witten", 1}, {"ohne Kommune", 1}};
    assert_int_equal(json_array_size(groups), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(json_text(json_array_get(groups, i), "name", ""), want[i].name);
        assert_int_equal(json_int(json_array_get(groups, i), "count", 0), want[i].count);
    }
    char at[6];
    clock_hm(at, h.after.planned_ms);
    assert_string_equal(hand_text(scene, NULL, "headline"), "9 von 80 sind da");
    assert_string_equal(hand_text(scene, NULL, "headline_more"), "aus 3 Kommunen");
    assert_string_equal(hand_text(scene, NULL, "kicker"), "Dialogkonferenz · Stadthalle");
    assert_string_equal(hand_text(scene, NULL, "begin"), "Beginn um");
    assert_string_equal(hand_text(scene, NULL, "begin_at"), at);
    assert_string_equal(hand_text(scene, "wifi", "payload"),
                        "WIFI:T:WPA;S:DIA\\;LOG;P:MITMACHEN;;");
    assert_null(json_object_get(scene, "closed"));
    json_decref(scene);
    h.snap.settings.registration_open = false;
    scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, NULL, "closed"), "Die Anmeldung ist geschlossen");
    json_decref(scene);
}

static void many_cities_leave_nobody_out(void **state) {
    (void)state;
    static struct book_organisation list[30];
    static char names[30][16];
    struct hand h;
    hand_init(&h, RULES_ARRIVAL, RULES_PREPARED);
    for (int i = 0; i < 30; i++) {
        str_format(names[i], sizeof names[i], "Stadt %02d", i);
        list[i] = (struct book_organisation){i + 1, names[i], names[i], NULL};
        put_people(&h, names[i], i == 29 ? 9 : 1);
    }
    h.snap.organisations = list;
    h.snap.organisations_n = 30;
    json_t *scene = hand_stage(&h), *groups = json_object_get(scene, "groups");
    size_t n = json_array_size(groups), sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (size_t)json_int(json_array_get(groups, i), "count", 0);
        if (i + 2 < n)
            assert_true(strcmp(json_text(json_array_get(groups, i), "name", ""),
                               json_text(json_array_get(groups, i + 1), "name", "")) < 0);
    }
    assert_int_equal(n, 20);
    assert_int_equal(sum, 38);
    assert_string_equal(json_text(json_array_get(groups, 19), "name", ""), "11 weitere");
    json_decref(scene);
}

static void expect_break(const struct hand *h, const char *until, bool at) {
    json_t *scene = hand_stage(h), *next = json_object_get(scene, "next");
    assert_string_equal(hand_text(scene, NULL, "until"), until);
    assert_string_equal(json_text(next, "title", ""), "Danach kommt das");
    assert_int_equal(json_object_get(next, "at") != NULL, at);
    json_decref(scene);
}

static void a_break_ends_by_timer_or_plan(void **state) {
    (void)state;
    struct hand h;
    char until[6];
    hand_init(&h, RULES_BREAK, RULES_PREPARED);
    h.item.minutes = 15;
    h.item.planned_ms = NOW_MS - 5 * 60000;
    h.after.planned_ms = NOW_MS + 10 * 60000;
    clock_hm(until, NOW_MS + 10 * 60000);
    expect_break(&h, until, true);
    hand_timer(&h, 30 * 60000, 1800);            /* longer than planned: the plan is out */
    clock_hm(until, NOW_MS + 30 * 60000);
    expect_break(&h, until, false);
    h.snap.show.timer_paused_ms = 60000;         /* stopped: nobody knows the end */
    expect_break(&h, "", true);
    h.snap.show.timer_paused_ms = 0;
    h.snap.show.timer = (struct clock_deadline){0};
    h.item.planned_ms -= 3600000;                /* the plan is long over */
    h.after.planned_ms -= 3600000;
    expect_break(&h, "15 min", false);
    clock_hm(until, NOW_MS + 60000);
    hand_timer(&h, 60000, 60);
    json_t *phone = hand_phone(&h);
    assert_true(str_starts(hand_text(phone, NULL, "until"), "Weiter um "));
    assert_non_null(strstr(hand_text(phone, NULL, "until"), until));
    json_decref(phone);
}

static void time_over_and_second_press(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_TALK, RULES_PREPARED);
    h.item.hint = "Erstens\nZweitens";
    hand_timer(&h, -5000, 100);
    h.snap.show.confirm = RULES_STEP_CLOSE;
    h.snap.show.confirm_until = clock_deadline_in(&h.now, 4000);
    json_t *scene = hand_stage(&h), *timer = json_object_get(scene, "timer");
    assert_int_equal(json_int(timer, "left_ms", 0), -5000);
    assert_int_equal(json_int(timer, "warn_ms", 0), 20000);
    assert_string_equal(hand_text(scene, "notice", "text"), "Noch einmal drücken: schließen");
    assert_int_equal(json_array_size(json_object_get(scene, "lines")), 2);
    json_decref(scene);
    h.item.timer_visible = false;
    json_t *phone = hand_phone(&h);
    assert_null(json_object_get(phone, "left_ms"));
    json_decref(phone);
}

static void the_preview_says_what_next_brings(void **state) {
    (void)state;
    static const struct { enum rules_state state; const char *kicker, *title; } rows[] = {
        {RULES_PREPARED, "Öffnen", ""}, {RULES_OPEN, "Schließen", ""},
        {RULES_PAUSED, "Weiter", ""}, {RULES_CLOSED, "Das Ergebnis erscheint", ""},
        {RULES_REVEALED, "Beitrag", "Danach kommt das"}};
    struct hand h;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        hand_init(&h, RULES_DOTS, rows[i].state);
        json_t *next = scene_next(&h.snap, &h.now, lang_get("de"));
        assert_string_equal(json_text(next, "kicker", ""), rows[i].kicker);
        assert_string_equal(json_text(next, "title", ""), rows[i].title);
        json_decref(next);
    }
    h.snap.items_n = 1;
    json_t *next = scene_next(&h.snap, &h.now, lang_get("de"));
    assert_string_equal(json_text(next, "kicker", ""), "Ende des Ablaufs");
    json_decref(next);
}

/* --- who hears of it -------------------------------------------------------------------------- */
static void nothing(struct hand *h) { (void)h; }
static void turnout(struct hand *h) { h->run.turnout++; }
static void others_card(struct hand *h) { h->run.cards_n++; }
static void somebody_came(struct hand *h) { h->snap.present++, h->run.present++; }
static void looked(struct hand *h) { h->snap.version++; }
static void opened(struct hand *h) { h->run.state = RULES_OPEN; }
static void shown(struct hand *h) { h->run.shown = true; }
static void new_run(struct hand *h) { h->run.id++; }
static void other_item(struct hand *h) { h->snap.show.item = 4; }
static void timer(struct hand *h) { hand_timer(h, 60000, 60); }
static void stopped(struct hand *h) { h->snap.show.timer_paused_ms = 7; }
static void message(struct hand *h) { h->snap.show.message = "Gleich Pause"; }
static void pinned(struct hand *h) { h->snap.show.pinned = 100; }
static void tie(struct hand *h) { h->run.tie = RULES_TIE_ALL; }
static void reason(struct hand *h) { h->run.tie_reason = "Los"; }
static void hidden_card(struct hand *h) { h->snap.last_step = RULES_STEP_HIDE; }
static void blank(struct hand *h) { h->snap.show.blank = true; }
static void confirm(struct hand *h) { h->snap.show.confirm = RULES_STEP_CLOSE; }
static void trouble(struct hand *h) { h->snap.disk_trouble = true; }

static void who_is_woken(void **state) {
    (void)state;
    static const struct { void (*change)(struct hand *h); bool phones, urgent; } rows[] = {
        {nothing, false, false}, {turnout, false, false}, {others_card, false, false},
        {somebody_came, false, false}, {looked, false, false},
        {opened, true, true}, {shown, true, true}, {new_run, true, true}, {other_item, true, true},
        {timer, true, true}, {stopped, true, true}, {message, true, true}, {pinned, true, true},
        {tie, true, true}, {reason, true, true},
        {hidden_card, false, true}, {blank, false, true}, {confirm, false, true},
        {trouble, false, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct hand *a = malloc(sizeof *a), *b = malloc(sizeof *b);
        assert_non_null(a);
        assert_non_null(b);
        hand_init(a, RULES_DOTS, RULES_PREPARED);
        hand_init(b, RULES_DOTS, RULES_PREPARED);
        rows[i].change(b);
        if (scene_phones_differ(&a->snap, &b->snap) != rows[i].phones ||
            scene_is_urgent(&a->snap, &b->snap) != rows[i].urgent)
            fail_msg("row %zu", i);
        free(a);
        free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_door_as_in_the_picture),
        cmocka_unit_test(many_cities_leave_nobody_out),
        cmocka_unit_test(a_break_ends_by_timer_or_plan),
        cmocka_unit_test(time_over_and_second_press),
        cmocka_unit_test(the_preview_says_what_next_brings),
        cmocka_unit_test(who_is_woken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
