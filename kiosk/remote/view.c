/* What a moderator sees on the first page: the item on stage, three figures, the big button, and
 * what comes after. Made from a snapshot alone, so all remotes of a language share it. Pure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/remote/room.h"

json_t *remote_word(const struct lang *lang, const char *english) {
    return json_string(lang_text(lang, english));
}

json_t *remote_count(const struct lang *lang, const char *one, const char *many, long long n) {
    struct str figure = STR_INIT, out = STR_INIT;
    json_t *text;

    lang_number(&figure, lang, n);
    lang_fill(&out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    text = json_string(out.data);
    str_release(&figure);
    str_release(&out);
    return text;
}

void remote_left_text(char dst[16], int64_t left_ms) {
    /* counts up past zero; a started second still shows */
    long long s = left_ms >= 0 ? (left_ms + 999) / 1000 : -left_ms / 1000;

    str_format(dst, 16, "%s%lld:%02lld", left_ms < 0 && s ? "\u2212" : "", s / 60 % 1000, s % 60);
}

void remote_add_seen(json_t *data, const struct book_snap *s, const char *from) {
    const struct book_item *item = snap_shown(s);
    const struct book_run *run = item ? snap_run(item) : NULL;

    json_object_set_new(data, "seen_item", json_integer(item ? item->id : 0));
    json_object_set_new(data, "seen_run", json_integer(run ? run->id : 0));
    json_object_set_new(data, "seen_state",
                        json_string(run ? rules_state_name(run->state) : "prepared"));
    json_object_set_new(data, "from", json_string(from));
}

static size_t position(const struct book_snap *s, const struct book_item *item) {
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i] == item)
            return i;
    return 0;
}

static const struct book_item *next_item(const struct book_snap *s, const struct book_item *item) {
    size_t i = position(s, item) + 1;

    return i < s->items_n ? s->items[i] : NULL;
}

/* Index by enum rules_state. */
static const char *const state_words[] = {
    "prepared", "open", "paused", "closing", "closed", "result is shown", "archived"
};

const char *remote_state_word(const struct book_run *run, const struct lang *lang) {
    return lang_text(lang, state_words[run->state]);
}

static bool collects(const struct book_item *item) {
    return item->kind == RULES_VISIONS || item->kind == RULES_DOTS;
}

/* The event was closed for good: looking back only. */
static bool is_closed(const struct book_snap *s) {
    return strcmp(snap_setting(s, "closed_ms"), "0") != 0;
}

/* The label of the big button, and whether it does anything now. */
static json_t *next_label(const struct book_snap *s, const struct book_item *item,
                          const struct lang *lang, bool *can) {
    const struct book_run *run = snap_run(item);
    const struct book_item *after = next_item(s, item);
    struct str out = STR_INIT;
    json_t *label;

    *can = true;
    if (s->show.confirm == RULES_STEP_CLOSE)
        return remote_word(lang, "Press again: close");
    if (collects(item) && run->state != RULES_REVEALED &&
        !(is_closed(s) && run->state == RULES_PREPARED)) {
        static const char *const words[] = { "Open", "Close", "Close", "Closing …",
                                             "Show the result", "", "" };
        *can = run->state != RULES_CLOSING;
        return remote_word(lang, words[run->state]);
    }
    if (!after) {
        *can = false;
        return remote_word(lang, "End of the agenda");
    }
    lang_fill(&out, lang_text(lang, "Next: {title}"), "title", after->title, NULL);
    label = json_string(out.data);
    str_release(&out);
    return label;
}

static void add_timer(json_t *data, const struct book_snap *s, const struct clock_time *now,
                      const struct lang *lang) {
    bool running = s->show.timer.wall_ms != 0, stopped = s->show.timer_paused_ms != 0;
    int64_t left = running ? clock_left_ms(&s->show.timer, now) : s->show.timer_paused_ms;
    struct str out = STR_INIT;
    char text[16];

    if (!running && !stopped)
        return;
    remote_left_text(text, left);
    lang_fill(&out, lang_text(lang, left < 0 ? "time is up {t}" : "{t} left"), "t", text, NULL);
    json_object_set_new(data, "timer", json_string(out.data));
    json_object_set_new(data, "timer_left_ms", json_integer(left));
    json_object_set_new(data, "timer_running", json_boolean(running));
    str_release(&out);
}

