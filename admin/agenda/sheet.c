/* What is printed or watched of the agenda: public programme, director's script, run sheet with the
 * history of the day. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"
#include "events/book/paper.h"
#include "events/book/walk.h"
#include "events/rules/run.h"
#include "lib/clock.h"
#include "lib/mem.h"

enum { HISTORY_MAX = 60 };

static size_t place_of(const struct book_snap *s, int64_t id) {
    size_t i = 0;

    while (i < s->items_n && s->items[i]->id != id)
        i++;
    return i;
}

/* "3 minutes behind the plan"; NULL within a minute. */
static json_t *drift(const struct lang *lang, int64_t planned, int64_t real) {
    long long n = rules_drift(planned, real);

    if (n > 0)
        return agenda_count(lang, "{n} minute behind the plan", "{n} minutes behind the plan", n);
    return n < 0 ? agenda_count(lang, "{n} minute ahead of the plan",
                                "{n} minutes ahead of the plan", -n) : NULL;
}

static json_t *lines_of(const char *text) {
    json_t *list = json_array();

    while (*text) {
        size_t len = strcspn(text, "\n");
        if (len)
            json_array_append_new(list, json_stringn(text, len));
        text += len + (text[len] == '\n');
    }
    return list;
}

static void set_text(json_t *row, const char *key, const char *text) {
    if (*text)
        json_object_set_new(row, key, json_string(text));
}

static void set_hm(json_t *row, const char *key, int64_t ms) {
    char at[8];

    agenda_hm(at, ms);
    set_text(row, key, at);
}

static json_t *head(const struct desk_visit *v, const char *heading) {
    const struct book_settings *set = &v->web.snap->settings;
    struct str date = STR_INIT;
    json_t *data = json_pack("{s:s, s:s}", "heading", lang_text(v->web.lang, heading),
                             "event_title", set->title);

    lang_day(&date, v->web.lang, set->start_ms);
    set_text(data, "date", date.data);
    set_text(data, "place", set->place);
    set_text(data, "host", set->host);
    str_release(&date);
    return data;
}

/* --- public programme ------------------------------------------------------------------------ */
static json_t *programme_row(const struct book_item *item, const struct rules_slot *slot) {
    json_t *row = json_pack("{s:s, s:b}", "title", item->title, "pause", item->kind == RULES_BREAK);

    set_hm(row, "at", slot->start_ms);
    set_text(row, "speaker", item->speaker);
    if (*item->kicker && strcmp(item->kicker, item->title) != 0)
        set_text(row, "above", item->kicker);
    return row;
}

void agenda_get_programme(struct http_req *req, void *ctx) {
    struct agenda_plan plan;
    struct desk_visit v;
    json_t *data, *rows;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    data = head(&v, "Public programme");
    json_object_set_new(data, "rows", rows = json_array());
    agenda_plan(&plan, v.web.snap);
    for (size_t i = 0; i < plan.n; i++)
        json_array_append_new(rows, programme_row(v.web.snap->items[i], &plan.slots[i]));
    if (plan.n)
        set_hm(data, "end", plan.slots[plan.n - 1].end_ms);
    agenda_plan_release(&plan);
    desk_page(&v, 200, "desk/agenda_programme", "agenda", data);
    desk_leave(&v);
}

/* --- director's script ----------------------------------------------------------------------- */
/* What the moderation must know of a collection: "3 cards each, after their release". */
static void add_mode(json_t *row, const struct desk_visit *v, const struct book_item *item) {
    static const char *const votes[] = { "secret", "open, with names",
                                         "mood picture, nobody checks" };
    static const char *const ways[] = { "by the number of people", "after their release", "at once",
                                        "all together at the end" };
    const struct lang *lang = v->web.lang;
    json_t *list = json_array(), *options = json_array();

    if (item->kind == RULES_VISIONS) {
        json_array_append_new(list, agenda_count(lang, "{n} card per person",
                                                 "{n} cards per person", item->cards_max));
        json_array_append_new(list, json_string(lang_text(lang, ways[item->appear])));
    }
    if (item->kind == RULES_DOTS) {
        const struct book_run *run = snap_run(item);
        if (item->dots)
            json_array_append_new(list, agenda_count(lang, "{n} dot per person",
                                                     "{n} dots per person", item->dots));
        json_array_append_new(list, json_string(lang_text(lang, votes[item->secrecy])));
        for (size_t i = 0; i < run->options_n; i++)
            json_array_append_new(options, json_string(run->options[i].text));
    }
    json_object_set_new(row, "modes", list);
    if (json_array_size(options))
        json_object_set(row, "options", options);
    json_object_set_new(row, "has_options", json_boolean(json_array_size(options) > 0));
    json_decref(options);
}

