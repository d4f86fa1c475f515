/* What a phone shows now, as data for templates: scene_phone (the one place that decides what may
 * be seen) plus the person's own cards and ballot. Pool threads and the pacing thread. */
#include <stdlib.h>
#include <string.h>
#include "kiosk/phone/room.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { PIPS = 5 };              /* more dots than these are a number */

static json_t *text_of(struct str *s) {
    json_t *value = json_string(s->data);
    str_release(s);
    return value;
}

static json_t *filled(const char *pattern, long long n, long long of) {
    struct str out = STR_INIT;
    char a[24], b[24];
    (void)str_format(a, sizeof a, "%lld", n);
    (void)str_format(b, sizeof b, "%lld", of);
    lang_fill(&out, pattern, "n", a, "of", b, NULL);
    return text_of(&out);
}

/* "noch 18:24 Minuten"; below zero the scene's own sentence says it. */
static void add_time_left(json_t *view, const struct lang *lang) {
    if (!json_object_get(view, "left_ms")) return;
    json_int_t left = json_int(view, "left_ms", 0);
    struct str out = STR_INIT;
    char time[24];
    if (left <= 0) {
        str_puts(&out, lang_text(lang, "Time is up"));
    } else {
        (void)str_format(time, sizeof time, "%lld:%02lld", (long long)(left + 999) / 60000,
                         (long long)(left + 999) / 1000 % 60);
        lang_fill(&out, lang_text(lang, "{time} minutes left"), "time", time, NULL);
    }
    json_object_set_new(view, "time_left", text_of(&out));
}

/* Flags for sections of the templates: is_dots, can_card, results ... */
static void add_flags(json_t *view, const struct book_snap *s, const struct lang *lang) {
    char flag[32], key[48];
    const char *can = json_text(view, "can", "");
    (void)str_format(flag, sizeof flag, "is_%s", json_text(view, "kind", "arrival"));
    json_object_set_new(view, flag, json_true());
    if (!strcmp(can, "card")) json_object_set_new(view, "can_card", json_true());
    if (!strcmp(can, "dots")) json_object_set_new(view, "can_dots", json_true());
    (void)str_format(key, sizeof key, "%lld:%lld", (long long)json_int(view, "item", 0),
                     (long long)json_int(view, "run", 0));
    json_object_set_new(view, "key", json_string(key));
    if (json_array_size(json_object_get(view, "cards")))
        json_object_set_new(view, "has_cards", json_true());
    if (s->settings.place[0]) json_object_set_new(view, "place", json_string(s->settings.place));
    add_time_left(view, lang);
}

static json_t *start(const struct book_snap *s, const struct lang *lang) {
    struct clock_time now = clock_now();
    json_t *view = scene_phone(s, &now, lang);
    BUG_IF(!view);
    add_flags(view, s, lang);
    return view;
}

/* --- dots ---------------------------------------------------------------------------------- */

static void add_points(json_t *option, int points, const struct lang *lang) {
    json_object_set_new(option, "n", json_integer(points));
    json_object_set_new(option, "said", filled(
        lang_plural(lang, "{n} dot", "{n} dots", points), points, 0));
    if (points > PIPS) json_object_set_new(option, "many", json_true());
    json_t *pips = json_array();
    for (int i = 0; points <= PIPS && i < points; i++) json_array_append_new(pips, json_true());
    json_object_set_new(option, "pips", pips);
}

/* Points of the phone's own stored ballot, by option id. */
static int points_for(const struct book_run *run, const struct book_own *own, int64_t option) {
    for (size_t i = 0; run && i < run->options_n; i++)
        if (run->options[i].id == option) return own->points[i];
    return 0;
}

struct ordered { uint32_t at; size_t i; };
static int by_order(const void *a, const void *b) {
    const struct ordered *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->i < y->i ? -1 : 1;
}

/* The options in this person's order. */
static void shuffle(json_t *view, int64_t person) {
    json_t *options = json_object_get(view, "options"), *mixed = json_array();
    size_t n = json_array_size(options);
    struct ordered *order = mem_new(n ? n : 1, sizeof *order);
    for (size_t i = 0; i < n; i++) {
        json_int_t id = json_int(json_array_get(options, i), "id", 0);
        order[i] = (struct ordered){phone_order(person, id), i};
    }
    qsort(order, n, sizeof *order, by_order);
    for (size_t i = 0; i < n; i++) json_array_append(mixed, json_array_get(options, order[i].i));
    free(order);
    json_object_set_new(view, "options", mixed);
}

