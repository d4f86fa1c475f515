/* The preview of an import: says exactly what will happen, row by row. Pool threads. */
#include <string.h>
#include "admin/people/import.h"

enum { SAMPLES = 3, LOOK_MAX = 200, GOOD_MAX = 12, NEW_MAX = 40 };

/* Index by enum rules_import_field. */
static const char *const field_words[RULES_COLUMNS] = {
    "leave out", "Title (in front of the name)", "First name", "Further first names", "Last name",
    "Addition (behind the name)", "Name", "Last name, first name", "Organisation", "Municipality",
    "Discipline", "Function", "E-mail", "Role", "Languages"
};

static json_t *fields(enum rules_import_field now, const struct lang *lang) {
    json_t *list = json_array();
    for (int f = 0; f < RULES_COLUMNS; f++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value",
            rules_column_name((enum rules_import_field)f), "text",
            lang_text(lang, field_words[f]), "now", f == (int)now));
    return list;
}

static json_t *columns(const struct people_import *im, const struct lang *lang) {
    json_t *list = json_array();
    for (size_t c = 0; c < im->table.columns; c++) {
        json_t *samples = json_array();
        for (size_t r = im->plan.header; r < im->table.rows_n &&
             json_array_size(samples) < SAMPLES; r++)
            if (csv_cell(&im->table, r, c)[0])
                json_array_append_new(samples, json_string(csv_cell(&im->table, r, c)));
        json_array_append_new(list, json_pack("{s:o, s:o, s:s, s:o}", "number",
            json_integer((json_int_t)c), "shown", json_integer((json_int_t)c + 1), "head",
            im->plan.header ? csv_cell(&im->table, im->plan.header - 1, c) : "", "fields",
            fields(im->plan.column[c], lang)));
        json_object_set_new(json_array_get(list, c), "samples", samples);
    }
    return list;
}

static void say(struct str *out, const char *sentence) {
    if (out->len) str_putc(out, ' ');
    str_puts(out, sentence);
}

static void say_twin(struct str *out, const struct people_import *im,
                     const struct rules_import_person *p, const struct lang *lang) {
    char line[24];
    if (p->findings & RULES_ROW_TWICE) {
        (void)str_format(line, sizeof line, "%zu", p->twin);
        lang_fill(out, lang_text(lang, "Stands in line {n} already."), "n", line, NULL);
    } else if (im->of[p->twin][0]) {
        lang_fill(out, lang_text(lang, "Is in the list already ({organisation})."),
                  "organisation", im->of[p->twin], NULL);
    } else {
        str_puts(out, lang_text(lang, "Is in the list already."));
    }
    say(out, lang_text(lang, im->twins ? "Is added once more." : "Is left out."));
}

/* What is wrong with a row, and what will be done about it. */
static json_t *why(const struct people_import *im, const struct rules_import_person *p,
                   const struct lang *lang) {
    static const struct { unsigned finding; const char *sentence; } rows[] = {
        { RULES_ROW_NO_NAME, "There is no name in this line." },
        { RULES_ROW_BROKEN, "A quotation mark is not closed in this line." },
        { RULES_ROW_WIDE, "There is more in this line than columns have heads: it seems shifted." },
        { RULES_ROW_UNREADABLE, "There are characters that cannot be read." },
        { RULES_ROW_LONG, "A name or another text is longer than 60 characters." },
        { RULES_ROW_EMAIL, "What stands as e-mail is no address and is left out." },
        { RULES_ROW_ROLE, "This role is not known: added as a guest." },
        { RULES_ROW_LANGUAGE, "A language is not known and is left out." }
    };
    struct str out = STR_INIT;
    if (p->findings & RULES_ROW_TWINS) say_twin(&out, im, p, lang);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (p->findings & rows[i].finding) say(&out, lang_text(lang, rows[i].sentence));
    if (!im->lists && (p->findings & RULES_ROW_NEW_DISCIPLINE))
        say(&out, lang_text(lang, "The discipline is not in the list and stays empty."));
    json_t *text = json_string(out.data);
    str_release(&out);
    return text;
}

static json_t *row(const struct people_import *im, const struct rules_import_person *p,
                   const struct lang *lang) {
    bool stop = p->findings & RULES_ROW_ERRORS;
    struct str languages = STR_INIT;
    rules_languages_words(&languages, p->languages, lang_code(lang));
    json_t *view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s}", "line",
        (json_int_t)p->line, "name", p->name, "organisation", p->organisation, "discipline",
        p->discipline, "function", p->function, "email", p->email, "role",
        people_role_word(p->role, lang), "languages", languages.data, "why",
        why(im, p, lang), "look", stop ? "stop" : "look");
    str_release(&languages);
    return view;
}

static bool to_look_at(const struct people_import *im, const struct rules_import_person *p) {
    unsigned harmless = RULES_ROW_NEW_ORGANISATION | RULES_ROW_NEW_DISCIPLINE;
    if (!im->lists && (p->findings & RULES_ROW_NEW_DISCIPLINE)) return true;
    return p->findings & ~harmless;
}