static json_t *script_row(const struct desk_visit *v, const struct book_item *item,
                          const struct rules_slot *slot, const struct book_day *real) {
    json_t *row = json_pack("{s:s, s:s, s:i, s:o, s:o, s:b}", "title", item->title, "kind",
        lang_text(v->web.lang, agenda_kind_word(item->kind)), "minutes", item->minutes, "hints",
        lines_of(item->hint), "notes", lines_of(item->note), "pause", item->kind == RULES_BREAK);

    set_hm(row, "at", slot->start_ms);
    set_hm(row, "until", slot->end_ms);
    set_text(row, "speaker", item->speaker);
    set_text(row, "goal", item->goal);
    add_mode(row, v, item);
    if (real->from_ms || real->to_ms) {
        json_object_set_new(row, "real", json_true());
        set_hm(row, "from", real->from_ms);
        set_hm(row, "to", real->to_ms);
        if (real->from_ms && slot->start_ms) {
            json_t *late = drift(v->web.lang, slot->start_ms, real->from_ms);
            if (late)
                json_object_set_new(row, "drift", late);
        }
    }
    return row;
}

void agenda_get_script(struct http_req *req, void *ctx) {
    struct agenda_plan plan;
    struct desk_visit v;
    json_t *data, *rows;
    struct book_day *day;
    int64_t since_ms;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    data = head(&v, "Director’s script");
    json_object_set_new(data, "rows", rows = json_array());
    agenda_plan(&plan, v.web.snap);
    day = book_day(desk_book(&v), v.web.snap, &since_ms);
    for (size_t i = 0; i < plan.n; i++)
        json_array_append_new(rows, script_row(&v, v.web.snap->items[i], &plan.slots[i],
                                               &day[i]));
    json_object_set_new(data, "has_real", json_boolean(since_ms != 0));
    free(day);
    agenda_plan_release(&plan);
    desk_page(&v, 200, "desk/agenda_script", "agenda", data);
    desk_leave(&v);
}

/* --- run sheet ------------------------------------------------------------------------------- */
/* The same step again and again (sixty cards released) is one line that counts. */
struct history { const struct lang *lang; json_t *list, *last; long long times; };

static bool again(struct history *h, json_t *row) {
    static const char *const same[] = { "what", "of", "who", "undone" };
    char times[24];

    if (!h->last)
        return false;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const json_t *a = json_object_get(row, same[i]), *b = json_object_get(h->last, same[i]);
        if ((a || b) && !json_equal(a, b))
            return false;
    }
    str_format(times, sizeof times, "%lld ×", ++h->times);
    json_object_set_new(h->last, "times", json_string(times));
    json_decref(row);
    return true;
}

static bool add_history(void *ctx, const struct book_log_row *a) {
    struct history *h = ctx;
    struct str who = STR_INIT;
    enum rules_step step;
    json_t *row;

    if (!a->step || !rules_step_from_name(a->what, &step))
        return true;
    row = json_pack("{s:s, s:b}", "what", lang_text(h->lang, rules_step_done(step)), "undone",
                    a->undone);
    set_hm(row, "at", a->at_ms);
    set_text(row, "of", a->item);
    desk_who(&who, a, h->lang);
    set_text(row, "who", who.data);
    str_release(&who);
    if (again(h, row))
        return true;
    json_array_append_new(h->list, row);
    h->last = row;
    h->times = 1;
    return json_array_size(h->list) < HISTORY_MAX;
}

