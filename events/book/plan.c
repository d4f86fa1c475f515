/* Checking an event JSON: every key known, every value possible, by its path. Pure. */
#include "events/book/plan.h"
#include <string.h>
#include "events/book/cmd.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/secret.h"
#include "lib/utf8.h"

enum { ITEMS_MAX = 200, NAME_GRAPHEMES = 60, SENTENCE_GRAPHEMES = 300, LETTERS_GRAPHEMES = 3 };

static const char *const consent_keys[] = {"name_list", "name_stage", "quote", "photo"};
/* Fixed addresses that are four Crockford characters (J-01a). */
static const char *const taken_codes[] = {"HERE", "CARD"};

bool plan_code_free(const char *code) {
    for (size_t i = 0; i < sizeof taken_codes / sizeof *taken_codes; i++)
        if (!strcmp(taken_codes[i], code)) return false;
    return true;
}

bool plan_text(struct str *text, const json_t *value, unsigned max) {
    char clean[BOOK_TEXT_MAX];
    const char *given = json_string_value(value);
    str_clear(text);
    if (!given || utf8_clean(clean, sizeof clean, given, max, UTF8_ONE_LINE) != UTF8_OK)
        return false;
    str_puts(text, clean);
    return true;
}

static bool time_value(struct str *text, const char *given, int64_t base_ms) {
    char stamp[20], whole[32];
    int64_t ms;
    if (strlen(given) == 5 && base_ms) {
        clock_stamp(stamp, base_ms);
        str_format(whole, sizeof whole, "%.10sT%s", stamp, given);
        given = whole;
    }
    if (!clock_parse_local(given, &ms)) return false;
    str_printf(text, "%lld", (long long)ms);
    return true;
}

static bool text_value(struct str *text, const struct rules_setting *row, const char *given) {
    if (!*given) return row->min == 0;
    char clean[BOOK_TEXT_MAX];
    if (utf8_clean(clean, sizeof clean, given, (unsigned)row->max, UTF8_MANY_LINES) != UTF8_OK)
        return false;
    str_puts(text, clean);
    return true;
}

bool plan_value(struct str *text, const struct rules_setting *row, const json_t *value,
                int64_t base_ms) {
    const char *given = json_string_value(value);
    str_clear(text);
    switch (row->type) {
    case RULES_TEXT: if (!given || !text_value(text, row, given)) return false; break;
    case RULES_TIME: if (!given || !time_value(text, given, base_ms)) return false; break;
    case RULES_WORD: if (!given) return false; str_puts(text, given); break;
    case RULES_FLAG:
        if (!json_is_boolean(value)) return false;
        str_putc(text, json_is_true(value) ? '1' : '0');
        break;
    case RULES_INT:
        if (!json_is_integer(value)) return false;
        str_printf(text, "%lld", (long long)json_integer_value(value));
        break;
    }
    return rules_setting_fits(row, text->data);
}

int plan_source(const json_t *agenda, size_t n, const char *title) {
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(agenda, i);
        if (!strcmp(json_text(item, "kind", ""), "visions") &&
            !strcmp(json_text(item, "title", ""), title))
            return (int)i + 1;
    }
    return 0;
}

/* --- findings ------------------------------------------------------------------------------- */
struct check { struct str *out; struct str path; bool good; int64_t start_ms; };

static void found(struct check *c, const char *key, const char *what) {
    str_printf(c->out, "$%s%s%s: %s\n", c->path.data, *key ? "." : "", key, what);
    c->good = false;
}

static void found_row(struct check *c, const struct rules_setting *row) {
    struct str what = STR_INIT;
    switch (row->type) {
    case RULES_TEXT:
        str_printf(&what, "a text of %lld to %lld characters is wanted", (long long)row->min,
                   (long long)row->max);
        break;
    case RULES_INT:
        str_printf(&what, "a whole number from %lld to %lld is wanted", (long long)row->min,
                   (long long)row->max);
        break;
    case RULES_FLAG: str_puts(&what, "true or false is wanted"); break;
    case RULES_TIME: str_puts(&what, "a time like \"2026-11-07T09:00\" is wanted"); break;
    case RULES_WORD: str_printf(&what, "one of %s is wanted", row->words); break;
    }
    found(c, row->name, what.data);
    str_release(&what);
}

