/* /e/CODE/results: what every vote came to, as numbers and dots, with ties and earlier runs; shows
 * of hands beside it, never added; the ways contributions came. Of what is not revealed only how
 * many took part. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/hall/room.h"
#include "lib/mem.h"

enum { DOTS_MAX = 40 };     /* more on one option are a bar */

static int by_rank(const void *a, const void *b) {
    const struct book_option *x = *(const struct book_option *const *)a;
    const struct book_option *y = *(const struct book_option *const *)b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    return x < y ? -1 : x > y;
}

static const struct book_hands *hands_of(const struct book_paper *p, int64_t run, int64_t option) {
    for (size_t i = 0; i < p->hands_n; i++)
        if (p->hands[i].run == run && (!option || p->hands[i].option == option))
            return &p->hands[i];
    return NULL;
}

static json_t *dots_of(int64_t points) {
    json_t *list = json_array();
    for (int64_t i = 0; i < points; i++) json_array_append_new(list, json_true());
    return list;
}

static json_t *option_row(const struct book_run *run, const struct book_option *o, int64_t most,
                          const struct book_paper *p) {
    const struct book_hands *h = hands_of(p, run->id, o->id);
    json_t *row = json_pack("{s:i, s:s, s:I, s:I, s:b, s:b}", "rank", o->rank, "text", o->text,
        "points", (json_int_t)o->points, "people", (json_int_t)o->people, "tied", o->tied, "above",
        o->above_cut);
    json_object_set_new(row, "municipalities", o->municipalities < 0
                        ? json_string("–") : json_integer(o->municipalities));
    if (most <= DOTS_MAX) json_object_set_new(row, "dots", dots_of(o->points));
    else json_object_set_new(row, "bar", json_integer(o->points * 100 / most));
    if (h) json_object_set_new(row, "hands", json_integer(h->points));
    return row;
}

static void add_options(json_t *view, const struct book_run *run, const struct book_paper *p) {
    const struct book_option **order = mem_new(run->options_n + 1, sizeof *order);
    json_t *list = json_array();
    int64_t most = 1;
    for (size_t i = 0; i < run->options_n; i++) {
        order[i] = &run->options[i];
        if (order[i]->points > most) most = order[i]->points;
    }
    qsort(order, run->options_n, sizeof *order, by_rank);
    for (size_t i = 0; i < run->options_n; i++)
        json_array_append_new(list, option_row(run, order[i], most, p));
    free(order);
    json_object_set_new(view, "options", list);
    json_object_set_new(view, "told", json_true());
}

/* Of a run that is not told: only the show of hands, which everybody in the hall has seen. */
static void add_hands(json_t *view, const struct book_run *run, const struct book_paper *p,
                      const struct lang *lang) {
    const struct book_hands *any = hands_of(p, run->id, 0);
    json_t *list = json_array();
    if (any && any->people)
        json_object_set_new(view, "hands_of", hall_count(lang, "of {n} person in the room",
                            "of {n} people in the room", (long long)any->people));
    for (size_t i = 0; any && i < run->options_n; i++) {
        const struct book_hands *h = hands_of(p, run->id, run->options[i].id);
        if (h) json_array_append_new(list, json_pack("{s:s, s:I}", "text", run->options[i].text,
                                                     "hands", (json_int_t)h->points));
    }
    json_object_set_new(view, "hands", list);
    json_object_set_new(view, "has_hands", json_boolean(any != NULL));
}

static void way(json_t *list, const char *word, int64_t n) {
    json_t *row = json_pack("{s:s}", "word", word);
    json_object_set_new(row, "n", n < 0 ? json_string("–") : json_integer(n));
    json_array_append_new(list, row);
}

