/* /e/CODE/enter: a helper enters for a person what is on paper: dots of a ballot or a card; a card
 * read aloud belongs to nobody. Pick the person (code or name), then the item. A ballot of another
 * way is never shown here, only that it counts. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/hall/room.h"
#include "events/rules/run.h"
#include "events/rules/search.h"
#include "lib/secret.h"

enum { FOUND_MAX = 12 };

/* --- who ------------------------------------------------------------------------------------- */
static int64_t by_code(struct desk_visit *v, const char *typed, bool *old) {
    char code[9];
    unsigned char hash[BOOK_HASH];
    const char *end = typed;
    for (const char *c = typed; *c; c++)
        if (strchr("/=#?", *c)) end = c + 1;
    if (!secret_code_clean(code, 8, end)) return 0;
    secret_hash(hash, code);
    int64_t person = book_code_person(desk_book(v), hash, old);
    explicit_bzero(code, sizeof code);
    return *old ? 0 : person;
}

static bool name_fits(const struct book_person *p, const char *wanted) {
    struct str all = STR_INIT;
    str_printf(&all, "%s %s", p->name, p->organisation_name ? p->organisation_name : "");
    char *key = rules_search_key(all.data);
    bool yes = rules_search_fits(key, wanted);
    free(key);
    str_release(&all);
    return yes;
}

static json_t *by_name(const struct desk_visit *v, const char *typed, int64_t item) {
    json_t *list = json_array();
    char *wanted = rules_search_key(typed);
    for (size_t i = 0; *wanted && i < v->web.snap->people_n; i++) {
        const struct book_person *p = &v->web.snap->people[i];
        if (p->erased || json_array_size(list) >= FOUND_MAX || !name_fits(p, wanted)) continue;
        json_array_append_new(list, json_pack("{s:I, s:o, s:I, s:b}", "person", (json_int_t)p->id,
            "who", hall_person(p, v->web.lang), "item", (json_int_t)item, "no_phone",
            p->no_phone));
    }
    free(wanted);
    return list;
}

/* --- what ------------------------------------------------------------------------------------ */
static bool enterable(const struct book_item *item) {
    return (item->kind == RULES_DOTS && rules_run_takes(snap_run(item)->state)) ||
           (item->kind == RULES_VISIONS && snap_run(item)->state != RULES_PREPARED);
}

/* The item asked for, else the one on the stage, else the first that is open. */
static const struct book_item *item_of(const struct desk_visit *v, int64_t wanted) {
    const struct book_item *item = snap_item(v->web.snap, wanted), *shown = snap_shown(v->web.snap);
    if (item && enterable(item)) return item;
    if (shown && enterable(shown)) return shown;
    for (size_t i = 0; i < v->web.snap->items_n; i++)
        if (enterable(v->web.snap->items[i])) return v->web.snap->items[i];
    return NULL;
}

static json_t *choices(const struct desk_visit *v, const struct book_item *now) {
    json_t *list = json_array();
    for (size_t i = 0; i < v->web.snap->items_n; i++) {
        const struct book_item *item = v->web.snap->items[i];
        if (!enterable(item)) continue;
        json_array_append_new(list, json_pack("{s:I, s:s, s:b}", "id", (json_int_t)item->id,
                                              "title", item->title, "now", item == now));
    }
    return list;
}

static void add_dots(json_t *form, struct desk_visit *v, const struct book_run *run,
                     int64_t person) {
    struct book_own own = {0};
    json_t *options = json_array();
    int most = run->per_option ? run->per_option : run->dots;
    (void)book_own_ballot(desk_book(v), run->id, person, &own);
    if (own.voted && own.origin != RULES_DESK) {
        json_object_set_new(form, "blocked", json_string(web_sentence(own.origin == RULES_PHONE
            ? BOOK_VOTED_PHONE : BOOK_VOTED_TABLET, v->web.lang)));
        json_decref(options);
        return;
    }
    for (size_t i = 0; i < run->options_n; i++) {
        const char *typed = hall_typed(v->web.req, "dot.", run->options[i].id);
        json_array_append_new(options, json_pack("{s:I, s:s, s:o, s:i}", "id",
            (json_int_t)run->options[i].id, "text", run->options[i].text, "n",
            typed ? json_string(typed) : json_integer(own.points[i]), "most", most));
    }
    json_object_set_new(form, "dots", hall_count(v->web.lang, "{n} dot per person",
                                                 "{n} dots per person", run->dots));
    json_object_set_new(form, "options", options);
    json_object_set_new(form, "revision", json_integer(own.revision + 1));
    json_object_set_new(form, "again", json_boolean(own.voted));
    json_object_set_new(form, "can_dots", json_true());
}

