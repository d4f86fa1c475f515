/* The door: /e/CODE/checkin. One field takes what a scanner sends or a name; what became of it
 * stands below as colour, sign and word. Pool threads. Works as plain forms: the address carries
 * who was meant (p), what happened (r) and what this desk did last (recent). */
#include <string.h>
#include "admin/people/room.h"
#include "events/rules/languages.h"
#include "events/rules/search.h"
#include "lib/clock.h"
#include "lib/secret.h"

enum { UNDO_MS = 10000, MATCHES = 8, LETTERS = 3 };

/* What happened, by the letter in the address: colour, sign and word. */
static const struct outcome { char kind; const char *look, *word; } outcomes[] = {
    { 'i', "good", "checked in" }, { 'n', "good", "newly added and checked in" },
    { 'p', "good", "noted: without phone" }, { 'a', "again", "" }, { 'o', "plain", "has left" },
    { 'u', "plain", "taken back" }, { 'c', "good", "new code made; the old one has ended" },
    { 's', "plain", "" }
};

static const struct outcome *outcome_of(const char *r) {
    for (size_t i = 0; r && i < sizeof outcomes / sizeof *outcomes; i++)
        if (outcomes[i].kind == r[0]) return &outcomes[i];
    return NULL;
}

/* "Stadt Bochum · Personal · hat einen Code" */
static json_t *about(const struct desk_visit *v, const struct book_person *p) {
    struct str languages = STR_INIT;
    rules_languages_words(&languages, p->languages, lang_code(v->web.lang));
    const char *parts[] = { p->organisation_name, p->discipline_name, p->function, languages.data,
        p->no_phone ? lang_text(v->web.lang, "without phone") : NULL };
    struct str out = STR_INIT;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i] || !*parts[i]) continue;
        if (out.len) str_puts(&out, " · ");
        str_puts(&out, parts[i]);
    }
    json_t *text = json_string(out.data);
    str_release(&languages);
    str_release(&out);
    return text;
}

/* An undo is offered for ten seconds after it happened, and longer where no script counts. */
static void add_undo(json_t *box, const struct desk_visit *v, const struct book_person *p,
                     const struct outcome *o) {
    int64_t left = p->presence_ms + UNDO_MS - clock_now().wall_ms;
    (void)v;
    if (!strchr("ino", o->kind) || left <= 0 || left > UNDO_MS) return;
    json_object_set_new(box, "undo", json_true());
    json_object_set_new(box, "left_s", json_integer((left + 999) / 1000));
}

static void add_signs(json_t *box, const char *look) {
    json_object_set_new(box, "look", json_string(look));
    json_object_set_new(box, "good", json_boolean(!strcmp(look, "good")));
    json_object_set_new(box, "again", json_boolean(!strcmp(look, "again")));
    json_object_set_new(box, "unknown", json_boolean(!strcmp(look, "unknown")));
    json_object_set_new(box, "plain", json_boolean(!strcmp(look, "plain")));
}

static json_t *box_of(const struct desk_visit *v, const struct book_person *p,
                      const struct outcome *o) {
    json_t *box = people_view(v, p);
    json_object_set_new(box, "about", about(v, p));
    if (o->kind == 's')
        json_object_set(box, "word", json_object_get(box, "state"));
    else json_object_set_new(box, "word", o->kind == 'a'
        ? people_say(v->web.lang, "already checked in at {t}", "t",
                     json_string_value(json_object_get(box, "at")), NULL)
        : json_string(lang_text(v->web.lang, o->word)));
    add_signs(box, o->look);
    add_undo(box, v, p, o);
    return box;
}

static json_t *unknown_box(const struct desk_visit *v, const char *typed, bool code) {
    json_t *box = json_pack("{s:s, s:s, s:s}", "name", typed, "word",
        lang_text(v->web.lang, "unknown"), "about", lang_text(v->web.lang, code
            ? "Nobody has this code. Search by name, or add the person."
            : "Nobody of this name is in the list. Add the person, or try another spelling."));
    add_signs(box, "unknown");
    return box;
}

static json_t *page_of(const struct desk_visit *v, const char *recent) {
    const struct book_snap *s = v->web.snap;
    struct str of = STR_INIT;
    lang_number(&of, v->web.lang, people_registered(s));
    json_t *data = json_pack("{s:s, s:s, s:I, s:o, s:o}", "heading",
        lang_text(v->web.lang, "Check-in"), "recent", recent ? recent : "", "here",
        (json_int_t)s->present, "of", people_say(v->web.lang, "of {n} are here", "n", of.data,
        NULL), "rows", people_recent(v, recent));
    json_object_set_new(data, "has_rows",
                        json_boolean(json_array_size(json_object_get(data, "rows")) > 0));
    str_release(&of);
    return data;
}

static void add_box(json_t *data, json_t *box, const struct book_person *p) {
    json_object_set_new(data, "box", box);
    if (!p) return;
    json_object_set_new(data, "chosen", json_integer(p->id));
    json_object_set_new(data, "chosen_present", json_boolean(p->present));
    json_object_set_new(data, "chosen_no_phone", json_boolean(p->no_phone));
}

void people_get_checkin(struct http_req *req, void *ctx) {
    struct desk_visit v;
    long long id = 0;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const char *who = http_query(req, "p");
    const struct outcome *o = outcome_of(http_query(req, "r"));
    const struct book_person *p = who && str_number(who, 1, INT64_MAX, &id)
        ? snap_person(v.web.snap, id) : NULL;
    json_t *data = page_of(&v, http_query(req, "recent"));
    if (p && o) add_box(data, box_of(&v, p, o), p);
    json_object_set_new(data, "new_here", json_boolean(p && o && o->kind == 'n'));
    desk_page(&v, 200, "desk/people/checkin", "checkin", data);
    desk_leave(&v);
}

