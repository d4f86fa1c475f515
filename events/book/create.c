/* A new event file from an event JSON: checked before anything is written, one transaction, and no
 * file is left when it fails. Any thread. */
#include <string.h>
#include <unistd.h>
#include "events/book/book.h"
#include "events/book/db.h"
#include "events/book/item_column.h"
#include "events/book/plan.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/secret.h"

static void write_settings(struct db *d, const json_t *event) {
    const struct rules_setting *row;
    struct str text = STR_INIT;
    char code[5];
    for (size_t i = 0; (row = rules_event_setting(i)); i++) {
        const json_t *value = json_object_get(event, row->name);
        if (!value || !strcmp(row->name, "code") || !plan_value(&text, row, value, 0)) continue;
        db_do(d, "INSERT INTO setting (name, value) VALUES ($1, $2)", "tt", row->name, text.data);
    }
    if (!secret_code_clean(code, 4, json_text(event, "code", "")))
        do secret_event_code(code);
        while (!plan_code_free(code));
    db_do(d, "INSERT INTO setting (name, value) VALUES ('code', $1)", "t", code);
    str_release(&text);
}

static void write_organisations(struct db *d, const json_t *list) {
    struct str name = STR_INIT, municipality = STR_INIT, letters = STR_INIT;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        bool object = json_is_object(one);
        plan_text(&name, object ? json_object_get(one, "name") : one,
                  PLAN_NAME_MAX);
        bool m = object && plan_text(&municipality, json_object_get(one, "municipality"),
                                     PLAN_NAME_MAX);
        bool l = object && plan_text(&letters, json_object_get(one, "letters"),
                                     PLAN_LETTERS_MAX);
        db_do(d, "INSERT INTO organisation (id, name, municipality, letters) "
              "VALUES ($1, $2, $3, $4)", "ittt", (int64_t)i + 1, name.data,
              m ? municipality.data : NULL, l ? letters.data : NULL);
    }
    str_release(&name);
    str_release(&municipality);
    str_release(&letters);
}

static void write_lists(struct db *d, const json_t *event) {
    const json_t *disciplines = json_list(event, "disciplines");
    const json_t *consents = json_list(event, "consents");
    struct str text = STR_INIT;
    write_organisations(d, json_list(event, "organisations"));
    for (size_t i = 0; i < json_array_size(disciplines); i++) {
        plan_text(&text, json_array_get(disciplines, i), PLAN_NAME_MAX);
        db_do(d, "INSERT INTO discipline (id, name) VALUES ($1, $2)", "it", (int64_t)i + 1,
              text.data);
    }
    for (size_t i = 0; i < json_array_size(consents); i++) {
        const json_t *one = json_array_get(consents, i);
        const char *key = json_text(one, "key", "");
        plan_text(&text, json_object_get(one, "text"), PLAN_CONSENT_MAX);
        db_do(d, "INSERT INTO consent (position, key, text, choice) VALUES ($1, $2, $3, $4)",
              "ittd", (int64_t)i, key, text.data, !strcmp(key, "quote"));
    }
    str_release(&text);
}

static void write_settings_of(struct db *d, const json_t *item, int64_t id, int64_t day_ms) {
    const struct rules_setting *row;
    struct str text = STR_INIT;
    for (size_t i = 0; (row = rules_item_setting(i)); i++) {
        const json_t *value = json_object_get(item, row->name);
        if (value && plan_value(&text, row, value, day_ms))
            item_column_write(d, id, row->name, text.data);
    }
    str_release(&text);
}

static void write_options(struct db *d, const json_t *list, int64_t run, int64_t *next) {
    struct str text = STR_INIT;
    for (size_t i = 0; i < json_array_size(list); i++) {
        plan_text(&text, json_array_get(list, i), PLAN_OPTION_MAX);
        db_do(d, "INSERT INTO option (id, run, text) VALUES ($1, $2, $3)", "iit", (*next)++, run,
              text.data);
    }
    str_release(&text);
}

static void write_agenda(struct db *d, const json_t *event) {
    const json_t *agenda = json_list(event, "agenda");
    int64_t start_ms = 0, at_ms = 0, option = 1;
    if (clock_parse_local(json_text(event, "start", ""), &start_ms)) at_ms = start_ms;
    for (size_t i = 0; i < json_array_size(agenda); i++) {
        const json_t *item = json_array_get(agenda, i);
        int64_t id = (int64_t)i + 1, planned;
        db_do(d, "INSERT INTO item (id, position, kind, title, planned_ms, options_from) "
              "VALUES ($1, $1, $2, '', $3, $4)", "itiz", id, json_text(item, "kind", ""), at_ms,
              (int64_t)plan_source(agenda, i, json_object_get(item, "options_from")));
        write_settings_of(d, item, id, start_ms);
        db_do(d, "INSERT INTO run (id, item, number, secrecy, appear, author) "
              "SELECT id, id, 1, secrecy, appear, author FROM item WHERE id = $1", "i", id);
        write_options(d, json_list(item, "options"), id, &option);
        planned = db_one(d, 0, "SELECT planned_ms FROM item WHERE id = $1", "i", id);
        at_ms = planned ? planned + json_int(item, "minutes", 0) * 60000 : 0;
    }
}

static void write_event(struct db *d, const json_t *event) {
    write_settings(d, event);
    write_lists(d, event);
    write_agenda(d, event);
    plan_write_paper(d, event);
    db_do(d, "INSERT INTO show (id, item) VALUES (1, 1)", "");
}

bool book_create(const char *path, const char *json_text_given, size_t len, char *error,
                 size_t size) {
    struct str findings = STR_INIT;
    json_t *event = plan_read(&findings, json_text_given, len);
    struct db *d = NULL;
    bool done = false;
    if (!event) {
        str_format(error, size, "%.*s", (int)strcspn(findings.data, "\n"), findings.data);
        goto out;
    }
    if (!(d = db_open(path, DB_CREATE, error, size))) goto out;
    if (db_exec(d, "BEGIN IMMEDIATE") && db_create_schema(d)) {
        write_event(d, event);
        done = !db_failed(d) && db_exec(d, "COMMIT");
    }
    if (!done) str_format(error, size, "%.200s", db_error(d));
out:
    db_close(d);
    if (d && !done) unlink(path);
    json_decref(event);
    str_release(&findings);
    return done;
}
