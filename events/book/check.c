/* Checking an event JSON: every key known, every value possible, every finding told at once with
 * its path. Any thread. The agenda is in check_agenda.c. */
#include "events/book/check.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "events/book/book.h"
#include "events/book/plan.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/utf8.h"

enum { LIST_MAX = 500, SSID_BYTES = 32, PASSWORD_MIN = 8, PASSWORD_MAX = 63, FINDING_MAX = 300 };

void check_found(struct check *c, const char *key, const char *format, ...) {
    char what[FINDING_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    str_printf(c->out, "$%s%s%s: %s\n", c->path.data, *key ? "." : "", key, what);
    c->good = false;
}

void check_at(struct check *c, const char *list, size_t i) {
    str_clear(&c->path);
    if (*list) str_printf(&c->path, ".%s[%zu]", list, i);
}

/* --- values --------------------------------------------------------------------------------- */
static void found_text(struct check *c, const char *key, const json_t *value, long long min,
                       long long max) {
    const char *text = json_string_value(value);
    long long n = text ? (long long)utf8_graphemes(text) : 0;
    if (!value) check_found(c, key, "is missing");
    else if (!text) check_found(c, key, "a text is wanted");
    else if (n > max) check_found(c, key, "has %lld characters, at most %lld", n, max);
    else if (n < min || min) check_found(c, key, "is empty");
    else check_found(c, key, "has nothing that can be shown");
}

static void found_number(struct check *c, const struct rules_setting *row, const json_t *value) {
    long long n = json_integer_value(value);
    if (!json_is_integer(value)) check_found(c, row->name, "a whole number is wanted");
    else if (n < row->min) check_found(c, row->name, "%lld is below %lld", n, (long long)row->min);
    else check_found(c, row->name, "%lld is above %lld", n, (long long)row->max);
}

void check_row(struct check *c, const struct rules_setting *row, const json_t *value) {
    const char *given = json_string_value(value);
    struct str text = STR_INIT;
    if (plan_value(&text, row, value, c->start_ms)) goto out;
    switch (row->type) {
    case RULES_TEXT: found_text(c, row->name, value, row->min, row->max); break;
    case RULES_INT: found_number(c, row, value); break;
    case RULES_FLAG: check_found(c, row->name, "true or false is wanted"); break;
    case RULES_WORD:
        check_found(c, row->name, "\"%.40s\" is none of %s", given ? given : "", row->words);
        break;
    case RULES_TIME:
        check_found(c, row->name, "\"%.40s\" is no time like \"2026-11-07T09:00\"",
                    given ? given : "");
        break;
    }
out:
    str_release(&text);
}

void check_name(struct check *c, const char *key, const json_t *value, unsigned max) {
    struct str text = STR_INIT;
    if (!plan_text(&text, value, max)) found_text(c, key, value, 1, max);
    str_release(&text);
}

/* As they are stored, or (folded) as a reader takes them: case and accents aside. */
static bool same_name(const char *a, const char *b, bool folded) {
    if (!folded) return !strcmp(a, b);
    char *left = utf8_fold(a), *right = utf8_fold(b);
    bool same = !strcmp(left, right);
    free(left);
    free(right);
    return same;
}

static char *stored_name(const json_t *value) {
    struct str text = STR_INIT;
    if (json_is_object(value)) value = json_object_get(value, "name");
    (void)plan_text(&text, value, PLAN_OPTION_MAX);
    return str_detach(&text);
}

bool check_twice(const json_t *list, size_t i, bool folded) {
    char *name = stored_name(json_array_get(list, i));
    bool twice = false;
    for (size_t j = 0; *name && !twice && j < i; j++) {
        char *other = stored_name(json_array_get(list, j));
        twice = same_name(other, name, folded);
        free(other);
    }
    free(name);
    return twice;
}

void check_keys(struct check *c, const json_t *object, const char *const *keys) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) {
        size_t k = 0;
        while (keys[k] && strcmp(keys[k], key)) k++;
        if (!keys[k]) check_found(c, key, "unknown key");
    }
}

/* --- lists ---------------------------------------------------------------------------------- */
bool check_too_many(struct check *c, const char *key, const json_t *list, size_t max) {
    bool more = json_array_size(list) > max;
    if (more) check_found(c, key, "%zu entries, at most %zu", json_array_size(list), max);
    return more;
}

static void check_organisation(struct check *c, const json_t *one) {
    static const char *const keys[] = {"name", "municipality", "letters", NULL};
    const json_t *value;
    if (!json_is_object(one)) {
        check_name(c, "", one, PLAN_NAME_MAX);
        return;
    }
    check_name(c, "name", json_object_get(one, "name"), PLAN_NAME_MAX);
    if ((value = json_object_get(one, "municipality")))
        check_name(c, "municipality", value, PLAN_NAME_MAX);
    if ((value = json_object_get(one, "letters")))
        check_name(c, "letters", value, PLAN_LETTERS_MAX);
    check_keys(c, one, keys);
}

static void check_organisations(struct check *c, const json_t *list) {
    if (check_too_many(c, "organisations", list, LIST_MAX)) return;
    for (size_t i = 0; i < json_array_size(list); i++) {
        check_at(c, "organisations", i);
        check_organisation(c, json_array_get(list, i));
        if (check_twice(list, i, true)) check_found(c, "", "stands there twice");
    }
    check_at(c, "", 0);
}

