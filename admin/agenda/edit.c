/* Changes of the agenda: save a form, add, move, copy, take cards over, delete and bring back. With
 * a script the answers are JSON, without one a redirect or the page again. Pool threads. */
#include <string.h>
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"
#include "admin/field.h"
#include "lib/json.h"
#include "lib/utf8.h"

/* "/e/K7MQ/agenda/5", with id 0 without the number. */
static void place_of(struct str *out, const struct desk_visit *v, int64_t id) {
    str_clear(out);
    str_printf(out, "/e/%s/agenda", v->code);
    if (id)
        str_printf(out, "/%lld", (long long)id);
}

json_t *agenda_sentence(const struct desk_visit *v, const struct book_reply *r,
                        const struct book_item *item) {
    const struct rules_setting *row = rules_item_setting_find(r->where);
    const struct lang *lang = v->web.lang;
    struct str text = STR_INIT;
    json_t *said;

    (void)item;
    if (r->result == BOOK_STALE)
        lang_fill(&text, lang_text(lang, "{who} changed this item at the same time. Nothing is "
                  "lost: both versions stand here."), "who", r->who[0] ? r->who
                  : lang_text(lang, "Somebody"), NULL);
    else if (r->result == BOOK_NOT_NOW && r->where[0])
        str_puts(&text, lang_text(lang, "People are answering already, so this was not changed. "
                                  "It can be changed for a new run."));
    else if (r->result == BOOK_BAD_VALUE && row && row->type == RULES_TIME)
        str_puts(&text, lang_text(lang, "It was not stored: a time such as 10:30 belongs here."));
    else if (r->result == BOOK_BAD_VALUE && row)
        field_refused(&text, row, lang);
    else if (r->result == BOOK_BAD_VALUE && strcmp(r->where, "options") == 0)
        str_puts(&text, lang_text(lang, "The options were not stored: at most 128, each of 1 to "
                                  "160 characters."));
    else
        str_puts(&text, web_sentence(r->result, lang));
    said = json_string(text.data);
    str_release(&text);
    return said;
}

/* --- save ------------------------------------------------------------------------------------ */
/* What stands in the book now, for a script whose own version is older. */
static json_t *values_of(const struct book_item *item) {
    const struct rules_setting *row;
    json_t *out = json_object();
    struct str text = STR_INIT;

    for (size_t i = 0; (row = rules_item_setting(i)); i++)
        if (row->kinds & (1u << item->kind)) {
            agenda_field_value(&text, item, row->name);
            json_object_set_new(out, row->name, json_string(text.data));
        }
    if (item->kind == RULES_DOTS) {
        const struct book_run *run = snap_run(item);
        str_clear(&text);
        for (size_t i = 0; i < run->options_n; i++)
            str_printf(&text, "%s%s", i ? "\n" : "", run->options[i].text);
        json_object_set_new(out, "options", json_string(text.data));
        str_clear(&text);
        str_printf(&text, "%lld", (long long)item->options_from);
        json_object_set_new(out, "options_from", json_string(text.data));
    }
    str_release(&text);
    return out;
}

static void answer_script(struct desk_visit *v, const struct book_reply *r,
                          const struct book_item *item) {
    bool well = r->result == BOOK_OK || r->result == BOOK_AGAIN;
    json_t *out = json_pack("{s:s, s:I, s:I}", "result", web_result_name(r->result), "rev",
                            (json_int_t)item->rev, "version", (json_int_t)v->web.snap->version);
    char at[8];

    if (well) {
        agenda_hm(at, r->saved_ms);
        json_object_set_new(out, "at", json_string(at));
    } else {
        json_object_set_new(out, "sentence", agenda_sentence(v, r, item));
        json_object_set_new(out, "where", json_string(r->where));
        json_object_set_new(out, "who", json_string(r->who));
    }
    if (r->result == BOOK_STALE)
        json_object_set_new(out, "values", values_of(item));
    web_reply_json(&v->web, web_status(r->result), out);
}

static void answer(struct desk_visit *v, const struct book_reply *r, const struct book_item *item) {
    struct str to = STR_INIT;

    if (web_wants_json(v->web.req)) {
        answer_script(v, r, item);
    } else if (r->result == BOOK_OK || r->result == BOOK_AGAIN) {
        place_of(&to, v, item->id);
        http_redirect(v->web.req, to.data);
    } else {
        agenda_page(v, web_status(r->result), item, true, r);
    }
    str_release(&to);
}

void agenda_post_set(struct http_req *req, void *ctx) {
    const struct book_item *item;
    const struct book_reply *r;
    struct book_reply nothing = { .result = BOOK_AGAIN };
    struct desk_visit v;
    json_t *data;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (!(item = agenda_item(&v)))
        goto out;
    if (r) {
        answer(&v, r, item);
    } else if (desk_may_post(&v)) {
        if ((data = agenda_typed(&v, item)))
            desk_submit(&v, BOOK_ITEM_SET, item->id, agenda_number(&v, "seen"), data);
        else
            nothing.saved_ms = clock_now().wall_ms, answer(&v, &nothing, item);
    }
out:
    desk_leave(&v);
}

