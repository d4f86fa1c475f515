/* See field.h. The shape of a field follows the type of its row. */
#include "admin/field.h"
#include <string.h>
#include "kiosk/web/visit.h"
#include "lib/clock.h"

enum { UNITS = 4 };     /* graphemes have several units at times */

static const struct { const char *of, *name, *text; } words[] = {
    { "language", "de", "Deutsch" }, { "language", "en", "English" },
    { "accent", "blue", "Blue" }, { "accent", "green", "Green" }, { "accent", "red", "Red" },
    { "accent", "violet", "Violet" }, { "accent", "petrol", "Petrol" },
    { "secrecy", "secret", "secret" }, { "secrecy", "named", "open, with names" },
    { "secrecy", "mood", "mood picture, nobody checks" },
    { "appear", "auto", "by the number of people" }, { "appear", "release", "after their release" },
    { "appear", "live", "at once" }, { "appear", "reveal", "all together at the end" },
    { "author", "anonymous", "nothing" }, { "author", "city", "the municipality" },
    { "author", "name", "the name" },
    { "report", "full", "everything" }, { "report", "short", "the result only" },
    { "report", "none", "nothing" },
};

/* A word of a RULES_WORD row for people. English source text. */
static const char *word_of(const struct rules_setting *row, const char *name) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].of, row->name) && !strcmp(words[i].name, name)) return words[i].text;
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
            lang_text(lang, word_of(row, word.data)), "now", !strcmp(word.data, value)));
    }
    str_release(&word);
    return list;
}

static const char *flag_of(const struct rules_setting *row, enum field_shape shape) {
    static const char *const names[] = {"is_line", "is_number", "is_tick", "is_moment",
                                        "is_choice"};
    if (shape == FIELD_CLOCK) return "is_clock";
    if (shape == FIELD_DURATION) return "is_line";
    return rules_setting_many_lines(row) ? "is_area" : names[row->type];
}

json_t *field_view(const struct rules_setting *row, enum field_shape shape, const char *value,
                   const struct lang *lang) {
    json_t *field = json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:b}", "name", row->name, "label",
        lang_text(lang, row->label), "help", lang_text(lang, row->help), "value", value,
        "min", (json_int_t)row->min, "max", (json_int_t)row->max, flag_of(row, shape), true);
    if (row->type == RULES_WORD) json_object_set_new(field, "choices", choices(row, value, lang));
    if (row->type == RULES_FLAG) json_object_set_new(field, "ticked", json_boolean(*value == '1'));
    if (row->type == RULES_TEXT) {
        json_object_set_new(field, "maxlength", json_integer(row->max * UNITS));
        json_object_set_new(field, "required", json_boolean(row->min > 0));
    }
    return field;
}

void field_from_stored(struct str *out, const struct rules_setting *row, const char *stored) {
    long long ms;
    str_clear(out);
    if (row->type != RULES_TIME) {
        str_puts(out, stored);
    } else if (str_number(stored, 1, INT64_MAX, &ms)) {
        char local[17];
        clock_local(local, ms);
        str_puts(out, local);
    }
}

json_t *field_words(const struct rules_setting *row, const char *stored, const struct lang *lang) {
    struct str text = STR_INIT;
    field_from_stored(&text, row, stored);
    if (row->type == RULES_WORD || row->type == RULES_FLAG) {
        const char *word = row->type == RULES_WORD ? word_of(row, stored)
                           : *stored == '1' ? "yes" : "no";
        str_clear(&text);
        str_puts(&text, lang_text(lang, word));
    } else if (row->type == RULES_TIME && text.len) {
        text.data[10] = ' ';
    }
    json_t *said = json_string(text.len ? text.data : "–");
    str_release(&text);
    return said;
}

const char *field_typed(const struct rules_setting *row, const struct http_req *req) {
    const char *typed = http_form(req, row->name);
    return !typed && row->type == RULES_FLAG && http_form(req, "whole") ? "0" : typed;
}

static void time_from(struct str *out, const char *typed) {
    int64_t ms = 0;
    if (!*typed) str_puts(out, "0");
    else if (clock_parse_local(typed, &ms)) str_printf(out, "%lld", (long long)ms);
    else str_puts(out, "?");
}

bool field_from_form(const struct rules_setting *row, const struct http_req *req,
                     struct str *out) {
    const char *typed = field_typed(row, req);
    str_clear(out);
    if (!typed) return false;
    if (row->type == RULES_TIME) time_from(out, typed);
    else str_puts(out, typed);
    return true;
}

void field_refused(struct str *out, const struct rules_setting *row, const struct lang *lang) {
    char min[24], max[24];
    if (row->type != RULES_INT && row->type != RULES_TEXT) {
        str_puts(out, web_sentence(BOOK_BAD_VALUE, lang));
        return;
    }
    str_format(min, sizeof min, "%lld", (long long)row->min);
    str_format(max, sizeof max, "%lld", (long long)row->max);
    lang_fill(out, lang_text(lang, row->type == RULES_INT
        ? "It was not stored: a number from {min} to {max} belongs here."
        : row->min ? "It was not stored: {min} to {max} characters belong here."
                   : "It was not stored: at most {max} characters fit here."),
        "min", min, "max", max, NULL);
}