/* Sets the path to "BASE[i]" while a list is walked; "" ends it. */
static void at(struct check *c, const char *base, size_t i) {
    str_clear(&c->path);
    if (*base) str_printf(&c->path, ".%s[%zu]", base, i);
}

static bool known(const char *key, const char *const *keys) {
    for (; *keys; keys++)
        if (!strcmp(*keys, key)) return true;
    return false;
}

static void check_row(struct check *c, const struct rules_setting *row, const json_t *value) {
    struct str text = STR_INIT;
    if (!plan_value(&text, row, value, c->start_ms)) found_row(c, row);
    str_release(&text);
}

static void check_keys(struct check *c, const json_t *object, const char *const *keys) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
        if (!known(key, keys)) found(c, key, "unknown key");
}

static void check_name(struct check *c, const char *key, const json_t *value, unsigned max) {
    struct str text = STR_INIT;
    if (!plan_text(&text, value, max)) found(c, key, "a text is wanted, not empty, not too long");
    str_release(&text);
}

static const char *name_of(const json_t *value) {
    return json_is_object(value) ? json_text(value, "name", "") :
           json_is_string(value) ? json_string_value(value) : "";
}

/* Every name once: they become the lines of a list. */
static void check_twice(struct check *c, const json_t *list, size_t i) {
    const char *name = name_of(json_array_get(list, i));
    for (size_t j = 0; *name && j < i; j++)
        if (!strcmp(name_of(json_array_get(list, j)), name)) {
            found(c, "", "stands there twice");
            return;
        }
}

static void check_organisations(struct check *c, const json_t *list) {
    static const char *const keys[] = {"name", "municipality", "letters", NULL};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i), *value;
        at(c, "organisations", i);
        check_name(c, json_is_object(one) ? "name" : "",
                   json_is_object(one) ? json_object_get(one, "name") : one, NAME_GRAPHEMES);
        if (json_is_object(one)) check_keys(c, one, keys);
        if ((value = json_object_get(one, "municipality")))
            check_name(c, "municipality", value, NAME_GRAPHEMES);
        if ((value = json_object_get(one, "letters")))
            check_name(c, "letters", value, LETTERS_GRAPHEMES);
        check_twice(c, list, i);
    }
    at(c, "", 0);
}

static void check_names(struct check *c, const char *key, const json_t *list, unsigned max) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        at(c, key, i);
        check_name(c, "", json_array_get(list, i), max);
        check_twice(c, list, i);
    }
    at(c, "", 0);
}

static void check_consents(struct check *c, const json_t *list) {
    static const char *const keys[] = {"key", "text", NULL};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        const char *key = json_text(one, "key", "");
        bool good = false;
        at(c, "consents", i);
        for (size_t k = 0; k < sizeof consent_keys / sizeof *consent_keys; k++)
            good |= !strcmp(consent_keys[k], key);
        if (!good) found(c, "key", "one of name_list|name_stage|quote|photo is wanted");
        check_name(c, "text", json_object_get(one, "text"), SENTENCE_GRAPHEMES);
        check_keys(c, one, keys);
        for (size_t j = 0; j < i; j++)
            if (!strcmp(json_text(json_array_get(list, j), "key", ""), key))
                found(c, "key", "stands there twice");
    }
    if (json_array_size(list) > BOOK_CONSENTS_MAX) found(c, "consents", "at most 8");
    at(c, "", 0);
}

