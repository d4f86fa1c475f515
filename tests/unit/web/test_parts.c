/* Proves: each change of an event is found in the part it belongs to and in no other, and a commit
 * that changed nothing visible finds nothing; a name or consent taken back is told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "kiosk/web/parts.h"

#define BIT(part) (1u << WEB_PART_##part)

/* A small event made by hand: a collection with one card. */
struct small {
    struct book_card card;
    struct book_run run;
    struct book_item item;
    const struct book_run *runs[1];
    const struct book_item *items[2];
    struct book_person person;
    struct book_snap snap;
};

static void make(struct small *s) {
    *s = (struct small){.card = {.id = 7, .text = "Karte"}};
    s->run = (struct book_run){.id = 3, .state = RULES_OPEN, .cards = &s->card, .cards_n = 1};
    s->runs[0] = &s->run;
    s->item = (struct book_item){.id = 2, .kind = RULES_VISIONS, .title = "Was?", .rev = 1,
                                 .runs = s->runs, .runs_n = 1};
    s->items[0] = &s->item;
    s->person = (struct book_person){.id = 1, .name = "Ada", .consents = {1, 2}};
    s->snap = (struct book_snap){.version = 10, .items = s->items, .items_n = 1,
                                 .people = &s->person, .people_n = 1};
    s->snap.settings.title = "Titel";
    s->snap.show.message = "";
}

/* The next snapshot: another item and run, as after a commit that touched them. */
static void follow(struct small *next, const struct small *s) {
    *next = *s;
    next->runs[0] = &next->run;
    next->item.runs = next->runs;
    next->items[0] = &next->item;
    next->snap.items = next->items;
    next->snap.version++;
}

static unsigned differ(const struct small *a, const struct small *b) {
    return web_parts_differ(&a->snap, &b->snap);
}

static void agenda(void **state) {
    struct small a, b;
    (void)state;
    make(&a);
    assert_int_equal(web_parts_differ(NULL, &a.snap), (1u << WEB_PARTS) - 1);
    follow(&b, &a);
    assert_int_equal(differ(&a, &b), 0);
    b.item.rev = 2;
    assert_int_equal(differ(&a, &b), BIT(ITEMS));
    follow(&b, &a);
    b.item.planned_ms = 5;
    assert_int_equal(differ(&a, &b), BIT(ITEMS));
    follow(&b, &a);
    b.run.state = RULES_CLOSED;
    assert_int_equal(differ(&a, &b), BIT(ITEMS) | BIT(RESULTS));
    follow(&b, &a);
    b.snap.items_n = 0;
    assert_int_equal(differ(&a, &b), BIT(ITEMS) | BIT(CARDS) | BIT(RESULTS));
}

static void contributions(void **state) {
    struct small a, b;
    struct book_card other = {.id = 8, .text = "Zweite"};
    (void)state;
    make(&a);
    follow(&b, &a);
    b.run.cards = &other;
    assert_int_equal(differ(&a, &b), BIT(CARDS));
    follow(&b, &a);
    b.run.turnout = 1;
    assert_int_equal(differ(&a, &b), BIT(RESULTS));
}

static void others(void **state) {
    struct small a, b;
    struct book_person person = {.id = 1, .name = "Ada B.", .consents = {1, 2}};
    struct book_remote_row remote = {.id = 1};
    (void)state;
    make(&a);
    follow(&b, &a);
    b.snap.people = &person;
    assert_int_equal(differ(&a, &b), BIT(PEOPLE));
    follow(&b, &a);
    b.snap.settings.title = "Anderer Titel";
    assert_int_equal(differ(&a, &b), BIT(SETTINGS));
    follow(&b, &a);
    b.snap.show.message = "Gleich geht es weiter";
    assert_int_equal(differ(&a, &b), BIT(SHOW));
    follow(&b, &a);
    b.snap.remotes = &remote;
    assert_int_equal(differ(&a, &b), BIT(SHOW));
    follow(&b, &a);
    b.snap.paper = 11;
    b.snap.log = 11;
    assert_int_equal(differ(&a, &b), BIT(PAPER) | BIT(LOG));
    assert_string_equal(web_part_name(WEB_PART_CARDS), "cards");
}

/* Less is known, or may be told, of somebody than before. */
static void taken_back(void **state) {
    static const struct { struct book_person now[2]; size_t n; bool back; } cases[] = {
        {{{.id = 1, .name = "Ada", .consents = {1, 2}}, {.id = 2, .name = "Neu"}}, 2, false},
        {{{.id = 1, .name = "Ada B.", .consents = {1, 2}}}, 1, false},
        {{{.id = 1, .name = "Ada", .consents = {1, 2, 1}}}, 1, false},
        {{{.id = 1, .name = "", .consents = {1, 2}}}, 1, true},
        {{{.id = 1, .name = "Ada", .consents = {1, 1}}}, 1, true},
        {{{.id = 1, .name = "Ada", .consents = {0, 2}}}, 1, true},
        {{{.id = 2, .name = "Ada", .consents = {1, 2}}}, 1, true},
        {{{.id = 0}}, 0, true},
    };
    struct small a, b;
    (void)state;
    make(&a);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        follow(&b, &a);
        b.snap.people = cases[i].now;
        b.snap.people_n = cases[i].n;
        assert_int_equal(differ(&a, &b), BIT(PEOPLE) | (cases[i].back ? BIT(TAKEN_BACK) : 0));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agenda), cmocka_unit_test(contributions), cmocka_unit_test(others),
        cmocka_unit_test(taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
