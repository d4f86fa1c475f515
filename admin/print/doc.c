/* The documentation's tree: made, taken apart. See doc.h. One owner, one thread.
 * Invariant: every text in the tree went through doc_clean. */
#include "admin/print/doc.h"
#include <stdlib.h>
#include <string.h>
#include "admin/print/format.h"
#include "admin/print/model.h"
#include "lib/mem.h"

/* What model_clean drops, and noncharacters: PDF outlines and pickier parsers stumble over them. */
char *doc_clean(const char *text) {
    return model_clean(text ? text : "");
}

struct doc_node *doc_add(struct doc_node *parent, enum doc_kind kind, const char *text) {
    struct doc_node *node = mem_new(1, sizeof *node);
    node->kind = kind;
    node->text = text ? doc_clean(text) : NULL;
    parent->children = mem_resize(parent->children, parent->n + 1, sizeof *parent->children);
    parent->children[parent->n++] = node;
    return node;
}

/* The text of a node with spans is what they say together. */
static void join(struct doc_node *node, const char *more) {
    size_t old = node->text ? strlen(node->text) : 0, add = strlen(more);
    node->text = mem_resize(node->text, old + add + 1, 1);
    memcpy(node->text + old, more, add + 1);
}

void doc_add_span(struct doc_node *node, const char *text, bool strong, bool emphasis,
                  const char *link) {
    char *clean = doc_clean(text);
    node->spans = mem_resize(node->spans, node->spans_n + 1, sizeof *node->spans);
    node->spans[node->spans_n++] = (struct doc_span){
        .text = clean, .strong = strong, .emphasis = emphasis,
        .link = link ? doc_clean(link) : NULL,
    };
    join(node, clean);
}

static void free_table(struct doc_table *t) {
    if (!t)
        return;
    for (size_t i = 0; i < t->columns_n; i++)
        free(t->columns[i].head);
    for (size_t i = 0; i < t->rows * t->columns_n; i++)
        free(t->cells[i]);
    for (size_t i = 0; i < t->notes_n; i++)
        free(t->notes[i]);
    free(t->columns);
    free(t->cells);
    free(t->notes);
    free(t->caption);
    free(t->dated);
    free(t->source);
    free(t);
}

static void free_plot(struct doc_plot *p) {
    if (!p)
        return;
    for (size_t i = 0; i < p->n; i++)
        free(p->rows[i].text);
    free(p->rows);
    free(p->caption);
    free(p->alt);
    free(p);
}

static void free_figure(struct doc_figure *f) {
    if (!f)
        return;
    free(f->bytes);
    free(f->caption);
    free(f->alt);
    free(f->name);
    free(f);
}

static void free_node(struct doc_node *node) {
    for (size_t i = 0; i < node->n; i++)
        free_node(node->children[i]);
    for (size_t i = 0; i < node->spans_n; i++) {
        free(node->spans[i].text);
        free(node->spans[i].link);
    }
    free_table(node->table);
    free_plot(node->plot);
    free_figure(node->figure);
    free(node->children);
    free(node->spans);
    free(node->id);
    free(node->kicker);
    free(node->text);
    free(node->by);
    free(node->language);
    free(node);
}

struct doc *doc_new(void) {
    struct doc *d = mem_new(1, sizeof *d);
    d->root = mem_new(1, sizeof *d->root);
    return d;
}

void doc_release(struct doc *d) {
    if (d->root)
        free_node(d->root);
    free(d->title);
    free(d->subject);
    free(d->language);
    free(d->running);
    free(d->statement);
    free(d->cover.kicker);
    free(d->cover.title);
    free(d->cover.dates);
    free(d->cover.people);
    free(d->cover.host);
    free(d->cover.groups);
    free_figure(d->cover.logo);
    *d = (struct doc){ .root = NULL };
}

void doc_free(struct doc *d) {
    if (d)
        doc_release(d);
    free(d);
}

void doc_pages_add(struct doc_pages *p, const char *id, int page) {
    p->list = mem_resize(p->list, p->n + 1, sizeof *p->list);
    p->list[p->n++] = (struct doc_page){ mem_copy(id), page };
}

int doc_pages_of(const struct doc_pages *p, const char *id) {
    for (size_t i = 0; p && id && i < p->n; i++)
        if (strcmp(p->list[i].id, id) == 0)
            return p->list[i].page;
    return 0;
}

void doc_pages_release(struct doc_pages *p) {
    for (size_t i = 0; i < p->n; i++)
        free(p->list[i].id);
    free(p->list);
    *p = (struct doc_pages){ .n = 0 };
}