static void add_form(json_t *data, struct desk_visit *v, const struct book_item *item,
                     const struct book_person *p) {
    const struct book_run *run = snap_run(item);
    bool dots = item->kind == RULES_DOTS;
    json_t *form = json_pack("{s:I, s:I, s:s, s:I, s:I}", "item", (json_int_t)item->id, "run",
        (json_int_t)run->id, "title", item->title, "nonce", (json_int_t)secret_id(), "person",
        (json_int_t)(p ? p->id : 0));
    json_object_set_new(form, "for", p ? hall_person(p, v->web.lang)
        : json_string(lang_text(v->web.lang, "read aloud, nobody’s card")));
    if (dots && p) add_dots(form, v, run, p->id);
    if (dots && !p)
        json_object_set_new(form, "blocked", json_string(lang_text(v->web.lang,
            "Dots belong to a person. Please choose one.")));
    if (!dots) {
        const char *typed = http_form(v->web.req, "text");
        json_object_set_new(form, "can_card", json_true());
        json_object_set_new(form, "text", json_string(typed ? typed : ""));
        json_object_set_new(form, "max", json_integer(item->card_length));
        json_object_set_new(form, "late", json_boolean(run->state >= RULES_CLOSED));
    }
    json_object_set_new(data, "form", form);
}

static void show(struct desk_visit *v, int status, const char *notice) {
    const struct http_req *req = v->web.req;
    const char *typed = hall_query_text(req, "q");
    bool post = http_method(req) == HTTP_POST, old = false;
    int64_t wanted = post ? hall_form(req, "item") : hall_query(req, "item");
    int64_t person = post ? hall_form(req, "person") : hall_query(req, "person");
    const struct book_item *item = item_of(v, wanted);
    json_t *data = json_object(), *found = NULL;
    if (!person && *typed) person = by_code(v, typed, &old);
    const struct book_person *p = person ? snap_person(v->web.snap, person) : NULL;
    bool aloud = post ? !person : http_query(req, "aloud") != NULL;
    if (!p && *typed && !aloud) found = by_name(v, typed, item ? item->id : 0);
    if (old) notice = lang_text(v->web.lang, "This badge was replaced by a newer one. Nothing was "
        "changed. Please scan the newer badge or ask at the reception desk.");
    if (found && json_array_size(found) == 0 && !old)
        notice = lang_text(v->web.lang, "Nobody matches. Try fewer letters or other filters.");
    if (item && (p || aloud)) add_form(data, v, item, p);
    json_object_set_new(data, "choices", choices(v, item));
    json_object_set_new(data, "item", json_integer(item ? item->id : 0));
    json_object_set_new(data, "open", json_boolean(item != NULL));
    json_object_set_new(data, "has_cards", json_boolean(item && item->kind == RULES_VISIONS));
    json_object_set_new(data, "has_found", json_boolean(json_array_size(found) > 0));
    json_object_set_new(data, "found", found ? found : json_array());
    json_object_set_new(data, "q", json_string(p ? "" : typed));
    json_object_set_new(data, "saved", json_boolean(http_query(req, "saved") != NULL));
    json_object_set_new(data, "late_saved", json_boolean(http_query(req, "late") != NULL));
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Enter for people")));
    if (notice) json_object_set_new(data, "notice", json_string(notice));
    hall_page(v, status, "desk/hall/enter", "enter", data);
}

void hall_get_enter(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    show(&v, 200, NULL);
    desk_leave(&v);
}

static json_t *read_form(const struct http_req *req) {
    const char *name, *value, *text = http_form(req, "text");
    json_t *dots = json_object();
    for (size_t i = 0; http_form_at(req, i, &name, &value); i++) {
        long long n = 0;
        if (!str_starts(name, "dot.")) continue;
        if (*value && !str_number(value, 0, 10000, &n)) n = 10001;   /* the book refuses it */
        json_object_set_new(dots, name + 4, json_integer(n));
    }
    return json_pack("{s:I, s:I, s:I, s:I, s:s, s:o}", "item", (json_int_t)hall_form(req, "item"),
        "run", (json_int_t)hall_form(req, "run"), "revision",
        (json_int_t)hall_form(req, "revision"), "nonce", (json_int_t)hall_form(req, "nonce"),
        "text", text ? text : "", "dots", dots);
}

void hall_post_enter(struct http_req *req, void *ctx) {
    struct desk_visit v;
    char where[80];
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const struct book_reply *r = desk_answer(&v);
    if (!r) {
        bool card = http_form(req, "text") != NULL;
        if (desk_may_post(&v))
            desk_submit(&v, card ? BOOK_ENTER_CARD : BOOK_ENTER_BALLOT, hall_form(req, "person"),
                        0, read_form(req));
    } else if (r->result == BOOK_OK || r->result == BOOK_AGAIN || r->result == BOOK_LATE) {
        (void)str_format(where, sizeof where, "/e/%s/enter?item=%lld&%s=1", v.code,
                         (long long)hall_form(req, "item"),
                         r->result == BOOK_LATE ? "late" : "saved");
        http_redirect(req, where);
    } else if (web_wants_json(req)) {
        desk_done(&v, r, "");
    } else {
        show(&v, web_status(r->result), web_sentence(r->result, v.web.lang));
    }
    desk_leave(&v);
}