static void add_rows(json_t *data, const struct people_import *im, const struct lang *lang) {
    json_t *look = json_array(), *good = json_array();
    long long looks = 0, goods = 0;
    for (size_t i = 0; i < im->result.n; i++) {
        const struct rules_import_person *p = &im->result.people[i];
        if (to_look_at(im, p)) {
            if (looks++ < LOOK_MAX) json_array_append_new(look, row(im, p, lang));
        } else if (goods++ < GOOD_MAX) {
            json_array_append_new(good, row(im, p, lang));
        }
    }
    json_object_set_new(data, "has_look", json_boolean(looks > 0));
    json_object_set_new(data, "has_good", json_boolean(goods > 0));
    if (looks > LOOK_MAX)
        json_object_set_new(data, "more_look", people_count(lang, "and {n} more line",
                                                            "and {n} more lines",
                                                            looks - LOOK_MAX));
    if (goods > GOOD_MAX)
        json_object_set_new(data, "more_good", people_count(lang, "and {n} more person",
                                                            "and {n} more people",
                                                            goods - GOOD_MAX));
    json_object_set_new(data, "look", look);
    json_object_set_new(data, "good", good);
}

static bool has_text(const json_t *list, const char *text) {
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!strcmp(json_string_value(json_array_get(list, i)), text)) return true;
    return false;
}

/* Words that are in no list yet; each once. */
static void add_new_words(json_t *data, const struct people_import *im, const char *key,
                          unsigned finding) {
    json_t *list = json_array();
    for (size_t i = 0; i < im->result.n && json_array_size(list) < NEW_MAX; i++) {
        const struct rules_import_person *p = &im->result.people[i];
        const char *text = finding == RULES_ROW_NEW_DISCIPLINE ? p->discipline : p->organisation;
        if ((p->findings & finding) && people_import_takes(im, p) && !has_text(list, text))
            json_array_append_new(list, json_string(text));
    }
    if (json_array_size(list)) json_object_set_new(data, "has_new", json_true());
    struct str text = STR_INIT;
    for (size_t i = 0; i < json_array_size(list); i++)
        str_printf(&text, "%s%s", i ? ", " : "", json_string_value(json_array_get(list, i)));
    if (json_array_size(list) == NEW_MAX) str_puts(&text, " …");
    json_object_set_new(data, key, json_string(text.data));
    str_release(&text);
    json_decref(list);
}

static void add_figure(json_t *list, const struct lang *lang, size_t n, const char *word,
                       const char *look) {
    struct str figure = STR_INIT;
    lang_number(&figure, lang, (long long)n);
    json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "n", figure.data, "word",
                                          lang_text(lang, word), "look", n ? look : ""));
    str_release(&figure);
}

static json_t *figures(const struct people_import *im, const struct lang *lang) {
    size_t errors = 0, twins = 0, notes = 0;
    for (size_t i = 0; i < im->result.n; i++) {
        const struct rules_import_person *p = &im->result.people[i];
        bool stop = p->findings & RULES_ROW_ERRORS;
        errors += stop;
        twins += !stop && (p->findings & RULES_ROW_TWINS);
        notes += !stop && !(p->findings & RULES_ROW_TWINS) && to_look_at(im, p);
    }
    json_t *list = json_array();
    add_figure(list, lang, people_import_count(im), "will be added", "");
    add_figure(list, lang, twins, im->twins ? "are there already, added once more"
                                            : "are there already, left out", "look");
    add_figure(list, lang, notes, "with a note", "look");
    add_figure(list, lang, errors, "with an error, left out", "stop");
    return list;
}

static const char *separator_word(char separator) {
    return separator == ';' ? "semicolon" : separator == ',' ? "comma" : "tab";
}

json_t *people_import_view(const struct people_import *im, const struct desk_visit *v) {
    const struct lang *lang = v->web.lang;
    struct str mark = STR_INIT;
    size_t n = people_import_count(im), head = im->plan.header;
    people_import_mark(&mark, im);
    json_t *data = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:b, s:b, s:b, s:s, s:o, s:o}",
        "heading", lang_text(lang, "Import a list"), "text", im->text.data, "file", im->file,
        "encoding", csv_encoding_name(im->encoding), "separator",
        lang_text(lang, separator_word(im->table.separator)), "head_line",
        (json_int_t)(head ? im->table.rows[head - 1].line : 0), "twins", im->twins, "lists",
        im->lists, "can", n > 0, "mark", mark.data, "columns", columns(im, lang), "figures",
        figures(im, lang));
    json_object_set_new(data, "lines", people_count(lang, "{n} line with people",
                                                    "{n} lines with people",
                                                    (long long)im->result.n));
    json_object_set_new(data, "take", people_count(lang, "Add {n} person", "Add {n} people",
                                                   (long long)n));
    add_rows(data, im, lang);
    add_new_words(data, im, "new_organisations", RULES_ROW_NEW_ORGANISATION);
    add_new_words(data, im, "new_disciplines", RULES_ROW_NEW_DISCIPLINE);
    str_release(&mark);
    return data;
}
