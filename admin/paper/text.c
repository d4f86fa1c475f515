/* Chapters: the text of one, whether it is printed, its place. With a script the answers are JSON,
 * without one a redirect or the page again. Pool threads. */
#include <string.h>
#include "admin/paper/room.h"
#include "lib/clock.h"

/* What the page shows: the stored text, or what was typed and why it was not stored. */
struct showing { const struct book_reply *refused; bool typed; };

static void text_page(struct desk_visit *v, int status, const char *key, const struct showing *s) {
    struct book_paper p;
    struct str title = STR_INIT, typed = STR_INIT, heading = STR_INIT;
    if (!paper_read_all(v, &p))
        return;
    const struct book_text *text = paper_text_of(&p, key);
    const char *stored = text ? text->body : "";
    bool is_item = str_starts(key, "item-");
    json_t *data = json_object();
    if (s->typed) {
        paper_field(&typed, v->web.req, "body");
        paper_field(&heading, v->web.req, "title");
    } else {
        str_puts(&typed, stored);
        str_puts(&heading, text ? text->title : "");
    }
    paper_title(&title, v, &p, key);
    json_object_set_new(data, "heading", json_string(title.data));
    json_object_set_new(data, "chapters", paper_chapters(v, &p, key));
    json_object_set_new(data, "tab_texts", json_true());
    json_object_set_new(data, "now_key", json_string(key));
    json_object_set_new(data, "chapter", json_string(title.data));
    json_object_set_new(data, "key", json_string(key));
    json_object_set_new(data, "renamed", json_string(heading.data));
    json_object_set_new(data, "body", json_string(typed.data));
    json_object_set_new(data, "rev", json_integer(text ? text->rev : -1));
    json_object_set_new(data, "help", json_string(lang_text(v->web.lang, paper_help(key))));
    json_object_set_new(data, "included", json_boolean(!text || text->included));
    json_object_set_new(data, "is_item", json_boolean(is_item));
    json_object_set_new(data, "blocks", paper_blocks(typed.data));
    json_object_set_new(data, "has_blocks", json_boolean(typed.len > 0));
    if (s->refused) {
        json_object_set_new(data, "said", paper_sentence(v, s->refused));
        if (s->refused->result == BOOK_STALE)
            json_object_set_new(data, "theirs", json_string(stored));
    }
    desk_page(v, status, "desk/paper_text", "paper", data);
    str_release(&title);
    str_release(&typed);
    str_release(&heading);
    book_paper_release(&p);
}

static const char *key_of(struct desk_visit *v) {
    const char *key = http_segment(v->web.req, 1);
    if (key && paper_key_known(v, key))
        return key;
    desk_refuse(v, 404, "no_such_thing", web_sentence(BOOK_NO_SUCH_THING, v->web.lang));
    return NULL;
}

void paper_get_text(struct http_req *req, void *ctx) {
    struct showing stored = { NULL, false };
    struct desk_visit v;
    const char *key;
    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if ((key = key_of(&v)))
        text_page(&v, 200, key, &stored);
    desk_leave(&v);
}

/* The page as it would be with what is typed; nothing is stored. */
void paper_post_preview(struct http_req *req, void *ctx) {
    struct showing typed = { NULL, true };
    struct desk_visit v;
    const char *key;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if (desk_may_post(&v) && (key = key_of(&v)))
        text_page(&v, 200, key, &typed);
    desk_leave(&v);
}

static void answer_script(struct desk_visit *v, const struct book_reply *r, const char *key) {
    bool well = r->result == BOOK_OK || r->result == BOOK_AGAIN;
    struct book_paper p;
    json_t *out = json_pack("{s:s, s:I, s:o}", "result", web_result_name(r->result), "rev",
                            (json_int_t)r->revision, "at", paper_time(r->saved_ms));
    if (!well)
        json_object_set_new(out, "sentence", paper_sentence(v, r));
    if (r->result == BOOK_STALE && book_paper(desk_book(v), &p)) {
        const struct book_text *text = paper_text_of(&p, key);
        json_object_set_new(out, "body", json_string(text ? text->body : ""));
        json_object_set_new(out, "title", json_string(text ? text->title : ""));
        book_paper_release(&p);
    }
    web_reply_json(&v->web, web_status(r->result), out);
}

static void answer(struct desk_visit *v, const struct book_reply *r, const char *key) {
    struct showing refused = { r, true };
    struct str to = STR_INIT;
    str_printf(&to, "/text/%s", key);
    if (web_wants_json(v->web.req))
        answer_script(v, r, key);
    else if (r->result == BOOK_OK || r->result == BOOK_AGAIN)
        paper_done(v, r, to.data);
    else
        text_page(v, web_status(r->result), key, &refused);
    str_release(&to);
}

