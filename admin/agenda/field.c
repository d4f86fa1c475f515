/* The fields of an item's form. They are made as all fields are (admin/field.h); here stand their
 * order, what helps beside one, and where a value lies in the snapshot. To add one: a row in
 * events/rules/setting.c and a row here. Pool threads. */
#include <string.h>
#include "admin/agenda/room.h"
#include "admin/field.h"
#include "events/book/plan_json.h"
#include "lib/clock.h"

enum place { MAIN, MORE, INSIDE, PLACES };
static const struct row {
    const char *name, *label, *help;        /* English source texts; label NULL: the setting's own,
                                             * help NULL: none; of a number: what empty means */
    enum place place;
    enum field_shape shape;
    bool half;                              /* two beside each other */
} rows[] = {
    { "title", NULL, NULL, MAIN, FIELD_BY_TYPE, false },
    { "speaker", "Who speaks", NULL, MAIN, FIELD_BY_TYPE, false },
    { "dots", NULL, "2 to 8", MAIN, FIELD_BY_TYPE, true },
    { "per_option", NULL, "all of them", MAIN, FIELD_BY_TYPE, true },
    { "secrecy", NULL, NULL, MAIN, FIELD_BY_TYPE, true },
    { "cut", NULL, "no line", MAIN, FIELD_BY_TYPE, true },
    { "appear", NULL, NULL, MAIN, FIELD_BY_TYPE, true },
    { "author", NULL, NULL, MAIN, FIELD_BY_TYPE, true },
    { "cards_max", NULL, NULL, MAIN, FIELD_BY_TYPE, true },
    { "card_length", NULL, NULL, MAIN, FIELD_BY_TYPE, true },
    { "minutes", "Length in minutes", NULL, MAIN, FIELD_BY_TYPE, true },
    { "planned", NULL, "empty: follows on", MAIN, FIELD_CLOCK, true },
    { "hint", "Lines below the title", "up to three", MAIN, FIELD_BY_TYPE, false },
    { "kicker", NULL, "empty: the kind of item", MORE, FIELD_BY_TYPE, false },
    { "timer_s", "Timer", "5 or 4:30 minutes; empty: none", MORE, FIELD_DURATION, true },
    { "timer_visible", "Stage and phones show the timer", NULL, MORE, FIELD_BY_TYPE, true },
    { "goal", NULL, "only in the director’s script", INSIDE, FIELD_BY_TYPE, false },
    { "note", NULL, "for the moderation: remote and director’s script", INSIDE, FIELD_BY_TYPE,
      false },
    { "report", NULL, NULL, INSIDE, FIELD_BY_TYPE, false },
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static const struct { const char *word, *help; } kinds[] = {
    [RULES_ARRIVAL] = { "Arrival", "People sign in; the stage shows who has come." },
    [RULES_TALK] = { "Talk", "Somebody speaks: title, name and up to three lines." },
    [RULES_VISIONS] = { "Visions", "Everybody writes cards; they appear on the stage." },
    [RULES_DOTS] = { "Dot voting", "Everybody gives dots to options; the result appears after "
                     "closing." },
    [RULES_BREAK] = { "Break", "A break, with the time when it goes on." },
};
const char *agenda_kind_word(enum rules_kind kind) { return kinds[kind].word; }
const char *agenda_kind_help(enum rules_kind kind) { return kinds[kind].help; }

/* As it stands in the form: an automatic number is an empty field, a timer "5:00". */
static void put_value(struct str *out, const struct book_item *item, const struct row *row) {
    const struct rules_setting *set = rules_item_setting_find(row->name);
    struct str stored = STR_INIT;
    long long n = 0;
    char at[6];

    plan_item_value(&stored, item, row->name);
    (void)str_number(stored.data, INT64_MIN, INT64_MAX, &n);
    if (!n && (set->type == RULES_INT || set->type == RULES_TIME) &&
        strcmp(set->fallback, "0") == 0)
        str_clear(&stored);
    if (row->shape == FIELD_DURATION && n)
        str_printf(out, "%lld:%02lld", n / 60, n % 60);
    else if (row->shape == FIELD_CLOCK && n) {
        clock_hhmm(at, n);
        str_puts(out, at);
    } else {
        str_puts(out, stored.data);
    }
    str_release(&stored);
}

void agenda_field_value(struct str *out, const struct book_item *item, const char *name) {
    str_clear(out);
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            put_value(out, item, &rows[i]);
}

/* The words of a field: some are better for some kinds. */
static const char *label_of(const struct row *row, enum rules_kind kind) {
    if (strcmp(row->name, "title") == 0 && (kind == RULES_DOTS || kind == RULES_VISIONS))
        return "Question";
    if (row->label && (strcmp(row->name, "hint") != 0 || kind == RULES_TALK))
        return row->label;
    return rules_item_setting_find(row->name)->label;
}

static enum place place_of(const struct row *row, enum rules_kind kind) {
    return strcmp(row->name, "hint") == 0 && kind != RULES_TALK ? MORE : row->place;
}

/* What helps stands beside the label, of a number in the empty field. */
static void add_help(json_t *field, const struct row *row, const struct rules_setting *set,
                     const struct lang *lang) {
    bool number = set->type == RULES_INT && row->shape == FIELD_BY_TYPE;

    json_object_set_new(field, "help", json_string(""));
    if (row->help)
        json_object_set_new(field, number ? "placeholder" : "explain",
                            json_string(lang_text(lang, row->help)));
}

/* A field with what is stored; with what is typed where the form says something else. */
static json_t *field_of(const struct desk_visit *v, const struct book_item *item,
                        const struct row *row, bool typed, const char *bad) {
    const struct rules_setting *set = rules_item_setting_find(row->name);
    const char *form = typed ? field_typed(set, v->web.req) : NULL;
    struct str stored = STR_INIT, mine = STR_INIT;
    json_t *field;

    put_value(&stored, item, row);
    str_puts(&mine, form ? form : stored.data);
    if (form && rules_setting_many_lines(set))
        agenda_clean(&mine, row->name, form);
    field = field_view(set, row->shape, mine.data, v->web.lang);
    json_object_set_new(field, "label", json_string(lang_text(v->web.lang,
                                                              label_of(row, item->kind))));
    json_object_set_new(field, "half", json_boolean(row->half));
    json_object_set_new(field, "bad", json_boolean(bad && strcmp(bad, row->name) == 0));
    if (form && strcmp(mine.data, stored.data) != 0)
        json_object_set_new(field, "stored", json_string(stored.data));
    add_help(field, row, set, v->web.lang);
    str_release(&stored);
    str_release(&mine);
    return field;
}

json_t *agenda_fields(const struct desk_visit *v, const struct book_item *item, bool typed,
                      const char *bad) {
    static const char *const names[PLACES] = { "main", "more", "inside" };
    json_t *out = json_object(), *lists[PLACES];

    for (int p = 0; p < PLACES; p++)
        json_object_set_new(out, names[p], lists[p] = json_array());
    for (size_t i = 0; i < ROWS; i++)
        if (rules_item_setting_find(rows[i].name)->kinds & (1u << item->kind))
            json_array_append_new(lists[place_of(&rows[i], item->kind)],
                                  field_of(v, item, &rows[i], typed, bad));
    return out;
}