static void check_dots(struct check *c, const json_t *item) {
    const json_t *options = json_list(item, "options");
    size_t n = json_array_size(options);
    json_int_t dots = json_int(item, "dots", 0), most = json_int(item, "per_option", 0);
    struct str text = STR_INIT;
    if (n > BOOK_OPTIONS_MAX) found(c, "options", "more than 128 options");
    for (size_t i = 0; i < n; i++) {
        char key[32];
        str_format(key, sizeof key, "options[%zu]", i);
        if (!plan_text(&text, json_array_get(options, i), PLAN_OPTION_MAX))
            found(c, key, "a text is wanted, not empty, at most 160 characters");
        for (size_t j = 0; j < i; j++)
            if (json_equal(json_array_get(options, i), json_array_get(options, j)))
                found(c, key, "stands there twice");
    }
    if (dots && most > dots) found(c, "per_option", "more than the dots of a person");
    if (n && json_int(item, "cut", 0) >= (json_int_t)n)
        found(c, "cut", "not smaller than the number of options");
    str_release(&text);
}

static void check_item(struct check *c, const json_t *agenda, size_t n) {
    const json_t *item = json_array_get(agenda, n);
    enum rules_kind kind;
    const char *key;
    json_t *value;
    if (!json_is_object(item)) { found(c, "", "an object is wanted"); return; }
    if (!rules_kind_from_name(json_text(item, "kind", ""), &kind)) {
        found(c, "kind", "one of arrival|talk|visions|dots|break is wanted");
        return;
    }
    if (!json_object_get(item, "title")) found(c, "title", "is missing");
    json_object_foreach((json_t *)item, key, value) {
        const struct rules_setting *row = rules_item_setting_find(key);
        if (row && row->kinds & 1u << kind) check_row(c, row, value);
        else if (kind == RULES_DOTS && !strcmp(key, "options") && json_is_array(value)) continue;
        else if (kind == RULES_DOTS && !strcmp(key, "options_from")) {
            if (!json_is_string(value) || !plan_source(agenda, n, json_string_value(value)))
                found(c, key, "no visions item before this one has that title");
        } else if (strcmp(key, "kind")) {
            found(c, key, row ? "this kind has no such key" : "unknown key");
        }
    }
    if (kind == RULES_DOTS) check_dots(c, item);
}

static void check_agenda(struct check *c, const json_t *agenda) {
    if (!json_array_size(agenda)) found(c, "agenda", "an agenda with at least one item is wanted");
    if (json_array_size(agenda) > ITEMS_MAX) found(c, "agenda", "more than 200 items");
    for (size_t i = 0; i < json_array_size(agenda); i++) {
        at(c, "agenda", i);
        check_item(c, agenda, i);
    }
    at(c, "", 0);
}

static void check_code(struct check *c, const json_t *event) {
    const char *given = json_text(event, "code", "");
    char code[5];
    if (*given && (!secret_code_clean(code, 4, given) || !plan_code_free(code)))
        found(c, "code", "four characters of 0-9 A-Z without I L O U, not HERE or CARD");
}

static void check_event(struct check *c, const json_t *event) {
    static const char *const lists[] = {"organisations", "disciplines", "consents", "agenda", NULL};
    const char *key;
    json_t *value;
    (void)clock_parse_local(json_text(event, "start", ""), &c->start_ms);
    json_object_foreach((json_t *)event, key, value) {
        const struct rules_setting *row = rules_event_setting_find(key);
        if (row) check_row(c, row, value);
        else if (!known(key, lists)) found(c, key, "unknown key");
        else if (!json_is_array(value)) found(c, key, "a list is wanted");
    }
    if (!json_object_get(event, "title")) found(c, "title", "is missing");
    check_code(c, event);
    check_organisations(c, json_list(event, "organisations"));
    check_names(c, "disciplines", json_list(event, "disciplines"), NAME_GRAPHEMES);
    check_consents(c, json_list(event, "consents"));
    check_agenda(c, json_list(event, "agenda"));
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
    else found(&c, "", "an object is wanted");
    str_release(&c.path);
    if (!c.good) json_decref(event);
    return c.good ? event : NULL;
}