/* While somebody types: who it may be, from three letters on. */
void people_get_search(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const char *typed = http_query(req, "q");
    char *key = rules_search_key(typed ? typed : "");
    json_t *found = rules_search_letters(key) >= LETTERS ? people_found(&v, typed, MATCHES)
                                                         : json_array();
    free(key);
    web_reply_json(&v.web, 200, json_pack("{s:o}", "people", found));
    desk_leave(&v);
}

/* What was typed goes on into the form for somebody new, unless it was a code. */
static void add_unknown(json_t *data, struct desk_visit *v, const char *typed, bool code) {
    struct str name = STR_INIT;
    add_box(data, unknown_box(v, typed, code), NULL);
    if (!code) people_url(&name, typed);
    json_object_set_new(data, "unknown_name", json_string(name.data));
    str_release(&name);
}

static void show_typed(struct desk_visit *v, const char *typed, const struct people_scan *scan) {
    char *key = rules_search_key(typed);
    bool enough = rules_search_letters(key) >= LETTERS;
    json_t *data = page_of(v, http_form(v->web.req, "recent"));
    json_t *found = enough ? people_found(v, typed, 50) : json_array();
    free(key);
    json_object_set_new(data, "typed", json_string(typed));
    if (json_array_size(found))
        json_object_set_new(data, "has_matches", json_true());
    else if (enough || scan->looks)
        add_unknown(data, v, typed, scan->looks);
    else
        json_object_set_new(data, "short", json_boolean(typed[0] != '\0'));
    json_object_set_new(data, "matches", found);
    desk_page(v, 200, "desk/people/checkin", "checkin", data);
}

/* What was pressed, or what the field says. Nothing submitted: an answer was sent. */
static void press(struct desk_visit *v) {
    static const struct { const char *name; enum book_desk_what what; } rows[] = {
        { "in", BOOK_CHECK_IN }, { "out", BOOK_CHECK_OUT }, { "undo", BOOK_CHECK_UNDO },
        { "phone", BOOK_CHECK_IN }
    };
    const struct http_req *req = v->web.req;
    const char *action = people_form_text(req, "do"), *typed = people_form_text(req, "q");
    int64_t id = people_form_number(req, "p");
    for (size_t i = 0; id && i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].name, action)) {
            desk_submit(v, rows[i].what, id, people_form_number(req, "seen"),
                        strcmp(action, "phone") ? NULL : json_pack("{s:b}", "no_phone", 1));
            return;
        }
    if (id && !strcmp(action, "code")) {
        char code[SECRET_CODE_TEXT], canonical[9], hex[2 * SECRET_HASH + 1];
        unsigned char hash[SECRET_HASH];
        secret_person_code(code);
        (void)secret_code_clean(canonical, 8, code);
        secret_hash(hash, canonical);
        str_hex(hex, hash, sizeof hash);
        web_keep(v->web.req, code);
        desk_submit(v, BOOK_PERSON_CODE, id, 0, json_pack("{s:s}", "code_hash", hex));
        return;
    }
    struct people_scan scan = people_scan(desk_book(v), typed);
    if (scan.person) desk_submit(v, BOOK_CHECK_IN, scan.person, 0, NULL);
    else show_typed(v, typed, &scan);
}

static char kind_of(const char *action, enum book_result result) {
    if (!strcmp(action, "out")) return 'o';
    if (!strcmp(action, "undo")) return 'u';
    if (!strcmp(action, "phone")) return 'p';
    if (!strcmp(action, "code")) return 'c';
    return result == BOOK_AGAIN ? 'a' : 'i';
}

/* A new code is shown once, here: no address may carry it. */
static void show_code(struct desk_visit *v, int64_t id, const char *recent) {
    const struct book_person *p = snap_person(v->web.snap, id);
    json_t *data = page_of(v, recent);
    if (p) add_box(data, box_of(v, p, outcome_of("c")), p);
    json_object_set_new(data, "new_code", json_string(web_kept(v->web.req)));
    desk_page(v, 200, "desk/people/checkin", "checkin", data);
}

static void answer(struct desk_visit *v, const struct book_reply *r) {
    struct str recent = STR_INIT, to = STR_INIT;
    char kind = kind_of(people_form_text(v->web.req, "do"), r->result);
    people_recent_add(&recent, people_form_text(v->web.req, "recent"), r->id, kind,
                      clock_now().wall_ms);
    if (r->result == BOOK_NOTHING_TO_UNDO)
        str_printf(&to, "/e/%s/checkin", v->code);
    else
        str_printf(&to, "/e/%s/checkin?p=%lld&r=%c&recent=%s", v->code, (long long)r->id, kind,
                   recent.data);
    if (r->result == BOOK_NOTHING_TO_UNDO) http_redirect(v->web.req, to.data);
    else if (people_refused(v, r)) ;
    else if (kind == 'c') show_code(v, r->id, recent.data);
    else desk_done(v, r, to.data);
    str_release(&recent);
    str_release(&to);
}

void people_post_checkin(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_HELPER)) return;
    const struct book_reply *r = desk_answer(&v);
    if (r) answer(&v, r);
    else if (desk_may_post(&v)) press(&v);
    desk_leave(&v);
}
