/* What organisers type into an item's form: as data for the book, and as a draft for the picture.
 * Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/agenda/room.h"
#include "admin/field.h"
#include "events/rules/name.h"
#include "lib/mem.h"

int64_t agenda_segment(const struct desk_visit *v, int i) {
    const char *text = http_segment(v->web.req, i);
    long long n = 0;

    return text && str_number(text, 1, INT64_MAX, &n) ? n : 0;
}

int64_t agenda_number(const struct desk_visit *v, const char *name) {
    const char *text = http_form(v->web.req, name);
    long long n = 0;

    return text && str_number(text, 0, INT64_MAX, &n) ? n : 0;
}

/* "5", "5:00", "4:30" as seconds; anything else stays, the book refuses it. */
static void put_seconds(struct str *out, const char *typed) {
    const char *colon = strchr(typed, ':');
    char left[8] = "";
    long long m = 0, s = 0;

    if (!*typed)
        return;
    if (str_format(left, sizeof left, "%.*s", colon ? (int)(colon - typed) : 7, typed) &&
        str_number(left, 0, 1440, &m) && (!colon || str_number(colon + 1, 0, 59, &s)))
        str_printf(out, "%lld", m * 60 + s);
    else
        str_puts(out, typed);
}

static void put_trimmed(struct str *out, const char *text) {
    size_t len;

    text += strspn(text, " \t\r\n");
    for (len = strlen(text); len && strchr(" \t\r\n", text[len - 1]); len--)
        ;
    for (size_t i = 0; i < len; i++)
        if (text[i] != '\r')
            str_putc(out, text[i]);
}

void agenda_clean(struct str *out, const char *name, const char *typed) {
    struct str plain = STR_INIT;

    str_clear(out);
    put_trimmed(&plain, typed);
    if (strcmp(name, "timer_s") == 0)
        put_seconds(out, plain.data);
    else
        str_puts(out, plain.data);
    str_release(&plain);
}

static json_t *lines_of(const char *typed) {
    json_t *list = json_array();

    while (*typed) {
        size_t len = strcspn(typed, "\n");
        struct str one = STR_INIT, line = STR_INIT;
        str_add(&one, typed, len);
        put_trimmed(&line, one.data);
        if (line.len)
            json_array_append_new(list, json_string(line.data));
        str_release(&one);
        str_release(&line);
        typed += len + (typed[len] == '\n');
    }
    return list;
}

static bool same_options(const struct book_run *run, const json_t *list) {
    bool same = json_array_size(list) == run->options_n;

    for (size_t i = 0; same && i < run->options_n; i++)
        same = strcmp(json_string_value(json_array_get(list, i)), run->options[i].text) == 0;
    return same;
}

static void add_vote(json_t *data, const struct desk_visit *v, const struct book_item *item) {
    const char *options = http_form(v->web.req, "options");
    const char *from = http_form(v->web.req, "options_from");
    json_t *list = options ? lines_of(options) : NULL;

    if (list && !same_options(snap_run(item), list))
        json_object_set(data, "options", list);
    json_decref(list);
    if (from && agenda_number(v, "options_from") != item->options_from)
        json_object_set_new(data, "options_from", json_string(from));
}

json_t *agenda_typed(const struct desk_visit *v, const struct book_item *item) {
    const struct rules_setting *row;
    struct str mine = STR_INIT, stored = STR_INIT, value = STR_INIT;
    json_t *data = json_object();

    for (size_t i = 0; (row = rules_item_setting(i)); i++) {
        const char *typed = field_typed(row, v->web.req);
        if (!typed || !(row->kinds & (1u << item->kind)))
            continue;
        agenda_clean(&mine, row->name, typed);
        agenda_field_value(&value, item, row->name);
        agenda_clean(&stored, row->name, value.data);
        if (strcmp(mine.data, stored.data) != 0)
            json_object_set_new(data, row->name, json_string(mine.data));
    }
    if (item->kind == RULES_DOTS)
        add_vote(data, v, item);
    str_release(&mine);
    str_release(&stored);
    str_release(&value);
    if (json_object_size(data))
        return data;
    json_decref(data);
    return NULL;
}

/* --- the draft ------------------------------------------------------------------------------- */
static int number_of(const struct desk_visit *v, const char *name, int stored) {
    const struct rules_setting *row = rules_item_setting_find(name);
    const char *typed = field_typed(row, v->web.req);
    struct str text = STR_INIT;
    long long n = stored;

    if (typed) {
        agenda_clean(&text, name, typed);
        if (!str_number(*text.data ? text.data : row->fallback, row->min, row->max, &n))
            n = stored;
    }
    str_release(&text);
    return (int)n;
}

static const char *text_of(const struct desk_visit *v, const char *name, const char *stored) {
    const char *typed = http_form(v->web.req, name);

    return typed && rules_setting_fits(rules_item_setting_find(name), typed) ? typed : stored;
}

static void draft_options(struct agenda_draft *d, const struct desk_visit *v) {
    const char *typed = http_form(v->web.req, "options");
    json_t *list = typed && d->run.state == RULES_PREPARED ? lines_of(typed) : NULL;
    size_t n = json_array_size(list), at = 0;

    if (!list)
        return;
    for (size_t i = 0; i < n; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        str_add(&d->keep, text, strlen(text) + 1);
    }
    if (n > BOOK_OPTIONS_MAX)
        n = BOOK_OPTIONS_MAX;
    d->options = mem_new(n + 1, sizeof *d->options);
    for (size_t i = 0; i < n; i++) {
        d->options[i] = (struct book_option){ .id = (int64_t)i + 1, .text = d->keep.data + at };
        at += strlen(d->keep.data + at) + 1;
    }
    d->run.options = d->options;
    d->run.options_n = n;
    json_decref(list);
}

void agenda_draft(struct agenda_draft *d, const struct desk_visit *v,
                  const struct book_item *item) {
    struct book_item *i = &d->item;

    *d = (struct agenda_draft){ .item = *item, .run = *snap_run(item), .keep = STR_INIT };
    i->title = text_of(v, "title", i->title);
    i->kicker = text_of(v, "kicker", i->kicker);
    i->speaker = text_of(v, "speaker", i->speaker);
    i->hint = text_of(v, "hint", i->hint);
    i->minutes = number_of(v, "minutes", i->minutes);
    i->timer_s = number_of(v, "timer_s", i->timer_s);
    i->timer_visible = number_of(v, "timer_visible", i->timer_visible) != 0;
    i->dots = number_of(v, "dots", i->dots);
    i->per_option = number_of(v, "per_option", i->per_option);
    i->cut = number_of(v, "cut", i->cut);
    (void)rules_secrecy_from_name(text_of(v, "secrecy", ""), &i->secrecy);
    (void)rules_appear_from_name(text_of(v, "appear", ""), &i->appear);
    (void)rules_author_from_name(text_of(v, "author", ""), &i->author);
    if (http_form(v->web.req, "options_from"))
        i->options_from = agenda_number(v, "options_from");
    draft_options(d, v);
    d->runs[0] = &d->run;
    i->runs = d->runs;
    i->runs_n = 1;
}

void agenda_draft_release(struct agenda_draft *d) {
    free(d->options);
    str_release(&d->keep);
}
