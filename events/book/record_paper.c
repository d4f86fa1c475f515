/* The documentation's own parts in a record: texts, voices, tables, pictures, ways of taking part.
 * Invariant: a voice goes out only as its person agreed to. */
#include <stdlib.h>
#include <string.h>
#include "events/book/paper_inside.h"
#include "events/book/record_inside.h"
#include "events/rules/words.h"
#include "lib/base64.h"

/* Numbers of a record stand in its keys as well: "item-7" is the seventh item. */
static bool chapter_key(struct record *r, const char *key, char *dst, size_t size) {
    long long id;
    if (!str_starts(key, "item-") || !str_number(key + 5, 1, INT64_MAX, &id))
        return str_copy(dst, size, key);
    json_int_t n = record_number(&r->items, id);
    return n && str_format(dst, size, "item-%lld", (long long)n);
}

static void texts(struct record *r, const struct book_paper *p) {
    json_t *out = json_array();
    json_int_t position = 0;
    for (size_t i = 0; i < p->texts_n; i++) {
        const struct book_text *t = &p->texts[i];
        json_t *one;
        char key[64];
        if (!chapter_key(r, t->key, key, sizeof key)) continue;
        one = json_object();
        record_text(one, "key", key);
        record_text(one, "title", t->title);
        record_text(one, "body", t->body);
        record_flag(one, "left_out", !t->included);
        if (t->position) record_int(one, "position", ++position);
        json_array_append_new(out, one);
    }
    json_object_set_new(r->root, "texts", out);
}

static void voices(struct record *r, const struct book_paper *p) {
    json_t *out = json_array();
    for (size_t i = 0; i < p->voices_n; i++) {
        const struct book_voice *v = &p->voices[i];
        enum rules_quote may = paper_may_quote(r->d, v->person, v->card,
                                               v->attribution);
        if (may == RULES_QUOTE_NONE) continue;
        json_t *one = json_object();
        record_text(one, "heading", v->heading);
        record_text(one, "text", v->text);
        if (may == RULES_QUOTE_NAMED) record_text(one, "attribution", v->attribution);
        record_int(one, "person", record_number(&r->people, v->person));
        record_int(one, "card", record_number(&r->cards, v->card));
        record_flag(one, "left_out", !v->included);
        json_array_append_new(out, one);
    }
    json_object_set_new(r->root, "voices", out);
}

static void tables(struct record *r, const struct book_paper *p) {
    json_t *out = json_array();
    for (size_t i = 0; i < p->tables_n; i++) {
        const struct book_table *t = &p->tables[i];
        json_t *one = json_object();
        record_text(one, "title", t->title);
        record_text(one, "dated", t->dated);
        record_text(one, "source", t->source);
        record_text(one, "body", t->body);
        record_text(one, "notes", t->notes);
        record_flag(one, "left_out", !t->included);
        json_array_append_new(out, one);
    }
    json_object_set_new(r->root, "tables", out);
}

static json_t *bytes_of(struct record *r, int64_t id) {
    struct str text = STR_INIT;
    struct db_row *row = db_query(r->d, "SELECT bytes FROM picture WHERE id = $1", "i", id);
    size_t len;
    if (db_step(row)) {
        const unsigned char *bytes = db_bytes(row, 0, &len);
        base64_add(&text, bytes, len);
    }
    db_done(row);
    json_t *value = json_stringn(text.data, text.len);
    str_release(&text);
    return value;
}

static void pictures(struct record *r, const struct book_paper *p) {
    json_t *out = json_array();
    for (size_t i = 0; i < p->pictures_n; i++) {
        const struct book_picture *b = &p->pictures[i];
        char key[64];
        if (!chapter_key(r, b->chapter, key, sizeof key)) continue;
        json_t *one = json_object();
        record_text(one, "chapter", key);
        record_text(one, "caption", b->caption);
        record_text(one, "alt", b->alt);
        record_text(one, "type", b->png ? "png" : "jpeg");
        record_int(one, "width", b->width);
        record_int(one, "height", b->height);
        record_flag(one, "left_out", !b->included);
        json_object_set_new(one, "bytes", bytes_of(r, b->id));
        json_array_append_new(out, one);
    }
    json_object_set_new(r->root, "pictures", out);
}

static json_t *way(int64_t n) { return n < 0 ? json_null() : json_integer(n); }

/* Beside the runs they belong to; null: not told. */
static void origins(struct record *r, const struct book_paper *p) {
    json_t *agenda = json_object_get(r->root, "agenda");
    for (size_t i = 0; i < p->origins_n; i++) {
        const struct book_origin *o = &p->origins[i];
        json_int_t item = record_number(&r->items, db_one(r->d, 0,
            "SELECT item FROM run WHERE id = $1 AND discarded = 0", "i", o->run));
        int64_t number = db_one(r->d, 0, "SELECT number FROM run WHERE id = $1", "i", o->run);
        json_t *runs = json_object_get(json_array_get(agenda, (size_t)item - 1), "runs");
        for (size_t k = 0; item && k < json_array_size(runs); k++) {
            json_t *run = json_array_get(runs, k);
            if (json_integer_value(json_object_get(run, "number")) == number)
                json_object_set_new(run, "origins", json_pack("{sosososo}", "phone", way(o->phone),
                    "tablet", way(o->tablet), "desk", way(o->desk), "hands", way(o->paper)));
        }
    }
}

void record_paper(struct record *r) {
    struct book_paper p;
    paper_read(r->d, &p);
    texts(r, &p);
    voices(r, &p);
    tables(r, &p);
    pictures(r, &p);
    origins(r, &p);
    book_paper_release(&p);
}