static const char *const states[] = { "prepared", "open", "paused", "closing", "closed",
                                      "result is shown", "archived" };

static json_t *run_row(const struct desk_visit *v, const struct book_item *item,
                       const struct rules_slot *plan, const struct rules_slot *real,
                       const struct book_day *walked) {
    const struct book_run *run = snap_run(item);
    json_t *row = json_pack("{s:I, s:s, s:s, s:i}", "id", (json_int_t)item->id, "title",
        item->title, "kind", lang_text(v->web.lang, agenda_kind_word(item->kind)), "minutes",
        item->minutes);

    set_hm(row, "planned", plan->start_ms);
    if (rules_kind_collects(item->kind) && run->state != RULES_PREPARED)
        set_text(row, "state", lang_text(v->web.lang, states[run->state]));
    if (real && real->start_ms)
        set_hm(row, "expected", real->start_ms);
    set_hm(row, "from", walked->from_ms);
    set_hm(row, "to", walked->to_ms);
    set_text(row, "note", item->note);
    set_text(row, "speaker", item->speaker);
    return row;
}

static void add_now(json_t *data, const struct desk_visit *v, const struct rules_slot *plan,
                    const struct rules_slot *real, const struct book_day *day, size_t now) {
    const struct book_item *item = v->web.snap->items[now];
    json_t *row = run_row(v, item, plan, NULL, &day[now]), *late;
    int64_t began = day[now].from_ms;

    json_object_set_new(row, "notes", lines_of(item->note));
    if (rules_kind_collects(item->kind))
        json_object_set_new(row, "done", agenda_count(v->web.lang, "{n} taking part",
                                                      "{n} taking part", snap_run(item)->turnout));
    if (began) {
        set_hm(row, "ends", real->end_ms);
        if (plan->end_ms && (late = drift(v->web.lang, plan->end_ms, real->end_ms)))
            json_object_set_new(row, "drift", late);
    }
    json_object_set_new(data, "on_stage", row);
}

static void add_runs(json_t *data, const struct desk_visit *v, const struct book_day *day,
                     int64_t since_ms) {
    const struct book_snap *s = v->web.snap;
    json_t *before = json_array(), *after = json_array();
    struct agenda_plan plan, real;
    size_t now = place_of(s, s->show.item);

    agenda_plan(&plan, s);
    agenda_plan(&real, s);
    now = now < s->items_n ? now : 0;
    if (day[now].from_ms)
        rules_forecast(real.slots, real.n, now, day[now].from_ms, clock_now().wall_ms);
    for (size_t i = 0; i < s->items_n; i++) {
        bool later = i > now;
        if (i != now)
            json_array_append_new(later ? after : before,
                run_row(v, s->items[i], &plan.slots[i], later && since_ms ? &real.slots[i]
                                                                              : NULL, &day[i]));
    }
    add_now(data, v, &plan.slots[now], &real.slots[now], day, now);
    json_object_set_new(data, "has_before", json_boolean(json_array_size(before) > 0));
    json_object_set_new(data, "has_after", json_boolean(json_array_size(after) > 0));
    json_object_set_new(data, "before", before);
    json_object_set_new(data, "after", after);
    agenda_plan_release(&plan);
    agenda_plan_release(&real);
}

void agenda_get_run(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct history h;
    struct book_day *day;
    int64_t since_ms;
    json_t *data;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    h = (struct history){ .lang = v.web.lang, .list = json_array() };
    data = head(&v, "On the day");
    day = book_day(desk_book(&v), v.web.snap, &since_ms);
    add_runs(data, &v, day, since_ms);
    book_log(desk_book(&v), add_history, &h);
    json_object_set_new(data, "has_history", json_boolean(json_array_size(h.list) > 0));
    json_object_set_new(data, "history", h.list);
    free(day);
    desk_page(&v, 200, "desk/agenda_run", "agenda", data);
    desk_leave(&v);
}
