/* The agenda on the left, the chosen item's form on the right. Pool threads. */
#include <string.h>
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"
#include "lib/clock.h"

bool agenda_is_live(const struct book_snap *s) {
    if (s->items_n && s->show.item != s->items[0]->id)
        return true;
    for (size_t i = 0; i < s->items_n; i++)
        if (snap_run(s->items[i])->state != RULES_PREPARED)
            return true;
    return false;
}

const struct book_item *agenda_item(struct desk_visit *v) {
    const struct book_item *item = snap_item(v->web.snap, agenda_segment(v, 1));

    if (!item)
        desk_refuse(v, 404, "no_such_thing", lang_text(v->web.lang,
            "This item is not in the agenda any more. Nothing was changed. Please go back to the "
            "agenda."));
    return item;
}

/* "7. November 2026 · 8:30 to 13:10 · 9 items" */
static json_t *lead(const struct desk_visit *v, const struct agenda_plan *p) {
    const struct book_settings *set = &v->web.snap->settings;
    int64_t end = p->n ? p->slots[p->n - 1].end_ms : 0;
    struct str text = STR_INIT;
    char from[8], to[8];
    json_t *count = agenda_count(v->web.lang, "{n} item", "{n} items", (long long)p->n), *lead;

    lang_day(&text, v->web.lang, set->start_ms);
    agenda_hm(from, set->start_ms);
    agenda_hm(to, end);
    if (*from && *to) {
        str_puts(&text, " · ");
        lang_fill(&text, lang_text(v->web.lang, "{from} to {to}"), "from", from, "to", to, NULL);
    }
    str_printf(&text, "%s%s", text.len ? " · " : "", json_string_value(count));
    lead = json_string(text.data);
    json_decref(count);
    str_release(&text);
    return lead;
}

static const char *const state_words[] = { "prepared", "open", "paused", "closing", "closed",
                                           "result is shown", "archived" };

static void mark_warned(json_t *row, const json_t *warnings, int64_t id) {
    for (size_t i = 0; i < json_array_size(warnings); i++) {
        const json_t *w = json_array_get(warnings, i);
        if (json_integer_value(json_object_get(w, "of")) != id)
            continue;
        json_object_set_new(row, "warned", json_true());
        if (json_is_true(json_object_get(w, "serious")))
            json_object_set_new(row, "serious", json_true());
    }
}

static json_t *item_row(const struct desk_visit *v, const struct agenda_plan *p, size_t i,
                        const struct book_item *chosen, const json_t *warnings) {
    const struct book_snap *s = v->web.snap;
    const struct book_item *item = s->items[i];
    const struct book_run *run = snap_run(item);
    json_t *row;
    char at[8];

    agenda_hm(at, p->slots[i].start_ms);
    row = json_pack("{s:I, s:s, s:s, s:s, s:i, s:b, s:b}", "id", (json_int_t)item->id, "at", at,
                    "kind", lang_text(v->web.lang, agenda_kind_word(item->kind)), "title",
                    item->title, "minutes", item->minutes, "chosen", item == chosen, "fixed",
                    item->planned_fixed);
    json_object_set_new(row, "on_stage", json_boolean(agenda_is_live(s) &&
                                                      s->show.item == item->id));
    if (run->state != RULES_PREPARED)
        json_object_set_new(row, "state", json_string(lang_text(v->web.lang,
                                                                state_words[run->state])));
    if (i > 0)
        json_object_set_new(row, "up", json_pack("{s:I}", "after", i > 1 ?
                            (json_int_t)s->items[i - 2]->id : (json_int_t)0));
    if (i + 1 < s->items_n)
        json_object_set_new(row, "down", json_pack("{s:I}", "after",
                                                   (json_int_t)s->items[i + 1]->id));
    mark_warned(row, warnings, item->id);
    return row;
}

static json_t *kind_rows(const struct lang *lang) {
    json_t *list = json_array();

    for (int k = 0; k < RULES_KINDS; k++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "kind",
            rules_kind_name((enum rules_kind)k), "word",
            lang_text(lang, agenda_kind_word((enum rules_kind)k)), "help",
            lang_text(lang, agenda_kind_help((enum rules_kind)k))));
    return list;
}

/* --- the item's side ------------------------------------------------------------------------- */
static json_t *sources(const struct desk_visit *v, const struct book_item *item, int64_t chosen) {
    const struct book_snap *s = v->web.snap;
    json_t *list = json_array();

    (void)item;
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->kind == RULES_VISIONS)
            json_array_append_new(list, json_pack("{s:I, s:s, s:b}", "id",
                (json_int_t)s->items[i]->id, "title", s->items[i]->title, "now",
                s->items[i]->id == chosen));
    return list;
}

static json_t *option_lines(const struct book_run *run) {
    struct str text = STR_INIT;
    json_t *lines;

    for (size_t i = 0; i < run->options_n; i++)
        str_printf(&text, "%s%s", i ? "\n" : "", run->options[i].text);
    lines = json_string(text.data);
    str_release(&text);
    return lines;
}

