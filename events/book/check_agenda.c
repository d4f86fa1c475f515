/* Checking the agenda of an event JSON: what each item may say, and what must go together. Any
 * thread. */
#include <string.h>
#include "events/book/check.h"
#include "events/book/cmd.h"
#include "events/book/plan.h"
#include "events/rules/name.h"
#include "lib/json.h"

enum { ITEMS_MAX = 200, HINT_LINES = 3 };

static void check_options(struct check *c, const json_t *options) {
    size_t n = json_array_size(options);
    char key[32];
    if (n > BOOK_OPTIONS_MAX) {
        check_found(c, "options", "%zu options, at most %d", n, BOOK_OPTIONS_MAX);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        str_format(key, sizeof key, "options[%zu]", i);
        check_name(c, key, json_array_get(options, i), PLAN_OPTION_MAX);
        if (check_twice(options, i, false)) check_found(c, key, "stands there twice");
    }
}

static bool collected_before(const json_t *agenda, size_t n) {
    while (n--)
        if (!strcmp(json_text(json_array_get(agenda, n), "kind", ""), "visions")) return true;
    return false;
}

static void check_dots(struct check *c, const json_t *agenda, size_t n) {
    const json_t *item = json_array_get(agenda, n), *options = json_list(item, "options");
    const json_t *from = json_object_get(item, "options_from");
    json_int_t dots = json_int(item, "dots", 0), most = json_int(item, "per_option", 0);
    json_int_t cut = json_int(item, "cut", 0), given = (json_int_t)json_array_size(options);
    check_options(c, options);
    if (dots > 0 && most > dots)
        check_found(c, "per_option", "%lld is more than the %lld dots", (long long)most,
                    (long long)dots);
    if (given && !from && cut > given)
        check_found(c, "cut", "%lld is more than the %lld options", (long long)cut,
                    (long long)given);
    if (from && !json_is_string(from) && !json_is_integer(from))
        check_found(c, "options_from", "the title of a visions item is wanted");
    else if (from && !plan_source(agenda, n, from))
        check_found(c, "options_from", "no visions item before this one is that");
    if (!given && !from && !collected_before(agenda, n))
        check_found(c, "options", "is missing, and nothing is collected before");
}

static void check_key(struct check *c, enum rules_kind kind, const char *key,
                      const json_t *value) {
    const struct rules_setting *row = rules_item_setting_find(key);
    bool options = !strcmp(key, "options") || !strcmp(key, "options_from");
    if (row && row->kinds & 1u << kind) check_row(c, row, value);
    else if (row || (options && kind != RULES_DOTS))
        check_found(c, key, "an item of this kind has none");
    else if (!options && strcmp(key, "kind") != 0)
        check_found(c, key, "unknown key");
    else if (!strcmp(key, "options") && !json_is_array(value))
        check_found(c, key, "a list is wanted");
}

static void check_hint(struct check *c, const char *hint) {
    int lines = 0;
    for (; *(hint += strspn(hint, "\n")); hint += strcspn(hint, "\n")) lines++;
    if (lines > HINT_LINES) check_found(c, "hint", "%d lines, at most %d", lines, HINT_LINES);
}

static void check_item(struct check *c, const json_t *agenda, size_t n) {
    const json_t *item = json_array_get(agenda, n);
    const char *word = json_text(item, "kind", ""), *key;
    enum rules_kind kind;
    json_t *value;
    if (!json_is_object(item)) {
        check_found(c, "", "an object is wanted");
        return;
    }
    if (!json_object_get(item, "title")) check_found(c, "title", "is missing");
    if (!rules_kind_from_name(word, &kind)) {
        check_found(c, "kind", "\"%.40s\" is none of arrival|talk|visions|dots|break", word);
        return;
    }
    json_object_foreach((json_t *)item, key, value) check_key(c, kind, key, value);
    check_hint(c, json_text(item, "hint", ""));
    if (kind == RULES_DOTS) check_dots(c, agenda, n);
}

void check_agenda(struct check *c, const json_t *agenda) {
    size_t n = json_array_size(agenda);
    if (!n) check_found(c, "agenda", "at least one item is wanted");
    if (n > ITEMS_MAX) check_found(c, "agenda", "%zu items, at most %d", n, ITEMS_MAX);
    for (size_t i = 0; i < n && n <= ITEMS_MAX; i++) {
        check_at(c, "agenda", i);
        check_item(c, agenda, i);
    }
    check_at(c, "", 0);
}