/* Budget line and pips: the dots still to be given are drawn as dots. */
static void add_budget(json_t *view, int given, const struct lang *lang) {
    int dots = (int)json_int(view, "dots", 0), left = dots - given > 0 ? dots - given : 0;
    json_t *pips = json_array();
    for (int i = 0; i < dots && dots <= 12; i++)
        json_array_append_new(pips, json_pack("{s:b}", "full", i < left));
    json_object_set_new(view, "pips_left", pips);
    const char *pattern = lang_plural(lang, "{n} of {of} dot left", "{n} of {of} dots left", dots);
    json_object_set_new(view, "left_pattern", json_string(pattern));
    json_object_set_new(view, "left_said", filled(pattern, left, dots));
}

static void add_ballot_fields(json_t *view, const struct book_run *run, const struct book_own *own,
                              const struct lang *lang) {
    json_t *option, *options = json_object_get(view, "options");
    int dots = (int)json_int(view, "dots", 0), most = (int)json_int(view, "per_option", 0);
    int given = 0;
    size_t i;
    json_array_foreach(options, i, option)
        given += points_for(run, own, json_int(option, "id", 0));
    json_array_foreach(options, i, option) {
        int points = points_for(run, own, json_int(option, "id", 0));
        add_points(option, points, lang);
        if (!points) json_object_set_new(option, "minus_off", json_true());
        if (given >= dots || (most && points >= most))
            json_object_set_new(option, "plus_off", json_true());
    }
    add_budget(view, given, lang);
    json_object_set_new(view, "revision", json_integer(own->revision + 1));
    if (own->voted) json_object_set_new(view, "voted", json_true());
}

/* After the vote: bars against the strongest option, as far as the scene shows results. */
static void add_results(json_t *view, const struct lang *lang) {
    json_t *option, *options = json_object_get(view, "options");
    json_int_t most = 1;
    size_t i;
    bool any = false;
    json_array_foreach(options, i, option)
        if (json_int(option, "points", 0) > most) most = json_int(option, "points", 0);
    json_array_foreach(options, i, option) {
        if (!json_object_get(option, "rank")) continue;
        any = true;
        json_int_t points = json_int(option, "points", 0);
        json_object_set_new(option, "bar", json_integer(points * 100 / most));
        json_object_set_new(option, "said", filled(
            lang_plural(lang, "{n} dot", "{n} dots", points), points, 0));
    }
    if (any) json_object_set_new(view, "results", json_true());
    if (json_array_size(options)) json_object_set_new(view, "has_options", json_true());
}

/* Closed and not yet shown: the own dots, to be read only. */
static void add_given(json_t *view, const struct book_run *run, const struct book_own *own,
                      const struct lang *lang) {
    json_t *list = json_array();
    for (size_t i = 0; i < run->options_n; i++) {
        if (!own->points[i]) continue;
        json_t *row = json_pack("{s:s}", "text", run->options[i].text);
        add_points(row, own->points[i], lang);
        json_array_append_new(list, row);
    }
    if (json_array_size(list)) json_object_set_new(view, "has_given", json_true());
    json_object_set_new(view, "given", list);
    if (own->voted) json_object_set_new(view, "voted", json_true());
}

/* Given another way, it counts and stays: the reason, on the own phone also the dots. A badge alone
 * never shows on a shared tablet what its owner gave by phone. */
static void add_other_way(json_t *view, const struct web_visit *v, const struct book_run *run,
                          const struct book_own *own, const struct lang *lang) {
    enum book_result why = own->origin == RULES_PHONE ? BOOK_VOTED_PHONE
                         : own->origin == RULES_TABLET ? BOOK_VOTED_TABLET : BOOK_VOTED_DESK;
    json_object_set_new(view, "other_way", json_string(web_sentence(why, lang)));
    if (v->role != WEB_TABLET) add_given(view, run, own, lang);
}

