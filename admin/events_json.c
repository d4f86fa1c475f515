/* The plan of an event as event JSON, for a new event made from it: everything prepared, nothing
 * collected - no people, no cards, no votes, no code. Any thread. */
#include <stdlib.h>
#include <string.h>
#include "admin/events.h"
#include "events/rules/setting.h"
#include "lib/clock.h"

/* Settings that belong to one day, or are given anew. */
static bool is_own(const char *name) {
    static const char *const own[] = { "title", "code", "start", "end", "registration_open",
                                       "closed_ms", "anonymised_ms" };

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(own[i], name) == 0)
            return true;
    return false;
}

/* A stored value as the event JSON has it; NULL where the default stands. */
static json_t *value_of(const struct rules_setting *row, const char *stored) {
    if (!*stored || strcmp(stored, row->fallback) == 0)
        return NULL;
    if (row->type == RULES_FLAG)
        return json_boolean(*stored == '1');
    if (row->type == RULES_INT)
        return json_integer(strtoll(stored, NULL, 10));
    return row->type == RULES_TIME ? NULL : json_string(stored);
}

static void add(json_t *to, const char *key, const char *text) {
    if (text && *text)
        json_object_set_new(to, key, json_string(text));
}

/* A word by its number: the setting's words stand in the order of the enum. */
static void add_word(json_t *to, const char *key, int number) {
    const char *w = rules_item_setting_find(key)->words;
    char word[32];

    while (number-- > 0 && strchr(w, '|'))
        w = strchr(w, '|') + 1;
    if (str_format(word, sizeof word, "%.*s", (int)strcspn(w, "|"), w))
        add(to, key, word);
}

static void add_number(json_t *to, const char *key, int value, int usual) {
    if (value != usual)
        json_object_set_new(to, key, json_integer(value));
}

static json_t *lists_of(const struct book_snap *s, json_t *event) {
    json_t *organisations = json_array(), *disciplines = json_array(), *consents = json_array();

    for (size_t i = 0; i < s->organisations_n; i++) {
        json_t *one = json_pack("{s:s}", "name", s->organisations[i].name);
        add(one, "municipality", s->organisations[i].municipality);
        add(one, "letters", s->organisations[i].letters);
        json_array_append_new(organisations, one);
    }
    for (size_t i = 0; i < s->disciplines_n; i++)
        json_array_append_new(disciplines, json_string(s->disciplines[i].name));
    for (size_t i = 0; i < s->consents_n; i++)
        json_array_append_new(consents, json_pack("{s:s, s:s}", "key", s->consents[i].key, "text",
                                                  s->consents[i].text));
    json_object_set_new(event, "organisations", organisations);
    json_object_set_new(event, "disciplines", disciplines);
    json_object_set_new(event, "consents", consents);
    return event;
}

static void add_time(json_t *to, const struct book_item *item) {
    char at[6];

    if (!item->planned_fixed || !item->planned_ms)
        return;
    clock_hhmm(at, item->planned_ms);
    add(to, "planned", at);
}

/* What only one kind has. Options that were carried over from cards are not of the plan. */
static void add_kind(json_t *to, const struct book_snap *s, const struct book_item *item) {
    const struct book_run *run = item->runs_n ? item->runs[0] : NULL;
    json_t *options = json_array();

    if (item->kind == RULES_VISIONS) {
        add_word(to, "appear", (int)item->appear);
        add_word(to, "author", (int)item->author);
        json_object_set_new(to, "cards_max", json_integer(item->cards_max));
        json_object_set_new(to, "card_length", json_integer(item->card_length));
    } else if (item->kind == RULES_DOTS) {
        add_word(to, "secrecy", (int)item->secrecy);
        add_number(to, "dots", item->dots, 0);
        add_number(to, "per_option", item->per_option, 0);
        add_number(to, "cut", item->cut, 0);
        for (size_t i = 0; run && i < run->options_n; i++)
            if (!run->options[i].card)
                json_array_append_new(options, json_string(run->options[i].text));
        for (size_t i = 0; item->options_from && i < s->items_n; i++)
            if (s->items[i]->id == item->options_from)
                json_object_set_new(to, "options_from", json_integer((json_int_t)i));
    } else if (item->kind == RULES_TALK) {
        add(to, "speaker", item->speaker);
    }
    if (json_array_size(options))
        json_object_set(to, "options", options);
    json_decref(options);
}

static json_t *item_json(const struct book_snap *s, const struct book_item *item) {
    json_t *one = json_pack("{s:s, s:s}", "kind", rules_kind_name(item->kind), "title",
                            item->title);

    add(one, "kicker", item->kicker);
    add(one, "hint", item->hint);
    add(one, "note", item->note);
    add(one, "goal", item->goal);
    add(one, "report", item->report);
    add_number(one, "minutes", item->minutes, 0);
    add_number(one, "timer_s", item->timer_s, 0);
    if (!item->timer_visible)
        json_object_set_new(one, "timer_visible", json_false());
    add_time(one, item);
    add_kind(one, s, item);
    return one;
}

static void add_local(json_t *to, const char *key, int64_t ms) {
    char local[17];

    if (!ms)
        return;
    clock_local(local, ms);
    add(to, key, local);
}

json_t *events_json(const struct book_snap *s) {
    json_t *event = json_object(), *agenda = json_array(), *value;
    const struct rules_setting *row;

    for (size_t i = 0; (row = rules_event_setting(i)); i++)
        if (!is_own(row->name) && (value = value_of(row, snap_setting(s, row->name))))
            json_object_set_new(event, row->name, value);
    json_object_set_new(event, "title", json_string(s->settings.title));
    add_local(event, "start", s->settings.start_ms);
    add_local(event, "end", s->settings.end_ms);
    for (size_t i = 0; i < s->items_n; i++)
        json_array_append_new(agenda, item_json(s, s->items[i]));
    json_object_set_new(event, "agenda", agenda);
    return lists_of(s, event);
}