static void check_disciplines(struct check *c, const json_t *list) {
    if (check_too_many(c, "disciplines", list, LIST_MAX)) return;
    for (size_t i = 0; i < json_array_size(list); i++) {
        check_at(c, "disciplines", i);
        check_name(c, "", json_array_get(list, i), PLAN_NAME_MAX);
        if (check_twice(list, i, false)) check_found(c, "", "stands there twice");
    }
    check_at(c, "", 0);
}

static void check_consent(struct check *c, const json_t *list, size_t i) {
    static const char *const keys[] = {"key", "text", NULL};
    static const char *const known[] = {"name_list", "name_stage", "quote", "photo", "contact",
                                        NULL};
    const json_t *one = json_array_get(list, i);
    const char *key = json_text(one, "key", "");
    size_t k = 0;
    if (!json_is_object(one)) {
        check_found(c, "", "an object is wanted");
        return;
    }
    while (known[k] && strcmp(known[k], key)) k++;
    if (!known[k])
        check_found(c, "key", "\"%.40s\" is none of name_list|name_stage|quote|photo|contact", key);
    check_name(c, "text", json_object_get(one, "text"), PLAN_CONSENT_MAX);
    check_keys(c, one, keys);
    for (size_t j = 0; j < i; j++)
        if (known[k] && !strcmp(json_text(json_array_get(list, j), "key", ""), key))
            check_found(c, "key", "stands there twice");
}

static void check_consents(struct check *c, const json_t *list) {
    if (check_too_many(c, "consents", list, BOOK_CONSENTS_MAX)) return;
    for (size_t i = 0; i < json_array_size(list); i++) {
        check_at(c, "consents", i);
        check_consent(c, list, i);
    }
    check_at(c, "", 0);
}

/* --- the event ------------------------------------------------------------------------------ */
static void check_code(struct check *c, const json_t *event) {
    const char *given = json_text(event, "code", "");
    char code[5];
    if (!*given) return;
    if (!secret_code_clean(code, 4, given))
        check_found(c, "code", "four characters of 0-9 and A-Z without I, L, O, U are wanted");
    else if (!plan_code_free(code))
        check_found(c, "code", "the server has a page of that name");
}

/* What no access point can have: people would scan a code that leads nowhere. */
static void check_wifi(struct check *c, const json_t *event) {
    const char *ssid = json_text(event, "ssid", ""), *password = json_text(event, "password", "");
    size_t n = strlen(password);
    if (strlen(ssid) > SSID_BYTES) check_found(c, "ssid", "more than %d bytes", SSID_BYTES);
    if (n && (n < PASSWORD_MIN || n > PASSWORD_MAX))
        check_found(c, "password", "%d to %d characters are wanted", PASSWORD_MIN, PASSWORD_MAX);
    for (const char *p = password; *p; p++)
        if (*p < ' ' || *p > '~') {
            check_found(c, "password", "only letters without accents, digits and signs work");
            break;
        }
}

static void check_times(struct check *c, const json_t *event) {
    int64_t end_ms;
    if (c->start_ms && clock_parse_local(json_text(event, "end", ""), &end_ms) &&
        end_ms <= c->start_ms)
        check_found(c, "end", "is not after the start");
}

static void check_event(struct check *c, const json_t *event) {
    static const char *const lists[] = {"organisations", "disciplines", "consents", "agenda",
                                        "texts", "voices", "tables"};
    enum { LISTS = sizeof lists / sizeof *lists };
    const char *key;
    json_t *value;
    if (!clock_parse_local(json_text(event, "start", ""), &c->start_ms)) c->start_ms = 0;
    json_object_foreach((json_t *)event, key, value) {
        const struct rules_setting *row = rules_event_setting_find(key);
        size_t k = 0;
        while (k < LISTS && strcmp(lists[k], key)) k++;
        if (row && rules_event_setting_own(row)) check_found(c, key, "is set by the program");
        else if (row) check_row(c, row, value);
        else if (k == LISTS) check_found(c, key, "unknown key");
        else if (!json_is_array(value)) check_found(c, key, "a list is wanted");
    }
    if (!json_object_get(event, "title")) check_found(c, "title", "is missing");
    check_code(c, event);
    check_wifi(c, event);
    check_times(c, event);
    check_organisations(c, json_list(event, "organisations"));
    check_disciplines(c, json_list(event, "disciplines"));
    check_consents(c, json_list(event, "consents"));
    check_paper(c, event);
    value = json_object_get(event, "agenda");
    if (!value || json_is_array(value)) check_agenda(c, value);
}

json_t *plan_read(struct str *out, const char *json_text_given, size_t len) {
    struct check c = {.out = out, .path = STR_INIT, .good = true};
    char error[300];
    json_t *event = json_read(json_text_given, len, error, sizeof error);
    if (!event) {
        str_printf(out, "%s\n", error);
        return NULL;
    }
    if (json_is_object(event)) check_event(&c, event);
    else check_found(&c, "", "an object is wanted");
    str_release(&c.path);
    if (c.good) return event;
    json_decref(event);
    return NULL;
}

bool book_check_json(struct str *out, const char *json_text_given, size_t len) {
    json_t *event = plan_read(out, json_text_given, len);
    bool good = event != NULL;
    json_decref(event);
    return good;
}
