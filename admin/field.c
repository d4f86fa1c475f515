/* See field.h. The kinds of field follow the types of rows; a text of more than 200 graphemes has
 * lines. */
#include "admin/field.h"
#include <string.h>
#include "lib/clock.h"

enum { LONG_FROM = 260 };

static const struct { const char *name, *text; } words[] = {
    {"de", "Deutsch"}, {"en", "English"},
    {"secret", "Secret"}, {"named", "Open, with names"}, {"mood", "Mood, nobody is checked"},
    {"auto", "By the number present"}, {"release", "After release"}, {"live", "At once"},
    {"reveal", "All at the reveal"},
    {"name", "The name"}, {"city", "The municipality"}, {"anonymous", "Nothing"},
    {"full", "Everything"}, {"short", "In short"}, {"none", "Leave it out"},
    {"blue", "Blue"}, {"green", "Green"}, {"red", "Red"}, {"violet", "Violet"},
    {"petrol", "Petrol"},
};

/* A word of a RULES_WORD row for people: "secret" -> "Secret". English source text. */
static const char *word_of(const char *name) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].name, name)) return words[i].text;
    return name;
}

static json_t *choices(const struct rules_setting *row, const char *value,
                       const struct lang *lang) {
    json_t *list = json_array();
    struct str word = STR_INIT;
    for (const char *w = row->words; w; w = strchr(w, '|') ? strchr(w, '|') + 1 : NULL) {
        str_clear(&word);
        str_add(&word, w, strcspn(w, "|"));
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "word", word.data, "text",
            lang_text(lang, word_of(word.data)), "now", !strcmp(word.data, value)));
    }
    str_release(&word);
    return list;
}

/* "2026-11-07T09:00" for the browser's own field; "" for none. */
static void local_time(char dst[20], const char *value) {
    long long ms;
    dst[0] = '\0';
    if (!str_number(value, 1, INT64_MAX, &ms)) return;
    clock_stamp(dst, ms);
    dst[10] = 'T';
    dst[16] = '\0';
}

static const char *kind(const struct rules_setting *row) {
    static const char *const names[] = {"text", "number", "check", "time", "choice"};
    if (row->type == RULES_TEXT && row->max > LONG_FROM) return "long";
    return names[row->type];
}

json_t *field_view(const struct rules_setting *row, const char *value, bool bad,
                   const struct lang *lang) {
    char time[20];
    json_t *field = json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:b}", "name", row->name, "label",
        lang_text(lang, row->label), "help", lang_text(lang, row->help), "bad", bad,
        "min", (json_int_t)row->min, "max", (json_int_t)row->max, kind(row), true);
    if (row->type == RULES_WORD) json_object_set_new(field, "words", choices(row, value, lang));
    if (row->type == RULES_FLAG) json_object_set_new(field, "on", json_boolean(*value == '1'));
    if (row->type == RULES_TIME) local_time(time, value);
    json_object_set_new(field, "value", json_string(row->type == RULES_TIME ? time : value));
    json_object_set_new(field, "needed", json_boolean(row->type == RULES_TEXT && row->min > 0));
    return field;
}

static void time_from(struct str *out, const char *typed) {
    int64_t ms = 0;
    if (!*typed) str_puts(out, "0");
    else if (clock_parse_local(typed, &ms)) str_printf(out, "%lld", (long long)ms);
    else str_puts(out, "?");
}

bool field_from_form(const struct rules_setting *row, const struct http_req *req,
                     struct str *out) {
    const char *name, *value, *typed = NULL;
    str_clear(out);
    for (size_t i = 0; http_form_at(req, i, &name, &value); i++)
        if (!strcmp(name, row->name)) typed = value;
    if (!typed) return false;
    if (row->type == RULES_TIME) time_from(out, typed);
    else str_puts(out, typed);
    return true;
}
