/* /e/CODE/cards: the cards of all collections, filtered; released, held, corrected, marked as a
 * quote by the same steps a remote has (BOOK_STEP with the account instead of a remote). Waiting
 * cards are read here, never on the stage. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/hall/room.h"
#include "events/rules/search.h"
#include "lib/clock.h"
#include "lib/utf8.h"

enum { PAGE = 120 };
/* done: a card just corrected, which stays in sight though it may not fit what was searched for. */
struct wish { int64_t item; const char *state, *typed; char *key; size_t from; int64_t done; };
struct sum { long long all, waiting, shown, held, found; };

static bool state_fits(const struct book_card *c, const char *state) {
    if (!strcmp(state, "waiting")) return c->state == RULES_WAITING;
    if (!strcmp(state, "shown")) return c->state == RULES_SHOWN;
    if (!strcmp(state, "held")) return c->state == RULES_HELD;
    if (!strcmp(state, "late")) return c->late;
    if (!strcmp(state, "quote")) return c->quote;
    return true;
}

static bool text_fits(const struct book_card *c, const char *wanted) {
    struct str all = STR_INIT;
    if (!*wanted) return true;
    str_printf(&all, "%s %s %s", c->text, c->municipality ? c->municipality : "",
               c->name ? c->name : "");
    char *key = rules_search_key(all.data);
    bool yes = rules_search_fits(key, wanted);
    free(key);
    str_release(&all);
    return yes;
}

/* "Bochum · bearbeitet": what a moderator may know of where it came from. */
static json_t *origin(const struct book_card *c, const struct lang *lang) {
    struct str out = STR_INIT;
    char at[6];
    if (c->name && *c->name) str_printf(&out, "%s · ", c->name);
    str_puts(&out, c->municipality ? c->municipality : lang_text(lang, "no details"));
    if (c->created_ms) {
        clock_hm(at, c->created_ms);
        str_printf(&out, " · %s", at);
    }
    json_t *text = json_string(out.data);
    str_release(&out);
    return text;
}

static json_t *card_row(const struct book_item *item, const struct book_run *run,
                        const struct book_card *c, const struct lang *lang) {
    static const char *const words[] = {
        [RULES_WAITING] = "waiting", [RULES_SHOWN] = "on the stage", [RULES_HELD] = "held back",
        [RULES_WITHDRAWN] = "withdrawn",
    };
    json_t *row = json_pack("{s:I, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:b, s:o, s:i}", "id",
        (json_int_t)c->id, "text", c->text, "item_title", item->title, "state",
        lang_text(lang, words[c->state]), "waiting", c->state == RULES_WAITING, "shown",
        c->state == RULES_SHOWN, "held", c->state == RULES_HELD, "late", c->late, "edited",
        c->edited, "quote", c->quote, "origin", origin(c, lang), "max", item->card_length);
    if (run->name[0]) json_object_set_new(row, "run_name", json_string(run->name));
    return row;
}

static void count(struct sum *sum, const struct book_card *c) {
    sum->all++;
    sum->waiting += c->state == RULES_WAITING;
    sum->shown += c->state == RULES_SHOWN;
    sum->held += c->state == RULES_HELD;
}

/* Those of one item; first the ones that wait for a decision (waits), then the others. */
static void add_rows(json_t *rows, const struct book_item *item, const struct wish *w, bool waits,
                     struct sum *sum, const struct lang *lang) {
    for (size_t r = item->runs_n; r > 0; r--) {
        const struct book_run *run = item->runs[r - 1];
        for (size_t c = 0; c < run->cards_n; c++) {
            const struct book_card *card = &run->cards[c];
            if ((card->state == RULES_WAITING) != waits) continue;
            count(sum, card);
            if (card->id != w->done && !(state_fits(card, w->state) && text_fits(card, w->key)))
                continue;
            size_t at = (size_t)sum->found++;
            if (at >= w->from && at < w->from + PAGE)
                json_array_append_new(rows, card_row(item, run, card, lang));
        }
    }
}

static json_t *rows_of(const struct desk_visit *v, const struct wish *w, struct sum *sum) {
    const struct book_snap *s = v->web.snap;
    json_t *rows = json_array();
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < s->items_n; i++)
            if (s->items[i]->kind == RULES_VISIONS && (!w->item || s->items[i]->id == w->item))
                add_rows(rows, s->items[i], w, pass == 0, sum, v->web.lang);
    return rows;
}

