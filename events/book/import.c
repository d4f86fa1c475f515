/* A new event file from a record: settings, lists, people. See import.h. */
#include "events/book/import.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "events/book/file.h"
#include "events/book/plan.h"
#include "events/book/record.h"
#include "events/rules/languages.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { LIST_MAX = 2000, PEOPLE_MAX = 20000, LINE = 120, ADDRESS = 254 };
#define MS_MAX INT64_C(253402300799999)

bool import_failed(struct import *im) {
    if (!im->fault[0] && db_failed(im->d))
        (void)str_format(im->fault, sizeof im->fault, "%.100s: %.150s", im->where,
                         db_error(im->d));
    return im->fault[0] != '\0';
}

void import_fault(struct import *im, const char *key, const char *why) {
    if (!im->fault[0])
        (void)str_format(im->fault, sizeof im->fault, "%.100s.%.40s: %.100s", im->where, key, why);
}

void import_at(struct import *im, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(im->where, sizeof im->where, format, args);
    va_end(args);
    im->texts_n = 0;
}

const json_t *import_list(struct import *im, const json_t *of, const char *key, size_t max) {
    const json_t *list = json_object_get(of, key);
    if (list && !json_is_array(list)) import_fault(im, key, "must be a list");
    if (json_array_size(list) > max) import_fault(im, key, "too long");
    return im->fault[0] ? NULL : list;
}

const char *import_text(struct import *im, const json_t *of, const char *key, unsigned max,
                        enum utf8_lines lines) {
    const json_t *value = json_object_get(of, key);
    const char *given = json_string_value(value);
    if (!value || im->fault[0]) return "";
    if (!given || !utf8_valid(given, json_string_length(value))) {
        import_fault(im, key, "must be text");
        return "";
    }
    BUG_IF(im->texts_n == IMPORT_TEXTS);
    struct str *out = &im->texts[im->texts_n++];
    size_t size = strlen(given) * 3 + 1;
    char *clean = mem_new(size, 1);
    if (utf8_clean(clean, size, given, max, lines) == UTF8_TOO_LONG)
        import_fault(im, key, "too long");
    str_clear(out);
    str_puts(out, clean);
    free(clean);
    return out->data;
}

int64_t import_int(struct import *im, const json_t *of, const char *key, int64_t min, int64_t max,
                   int64_t fallback) {
    const json_t *value = json_object_get(of, key);
    if (!value) return fallback;
    json_int_t n = json_integer_value(value);
    if (json_is_integer(value) && n >= min && n <= max) return n;
    import_fault(im, key, "must be a number within its bounds");
    return fallback;
}

bool import_flag(struct import *im, const json_t *of, const char *key) {
    const json_t *value = json_object_get(of, key);
    if (value && !json_is_boolean(value)) import_fault(im, key, "must be true or false");
    return json_is_true(value);
}

int64_t import_number(struct import *im, const json_t *of, const char *key, int64_t count) {
    return import_int(im, of, key, 1, count, 0);
}

int64_t import_card(struct import *im, const json_t *of) {
    int64_t n = import_number(im, of, "card", (int64_t)im->cards_n);
    return n ? im->cards[n - 1] : 0;
}

static void setting(struct import *im, const char *name, const json_t *value) {
    const struct rules_setting *row = rules_event_setting_find(name);
    char number[32];
    const char *text = json_string_value(value);
    if (json_is_boolean(value)) text = json_is_true(value) ? "1" : "0";
    if (json_is_integer(value)) {
        (void)str_format(number, sizeof number, "%" PRId64, (int64_t)json_integer_value(value));
        text = number;
    }
    if (!row || !strcmp(name, "code") || !text || !rules_setting_fits(row, text))
        import_fault(im, name, "no such setting, or not for it");
    else
        db_do(im->d, "INSERT INTO setting (name, value) VALUES ($1, $2)", "tt", row->name, text);
}

static void settings(struct import *im) {
    json_t *list = json_object_get(im->root, "settings");
    const char *name;
    json_t *value;
    char code[5];
    import_at(im, "$.settings");
    json_object_foreach(list, name, value) setting(im, name, value);
    if (!json_text(list, "title", "")[0]) import_fault(im, "title", "is missing");
    do secret_event_code(code);
    while (!plan_code_free(code));
    db_do(im->d, "INSERT INTO setting (name, value) VALUES ('code', $1)", "t", code);
}

static void organisations(struct import *im) {
    const json_t *list = import_list(im, im->root, "organisations", LIST_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "$.organisations[%zu]", i);
        const char *municipality = import_text(im, one, "municipality", LINE, UTF8_ONE_LINE);
        const char *letters = import_text(im, one, "letters", PLAN_LETTERS_MAX, UTF8_ONE_LINE);
        db_do(im->d, "INSERT INTO organisation (id, name, municipality, letters) "
              "VALUES ($1, $2, $3, $4)", "ittt", ++im->organisations,
              import_text(im, one, "name", LINE, UTF8_ONE_LINE),
              *municipality ? municipality : NULL, *letters ? letters : NULL);
    }
}