static void add_ways(json_t *view, const struct book_run *run, const struct book_paper *p,
                     const struct lang *lang) {
    for (size_t i = 0; i < p->origins_n; i++) {
        const struct book_origin *o = &p->origins[i];
        if (o->run != run->id) continue;
        json_t *list = json_array();
        way(list, lang_text(lang, "by phone"), o->phone);
        way(list, lang_text(lang, "at a shared tablet"), o->tablet);
        way(list, lang_text(lang, "on paper, at the desk"), o->desk);
        json_object_set_new(view, "ways", list);
        json_object_set_new(view, "has_ways", json_true());
    }
}

static const char *tie_word(const struct book_run *run) {
    static const char *const words[] = {
        [RULES_TIE_UNDECIDED] = NULL, [RULES_TIE_ALL] = "Tie at the line: all of them are taken",
        [RULES_TIE_RUNOFF] = "Tie at the line: run-off",
        [RULES_TIE_DECIDED] = "Tie at the line: the moderation decided",
    };
    return words[run->tie];
}

static json_t *turnout(const struct book_run *run, const struct lang *lang) {
    char n[24], of[24];
    int64_t present = run->turnout > run->present ? run->turnout : run->present;
    (void)str_format(n, sizeof n, "%lld", (long long)run->turnout);
    (void)str_format(of, sizeof of, "%lld", (long long)present);
    return hall_say(lang, "{n} of {of} took part", "n", n, "of", of, NULL);
}

static json_t *run_view(const struct desk_visit *v, const struct book_item *item,
                        const struct book_run *run, const struct book_paper *p) {
    const struct lang *lang = v->web.lang;
    json_t *view = json_pack("{s:I, s:i, s:s, s:s, s:o, s:b}", "id", (json_int_t)run->id, "number",
        run->number, "name", run->name, "state", hall_state(run, lang), "turnout",
        turnout(run, lang), "many_runs", item->runs_n > 1);
    bool dots = item->kind == RULES_DOTS, told = hall_told(run);
    json_object_set_new(view, "dots_item", json_boolean(dots));
    json_object_set_new(view, "hidden",
                        json_boolean(dots && !told && run->state != RULES_PREPARED));
    if (dots && told) {
        add_options(view, run, p);
        json_object_set_new(view, "points", hall_count(lang, "{n} dot", "{n} dots",
                                                       (long long)run->points));
        if (tie_word(run)) json_object_set_new(view, "tie", json_string(lang_text(lang,
                                                                        tie_word(run))));
        if (run->tie_reason[0]) json_object_set_new(view, "reason", json_string(run->tie_reason));
    }
    if (dots) add_hands(view, run, p, lang);
    else json_object_set_new(view, "cards_n", hall_count(lang, "{n} card", "{n} cards",
                                                         (long long)run->cards_n));
    add_ways(view, run, p, lang);
    return view;
}

static json_t *item_view(const struct desk_visit *v, const struct book_item *item,
                         const struct book_paper *p) {
    json_t *runs = json_array();
    for (size_t r = item->runs_n; r > 0; r--)
        json_array_append_new(runs, run_view(v, item, item->runs[r - 1], p));
    return json_pack("{s:I, s:s, s:s, s:o}", "id", (json_int_t)item->id, "title", item->title,
        "kicker", lang_text(v->web.lang, item->kind == RULES_DOTS ? "Giving dots"
                                                                  : "Collecting cards"),
        "runs", runs);
}

void hall_get_results(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct book_paper p;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    (void)book_paper(desk_book(&v), &p);
    json_t *items = json_array();
    for (size_t i = 0; i < v.web.snap->items_n; i++) {
        const struct book_item *item = v.web.snap->items[i];
        if (item->kind == RULES_DOTS || item->kind == RULES_VISIONS)
            json_array_append_new(items, item_view(&v, item, &p));
    }
    book_paper_release(&p);
    json_t *data = json_pack("{s:s, s:o, s:b}", "heading", lang_text(v.web.lang, "Results"),
                             "items", items, "done", http_query(req, "done") != NULL);
    json_object_set_new(data, "has_items", json_boolean(json_array_size(items) > 0));
    hall_page(&v, 200, "desk/hall/results", "results", data);
    desk_leave(&v);
}