/* --- the others: one wish each --------------------------------------------------------------- */
static void done(struct desk_visit *v, const struct book_reply *r, int64_t to, const char *query) {
    struct str where = STR_INIT;

    place_of(&where, v, to);
    str_puts(&where, query);
    if (r->result == BOOK_NOT_NOW)
        desk_refuse(v, 409, "not_now", lang_text(v->web.lang,
            "This item is on the stage, open, or the only one, so it was not deleted. Nothing was "
            "changed."));
    else
        desk_done(v, r, where.data);
    str_release(&where);
}

static json_t *new_item(const struct desk_visit *v, enum rules_kind kind) {
    static const struct { const char *title, *minutes; } usual[] = {
        [RULES_ARRIVAL] = { "Welcome", "30" }, [RULES_TALK] = { "New talk", "20" },
        [RULES_VISIONS] = { "What do we wish for?", "15" },
        [RULES_DOTS] = { "What do we begin with?", "15" }, [RULES_BREAK] = { "Break", "15" },
    };

    return json_pack("{s:s, s:I, s:s, s:s}", "kind", rules_kind_name(kind), "after",
                     (json_int_t)agenda_number(v, "after"), "title",
                     lang_text(v->web.lang, usual[kind].title), "minutes", usual[kind].minutes);
}

void agenda_post_add(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    const char *name = http_form(req, "kind");
    enum rules_kind kind;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v)))
        done(&v, r, r->id, "");
    else if (desk_may_post(&v)) {
        if (name && rules_kind_from_name(name, &kind))
            desk_submit(&v, BOOK_ITEM_ADD, 0, 0, new_item(&v, kind));
        else
            http_error(req, 400);
    }
    desk_leave(&v);
}

void agenda_post_move(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v)))
        done(&v, r, agenda_number(&v, "chosen"), "");
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_ITEM_MOVE, agenda_segment(&v, 1), 0,
                    json_pack("{s:I}", "after", (json_int_t)agenda_number(&v, "after")));
    desk_leave(&v);
}

/* "Title (copy)" where that still fits. */
static json_t *copy_of(const struct desk_visit *v, const struct book_item *item) {
    const struct rules_setting *row = rules_item_setting_find("title");
    struct str title = STR_INIT;
    json_t *data = NULL;

    lang_fill(&title, lang_text(v->web.lang, "{title} (copy)"), "title", item->title, NULL);
    if (rules_setting_fits(row, title.data))
        data = json_pack("{s:s}", "title", title.data);
    str_release(&title);
    return data;
}

void agenda_post_copy(struct http_req *req, void *ctx) {
    const struct book_item *item;
    const struct book_reply *r;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v)))
        done(&v, r, r->id, "");
    else if (desk_may_post(&v) && (item = agenda_item(&v)))
        desk_submit(&v, BOOK_ITEM_COPY, item->id, 0, copy_of(&v, item));
    desk_leave(&v);
}

/* The options and, behind them, the cards of the source that are not held back. */
static json_t *with_cards(const struct book_item *item, const struct book_run *source) {
    const struct book_run *run = snap_run(item);
    json_t *list = json_array();

    for (size_t i = 0; i < run->options_n; i++)
        json_array_append_new(list, json_string(run->options[i].text));
    for (size_t i = 0; source && i < source->cards_n; i++) {
        bool there = source->cards[i].state == RULES_HELD ||
                     json_array_size(list) >= BOOK_OPTIONS_MAX;
        for (size_t k = 0; !there && k < json_array_size(list); k++)
            there = strcmp(json_string_value(json_array_get(list, k)), source->cards[i].text) == 0;
        if (!there)
            json_array_append_new(list, json_string(source->cards[i].text));
    }
    return json_pack("{s:o}", "options", list);
}

void agenda_post_take(struct http_req *req, void *ctx) {
    const struct book_item *item;
    const struct book_reply *r;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (!(item = agenda_item(&v)))
        goto out;
    if (r)
        answer(&v, r, item);
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_ITEM_SET, item->id, agenda_number(&v, "seen"),
                    with_cards(item, snap_run(snap_item(v.web.snap, item->options_from))));
out:
    desk_leave(&v);
}

void agenda_post_remove(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    struct str query = STR_INIT;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    str_printf(&query, "?removed=%lld", (long long)agenda_segment(&v, 1));
    if ((r = desk_answer(&v)))
        done(&v, r, 0, query.data);
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_ITEM_REMOVE, agenda_segment(&v, 1), agenda_number(&v, "seen"), NULL);
    str_release(&query);
    desk_leave(&v);
}

void agenda_post_restore(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v)))
        done(&v, r, agenda_segment(&v, 1), "");
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_ITEM_RESTORE, agenda_segment(&v, 1), 0, NULL);
    desk_leave(&v);
}
