/* The chapters of a documentation: their usual order and titles, and how organisers changed it. The
 * order here is the one admin/print/doc_build.c prints. Pool threads. */
#include <string.h>
#include "admin/paper/room.h"

static const struct chapter { const char *key, *title, *help; bool annex; } chapters[] = {
    { "foreword", "Foreword", "", false },
    { "summary", "The essentials on one page", "Results in short are written by themselves.",
      false },
    { "project", "The project in short", "Figures and people are written by themselves.", false },
    { "programme", "Programme", "Comes from the agenda.", false },
    { "items", "Agenda items", "Pictures of the stage, cards and results are put in by themselves.",
      false },
    { "impressions", "Impressions", "A place for photographs.", false },
    { "voices", "Voices", "Come from the page Voices.", false },
    { "agreements", "What we agreed on", "", false },
    { "outlook", "Outlook", "", false },
    { "checklist", "Checklist", "", true },
    { "tables", "Figures compared", "Come from the page Tables.", true },
    { "contacts", "Contacts", "Only people who agreed to it.", true },
    { "contributors", "Contributors", "Names only with consent.", true },
    { "imprint", "Imprint", "Host, place, date and contact are written by themselves.", false },
};
enum { CHAPTERS = sizeof chapters / sizeof *chapters };

static int usual(const char *key) {
    for (int i = 0; i < CHAPTERS; i++)
        if (strcmp(chapters[i].key, key) == 0)
            return i;
    return -1;
}

const struct book_text *paper_text_of(const struct book_paper *p, const char *key) {
    for (size_t i = 0; i < p->texts_n; i++)
        if (strcmp(p->texts[i].key, key) == 0)
            return &p->texts[i];
    return NULL;
}

static bool is_placed(const struct book_paper *p, int i) {
    const struct book_text *text = paper_text_of(p, chapters[i].key);
    return text && text->position > 0;
}

static void add(struct paper_order *o, const char *key) {
    if (o->n < PAPER_CHAPTERS && str_copy(o->keys[o->n], PAPER_KEY, key))
        o->n++;
}

/* Chapters nobody placed come right behind the one they usually follow; organisers' own ones that
 * nobody placed stand before the annex. */
static void add_followers(struct paper_order *o, const struct book_paper *p, int after,
                          bool done[CHAPTERS]) {
    for (int i = after + 1; i < CHAPTERS && !done[i] && !is_placed(p, i); i++) {
        for (size_t k = 0; i && chapters[i].annex && !chapters[i - 1].annex && k < p->texts_n; k++)
            if (str_starts(p->texts[k].key, "free-") && p->texts[k].position <= 0)
                add(o, p->texts[k].key);
        done[i] = true;
        add(o, chapters[i].key);
    }
}

void paper_order(struct paper_order *o, const struct book_paper *p) {
    bool done[CHAPTERS] = { false };
    o->n = 0;
    add_followers(o, p, -1, done);
    for (size_t i = 0; i < p->texts_n; i++) {
        int known = usual(p->texts[i].key);
        if (p->texts[i].position <= 0)
            continue;
        if (known >= 0 && !done[known]) {
            done[known] = true;
            add(o, chapters[known].key);
            add_followers(o, p, known, done);
        } else if (str_starts(p->texts[i].key, "free-")) {
            add(o, p->texts[i].key);
        }
    }
}

static const struct book_item *item_of(const struct desk_visit *v, const char *key) {
    return str_starts(key, "item-") ? snap_item(v->web.snap, paper_number(key + 5)) : NULL;
}

bool paper_key_known(const struct desk_visit *v, const char *key) {
    long long n;
    return usual(key) >= 0 || item_of(v, key) ||
           (str_starts(key, "free-") && str_number(key + 5, 1, 99, &n));
}

const char *paper_help(const char *key) {
    int i = usual(key);
    return i >= 0 ? chapters[i].help : "";
}

