/* Proves: hidden is hidden - in no state but "revealed and shown" does any scene, phone or preview
 * carry a result, and no card that is not on the stage is ever told; results, ties and counts are
 * said in correct German. */
#include "tests/unit/book/scene_hand.h"

/* Options with figures planted in them, as if somebody had filled them in too early. */
static void plant_results(struct hand *h) {
    static const struct book_option rows[] = {
        {11, "Kulturarbeit", 0, 7011, 7009, 7006, 3, true, false},
        {12, "Bildung", 0, 7061, 7042, 7018, 1, false, true},
        {13, "Dialog", 0, 7011, 7008, -1, 3, true, false},
        {14, "Ausbildung", 0, 7052, 7001, 7001, 2, false, true}};
    memcpy(h->options, rows, sizeof rows);
    h->run.options_n = 4;
    h->run.dots = 3;
    h->run.per_option = 3;
    h->run.turnout = 48;
    h->run.points = 7192;
    h->run.people = 7064;
    h->run.municipalities = 7019;
    h->run.sealed = true;
    h->item.cut = 2;
}

static void no_result_before_it_is_shown(void **state) {
    (void)state;
    for (int s = RULES_PREPARED; s <= RULES_ARCHIVED; s++)
        for (int shown = 0; shown < 2; shown++) {
            struct hand h;
            struct str told = STR_INIT;
            hand_init(&h, RULES_DOTS, (enum rules_state)s);
            plant_results(&h);
            h.run.shown = shown;
            hand_told(&told, &h);
            bool result = s == RULES_REVEALED && shown;
            assert_int_equal(strstr(told.data, "70") != NULL, result);
            assert_int_equal(strstr(told.data, "7.192") != NULL, result);
            assert_int_equal(strstr(told.data, "\"rank\"") != NULL, result);
            assert_int_equal(strstr(told.data, "\"above\"") != NULL, result);
            str_release(&told);
        }
}

static void the_result_in_its_order_and_words(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_DOTS, RULES_REVEALED);
    plant_results(&h);
    h.run.shown = true;
    h.options[1].people = 1, h.options[1].municipalities = 1;
    json_t *scene = hand_stage(&h), *options = json_object_get(scene, "options");
    const char *order[] = {"Bildung", "Ausbildung", "Kulturarbeit", "Dialog"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_text(json_array_get(options, i), "text", ""), order[i]);
    json_t *first = json_object_get(json_array_get(options, 0), "lines");
    assert_string_equal(json_string_value(json_array_get(first, 0)), "1 Person");
    assert_string_equal(json_string_value(json_array_get(first, 1)), "1 Kommune");
    json_t *last = json_object_get(json_array_get(options, 3), "lines");
    assert_string_equal(json_string_value(json_array_get(last, 0)), "7.008 Personen");
    assert_string_equal(json_string_value(json_array_get(last, 1)), "– Kommunen");
    assert_int_equal(json_int(scene, "cut", -1), 2);
    assert_string_equal(hand_text(scene, NULL, "figure"), "7.192 Punkte von 7.064 Personen");
    assert_string_equal(hand_text(scene, NULL, "kicker"), "Punkten · Ergebnis");
    assert_null(json_object_get(scene, "tie"));
    json_decref(scene);
    h.run.municipalities = 0;
    for (size_t i = 0; i < 4; i++) h.options[i].municipalities = 0;
    scene = hand_stage(&h);
    first = json_object_get(json_array_get(json_object_get(scene, "options"), 0), "lines");
    assert_int_equal(json_array_size(first), 1);
    json_decref(scene);
}

