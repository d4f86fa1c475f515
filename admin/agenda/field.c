/* The fields of an item's form. Types, bounds, defaults and labels are those of
 * rules_item_setting; here stand the order, what helps beside a field, and where a value lies in
 * the snapshot. To add one: a row in events/rules/setting.c and a row here. Pool threads. */
#include <string.h>
#include "admin/agenda/room.h"
#include "events/book/plan_json.h"
#include "lib/clock.h"

enum place { MAIN, MORE, INSIDE, PLACES };
enum shape { LINE, AREA, NUMBER, SECONDS, TIME, CHOICE, TICK };
static const struct row {
    const char *name, *label, *help;        /* English source texts; label NULL: the setting's own,
                                             * help NULL: none; of a number: what empty means */
    enum place place;
    enum shape shape;
    bool half;                              /* two beside each other */
} rows[] = {
    { "title", NULL, NULL, MAIN, LINE, false },
    { "speaker", "Who speaks", NULL, MAIN, LINE, false },
    { "dots", NULL, "2 to 8", MAIN, NUMBER, true },
    { "per_option", NULL, "all of them", MAIN, NUMBER, true },
    { "secrecy", NULL, NULL, MAIN, CHOICE, true },
    { "cut", NULL, "no line", MAIN, NUMBER, true },
    { "appear", NULL, NULL, MAIN, CHOICE, true },
    { "author", NULL, NULL, MAIN, CHOICE, true },
    { "cards_max", NULL, NULL, MAIN, NUMBER, true },
    { "card_length", NULL, NULL, MAIN, NUMBER, true },
    { "minutes", "Length in minutes", NULL, MAIN, NUMBER, true },
    { "planned", NULL, "empty: follows on", MAIN, TIME, true },
    { "hint", "Lines below the title", "up to three", MAIN, AREA, false },
    { "kicker", NULL, "empty: the kind of item", MORE, LINE, false },
    { "timer_s", "Timer", "5 or 4:30 minutes; empty: none", MORE, SECONDS, true },
    { "timer_visible", "Stage and phones show the timer", NULL, MORE, TICK, true },
    { "goal", NULL, "only in the director’s script", INSIDE, LINE, false },
    { "note", NULL, "for the moderation: remote and director’s script", INSIDE, AREA, false },
    { "report", NULL, NULL, INSIDE, CHOICE, false },
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static const struct { const char *name, *word, *text; } words[] = {
    { "secrecy", "secret", "secret" }, { "secrecy", "named", "open, with names" },
    { "secrecy", "mood", "mood picture, nobody checks" },
    { "appear", "auto", "by the number of people" }, { "appear", "release", "after their release" },
    { "appear", "live", "at once" }, { "appear", "reveal", "all together at the end" },
    { "author", "anonymous", "nothing" }, { "author", "city", "the municipality" },
    { "author", "name", "the name" },
    { "report", "full", "everything" }, { "report", "short", "the result only" },
    { "report", "none", "nothing" },
};
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
    if (!n && (row->shape == NUMBER || row->shape == SECONDS || row->shape == TIME) &&
        strcmp(set->fallback, "0") == 0)
        str_clear(&stored);
    if (row->shape == SECONDS && n)
        str_printf(out, "%lld:%02lld", n / 60, n % 60);
    else if (row->shape == TIME && n) {
        clock_hm(at, n);
        str_printf(out, "%s%s", strlen(at) == 4 ? "0" : "", at);    /* as browsers want it */
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

static json_t *choices(const struct lang *lang, const char *name, const char *value) {
    json_t *list = json_array();

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].name, name) == 0)
            json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "word", words[i].word, "text",
                lang_text(lang, words[i].text), "now", strcmp(words[i].word, value) == 0));
    return list;
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

static void add_shape(json_t *field, const struct row *row, const struct rules_setting *set,
                      const char *value, const struct lang *lang) {
    static const char *const names[] = {
        [LINE] = "is_line", [AREA] = "is_area", [NUMBER] = "is_number", [SECONDS] = "is_line",
        [TIME] = "is_time", [CHOICE] = "is_choice", [TICK] = "is_tick" };

    json_object_set_new(field, names[row->shape], json_true());
    if (row->shape == CHOICE)
        json_object_set_new(field, "choices", choices(lang, row->name, value));
    if (row->shape == TICK)
        json_object_set_new(field, "ticked", json_boolean(strcmp(value, "1") == 0));
    if (row->shape == NUMBER) {
        json_object_set_new(field, "min", json_integer(set->min));
        json_object_set_new(field, "max", json_integer(set->max));
    }
    if (row->shape == LINE || row->shape == AREA)       /* graphemes have several units at times */
        json_object_set_new(field, "maxlength", json_integer(set->max * 4));
    if (row->shape == LINE && set->min)
        json_object_set_new(field, "required", json_true());
}

/* A field with what is stored; with what is typed where the form says something else. */
static json_t *field_of(const struct desk_visit *v, const struct book_item *item,
                        const struct row *row, bool typed, const char *bad) {
    const char *form = typed ? http_form(v->web.req, row->name) : NULL;
    struct str stored = STR_INIT, mine = STR_INIT;
    const struct rules_setting *set = rules_item_setting_find(row->name);
    json_t *field = json_pack("{s:s, s:s, s:b}", "name", row->name, "label",
        lang_text(v->web.lang, label_of(row, item->kind)), "half", row->half);

    put_value(&stored, item, row);
    str_puts(&mine, form ? form : stored.data);
    if (form && row->shape == AREA)
        agenda_clean(&mine, row->name, form);
    json_object_set_new(field, "value", json_string(mine.data));
    if (row->help)
        json_object_set_new(field, row->shape == NUMBER ? "placeholder" : "explain",
                            json_string(lang_text(v->web.lang, row->help)));
    if (form && strcmp(mine.data, stored.data) != 0)
        json_object_set_new(field, "stored", json_string(stored.data));
    if (bad && strcmp(bad, row->name) == 0)
        json_object_set_new(field, "bad", json_true());
    add_shape(field, row, set, mine.data, v->web.lang);
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