static void add_vote(json_t *out, const struct desk_visit *v, const struct book_item *item,
                     bool typed) {
    const char *options = typed ? http_form(v->web.req, "options") : NULL;
    const struct book_item *from = snap_item(v->web.snap, item->options_from);
    const struct book_run *source = from ? snap_run(from) : NULL;
    bool begun = snap_run(item)->state != RULES_PREPARED;
    json_t *vote = json_object(), *stored = option_lines(snap_run(item));
    struct str mine = STR_INIT;

    if (options) {
        agenda_clean(&mine, "options", options);
        if (strcmp(mine.data, json_string_value(stored)) != 0)
            json_object_set(vote, "stored", stored);
    }
    json_object_set_new(vote, "value", options ? json_string(mine.data) : json_incref(stored));
    json_object_set_new(vote, "sources", sources(v, item, typed &&
        http_form(v->web.req, "options_from") ? agenda_number(v, "options_from")
                                               : item->options_from));
    json_object_set_new(vote, "begun", json_boolean(begun));
    if (source && source->cards_n && !begun)
        json_object_set_new(vote, "takes", agenda_count(v->web.lang, "Take {n} card over as option",
            "Take {n} cards over as options", (long long)source->cards_n));
    json_object_set_new(out, "vote", vote);
    json_decref(stored);
    str_release(&mine);
}

static void add_picture(json_t *out, const struct desk_visit *v, const struct book_item *item) {
    struct str scene = STR_INIT, src = STR_INIT;
    char name[33];

    agenda_scene(&scene, name, v, item);
    str_printf(&src, "/e/%s/agenda/%lld/stage.png?%s", v->code, (long long)item->id, name);
    json_object_set_new(out, "picture", json_string(src.data));
    str_release(&scene);
    str_release(&src);
}

static json_t *item_side(const struct desk_visit *v, const struct agenda_plan *p,
                         const struct book_item *item, bool typed,
                         const struct book_reply *refused) {
    const char *bad = refused && refused->where[0] ? refused->where : NULL;
    json_t *out = json_pack("{s:I, s:I, s:s, s:s}", "id", (json_int_t)item->id, "rev",
                            (json_int_t)item->rev, "title", item->title, "kind",
                            lang_text(v->web.lang, agenda_kind_word(item->kind)));

    json_object_set_new(out, "fields", agenda_fields(v, item, typed, bad));
    json_object_set_new(out, "warnings", agenda_warnings(v, p, item->id));
    json_object_set_new(out, "begun", json_boolean(snap_run(item)->state != RULES_PREPARED));
    json_object_set_new(out, "last", json_boolean(v->web.snap->items_n < 2));
    add_picture(out, v, item);
    if (item->kind == RULES_DOTS)
        add_vote(out, v, item, typed);
    return out;
}

/* What came back with a redirect or a refusal, as a sentence. */
static void add_said(json_t *data, const struct desk_visit *v, const struct book_reply *refused,
                     const struct book_item *item) {
    const char *removed = http_query(v->web.req, "removed");
    json_t *said = refused ? agenda_sentence(v, refused, item) : NULL;
    long long id;

    if (said)
        json_object_set_new(data, "said", said);
    if (removed && str_number(removed, 1, INT64_MAX, &id) && !snap_item(v->web.snap, id))
        json_object_set_new(data, "removed", json_integer(id));
}

void agenda_page(struct desk_visit *v, int status, const struct book_item *item, bool typed,
                 const struct book_reply *refused) {
    const struct book_snap *s = v->web.snap;
    json_t *data = json_object(), *items = json_array(), *warnings;
    struct agenda_plan plan;

    agenda_plan(&plan, s);
    warnings = agenda_warnings(v, &plan, 0);
    for (size_t i = 0; i < s->items_n; i++)
        json_array_append_new(items, item_row(v, &plan, i, item, warnings));
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Agenda")));
    json_object_set_new(data, "lead", lead(v, &plan));
    json_object_set_new(data, "items", items);
    json_object_set_new(data, "has_warnings", json_boolean(json_array_size(warnings) > 0));
    json_object_set_new(data, "warnings", warnings);
    json_object_set_new(data, "kinds", kind_rows(v->web.lang));
    json_object_set_new(data, "item", item_side(v, &plan, item, typed, refused));
    json_object_set_new(data, "live", json_boolean(agenda_is_live(s)));
    add_said(data, v, refused, item);
    agenda_plan_release(&plan);
    desk_page(v, status, "desk/agenda", "agenda", data);
}

void agenda_get(struct http_req *req, void *ctx) {
    struct desk_visit v;
    const struct book_item *item;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    item = snap_shown(v.web.snap);
    agenda_page(&v, 200, item ? item : v.web.snap->items[0], false, NULL);
    desk_leave(&v);
}

void agenda_get_item(struct http_req *req, void *ctx) {
    struct desk_visit v;
    const struct book_item *item;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if ((item = agenda_item(&v)))
        agenda_page(&v, 200, item, false, NULL);
    desk_leave(&v);
}
