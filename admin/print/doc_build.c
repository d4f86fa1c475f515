/* The documentation's chapters in their order: the organisers' where they chose one, else the usual
 * one. A chapter without anything to say is left out. See doc_build.h. */
#include "admin/print/doc_build.h"
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "lib/mem.h"

struct chapter {
    const char *key, *title;               /* English */
    void (*make)(const struct make *m, const char *title);  /* NULL: only what was written */
    bool annex;
};
static const struct chapter chapters[] = {
    { "foreword", "Foreword", NULL, false },
    { "summary", "The essentials on one page", make_summary, false },
    { "project", "The project in short", make_project, false },
    { "programme", "", make_programme, false },
    { "items", "", make_items, false },
    { "impressions", "Impressions", NULL, false },
    { "voices", "Voices", make_voices, false },
    { "agreements", "What we agreed on", NULL, false },
    { "outlook", "Outlook", NULL, false },
    { "checklist", "Checklist", NULL, true },
    { "tables", "Figures compared", make_tables, true },
    { "contacts", "Contacts", make_contacts, true },
    { "contributors", "Contributors", make_contributors, true },
    { "imprint", "Imprint", make_imprint, false },
};
enum { CHAPTERS = sizeof chapters / sizeof *chapters };

static int chapter_of(const char *key) {
    for (int i = 0; i < CHAPTERS; i++)
        if (strcmp(chapters[i].key, key) == 0)
            return i;
    return -1;
}

/* Lists of a checklist have boxes. */
static void to_tick(struct doc_node *node) {
    for (size_t i = 0; i < node->n; i++)
        to_tick(node->children[i]);
    if (node->kind == DOC_LIST)
        node->depth = 1;
}

static void written(const struct make *m, const char *key, const char *title) {
    struct doc_node *node = make_chapter(m, key, NULL, title);
    make_body(m, node, key);
    if (strcmp(key, "checklist") == 0)
        to_tick(node);
    if (!node->n)
        make_drop_last(m->doc->root);
}

static void mark_annex(const struct make *m, size_t from) {
    for (size_t i = from; i < m->doc->root->n; i++) {
        struct doc_node *node = m->doc->root->children[i];
        node->flag = true;
        free(node->kicker);
        node->kicker = mem_copy(make_word(m, "Annex"));
    }
}

static bool left_out(const struct make *m, const char *key) {
    for (size_t i = 0; i < m->p->texts_n; i++)
        if (strcmp(m->p->texts[i].key, key) == 0)
            return !m->p->texts[i].included;
    return false;
}

static void add_known(const struct make *m, int i) {
    const struct chapter *c = &chapters[i];
    const struct book_text *text = make_find(m, c->key);
    const char *title = text && *text->title ? text->title : make_word(m, c->title);
    size_t from = m->doc->root->n;
    if (left_out(m, c->key))
        return;
    if (c->make)
        c->make(m, title);
    else
        written(m, c->key, title);
    if (c->annex)
        mark_annex(m, from);
}

static void add_free(const struct make *m, const struct book_text *text) {
    if (str_starts(text->key, "free-") && text->included)
        written(m, text->key, text->title);
}

/* Position 0: where it usually stands; chapters of the organisers' own before the annex. */
static bool is_placed(const struct make *m, int chapter) {
    for (size_t i = 0; i < m->p->texts_n; i++)
        if (m->p->texts[i].position > 0 && chapter_of(m->p->texts[i].key) == chapter)
            return true;
    return false;
}

/* Chapters nobody placed come right behind the one they usually follow. */
static void add_followers(const struct make *m, int after, bool done[CHAPTERS]) {
    for (int i = after + 1; i < CHAPTERS && !done[i]; i++) {
        if (is_placed(m, i))
            return;
        for (size_t j = 0; i && chapters[i].annex && !chapters[i - 1].annex && j < m->p->texts_n;
             j++)
            if (m->p->texts[j].position <= 0)
                add_free(m, &m->p->texts[j]);
        done[i] = true;
        add_known(m, i);
    }
}

static void add_chapters(const struct make *m) {
    bool done[CHAPTERS] = { false };
    add_followers(m, -1, done);
    for (size_t i = 0; i < m->p->texts_n; i++) {
        const struct book_text *text = &m->p->texts[i];
        int known = chapter_of(text->key);
        if (text->position <= 0)
            continue;
        if (known >= 0 && !done[known]) {
            done[known] = true;
            add_known(m, known);
            add_followers(m, known, done);
        } else if (known < 0) {
            add_free(m, text);
        }
    }
}

const struct lang *doc_lang(const struct book_snap *s) {
    const struct lang *lang = s->settings.language ? lang_get(s->settings.language) : NULL;
    return lang ? lang : lang_get("de");
}

void doc_pictures_release(struct doc_pictures *p) {
    for (size_t i = 0; i < p->n; i++)
        free(p->list[i].png);
    free(p->list);
    *p = (struct doc_pictures){ .n = 0 };
}

struct doc *doc_build(const struct book_snap *s, const struct book_paper *p, struct book *b,
                      const struct doc_pictures *stage) {
    static const struct book_paper nothing;
    struct make m = { .s = s, .p = p ? p : &nothing, .b = b, .stage = stage,
                      .lang = doc_lang(s), .doc = doc_new() };
    make_cover(&m);
    doc_add(m.doc->root, DOC_COVER, NULL);
    doc_add(m.doc->root, DOC_CONTENTS, make_word(&m, "Contents"));
    add_chapters(&m);
    return m.doc;
}
