/* Proves who is woken (methods.md): a card whose status changed wakes its author and nobody else,
 * new cards and other people's dots wake no phone, a turnout that is shown goes its slow way, a
 * changed phone is told, and a full list falls back to everybody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "kiosk/web/wake.h"

struct scene_of {               /* one snapshot with one item and one run */
    struct book_snap snap;
    struct book_item item;
    struct book_run run;
    const struct book_item *items[1];
    const struct book_run *runs[1];
};

static void make(struct scene_of *s, enum rules_kind kind, const struct book_card *cards,
                 size_t n) {
    memset(s, 0, sizeof *s);
    s->run = (struct book_run){.id = 7, .item = 3, .number = 1, .name = "", .state = RULES_OPEN,
                               .cards = cards, .cards_n = n, .tie_reason = ""};
    s->runs[0] = &s->run;
    s->item = (struct book_item){.id = 3, .kind = kind, .title = "", .kicker = "", .speaker = "",
                                 .hint = "", .note = "", .runs = s->runs, .runs_n = 1};
    s->items[0] = &s->item;
    s->snap.items = s->items;
    s->snap.items_n = 1;
    s->snap.show = (struct book_show){.item = 3, .message = "", .confirm = RULES_STEPS};
    s->snap.settings = (struct book_settings){.code = "K7MQ", .title = "", .place = "", .ssid = "",
        .password = "", .address = "", .language = "de", .host = "", .turnout_shown = true};
    s->snap.last_step = RULES_STEPS;
}

static const struct book_card before[] = {
    {.id = 11, .text = "a", .state = RULES_WAITING, .person = 1},
    {.id = 12, .text = "b", .state = RULES_WAITING, .person = 2},
};

static void status_wakes_its_author(void **state) {
    const struct book_card after[] = {
        {.id = 11, .text = "a", .state = RULES_WAITING, .person = 1},
        {.id = 12, .text = "b", .state = RULES_SHOWN, .person = 2, .order = 1},
    };
    static struct scene_of a, b;
    static struct wake_news news;
    (void)state;
    make(&a, RULES_VISIONS, before, 2);
    make(&b, RULES_VISIONS, after, 2);
    wake_find(&news, &a.snap, &b.snap);
    assert_true(news.screens);
    assert_int_equal(news.people_n, 1);
    assert_int_equal(news.people[0], 2);
}

static void new_cards_wake_no_phone(void **state) {
    const struct book_card after[] = {
        {.id = 5, .text = "new", .state = RULES_WAITING, .person = 9},
        {.id = 11, .text = "a", .state = RULES_WAITING, .person = 1},
        {.id = 12, .text = "b", .state = RULES_WAITING, .person = 2},
    };
    static struct scene_of a, b;
    static struct wake_news news;
    (void)state;
    make(&a, RULES_VISIONS, before, 2);
    make(&b, RULES_VISIONS, after, 3);
    b.run.turnout = a.run.turnout + 1;
    wake_find(&news, &a.snap, &b.snap);
    assert_true(news.screens);
    assert_false(news.phones || news.turnout || news.moved);
    assert_int_equal(news.people_n, 0);
}

static void dots_go_by_the_turnout(void **state) {
    static struct scene_of a, b;
    struct wake_news news = {0};
    (void)state;
    make(&a, RULES_DOTS, NULL, 0);
    make(&b, RULES_DOTS, NULL, 0);
    b.run.turnout = 5;
    wake_find(&news, &a.snap, &b.snap);
    assert_true(news.turnout);
    assert_false(news.phones);
    b.snap.settings.turnout_shown = a.snap.settings.turnout_shown = false;
    news = (struct wake_news){0};
    wake_find(&news, &a.snap, &b.snap);
    assert_false(news.turnout || news.phones);
}

static void states_wake_all(void **state) {
    static struct scene_of a, b;
    struct wake_news news = {0};
    (void)state;
    make(&a, RULES_DOTS, NULL, 0);
    make(&b, RULES_DOTS, NULL, 0);
    b.run.state = RULES_CLOSING;
    wake_find(&news, &a.snap, &b.snap);
    assert_true(news.phones && news.urgent);
}

static void changed_phone(void **state) {
    const struct book_person then[] = {{.id = 1, .name = "", .session = 4},
                                       {.id = 3, .name = "", .session = 5}};
    const struct book_person now[] = {{.id = 1, .name = "", .session = 4},
                                      {.id = 3, .name = "", .session = 6}};
    static struct scene_of a, b;
    struct wake_news news = {0};
    (void)state;
    make(&a, RULES_TALK, NULL, 0);
    make(&b, RULES_TALK, NULL, 0);
    a.snap.people = then, a.snap.people_n = 2;
    b.snap.people = now, b.snap.people_n = 2;
    wake_find(&news, &a.snap, &b.snap);
    assert_true(news.moved);
}

static void full_list(void **state) {
    static struct wake_news news;
    (void)state;
    for (int64_t p = 1; p <= WAKE_PEOPLE; p++) wake_person(&news, p);
    wake_person(&news, 1);
    assert_false(news.phones);
    wake_person(&news, WAKE_PEOPLE + 1);
    assert_true(news.phones);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(status_wakes_its_author), cmocka_unit_test(new_cards_wake_no_phone),
        cmocka_unit_test(dots_go_by_the_turnout), cmocka_unit_test(states_wake_all),
        cmocka_unit_test(changed_phone), cmocka_unit_test(full_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
