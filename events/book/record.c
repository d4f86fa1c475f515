/* The record: settings, lists, people, and how it is written down. Invariant: a name, a function or
 * an address stands in it only with the person's consent to stand in lists. */
#include <stdlib.h>
#include <string.h>
#include "events/book/inside.h"
#include "events/book/record_inside.h"
#include "events/rules/setting.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/utf8.h"

void record_id(struct record_ids *list, int64_t id) {
    if (list->n == list->cap)
        list->ids = mem_resize(list->ids, list->cap = list->cap * 2 + 64, sizeof *list->ids);
    list->ids[list->n++] = id;
}

json_int_t record_number(const struct record_ids *list, int64_t id) {
    for (size_t i = 0; id && i < list->n; i++)
        if (list->ids[i] == id) return (json_int_t)i + 1;
    return 0;
}

/* Cleaned as it will be when it is read in: not every text of a file came through a form. */
void record_text(json_t *to, const char *key, const char *text) {
    size_t size = strlen(text) * 3 + 1;
    char *clean = *text ? mem_new(size, 1) : NULL;
    if (clean && utf8_clean(clean, size, text, (unsigned)size, UTF8_MANY_LINES) == UTF8_OK)
        json_object_set_new(to, key, json_string(clean));
    free(clean);
}
void record_int(json_t *to, const char *key, json_int_t value) {
    if (value) json_object_set_new(to, key, json_integer(value));
}
void record_flag(json_t *to, const char *key, bool value) {
    if (value) json_object_set_new(to, key, json_true());
}

/* What only this file and this network need is not handed on. */
static bool stays_here(const char *name) {
    return !strcmp(name, "code") || !strcmp(name, "password") || !strcmp(name, "address");
}

static json_t *setting_value(const struct rules_setting *row, const char *text) {
    if (row->type == RULES_TEXT || row->type == RULES_WORD) return json_string(text);
    if (row->type == RULES_FLAG) return json_boolean(!strcmp(text, "1"));
    return json_integer(strtoll(text, NULL, 10));
}

static void settings(struct record *r) {
    json_t *out = json_object();
    struct db_row *row = db_query(r->d, "SELECT name, value FROM setting ORDER BY name", "");
    while (db_step(row)) {
        const struct rules_setting *s = rules_event_setting_find(db_text(row, 0));
        if (s && !stays_here(s->name) && strcmp(db_text(row, 1), s->fallback))
            json_object_set_new(out, s->name, setting_value(s, db_text(row, 1)));
    }
    json_object_set_new(r->root, "settings", out);
}

static void lists(struct record *r) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT id, name, municipality, letters FROM organisation "
                                  "ORDER BY id", "");
    while (db_step(row)) {
        json_t *one = json_object();
        record_id(&r->organisations, db_int(row, 0));
        record_text(one, "name", db_text(row, 1));
        record_text(one, "municipality", db_text(row, 2));
        record_text(one, "letters", db_text(row, 3));
        json_array_append_new(out, one);
    }
    json_object_set_new(r->root, "organisations", out);
    out = json_array();
    row = db_query(r->d, "SELECT id, name FROM discipline ORDER BY id", "");
    while (db_step(row)) {
        record_id(&r->disciplines, db_int(row, 0));
        json_array_append_new(out, json_string(db_text(row, 1)));
    }
    json_object_set_new(r->root, "disciplines", out);
    out = json_array();
    row = db_query(r->d, "SELECT key, text FROM consent ORDER BY position", "");
    while (db_step(row))
        json_array_append_new(out, json_pack("{ssss}", "key", db_text(row, 0), "text",
                                             db_text(row, 1)));
    json_object_set_new(r->root, "consents", out);
}

static json_t *consents_of(struct record *r, int64_t person) {
    json_t *out = json_object();
    struct db_row *row = db_query(r->d, "SELECT c.key, a.answer FROM person_consent a "
        "JOIN consent c ON c.position = a.consent WHERE a.person = $1 ORDER BY c.position", "i",
        person);
    while (db_step(row)) json_object_set_new(out, db_text(row, 0), json_integer(db_int(row, 1)));
    return out;
}

static json_t *person(struct record *r, struct db_row *row) {
    json_t *one = json_object(), *consents = consents_of(r, db_int(row, 0));
    if (json_int(consents, "name_list", 0)) {
        record_text(one, "name", db_text(row, 1));
        record_text(one, "function", db_text(row, 2));
        record_text(one, "languages", db_text(row, 14));
        if (json_int(consents, "contact", 0)) record_text(one, "email", db_text(row, 3));
    }
    record_int(one, "organisation", record_number(&r->organisations, db_int(row, 4)));
    record_text(one, "organisation_text", db_text(row, 5));
    record_int(one, "discipline", record_number(&r->disciplines, db_int(row, 6)));
    record_text(one, "role", db_text(row, 7));
    record_flag(one, "no_phone", db_int(row, 8) != 0);
    record_text(one, "origin", db_text(row, 9));
    record_int(one, "registered_ms", db_int(row, 10));
    record_flag(one, "erased", !db_null(row, 11));
    record_flag(one, "present", db_int(row, 12) != 0);
    record_int(one, "presence_ms", db_int(row, 13));
    json_object_set_new(one, "consents", consents);
    return one;
}

static void people(struct record *r) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT p.id, p.name, p.function, p.email, p.organisation, "
        "p.organisation_text, p.discipline, p.role, p.no_phone, p.origin, p.registered_ms, "
        "p.erased_ms, n.present, n.at_ms, p.languages FROM person p LEFT JOIN presence n ON n.id = "
        "(SELECT max(x.id) FROM presence x WHERE x.person = p.id) ORDER BY p.id", "");
    while (db_step(row)) {
        record_id(&r->people, db_int(row, 0));
        json_array_append_new(out, person(r, row));
    }
    json_object_set_new(r->root, "people", out);
}

json_t *book_record(struct book *b) {
    struct reader *reader = reader_take(b);
    struct record r = {.d = reader->db, .root = json_object()};
    json_object_set_new(r.root, "format", json_string("punktum record"));
    json_object_set_new(r.root, "version", json_integer(RECORD_VERSION));
    db_exec(r.d, "BEGIN");
    settings(&r);
    lists(&r);
    people(&r);
    record_agenda(&r);
    record_paper(&r);
    db_exec(r.d, "COMMIT");
    bool good = !db_failed(r.d);
    reader_give(reader);
    int64_t *ids[] = {r.organisations.ids, r.disciplines.ids, r.people.ids, r.items.ids,
                      r.cards.ids};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) free(ids[i]);
    if (good) return r.root;
    json_decref(r.root);
    return NULL;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_list(struct str *out, const json_t *list) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        str_puts(out, i ? ",\n  " : "\n  ");
        json_write(out, json_array_get(list, i));
    }
}

void book_record_write(struct str *out, const json_t *record) {
    const char *keys[32], *key;
    json_t *value;
    size_t n = 0;
    json_object_foreach((json_t *)(uintptr_t)record, key, value)
        if (n < sizeof keys / sizeof *keys) keys[n++] = key;
    qsort(keys, n, sizeof *keys, by_name);
    str_putc(out, '{');
    for (size_t i = 0; i < n; i++) {
        value = json_object_get(record, keys[i]);
        str_printf(out, "%s\n \"%s\": ", i ? "," : "", keys[i]);
        if (json_is_array(value)) {
            str_putc(out, '[');
            write_list(out, value);
            str_puts(out, json_array_size(value) ? "\n ]" : "]");
        } else {
            json_write(out, value);
        }
    }
    str_puts(out, "\n}\n");
}