void paper_title(struct str *out, const struct desk_visit *v, const struct book_paper *p,
                 const char *key) {
    const struct book_text *text = paper_text_of(p, key);
    const struct book_item *item = item_of(v, key);
    int i = usual(key);
    if (item)
        str_puts(out, item->title);
    else if (text && *text->title)
        str_puts(out, text->title);
    else if (i >= 0)
        str_puts(out, lang_text(v->web.lang, chapters[i].title));
    else
        str_puts(out, lang_text(v->web.lang, "Further chapter"));
}

static size_t pictures_in(const struct book_paper *p, const char *key) {
    size_t n = 0;
    for (size_t i = 0; i < p->pictures_n; i++)
        n += strcmp(p->pictures[i].chapter, key) == 0;
    return n;
}

static json_t *row(const struct desk_visit *v, const struct book_paper *p, const char *key,
                   const char *chosen) {
    const struct book_text *text = paper_text_of(p, key);
    struct str title = STR_INIT;
    json_t *one = json_object();
    paper_title(&title, v, p, key);
    json_object_set_new(one, "key", json_string(key));
    json_object_set_new(one, "chapter", json_string(title.data));
    json_object_set_new(one, "chosen", json_boolean(strcmp(key, chosen) == 0));
    json_object_set_new(one, "left_out", json_boolean(text && !text->included));
    json_object_set_new(one, "written", json_boolean(text && *text->body));
    json_object_set_new(one, "has_pictures", json_boolean(pictures_in(p, key) > 0));
    json_object_set_new(one, "pictures", json_integer((json_int_t)pictures_in(p, key)));
    json_object_set_new(one, "items", json_array());
    str_release(&title);
    return one;
}

/* Where its buttons lead: behind which chapter it would stand then. */
static void add_moves(json_t *one, const struct paper_order *o, size_t i) {
    if (i > 0)
        json_object_set_new(one, "up", json_pack("{s:s}", "after", i > 1 ? o->keys[i - 2] : ""));
    if (i + 1 < o->n)
        json_object_set_new(one, "down", json_pack("{s:s}", "after", o->keys[i + 1]));
}

json_t *paper_chapters(const struct desk_visit *v, const struct book_paper *p, const char *chosen) {
    struct paper_order o;
    json_t *list = json_array();
    paper_order(&o, p);
    for (size_t i = 0; i < o.n; i++) {
        json_t *one = row(v, p, o.keys[i], chosen);
        add_moves(one, &o, i);
        for (size_t k = 0; strcmp(o.keys[i], "items") == 0 && k < v->web.snap->items_n; k++) {
            char key[PAPER_KEY];
            str_format(key, sizeof key, "item-%lld", (long long)v->web.snap->items[k]->id);
            json_array_append_new(json_object_get(one, "items"), row(v, p, key, chosen));
        }
        json_object_set_new(one, "has_items", json_boolean(
            json_array_size(json_object_get(one, "items")) > 0));
        json_array_append_new(list, one);
    }
    return list;
}

static void add_place(json_t *list, const struct desk_visit *v, const struct book_paper *p,
                      const char *key, const char *now, const char *indent) {
    struct str title = STR_INIT;
    str_puts(&title, indent);
    paper_title(&title, v, p, key);
    json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "key", key, "chapter", title.data,
                                          "now", strcmp(key, now) == 0));
    str_release(&title);
}

json_t *paper_places(const struct desk_visit *v, const struct book_paper *p, const char *now) {
    struct paper_order o;
    json_t *list = json_array();
    paper_order(&o, p);
    for (size_t i = 0; i < o.n; i++) {
        add_place(list, v, p, o.keys[i], now, "");
        for (size_t k = 0; strcmp(o.keys[i], "items") == 0 && k < v->web.snap->items_n; k++) {
            char key[PAPER_KEY];
            str_format(key, sizeof key, "item-%lld", (long long)v->web.snap->items[k]->id);
            add_place(list, v, p, key, now, "– ");
        }
    }
    json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "key", "logo", "chapter",
                                          lang_text(v->web.lang, "Logo on the cover"), "now",
                                          strcmp(now, "logo") == 0));
    return list;
}