static void a_tie_at_the_line_is_said(void **state) {
    (void)state;
    static const struct { enum rules_tie tie; const char *part; } rows[] = {
        {RULES_TIE_UNDECIDED, "Gleichstand von 2"}, {RULES_TIE_ALL, "Alle sind dabei"},
        {RULES_TIE_RUNOFF, "Stichwahl"}, {RULES_TIE_DECIDED, "entschieden: Losentscheid"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct hand h;
        hand_init(&h, RULES_DOTS, RULES_REVEALED);
        plant_results(&h);
        h.run.shown = true;
        h.item.cut = 3;
        h.run.tie = rows[i].tie;
        h.run.tie_reason = "Losentscheid";
        json_t *scene = hand_stage(&h);
        assert_non_null(strstr(hand_text(scene, NULL, "tie"), rows[i].part));
        json_decref(scene);
    }
}

static void a_running_vote_as_in_the_picture(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_DOTS, RULES_OPEN);
    plant_results(&h);
    hand_timer(&h, 96000, 300);
    json_t *scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, NULL, "kicker"), "Punkten läuft");
    assert_string_equal(hand_text(scene, "turnout", "label"), "von 64 fertig");
    assert_int_equal(json_int(json_object_get(scene, "turnout"), "done", 0), 48);
    assert_string_equal(hand_text(scene, "budget", "label"), "3 Punkte pro Person");
    assert_string_equal(hand_text(scene, NULL, "secrecy_note"),
                        "Geheim. Das Ergebnis erscheint nach dem Schließen.");
    assert_int_equal(json_int(json_object_get(scene, "timer"), "left_ms", 0), 96000);
    assert_string_equal(hand_text(scene, "timer", "over"), "Zeit ist um");
    assert_string_equal(hand_text(scene, "join", "typed"), "10.0.0.1/K7MQ");
    assert_string_equal(hand_text(scene, "join", "payload"), "HTTP://10.0.0.1/K7MQ");
    assert_null(json_object_get(scene, "wifi"));
    json_decref(scene);
    h.run.turnout = 66;
    h.run.per_option = 2;
    scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, "turnout", "label"), "von 66 fertig");
    assert_non_null(strstr(hand_text(scene, NULL, "secrecy_note"),
                           "Höchstens 2 Punkte auf eine Möglichkeit."));
    json_decref(scene);
    h.snap.settings.turnout_shown = false;
    json_t *phone = hand_phone(&h);
    scene = hand_stage(&h);
    assert_null(json_object_get(scene, "turnout"));
    assert_null(json_object_get(phone, "turnout"));
    assert_string_equal(hand_text(phone, NULL, "can"), "dots");
    json_decref(scene);
    json_decref(phone);
}

static void before_opening_the_budget_is_what_opening_fixes(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_DOTS, RULES_PREPARED);
    plant_results(&h);
    h.run.dots = h.run.per_option = 0;
    json_t *scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, "budget", "label"), "2 Punkte pro Person");
    assert_null(json_object_get(scene, "turnout"));
    json_decref(scene);
    h.item.dots = 1;
    scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, "budget", "label"), "1 Punkt pro Person");
    json_decref(scene);
}

static void phones_may_send_only_while_it_is_taken(void **state) {
    (void)state;
    for (int s = RULES_PREPARED; s <= RULES_REVEALED; s++)
        for (int kind = RULES_ARRIVAL; kind < RULES_KINDS; kind++) {
            struct hand h;
            hand_init(&h, (enum rules_kind)kind, (enum rules_state)s);
            h.run.shown = true;
            json_t *phone = hand_phone(&h);
            bool taken = (s == RULES_OPEN || s == RULES_CLOSING) &&
                         (kind == RULES_DOTS || kind == RULES_VISIONS);
            assert_int_equal(json_object_get(phone, "can") != NULL, taken);
            json_decref(phone);
        }
}

/* --- cards ------------------------------------------------------------------------------------ */
static void plant_cards(struct hand *h, enum rules_appear appear) {
    static const struct { const char *text; enum rules_card state; } rows[] = {
        {"erste gezeigte", RULES_SHOWN}, {"zweite gezeigte", RULES_SHOWN},
        {"GEHEIM wartet", RULES_WAITING}, {"GEHEIM gehalten", RULES_HELD},
        {"GEHEIM zurück", RULES_WITHDRAWN}};
    h->run.appear = appear;
    h->run.cards_n = 5;
    h->run.turnout = 1;
    for (int i = 0; i < 5; i++)
        h->cards[i] = (struct book_card){.id = 100 + i, .text = rows[i].text,
            .state = rows[i].state, .person = 5, .municipality = "Hagen",
            .order = rows[i].state == RULES_SHOWN ? i + 1 : 0};
}

