/* The plan of an event as an event JSON: what check and create read. Pure. */
#include "events/book/plan_json.h"
#include <stdlib.h>
#include <string.h>
#include "events/rules/name.h"
#include "events/rules/setting.h"
#include "lib/clock.h"

enum shape { TEXT, NUMBER, FLAG, WORD, START };
static const struct { const char *name; enum shape shape; size_t at; } rows[] = {
#define AT(field) offsetof(struct book_item, field)
    {"title", TEXT, AT(title)}, {"kicker", TEXT, AT(kicker)}, {"speaker", TEXT, AT(speaker)},
    {"hint", TEXT, AT(hint)}, {"note", TEXT, AT(note)}, {"goal", TEXT, AT(goal)},
    {"report", TEXT, AT(report)}, {"minutes", NUMBER, AT(minutes)},
    {"timer_s", NUMBER, AT(timer_s)}, {"timer_visible", FLAG, AT(timer_visible)},
    {"planned", START, 0}, {"secrecy", WORD, 0}, {"appear", WORD, 0}, {"author", WORD, 0},
    {"cards_max", NUMBER, AT(cards_max)}, {"card_length", NUMBER, AT(card_length)},
    {"dots", NUMBER, AT(dots)}, {"per_option", NUMBER, AT(per_option)}, {"cut", NUMBER, AT(cut)},
};

static const char *word_of(const struct book_item *item, const char *name) {
    if (!strcmp(name, "secrecy")) return rules_secrecy_name(item->secrecy);
    if (!strcmp(name, "appear")) return rules_appear_name(item->appear);
    return rules_author_name(item->author);
}

bool plan_item_value(struct str *out, const struct book_item *item, const char *name) {
    size_t i = 0, n = sizeof rows / sizeof *rows;
    while (i < n && strcmp(rows[i].name, name)) i++;
    if (i == n) return false;
    const void *at = (const char *)item + rows[i].at;
    switch (rows[i].shape) {
    case TEXT: str_puts(out, *(const char *const *)at); break;
    case NUMBER: str_printf(out, "%d", *(const int *)at); break;
    case FLAG: str_puts(out, *(const bool *)at ? "1" : "0"); break;
    case WORD: str_puts(out, word_of(item, name)); break;
    case START: str_printf(out, "%lld", item->planned_fixed ? (long long)item->planned_ms : 0LL);
    }
    return true;
}

/* A stored value in the type the JSON has; NULL for one that is left out. */
static json_t *as_json(const struct rules_setting *row, const char *stored) {
    char local[17];
    if (!*stored || !strcmp(stored, row->fallback)) return NULL;
    switch (row->type) {
    case RULES_INT: return json_integer(strtoll(stored, NULL, 10));
    case RULES_FLAG: return json_boolean(*stored == '1');
    case RULES_TIME:
        clock_local(local, strtoll(stored, NULL, 10));
        return json_string(local);
    default: return json_string(stored);
    }
}

static void put(json_t *out, const struct rules_setting *row, const char *stored) {
    json_t *value = as_json(row, stored);
    if (value) json_object_set_new(out, row->name, value);
}

static json_t *organisations(const struct book_snap *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->organisations_n; i++) {
        const struct book_organisation *o = &s->organisations[i];
        json_t *one = json_pack("{s:s}", "name", o->name);
        if (o->municipality) json_object_set_new(one, "municipality", json_string(o->municipality));
        if (o->letters) json_object_set_new(one, "letters", json_string(o->letters));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *others(const struct book_snap *s, bool consents) {
    json_t *list = json_array();
    for (size_t i = 0; !consents && i < s->disciplines_n; i++)
        json_array_append_new(list, json_string(s->disciplines[i].name));
    for (size_t i = 0; consents && i < s->consents_n; i++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "key", s->consents[i].key, "text",
                                              s->consents[i].text));
    return list;
}

/* Options typed; those taken over from cards belong to the people who wrote them. */
static json_t *options(const struct book_run *run) {
    json_t *list = json_array();
    for (size_t i = 0; i < run->options_n; i++)
        if (!run->options[i].card) json_array_append_new(list, json_string(run->options[i].text));
    return list;
}

static json_t *item_json(const struct book_snap *s, size_t at) {
    const struct book_item *item = s->items[at];
    json_t *out = json_pack("{s:s}", "kind", rules_kind_name(item->kind));
    const struct rules_setting *row;
    struct str text = STR_INIT;
    for (size_t i = 0; (row = rules_item_setting(i)); i++) {
        str_clear(&text);
        if ((row->kinds & (1u << item->kind)) && plan_item_value(&text, item, row->name))
            put(out, row, text.data);
    }
    str_release(&text);
    if (item->kind != RULES_DOTS) return out;
    json_object_set_new(out, "options", options(snap_run(item)));
    for (size_t i = 0; i < at; i++)
        if (s->items[i]->id == item->options_from)
            json_object_set_new(out, "options_from", json_integer((json_int_t)i));
    return out;
}

json_t *plan_json(const struct book_snap *s, const char *title) {
    json_t *out = json_object(), *agenda = json_array();
    const struct rules_setting *row;
    for (size_t i = 0; (row = rules_event_setting(i)); i++)
        if (!rules_event_setting_own(row) && strcmp(row->name, "code") != 0)
            put(out, row, s->settings.values ? s->settings.values[i] : "");
    if (title) json_object_set_new(out, "title", json_string(title));
    json_object_set_new(out, "organisations", organisations(s));
    json_object_set_new(out, "disciplines", others(s, false));
    json_object_set_new(out, "consents", others(s, true));
    for (size_t i = 0; i < s->items_n; i++) json_array_append_new(agenda, item_json(s, i));
    json_object_set_new(out, "agenda", agenda);
    return out;
}
