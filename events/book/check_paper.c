/* What an event JSON brings for the documentation: texts, voices, comparison tables. Any thread. */
#include <string.h>
#include "events/book/check.h"
#include "events/book/desk_paper.h"
#include "events/rules/chapter.h"
#include "lib/json.h"

enum { TEXTS_MAX = 100, VOICES_MAX = 200, TABLES_MAX = 50 };

/* A text that may be missing; lines are kept. */
static void check_long(struct check *c, const json_t *one, const char *key, size_t max) {
    const json_t *value = json_object_get(one, key);
    const char *text = json_string_value(value);
    if (!value) return;
    if (!text) check_found(c, key, "a text is wanted");
    else if (utf8_graphemes(text) > max) check_found(c, key, "more than %zu characters", max);
}

static void check_text(struct check *c, const json_t *list, size_t i) {
    static const char *const keys[] = {"key", "title", "text", NULL};
    const json_t *one = json_array_get(list, i);
    const char *key = json_text(one, "key", "");
    if (!rules_chapter_known(key)) check_found(c, "key", "\"%.40s\" is no chapter", key);
    for (size_t j = 0; j < i; j++)
        if (!strcmp(json_text(json_array_get(list, j), "key", ""), key))
            check_found(c, "key", "stands there twice");
    check_long(c, one, "title", PAPER_TITLE);
    check_long(c, one, "text", PAPER_BODY);
    check_keys(c, one, keys);
}

static void check_voice(struct check *c, const json_t *list, size_t i) {
    static const char *const keys[] = {"heading", "text", "by", NULL};
    const json_t *one = json_array_get(list, i);
    if (!*json_text(one, "text", "")) check_found(c, "text", "is missing");
    check_long(c, one, "heading", PAPER_TITLE);
    check_long(c, one, "text", PAPER_VOICE);
    check_long(c, one, "by", PAPER_LINE);
    check_keys(c, one, keys);
}

static bool texts_only(const json_t *list) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!json_is_string(json_array_get(list, i))) return false;
    return json_is_array(list);
}

static void check_rows(struct check *c, const json_t *one) {
    const json_t *rows = json_list(one, "rows"), *notes = json_object_get(one, "notes");
    size_t wide = json_array_size(json_array_get(rows, 0));
    if (json_array_size(rows) < 2) check_found(c, "rows", "a head and a row are wanted");
    if (json_array_size(rows) > PAPER_ROWS_MAX) check_found(c, "rows", "more than %d rows",
                                                            PAPER_ROWS_MAX);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        if (!texts_only(row) || json_array_size(row) != wide)
            check_found(c, "rows", "row %zu is no list of %zu texts", i, wide);
    }
    if (notes && !texts_only(notes)) check_found(c, "notes", "a list of texts is wanted");
}

static void check_table(struct check *c, const json_t *list, size_t i) {
    static const char *const keys[] = {"title", "dated", "source", "rows", "notes", NULL};
    const json_t *one = json_array_get(list, i);
    check_name(c, "title", json_object_get(one, "title"), PAPER_TITLE);
    check_long(c, one, "dated", PAPER_LINE);
    check_long(c, one, "source", PAPER_LINE);
    check_rows(c, one);
    check_keys(c, one, keys);
}

void check_paper(struct check *c, const json_t *event) {
    static const struct {
        const char *key;
        size_t max;
        void (*run)(struct check *, const json_t *, size_t);
    } lists[] = {{"texts", TEXTS_MAX, check_text}, {"voices", VOICES_MAX, check_voice},
                 {"tables", TABLES_MAX, check_table}};
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const json_t *list = json_list(event, lists[k].key);
        if (check_too_many(c, lists[k].key, list, lists[k].max)) continue;
        for (size_t i = 0; i < json_array_size(list); i++) {
            check_at(c, lists[k].key, i);
            if (json_is_object(json_array_get(list, i))) lists[k].run(c, list, i);
            else check_found(c, "", "an object is wanted");
        }
        check_at(c, "", 0);
    }
}