void paper_post_text(struct http_req *req, void *ctx) {
    static const char *const names[] = { "title", "body", NULL };
    const struct book_reply *r;
    struct desk_visit v;
    const char *key;
    long long seen = 0;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (!(key = key_of(&v)))
        goto out;
    if (r) {
        answer(&v, r, key);
    } else if (desk_may_post(&v)) {
        json_t *data = paper_data(req, names);
        const char *given = http_form(req, "seen");
        (void)str_number(given ? given : "", -1, INT64_MAX, &seen);
        json_object_set_new(data, "key", json_string(key));
        desk_submit(&v, BOOK_TEXT_SET, 0, seen, data);
    }
out:
    desk_leave(&v);
}

void paper_post_include(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    const char *key, *given = http_form(req, "included");
    struct str to = STR_INIT;
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (!(key = key_of(&v)))
        goto out;
    str_printf(&to, "/text/%s", key);
    if (r)
        paper_done(&v, r, to.data);
    else if (desk_may_post(&v))
        desk_submit(&v, BOOK_TEXT_SET, 0, 0, json_pack("{s:s, s:b}", "key", key, "included",
                                                       given && strcmp(given, "1") == 0));
out:
    str_release(&to);
    desk_leave(&v);
}

/* --- order ----------------------------------------------------------------------------------- */
static json_t *keys_moved(const struct paper_order *o, const char *key, const char *after) {
    json_t *keys = json_array();
    if (!*after)
        json_array_append_new(keys, json_string(key));
    for (size_t i = 0; i < o->n; i++) {
        if (strcmp(o->keys[i], key) != 0)
            json_array_append_new(keys, json_string(o->keys[i]));
        if (strcmp(o->keys[i], after) == 0)
            json_array_append_new(keys, json_string(key));
    }
    return keys;
}

void paper_post_move(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    const char *key, *after = http_form(req, "after"), *chosen = http_form(req, "chosen");
    struct paper_order order;
    struct book_paper p;
    struct desk_visit v;
    struct str to = STR_INIT;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    r = desk_answer(&v);
    if (!(key = key_of(&v)))
        goto out;
    if (chosen && paper_key_known(&v, chosen))
        str_printf(&to, "/text/%s", chosen);
    if (r) {
        paper_done(&v, r, to.data);
    } else if (desk_may_post(&v) && paper_read_all(&v, &p)) {
        paper_order(&order, &p);
        book_paper_release(&p);
        desk_submit(&v, BOOK_TEXT_ORDER, 0, 0, json_pack("{s:o}", "keys",
                    keys_moved(&order, key, after ? after : "")));
    }
out:
    str_release(&to);
    desk_leave(&v);
}

/* The script sends the whole order after a drag: keys with spaces between. */
void paper_post_order(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    const char *at = http_form(req, "keys");
    struct desk_visit v;
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v))) {
        paper_done(&v, r, "");
    } else if (desk_may_post(&v)) {
        json_t *keys = json_array();
        for (; at && *at; at += strspn(at, " ")) {
            size_t len = strcspn(at, " ");
            json_array_append_new(keys, json_stringn(at, len));
            at += len;
        }
        desk_submit(&v, BOOK_TEXT_ORDER, 0, 0, json_pack("{s:o}", "keys", keys));
    }
    desk_leave(&v);
}

/* A chapter of the organisers' own, under the first free number. */
void paper_post_add(struct http_req *req, void *ctx) {
    const struct book_reply *r;
    struct book_paper p;
    struct desk_visit v;
    struct str to = STR_INIT, title = STR_INIT;
    char key[PAPER_KEY] = "free-1";
    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((r = desk_answer(&v))) {
        str_printf(&to, "/text/%s", r->where);
        paper_done(&v, r, r->where[0] ? to.data : "");
    } else if (desk_may_post(&v) && paper_read_all(&v, &p)) {
        for (int n = 2; paper_text_of(&p, key) && n < 100; n++)
            str_format(key, sizeof key, "free-%d", n);
        book_paper_release(&p);
        paper_field(&title, req, "title");
        desk_submit(&v, BOOK_TEXT_SET, 0, -1, json_pack("{s:s, s:s}", "key", key, "title",
                                                        title.data));
    }
    str_release(&to);
    str_release(&title);
    desk_leave(&v);
}