/* v NULL: for all phones. */
static void add_dots(json_t *view, struct web_visit *v, const struct book_run *run,
                     const struct lang *lang) {
    struct book_own own = {0};
    add_results(view, lang);
    if (json_object_get(view, "results")) return;
    if (v && run) (void)book_own_ballot(web_book(v->web), run->id, v->person->id, &own);
    if (v && json_object_get(view, "can_dots") && own.voted && own.origin != phone_origin(v)) {
        add_other_way(view, v, run, &own, lang);
    } else if (json_object_get(view, "can_dots")) {
        add_ballot_fields(view, run, &own, lang);
        if (v) shuffle(view, v->person->id);
    } else if (v && run && (v->role != WEB_TABLET || own.origin == RULES_TABLET)) {
        add_given(view, run, &own, lang);
    }
}

/* --- cards --------------------------------------------------------------------------------- */

static const char *card_status(const struct book_card *card, enum rules_appear appear) {
    if (card->late) return "Came after the end; the moderation decides";
    switch (card->state) {
    case RULES_SHOWN: return "On the screen";
    case RULES_HELD: return "Held back by the moderation";
    default: return appear == RULES_REVEAL ? "Stored; all cards appear together later"
                                           : "Stored; the moderation looks at it";
    }
}

static void add_cards(json_t *view, const struct web_visit *v, const struct book_run *run) {
    json_t *own = json_array();
    int max = (int)json_int(view, "cards_max", 0), n = 0;
    bool change = run->state == RULES_OPEN || run->state == RULES_PAUSED;
    for (size_t i = 0; i < run->cards_n; i++) {
        const struct book_card *card = &run->cards[i];
        if (card->person != v->person->id || card->state == RULES_WITHDRAWN) continue;
        n++;
        json_t *row = json_pack("{s:I, s:s, s:s, s:b}", "id", (json_int_t)card->id, "text",
            card->text, "status", lang_text(v->lang, card_status(card, run->appear)), "change",
            change);
        json_array_append_new(own, row);
    }
    json_object_set_new(view, "own_cards", own);
    if (n) json_object_set_new(view, "has_own", json_true());
    if (max && n >= max) json_object_set_new(view, "no_more_cards", json_true());
}

/* --- the whole ----------------------------------------------------------------------------- */

/* Long words of what is only read may part; "title" itself stays for the page's name. */
static void soften(json_t *view, struct web *w, const struct book_snap *s) {
    static const char *const lists[] = {"options", "given", "cards", "own_cards"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        web_soften(w, s, json_object_get(view, lists[i]), "text");
    json_object_set_new(view, "heading", json_string(json_text(view, "title", "")));
    web_soften(w, s, view, "heading");
    web_soften(w, s, json_object_get(view, "next"), "title");
}

json_t *phone_view_shared(struct web *w, const struct book_snap *s, const struct lang *lang) {
    json_t *view = start(s, lang);
    if (json_object_get(view, "is_dots")) add_dots(view, NULL, NULL, lang);
    soften(view, w, s);
    return view;
}

json_t *phone_view(struct web_visit *v, const struct phone_draft *draft) {
    json_t *view = start(v->snap, v->lang);
    const struct book_item *item = snap_shown(v->snap);
    const struct book_run *run = item ? snap_run(item) : NULL;
    json_object_set_new(view, "csrf", json_string(v->csrf));
    if (v->role == WEB_TABLET) {
        json_object_set_new(view, "base", json_string("/tablet"));
        json_object_set_new(view, "turn", json_integer(v->turn.id));
    }
    json_object_set_new(view, "nonce", json_integer(secret_id()));
    json_object_set_new(view, "one_dot",
                        json_string(lang_plural(v->lang, "{n} dot", "{n} dots", 1)));
    json_object_set_new(view, "many_dots",
                        json_string(lang_plural(v->lang, "{n} dot", "{n} dots", 2)));
    json_object_set_new(view, "code", json_string(v->snap->settings.code));
    json_object_set_new(view, "seed", json_integer(v->person->id));
    if (v->person->name[0]) json_object_set_new(view, "name", json_string(v->person->name));
    if (run && item->kind == RULES_VISIONS) add_cards(view, v, run);
    if (run && item->kind == RULES_DOTS) add_dots(view, v, run, v->lang);
    soften(view, v->web, v->snap);
    if (draft && draft->text) json_object_set_new(view, "typed", json_string(draft->text));
    if (draft && draft->notice) json_object_set_new(view, "notice", json_string(draft->notice));
    return view;
}
