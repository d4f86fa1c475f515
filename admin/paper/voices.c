/* Voices: quotations with what stands below them, as the person who spoke agreed to. Pool threads.
 * Invariant: a person who did not agree to be quoted is not offered; of one who agreed without name
 * only function and organisation are. The book looks again. */
#include <string.h>
#include "admin/paper/room.h"

static int quote_consent(const struct book_snap *s, const struct book_person *p) {
    for (size_t i = 0; i < s->consents_n; i++)
        if (strcmp(s->consents[i].key, "quote") == 0)
            return p->consents[i];
    return 0;
}

/* "Ayse Öz, Dezernentin, Stadt Essen", without the name "Dezernentin, Stadt Essen". */
static void signature(struct str *out, const struct book_person *p, bool named) {
    const char *parts[] = { named ? p->name : "", p->function ? p->function : "",
                            p->organisation_name };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] && *parts[i])
            str_printf(out, "%s%s", out->len ? ", " : "", parts[i]);
}

static json_t *people(const struct desk_visit *v, int64_t now) {
    const struct book_snap *s = v->web.snap;
    json_t *list = json_array();
    for (size_t i = 0; i < s->people_n; i++) {
        const struct book_person *p = &s->people[i];
        int may = quote_consent(s, p);
        struct str name = STR_INIT, by = STR_INIT;
        if (!may || p->erased || !*p->name)
            continue;
        signature(&by, p, may == 2);
        str_printf(&name, "%s – %s", p->name, lang_text(v->web.lang,
                   may == 2 ? "may be named" : "without name"));
        json_array_append_new(list, json_pack("{s:I, s:s, s:s, s:b}", "id", (json_int_t)p->id,
                                              "name", name.data, "by", by.data, "now",
                                              p->id == now));
        str_release(&name);
        str_release(&by);
    }
    return list;
}

static bool taken(const struct book_paper *p, int64_t card) {
    for (size_t i = 0; i < p->voices_n; i++)
        if (p->voices[i].card == card)
            return true;
    return false;
}

/* Cards that moderators marked as worth quoting and nobody took yet. */
static json_t *candidates(const struct desk_visit *v, const struct book_paper *p) {
    json_t *list = json_array();
    for (size_t i = 0; i < v->web.snap->items_n; i++)
        for (size_t r = 0; r < v->web.snap->items[i]->runs_n; r++) {
            const struct book_run *run = v->web.snap->items[i]->runs[r];
            for (size_t c = 0; c < run->cards_n; c++)
                if (run->cards[c].quote && run->cards[c].state == RULES_SHOWN &&
                    !taken(p, run->cards[c].id))
                    json_array_append_new(list, json_pack("{s:I, s:s}", "id",
                        (json_int_t)run->cards[c].id, "words", run->cards[c].text));
        }
    return list;
}

/* Its buttons lead behind the one before the one before, or behind the next. */
static void add_moves(json_t *one, const struct book_paper *p, size_t i) {
    if (i > 0)
        json_object_set_new(one, "up", json_pack("{s:I}", "after", (json_int_t)(i > 1
                            ? p->voices[i - 2].id : 0)));
    if (i + 1 < p->voices_n)
        json_object_set_new(one, "down", json_pack("{s:I}", "after",
                                                   (json_int_t)p->voices[i + 1].id));
}

static json_t *rows(const struct book_paper *p, int64_t chosen) {
    json_t *list = json_array();
    for (size_t i = 0; i < p->voices_n; i++) {
        const struct book_voice *voice = &p->voices[i];
        json_t *one = json_pack("{s:I, s:s, s:s, s:s, s:b, s:b}", "id", (json_int_t)voice->id,
                                "above", voice->heading, "words", voice->text, "by",
                                voice->attribution, "left_out", !voice->included, "chosen",
                                voice->id == chosen);
        add_moves(one, p, i);
        json_array_append_new(list, one);
    }
    return list;
}

/* The headings there are, to be chosen again. */
static json_t *headings(const struct book_paper *p) {
    json_t *list = json_array();
    for (size_t i = 0; i < p->voices_n; i++) {
        bool there = !*p->voices[i].heading;
        for (size_t k = 0; k < i && !there; k++)
            there = strcmp(p->voices[k].heading, p->voices[i].heading) == 0;
        if (!there)
            json_array_append_new(list, json_string(p->voices[i].heading));
    }
    return list;
}

static void add_form(json_t *form, const struct desk_visit *v, const struct book_voice *voice,
                     const struct book_reply *refused) {
    static const char *const names[] = { "heading", "text", "attribution" };
    const char *stored[] = { voice->heading, voice->text, voice->attribution };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str typed = STR_INIT;
        if (refused)
            paper_field(&typed, v->web.req, names[i]);
        else
            str_puts(&typed, stored[i] ? stored[i] : "");
        json_object_set_new(form, i == 0 ? "above" : i == 1 ? "words" : "by",
                            json_string(typed.data));
        str_release(&typed);
    }
}