/* Planned start of the following item, and how far behind the plan the hall is. */
static void add_after(json_t *data, const struct book_snap *s, const struct book_item *item,
                      const struct clock_time *now, const struct lang *lang) {
    const struct book_item *after = next_item(s, item);
    int64_t planned_end = item->planned_ms + (int64_t)item->minutes * 60000;
    long long late = (now->wall_ms - planned_end) / 60000;
    json_t *next;
    char at[6];

    if (!after)
        return;
    clock_hm(at, after->planned_ms);
    next = json_object();
    json_object_set_new(next, "at", json_string(at));
    json_object_set_new(next, "title", json_string(after->title));
    if (late > 0 && late < 600)
        json_object_set_new(next, "late", remote_count(lang, "{n} minute behind the plan",
                                                       "{n} minutes behind the plan", late));
    json_object_set_new(data, "after", next);
}

/* Items left open while another one is shown: the moderator is told. */
static void add_open_elsewhere(json_t *data, const struct book_snap *s,
                               const struct book_item *shown) {
    json_t *list = json_array();

    for (size_t i = 0; i < s->items_n; i++) {
        const struct book_run *run = snap_run(s->items[i]);
        if (s->items[i] == shown || !collects(s->items[i]))
            continue;
        if (run->state == RULES_OPEN || run->state == RULES_PAUSED)
            json_array_append_new(list, json_pack("{s:s, s:I}", "title", s->items[i]->title,
                                                  "id", (json_int_t)s->items[i]->id));
    }
    if (json_array_size(list))
        json_object_set(data, "open_elsewhere", list);
    json_decref(list);
}

static void add_undo(json_t *data, const struct book_snap *s, const struct lang *lang) {
    struct str out = STR_INIT;
    char at[6];

    if (s->last_step >= RULES_STEPS)
        return;
    clock_hm(at, s->last_step_ms);
    lang_fill(&out, lang_text(lang, "Last: {what} {at}"),
              "what", lang_text(lang, rules_step_done(s->last_step)), "at", at, NULL);
    json_object_set_new(data, "last", json_string(out.data));
    str_release(&out);
}

/* The cut line inside a tie (ranks 1-2-2-4: more options at or above it than there are places):
 * the moderator is asked what to do about it, with the tied options to choose from. */
static void add_tie(json_t *data, const struct book_item *item, const struct book_run *run) {
    int upto = 0, last = 0;
    json_t *tied;

    if (item->kind != RULES_DOTS || run->state != RULES_REVEALED || !item->cut)
        return;
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].rank <= item->cut) {
            upto++;
            last = run->options[i].rank > last ? run->options[i].rank : last;
        }
    if (run->tie != RULES_TIE_UNDECIDED || upto <= item->cut)
        return;
    tied = json_array();
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].rank == last)
            json_array_append_new(tied, json_pack("{s:I, s:s}", "id",
                                                  (json_int_t)run->options[i].id, "text",
                                                  run->options[i].text));
    json_object_set_new(data, "tie", json_true());
    json_object_set_new(data, "tied", tied);
}

static void add_figures(json_t *data, const struct book_snap *s, const struct book_item *item,
                        const struct lang *lang) {
    const struct book_run *run = snap_run(item);
    json_t *list = json_array();

    if (collects(item) && run->state != RULES_PREPARED)
        json_array_append_new(list, json_pack("{s:I, s:s}", "n", (json_int_t)run->turnout,
                                              "label", lang_text(lang, "done")));
    json_array_append_new(list, json_pack("{s:I, s:s}", "n", (json_int_t)s->registered,
                                          "label", lang_text(lang, "registered")));
    json_array_append_new(list, json_pack("{s:I, s:s}", "n", (json_int_t)s->present,
                                          "label", lang_text(lang, "present")));
    json_array_append_new(list, json_pack("{s:i, s:s}", "n", s->settings.expected,
                                          "label", lang_text(lang, "expected")));
    json_object_set_new(data, "figures", list);
}

/* The stage's own words ("Punkten läuft"); collecting cards says its state beside them. */
static json_t *state_word(const json_t *seen, const struct book_item *item,
                          const struct lang *lang) {
    const struct book_run *run = snap_run(item);
    bool unsaid = item->kind == RULES_VISIONS &&
                  (run->state == RULES_OPEN || run->state == RULES_REVEALED);
    struct str text = STR_INIT;
    json_t *word;

    str_puts(&text, json_string_value(json_object_get(seen, "kicker")));
    if (unsaid || run->state == RULES_PREPARED)
        str_printf(&text, " · %s", remote_state_word(run, lang));
    word = json_string(text.data);
    str_release(&text);
    return word;
}