static void lists(struct import *im) {
    const json_t *list = import_list(im, im->root, "disciplines", LIST_MAX);
    organisations(im);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        json_t *one = json_pack("{sO}", "name", json_array_get(list, i));
        import_at(im, "$.disciplines[%zu]", i);
        db_do(im->d, "INSERT INTO discipline (id, name) VALUES ($1, $2)", "it", ++im->disciplines,
              import_text(im, one, "name", LINE, UTF8_ONE_LINE));
        json_decref(one);
    }
    list = import_list(im, im->root, "consents", BOOK_CONSENTS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "$.consents[%zu]", i);
        const char *key = import_text(im, one, "key", 40, UTF8_ONE_LINE);
        db_do(im->d, "INSERT INTO consent (position, key, text, choice) VALUES ($1, $2, $3, $4)",
              "ittd", (int64_t)i, key,
              import_text(im, one, "text", PLAN_CONSENT_MAX, UTF8_ONE_LINE),
              (int)!strcmp(key, "quote"));
    }
}

static void answers(struct import *im, const json_t *person, int64_t id) {
    json_t *given = json_object_get(person, "consents");
    const char *key;
    json_t *value;
    json_object_foreach(given, key, value) {
        int64_t position = db_one(im->d, -1, "SELECT position FROM consent WHERE key = $1", "t",
                                  key);
        if (position < 0) import_fault(im, "consents", "no such consent");
        else db_do(im->d, "INSERT INTO person_consent (person, consent, answer) "
                   "VALUES ($1, $2, $3)", "iii", id, position, import_int(im, given, key, 0, 2, 0));
    }
}

static const char *languages_of(struct import *im, const json_t *one,
                                char dst[RULES_LANGUAGES_TEXT]) {
    if (!rules_languages_read(dst, import_text(im, one, "languages", LINE, UTF8_ONE_LINE)))
        import_fault(im, "languages", "not known");
    return dst;
}

static void person(struct import *im, const json_t *one, int64_t id) {
    char languages[RULES_LANGUAGES_TEXT];
    int64_t registered = import_int(im, one, "registered_ms", 0, MS_MAX, 0);
    int64_t presence = import_int(im, one, "presence_ms", 0, MS_MAX, 0);
    const char *role = import_text(im, one, "role", 20, UTF8_ONE_LINE);
    const char *origin = import_text(im, one, "origin", 20, UTF8_ONE_LINE);
    db_do(im->d, "INSERT INTO person (id, name, function, email, organisation, organisation_text, "
          "discipline, role, no_phone, origin, registered_ms, erased_ms, languages) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", "itttztztdtizt", id,
          import_text(im, one, "name", LINE, UTF8_ONE_LINE),
          import_text(im, one, "function", LINE, UTF8_ONE_LINE),
          import_text(im, one, "email", ADDRESS, UTF8_ONE_LINE),
          import_number(im, one, "organisation", im->organisations),
          import_text(im, one, "organisation_text", LINE, UTF8_ONE_LINE),
          import_number(im, one, "discipline", im->disciplines), *role ? role : "guest",
          (int)import_flag(im, one, "no_phone"), *origin ? origin : "desk", registered,
          import_flag(im, one, "erased") ? registered + 1 : 0, languages_of(im, one, languages));
    if (presence)
        db_do(im->d, "INSERT INTO presence (person, present, at_ms) VALUES ($1, $2, $3)", "idi",
              id, (int)import_flag(im, one, "present"), presence);
    answers(im, one, id);
}

static void people(struct import *im) {
    const json_t *list = import_list(im, im->root, "people", PEOPLE_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        import_at(im, "$.people[%zu]", i);
        person(im, json_array_get(list, i), ++im->people);
    }
}

static bool import_all(struct import *im) {
    import_at(im, "$");
    if (strcmp(json_text(im->root, "format", ""), "punktum record"))
        import_fault(im, "format", "this is no record of an event");
    else if (json_int(im->root, "version", 0) != RECORD_VERSION)
        import_fault(im, "version", "made by another version of the program");
    if (!im->fault[0]) settings(im);
    lists(im);
    people(im);
    import_card_ids(im);
    import_agenda(im);
    import_paper(im);
    return !import_failed(im);
}

/* What each entry alone cannot show: the whole is an event by the rules every event file keeps. */
static bool whole(struct import *im) {
    struct str findings = STR_INIT;
    if (!file_check_rules(&findings, im->d) && !im->fault[0])
        (void)str_format(im->fault, sizeof im->fault, "$: %.*s",
                         (int)strcspn(findings.data, "\n"), findings.data);
    str_release(&findings);
    return !im->fault[0];
}

static bool create(struct import *im, const char *path, char *error, size_t size) {
    bool done = false;
    if (!(im->d = db_open(path, DB_CREATE, error, size))) return false;
    done = db_exec(im->d, "BEGIN IMMEDIATE") && db_create_schema(im->d) && import_all(im) &&
           whole(im) && db_exec(im->d, "COMMIT");
    if (!done) str_format(error, size, "%.250s", im->fault[0] ? im->fault : db_error(im->d));
    db_close(im->d);
    if (!done) unlink(path);
    return done;
}

bool book_create_record(const char *path, const char *json_text_given, size_t len,
                        const struct book_renew *renew, char *error, size_t size) {
    struct import im = {.root = json_read(json_text_given, len, error, size), .renew = renew};
    for (size_t i = 0; i < IMPORT_TEXTS; i++) im.texts[i] = (struct str)STR_INIT;
    bool done = im.root && create(&im, path, error, size);
    for (size_t i = 0; i < IMPORT_TEXTS; i++) str_release(&im.texts[i]);
    free(im.cards);
    json_decref((json_t *)(uintptr_t)im.root);
    return done;
}
