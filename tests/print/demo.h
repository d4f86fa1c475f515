/* A documentation as a tree, made by hand: everything the writers must be able to set. Pictures
 * come from docs/pictures. For tests only. */
#ifndef TESTS_PRINT_DEMO_H
#define TESTS_PRINT_DEMO_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc.h"
#include "lib/mem.h"
#include "lib/str.h"

static inline char *demo_slurp(const char *path, size_t *len) {
    struct str s = STR_INIT;
    char block[8192];
    FILE *f = fopen(path, "rb");
    for (size_t n; f && (n = fread(block, 1, sizeof block, f)) > 0; )
        str_add(&s, block, n);
    if (f)
        fclose(f);
    *len = s.len;
    return str_detach(&s);
}

static inline struct doc_node *demo_figure(struct doc_node *parent, const char *file, int width,
                                           int height, const char *caption, const char *alt) {
    struct doc_node *node = doc_add(parent, DOC_FIGURE, NULL);
    struct doc_figure *f = mem_new(1, sizeof *f);
    f->bytes = (unsigned char *)demo_slurp(file, &f->len);
    f->media = DOC_PNG;
    f->width = width;
    f->height = height;
    f->caption = mem_copy(caption);
    f->alt = mem_copy(alt);
    f->name = mem_copy("bild.png");
    node->figure = f;
    return node;
}

struct demo_column { const char *head; enum doc_align align; double weight; };
static inline struct doc_table *demo_table(struct doc_node *node, const char *caption,
                                           const char *dated, const struct demo_column *columns,
                                           size_t n, const char *const *cells, size_t rows) {
    struct doc_table *t = mem_new(1, sizeof *t);
    t->caption = mem_copy(caption);
    t->dated = mem_copy(dated);
    t->columns = mem_new(n, sizeof *t->columns);
    t->columns_n = n;
    for (size_t i = 0; i < n; i++)
        t->columns[i] = (struct doc_column){ mem_copy(columns[i].head), columns[i].align,
                                             columns[i].weight };
    t->cells = mem_new(n * rows, sizeof *t->cells);
    t->rows = rows;
    for (size_t i = 0; i < n * rows; i++)
        t->cells[i] = mem_copy(cells[i]);
    t->source = mem_copy("");
    node->table = t;
    return t;
}

static inline struct doc_node *demo_chapter(struct doc *d, const char *id, const char *kicker,
                                            const char *title, int depth) {
    struct doc_node *c = doc_add(d->root, DOC_CHAPTER, title);
    c->id = mem_copy(id);
    c->kicker = mem_copy(kicker);
    c->depth = depth;
    return c;
}

static inline void demo_notes(struct doc_table *t, const char *one, const char *two) {
    t->notes = mem_new(2, sizeof *t->notes);
    t->notes[t->notes_n++] = mem_copy(one);
    if (two)
        t->notes[t->notes_n++] = mem_copy(two);
}

struct demo_option { const char *text; int points, people, cities; };
static inline void demo_plot(struct doc_node *parent, const struct demo_option *options, size_t n,
                             size_t cut) {
    struct doc_node *node = doc_add(parent, DOC_PLOT, NULL);
    struct doc_plot *p = mem_new(1, sizeof *p);
    p->rows = mem_new(n, sizeof *p->rows);
    p->n = n;
    p->caption = mem_copy("");
    p->alt = mem_copy("Ergebnis: Interkulturelle Öffnung 61 Punkte, Ausbildung 52 Punkte.");
    for (size_t i = 0; i < n; i++) {
        p->rows[i] = (struct doc_plot_row){ .rank = (int)i + 1, .text = mem_copy(options[i].text),
            .points = options[i].points, .people = options[i].people,
            .municipalities = options[i].cities, .above_cut = i < cut };
        p->points += options[i].points;
    }
    node->plot = p;
}

static inline void demo_quote(struct doc_node *parent, const char *text, const char *by) {
    doc_add(parent, DOC_QUOTE, text)->by = mem_copy(by);
}

struct doc *demo_doc(void);
struct doc *demo_small(void);           /* without pictures */
/* Many of each: what a long day leaves behind. */
struct doc *demo_large(int cards, int items, int photos);
#endif