/* The result as phones see it: never more than the room sees. */
static void add_result(json_t *data, const json_t *seen) {
    json_t *options = json_object_get(seen, "options");

    if (json_object_get(json_array_get(options, 0), "rank")) {
        json_object_set(data, "result", options);
        json_object_set_new(data, "has_result", json_true());
    }
}

static void add_state(json_t *data, const struct book_snap *s, const struct book_item *item,
                      const struct clock_time *now, const struct lang *lang) {
    const struct book_run *run = snap_run(item);
    bool voting = collects(item);
    json_t *seen = scene_phone_item(s, now, lang);

    if (voting)
        json_object_set_new(data, "state_word", state_word(seen, item, lang));
    add_result(data, seen);
    json_decref(seen);
    json_object_set_new(data, "live", json_boolean(run->state == RULES_OPEN && voting));
    json_object_set_new(data, "can_pause", json_boolean(voting && run->state == RULES_OPEN));
    json_object_set_new(data, "can_resume", json_boolean(voting && run->state == RULES_PAUSED));
    json_object_set_new(data, "can_reopen", json_boolean(voting && run->state == RULES_CLOSED &&
                                                         !run->sealed));
    json_object_set_new(data, "can_repeat", json_boolean(voting && run->state == RULES_REVEALED &&
                                                         !is_closed(s)));
}

static void add_waiting(json_t *data, const struct book_item *item, const struct lang *lang) {
    const struct book_run *run = snap_run(item);
    long long waiting = 0;

    for (size_t i = 0; i < run->cards_n; i++)
        waiting += run->cards[i].state == RULES_WAITING;
    json_object_set_new(data, "cards_label",
                        waiting ? remote_count(lang, "Cards ({n} waiting)", "Cards ({n} waiting)",
                                               waiting)
                                : remote_word(lang, "Cards"));
}

static void add_place(json_t *data, const struct book_snap *s, const struct book_item *item,
                      const struct lang *lang) {
    char n[16], of[16];
    struct str out = STR_INIT;

    str_format(n, sizeof n, "%zu", position(s, item) + 1);
    str_format(of, sizeof of, "%zu", s->items_n);
    lang_fill(&out, lang_text(lang, "On the stage now · item {n} of {of}"), "n", n, "of", of,
              NULL);
    json_object_set_new(data, "place", json_string(out.data));
    str_release(&out);
}

json_t *remote_view_main(const struct book_snap *s, const struct clock_time *now,
                         const struct lang *lang) {
    const struct book_item *item = snap_shown(s);
    json_t *data = json_object();
    bool can = false;

    remote_add_seen(data, s, "/m");
    if (!item)
        return data;
    add_place(data, s, item, lang);
    json_object_set_new(data, "title", json_string(item->title));
    if (*item->note)
        json_object_set_new(data, "note", json_string(item->note));
    add_state(data, s, item, now, lang);
    add_timer(data, s, now, lang);
    add_figures(data, s, item, lang);
    json_object_set_new(data, "next_label", next_label(s, item, lang, &can));
    json_object_set_new(data, "next_off", json_boolean(!can));
    json_object_set_new(data, "confirm", json_boolean(s->show.confirm < RULES_STEPS));
    json_object_set_new(data, "reopen_again", json_boolean(s->show.confirm == RULES_STEP_REOPEN));
    json_object_set_new(data, "blank", json_boolean(s->show.blank));
    json_object_set_new(data, "qr", json_boolean(s->show.qr));
    json_object_set_new(data, "message", json_string(s->show.message));
    json_object_set_new(data, "trouble", json_boolean(s->disk_trouble));
    json_object_set_new(data, "over", json_boolean(scene_is_over(s)));
    add_after(data, s, item, now, lang);
    json_object_set_new(data, "preview", scene_next(s, now, lang));
    add_open_elsewhere(data, s, item);
    add_waiting(data, item, lang);
    add_tie(data, item, snap_run(item));
    add_undo(data, s, lang);
    return data;
}