static void add_filters(json_t *data, const struct desk_visit *v, const struct wish *w) {
    static const struct { const char *value, *word; } states[] = {
        {"", "all"}, {"waiting", "waiting"}, {"shown", "on the stage"}, {"held", "held back"},
        {"late", "late"}, {"quote", "quote candidates"},
    };
    json_t *items = json_array(), *list = json_array();
    for (size_t i = 0; i < v->web.snap->items_n; i++) {
        const struct book_item *item = v->web.snap->items[i];
        if (item->kind != RULES_VISIONS) continue;
        json_array_append_new(items, json_pack("{s:I, s:s, s:b}", "id", (json_int_t)item->id,
                                               "title", item->title, "now", item->id == w->item));
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", states[i].value, "word",
            lang_text(v->web.lang, states[i].word), "now", !strcmp(states[i].value, w->state)));
    json_object_set_new(data, "items", items);
    json_object_set_new(data, "states", list);
    json_object_set_new(data, "q", json_string(w->typed));
    json_object_set_new(data, "item", json_integer(w->item));
    json_object_set_new(data, "state_now", json_string(w->state));
}

static void address(struct str *out, const struct desk_visit *v, int64_t item, const char *state,
                    const char *typed, size_t from) {
    str_printf(out, "/e/%s/cards?item=%lld&state=", v->code, (long long)item);
    hall_url(out, state);
    str_puts(out, "&q=");
    hall_url(out, typed);
    if (from) str_printf(out, "&from=%zu", from);
}

static void add_lead(json_t *data, const struct desk_visit *v, const struct sum *sum) {
    const struct lang *lang = v->web.lang;
    json_t *parts[] = {
        hall_count(lang, "{n} card waits", "{n} cards wait", sum->waiting),
        hall_count(lang, "{n} on the stage", "{n} on the stage", sum->shown),
        hall_count(lang, "{n} held back", "{n} held back", sum->held),
    };
    struct str out = STR_INIT;
    for (size_t i = 0; i < 3; i++) {
        str_printf(&out, "%s%s", i ? " · " : "", json_string_value(parts[i]));
        json_decref(parts[i]);
    }
    json_object_set_new(data, "lead", json_string(out.data));
    json_object_set_new(data, "found", hall_count(lang, "{n} card", "{n} cards", sum->found));
    json_object_set_new(data, "any", json_boolean(sum->all > 0));
    json_object_set_new(data, "has_found", json_boolean(sum->found > 0));
    str_release(&out);
}

void hall_get_cards(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct sum sum = {0};
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    struct wish w = {hall_query(req, "item"), hall_query_text(req, "state"),
                     hall_query_text(req, "q"), NULL, (size_t)hall_query(req, "from") % 100000,
                     hall_query(req, "done")};
    w.key = rules_search_key(w.typed);
    json_t *data = json_object(), *rows = rows_of(&v, &w, &sum);
    json_object_set_new(data, "cards", rows);
    json_object_set_new(data, "heading", json_string(lang_text(v.web.lang, "Cards")));
    add_filters(data, &v, &w);
    add_lead(data, &v, &sum);
    json_object_set_new(data, "from", json_integer((json_int_t)w.from));
    json_object_set_new(data, "done", json_boolean(w.done != 0));
    if ((size_t)sum.found > w.from + PAGE) {
        struct str more = STR_INIT;
        address(&more, &v, w.item, w.state, w.typed, w.from + PAGE);
        json_object_set_new(data, "more", json_string(more.data));
        str_release(&more);
    }
    free(w.key);
    hall_page(&v, 200, "desk/hall/cards", "cards", data);
    desk_leave(&v);
}

static bool parse(const struct http_req *req, struct book_step *step) {
    static const enum rules_step allowed[] = {
        RULES_STEP_RELEASE, RULES_STEP_HOLD, RULES_STEP_QUOTE, RULES_STEP_EDIT_CARD,
    };
    const char *name = http_form(req, "step"), *text = http_form(req, "text");
    step->arg = hall_form(req, "card");
    if (!name || !step->arg || !rules_step_from_name(name, &step->step)) return false;
    bool known = false;
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        known = known || allowed[i] == step->step;
    if (known && step->step == RULES_STEP_EDIT_CARD)
        (void)utf8_clean(step->text, sizeof step->text, text ? text : "", 400, UTF8_ONE_LINE);
    return known;
}

void hall_post_cards(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct book_cmd cmd = {.verb = BOOK_STEP};
    struct str where = STR_INIT;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION)) return;
    const struct book_reply *r = desk_answer(&v);
    const char *state = http_form(req, "state"), *typed = http_form(req, "q");
    const char *step = http_form(req, "step");
    if (r) {
        address(&where, &v, hall_form(req, "item"), state ? state : "", typed ? typed : "",
                (size_t)hall_form(req, "from") % 100000);
        if (step && !strcmp(step, "edit_card"))
            str_printf(&where, "&done=%lld#card%lld", (long long)hall_form(req, "card"),
                       (long long)hall_form(req, "card"));
        desk_done(&v, r, where.data);
    } else if (desk_may_post(&v)) {
        if (parse(req, &cmd.as.step)) desk_submit_cmd(&v, &cmd);
        else desk_refuse(&v, 400, "bad", web_sentence(BOOK_NOT_NOW, v.web.lang));
    }
    str_release(&where);
    desk_leave(&v);
}
