/* An item as it will look on the stage, before anybody came: the scenes themselves, given a sample
 * of people, cards and votes. Pure, any thread. */
#include <stdlib.h>
#include "events/book/scene_inside.h"
#include "events/rules/run.h"
#include "lib/mem.h"

enum { PEOPLE_MAX = 120, PEOPLE_USUAL = 64, CARDS = 9 };

static const char *const cards[CARDS] = {
    "At the counter you hear many languages", "Trainees from every part of town",
    "Everybody understands our letters", "The team is as colourful as the town",
    "Applications without photo and name", "Experience from abroad counts",
    "The first contact is friendly", "Nobody waits longer than a week",
    "We ask before we decide",
};

struct sample {
    struct book_snap s;
    struct book_item item;
    struct book_run run;
    const struct book_run *runs[1];
    const struct book_item **items;
    struct book_person *people;
    struct book_card cards[CARDS];
    struct book_option options[CARDS];
    struct clock_time now;
};

/* Spread unevenly, as in life, and always in the same way. */
static const struct book_organisation *organisation(const struct book_snap *s, size_t i) {
    if (!s->organisations_n) return NULL;
    return &s->organisations[(i * 11 + i / 6 * (i / 9)) % s->organisations_n];
}

static void add_people(struct sample *a, const struct book_snap *s) {
    size_t n = s->settings.expected ? (size_t)s->settings.expected * 4 / 5 : PEOPLE_USUAL;
    if (n > PEOPLE_MAX) n = PEOPLE_MAX;
    a->people = mem_new(n + 1, sizeof *a->people);
    bool *seen = mem_new(s->organisations_n + 1, sizeof *seen);
    a->s.municipalities = 0;
    for (size_t i = 0; i < n; i++) {
        const struct book_organisation *o = organisation(s, i);
        struct book_person *p = &a->people[i];
        *p = (struct book_person){.id = (int64_t)i + 1, .name = "", .present = true};
        if (!o) continue;
        p->municipality = o->municipality, p->letters = o->letters;
        a->s.municipalities += o->municipality && !seen[o - s->organisations];
        seen[o - s->organisations] = true;
    }
    free(seen);
    a->s.people = a->people, a->s.people_n = n;
    a->s.present = a->s.registered = a->run.present = (int64_t)n;
}

static void add_cards(struct sample *a, const struct lang *lang) {
    for (size_t i = 0; i < CARDS; i++) {
        const struct book_person *p = a->s.people_n ? &a->s.people[i * 7 % a->s.people_n] : NULL;
        a->cards[i] = (struct book_card){.id = (int64_t)i + 1, .text = lang_text(lang, cards[i]),
            .state = RULES_SHOWN, .order = (int64_t)i + 1,
            .municipality = p ? p->municipality : NULL, .letters = p ? p->letters : NULL};
    }
    a->run.cards = a->cards, a->run.cards_n = CARDS;
    a->run.appear = rules_appear_resolve(a->item.appear, a->s.present);
    a->run.turnout = CARDS - 2;
}

/* A vote that still waits for cards shows how those would stand there. */
static void add_vote(struct sample *a, const struct lang *lang) {
    a->run.turnout = a->run.present * 3 / 4;
    a->run.secrecy = a->item.secrecy;
    a->run.dots = a->item.dots, a->run.per_option = a->item.per_option;
    if (a->run.options_n || !a->item.options_from) return;
    for (size_t i = 0; i < CARDS; i++)
        a->options[i] = (struct book_option){.id = (int64_t)i + 1,
                                             .text = lang_text(lang, cards[i])};
    a->run.options = a->options, a->run.options_n = 6;
}

static void add_sample(struct sample *a, const struct book_snap *s) {
    const struct lang *lang = lang_get(s->settings.language);
    if (!lang) lang = lang_get("de");
    a->run.state = RULES_OPEN;
    add_people(a, s);
    if (a->item.kind == RULES_VISIONS) add_cards(a, lang);
    if (a->item.kind == RULES_DOTS) add_vote(a, lang);
    if (a->item.planned_ms)
        a->now.wall_ms = a->item.planned_ms + (int64_t)a->item.minutes * 20000;   /* a third over */
    if (a->item.timer_s) {
        a->s.show.timer = clock_deadline_in(&a->now, (int64_t)a->item.timer_s * 640);
        a->s.show.timer_total_s = a->item.timer_s;
    }
}

json_t *scene_preview(const struct book_snap *s, const struct book_item *item,
                      const struct clock_time *now, const struct scene_place *place) {
    struct sample a = {.s = *s, .item = *item, .run = *snap_run(item), .now = *now};
    a.runs[0] = &a.run;
    a.item.runs = a.runs, a.item.runs_n = 1;
    a.items = mem_new(s->items_n + 1, sizeof *a.items);
    for (size_t i = 0; i < s->items_n; i++)
        a.items[i] = s->items[i]->id == item->id ? &a.item : s->items[i];
    a.s.items = a.items;
    a.s.version = 0;
    a.s.disk_trouble = false;
    a.s.show = (struct book_show){.item = item->id, .message = "", .confirm = RULES_STEPS};
    if (a.run.state == RULES_PREPARED) add_sample(&a, s);
    json_t *scene = scene_item(&a.s, &a.now, place);
    free(a.items);
    free(a.people);
    return scene;
}