static void only_cards_on_the_stage_are_told(void **state) {
    (void)state;
    for (int appear = RULES_RELEASE; appear <= RULES_REVEAL; appear++)
        for (int s = RULES_OPEN; s <= RULES_REVEALED; s++)
            for (int shown = 0; shown < 2; shown++) {
                struct hand h;
                struct str told = STR_INIT;
                hand_init(&h, RULES_VISIONS, (enum rules_state)s);
                plant_cards(&h, (enum rules_appear)appear);
                h.item.author = RULES_ANONYMOUS;
                h.run.shown = shown;
                h.snap.show.pinned = 102;        /* one that waits: must not appear all the same */
                hand_told(&told, &h);
                assert_null(strstr(told.data, "GEHEIM"));
                assert_null(strstr(told.data, "Hagen"));
                assert_null(strstr(told.data, "\"pinned\""));
                assert_null(strstr(told.data, "intern"));
                if (appear == RULES_REVEAL)
                    assert_int_equal(strstr(told.data, "gezeigte") != NULL,
                                     s == RULES_REVEALED && shown);
                else
                    assert_non_null(strstr(told.data, "zweite gezeigte"));
                str_release(&told);
            }
}

static void the_silent_phase_shows_a_number_alone(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_VISIONS, RULES_OPEN);
    plant_cards(&h, RULES_REVEAL);
    h.run.turnout = 58;
    h.run.cards_n = 2;
    json_t *scene = hand_stage(&h);
    assert_int_equal(json_array_size(json_object_get(scene, "cards")), 0);
    assert_string_equal(hand_text(scene, "counter", "value"), "2");
    assert_string_equal(hand_text(scene, "counter", "label"), "Visionen");
    assert_string_equal(hand_text(scene, NULL, "figure"), "2 Visionen · 58 Beteiligte");
    assert_string_equal(hand_text(scene, NULL, "kicker"), "Visionen sammeln");
    json_decref(scene);
}

static void a_name_stands_beside_a_card_only_where_it_may(void **state) {
    (void)state;
    static const struct { enum rules_author author; const char *name, *by; } rows[] = {
        {RULES_ANONYMOUS, "Ada", ""}, {RULES_BY_CITY, "Ada", "Hagen"},
        {RULES_BY_NAME, "Ada", "Ada"}, {RULES_BY_NAME, NULL, "Hagen"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct hand h;
        hand_init(&h, RULES_VISIONS, RULES_OPEN);
        plant_cards(&h, RULES_LIVE);
        h.item.author = rows[i].author;
        h.cards[0].name = rows[i].name;
        json_t *scene = hand_stage(&h), *phone = hand_phone(&h);
        const json_t *a = json_array_get(json_object_get(scene, "cards"), 0);
        const json_t *b = json_array_get(json_object_get(phone, "cards"), 0);
        assert_string_equal(json_text(a, "by", ""), rows[i].by);
        assert_string_equal(json_text(b, "by", ""), rows[i].by);
        json_decref(scene);
        json_decref(phone);
    }
}

static void above_120_cards_the_number_stands_beside_them(void **state) {
    (void)state;
    struct hand h;
    hand_init(&h, RULES_VISIONS, RULES_REVEALED);
    plant_cards(&h, RULES_LIVE);
    h.run.shown = true;
    h.run.cards_n = 143;
    for (int i = 0; i < 143; i++)
        h.cards[i] = (struct book_card){.id = 500 + i, .text = "x", .state = RULES_SHOWN};
    json_t *scene = hand_stage(&h);
    assert_string_equal(hand_text(scene, "counter", "value"), "143");
    assert_int_equal(json_int(scene, "total", 0), 143);
    assert_string_equal(hand_text(scene, NULL, "kicker"), "Unsere Visionen");
    json_decref(scene);
    h.run.cards_n = 120;
    scene = hand_stage(&h);
    assert_null(json_object_get(scene, "counter"));
    json_decref(scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_result_before_it_is_shown),
        cmocka_unit_test(the_result_in_its_order_and_words),
        cmocka_unit_test(a_tie_at_the_line_is_said),
        cmocka_unit_test(a_running_vote_as_in_the_picture),
        cmocka_unit_test(before_opening_the_budget_is_what_opening_fixes),
        cmocka_unit_test(phones_may_send_only_while_it_is_taken),
        cmocka_unit_test(only_cards_on_the_stage_are_told),
        cmocka_unit_test(the_silent_phase_shows_a_number_alone),
        cmocka_unit_test(a_name_stands_beside_a_card_only_where_it_may),
        cmocka_unit_test(above_120_cards_the_number_stands_beside_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