static void voices_page(struct desk_visit *v, int status, int64_t id, int64_t card,
                        const struct book_reply *refused) {
    struct book_voice fresh = { .card = card, .included = true };
    const struct book_voice *voice = &fresh;
    struct book_paper p;
    if (!paper_read_all(v, &p))
        return;
    for (size_t i = 0; i < p.voices_n; i++)
        if (p.voices[i].id == id)
            voice = &p.voices[i];
    json_t *form = json_object(), *data = json_object();
    add_form(form, v, voice, refused);
    for (size_t i = 0; card && i < v->web.snap->items_n && !refused; i++) {
        const struct book_run *run = snap_run(v->web.snap->items[i]);
        const struct book_card *c = snap_card(run, card);
        if (c)
            json_object_set_new(form, "words", json_string(c->text));
    }
    json_object_set_new(form, "id", json_integer(voice->id));
    json_object_set_new(form, "rev", json_integer(voice->rev));
    json_object_set_new(form, "card", json_integer(voice->card));
    json_object_set_new(form, "stands", json_boolean(voice->id != 0));
    json_object_set_new(form, "included", json_boolean(voice->included));
    json_object_set_new(form, "people", people(v, refused ? paper_number(http_form(v->web.req,
                        "person")) : voice->person));
    json_object_set_new(data, "heading", json_string(lang_text(v->web.lang, "Voices")));
    json_object_set_new(data, "tab_voices", json_true());
    json_object_set_new(data, "voices", rows(&p, voice->id));
    json_object_set_new(data, "has_voices", json_boolean(p.voices_n > 0));
    json_object_set_new(data, "headings", headings(&p));
    json_t *marked = candidates(v, &p);
    json_object_set_new(data, "has_candidates", json_boolean(json_array_size(marked) > 0));
    json_object_set_new(data, "candidates", marked);
    json_object_set_new(data, "form", form);
    if (refused)
        json_object_set_new(data, "said", paper_sentence(v, refused));
    desk_page(v, status, "desk/paper_voices", "paper", data);
    book_paper_release(&p);
}

void paper_get_voices(struct http_req *req, void *ctx) {
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    voices_page(&v, 200, paper_number(http_query(req, "id")), paper_number(http_query(req, "card")),
                NULL);
    desk_leave(&v);
}

/* Without a signature, that of the person chosen. */
static void sign(json_t *data, const struct desk_visit *v, int64_t person) {
    const struct book_person *p = snap_person(v->web.snap, person);
    const char *typed = json_string_value(json_object_get(data, "attribution"));
    struct str by = STR_INIT;
    if (!p || !typed || *typed)
        return;
    signature(&by, p, quote_consent(v->web.snap, p) == 2);
    json_object_set_new(data, "attribution", json_string(by.data));
    str_release(&by);
}

static void submit(struct desk_visit *v, int64_t id, const char *act) {
    static const char *const names[] = { "heading", "text", "attribution", NULL };
    const char *seen = http_form(v->web.req, "seen");
    json_t *data;
    if (strcmp(act, "remove") == 0) {
        desk_submit(v, BOOK_VOICE_REMOVE, id, 0, NULL);
        return;
    }
    if (strcmp(act, "move") == 0) {
        desk_submit(v, BOOK_VOICE_SET, id, 0, json_pack("{s:I}", "after",
                    (json_int_t)paper_number(http_form(v->web.req, "after"))));
        return;
    }
    data = paper_data(v->web.req, names);
    int64_t person = paper_number(http_form(v->web.req, "person"));
    int64_t card = paper_number(http_form(v->web.req, "card"));
    json_object_set_new(data, "person", json_integer(person));
    if (card)
        json_object_set_new(data, "card", json_integer(card));
    json_object_set_new(data, "included", json_boolean(http_form(v->web.req, "included") != NULL));
    sign(data, v, person);
    desk_submit(v, BOOK_VOICE_SET, id, paper_number(seen), data);
}

void paper_post_voice(struct http_req *req, void *ctx) {
    const char *act = http_form(req, "do");
    int64_t id = paper_number(http_form(req, "id"));
    const struct book_reply *r;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (r && r->result != BOOK_OK && act && strcmp(act, "set") == 0 && !web_wants_json(req))
        voices_page(&v, web_status(r->result), id, paper_number(http_form(req, "card")), r);
    else if (r)
        paper_done(&v, r, "/voices");
    else if (desk_may_post(&v))
        submit(&v, id, act ? act : "set");
    desk_leave(&v);
}
