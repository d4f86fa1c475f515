/* Parts the chapters share: organisers' texts and pictures, tables, what is taken out again. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/markdown.h"
#include "lib/mem.h"

const struct book_text *make_find(const struct make *m, const char *key) {
    for (size_t i = 0; i < m->p->texts_n; i++)
        if (m->p->texts[i].included && strcmp(m->p->texts[i].key, key) == 0)
            return &m->p->texts[i];
    return NULL;
}

/* Never empty: what the organisers wrote, else the caption, else that it is a photograph. */
static char *alt_of(const struct make *m, const struct book_picture *row) {
    if (*row->alt)
        return doc_clean(row->alt);
    return *row->caption ? doc_clean(row->caption) : mem_copy(make_word(m, "Photograph"));
}

static struct doc_figure *figure_of(const struct make *m, const struct book_picture *row) {
    struct str name = STR_INIT;
    size_t len = 0;
    unsigned char *bytes = m->b ? book_picture(m->b, row->id, &len) : NULL;
    if (!bytes)
        return NULL;
    struct doc_figure *f = mem_new(1, sizeof *f);
    str_printf(&name, "bild-%lld.%s", (long long)row->id, row->png ? "png" : "jpg");
    *f = (struct doc_figure){
        .media = row->png ? DOC_PNG : DOC_JPEG, .bytes = bytes, .len = len, .width = row->width,
        .height = row->height, .caption = doc_clean(row->caption), .alt = alt_of(m, row),
        .name = str_detach(&name),
    };
    return f;
}

static const struct book_picture *picture_row(const struct make *m, const char *chapter,
                                              size_t nth) {
    for (size_t i = 0; i < m->p->pictures_n; i++) {
        const struct book_picture *row = &m->p->pictures[i];
        if (row->included && strcmp(row->chapter, chapter) == 0 && nth-- == 0)
            return row;
    }
    return NULL;
}

struct doc_figure *make_picture(const struct make *m, const char *chapter, size_t nth) {
    const struct book_picture *row = picture_row(m, chapter, nth);
    return row ? figure_of(m, row) : NULL;
}

bool make_body(const struct make *m, struct doc_node *parent, const char *key) {
    const struct book_text *text = make_find(m, key);
    size_t before = parent->n;
    if (text)
        markdown_add(parent, text->body, key);
    for (size_t i = 0; picture_row(m, key, i); i++) {
        struct doc_figure *f = make_picture(m, key, i);
        if (f)
            doc_add(parent, DOC_FIGURE, NULL)->figure = f;
    }
    return parent->n > before;
}

struct doc_table *make_table(const struct make *m, const char *const *heads, size_t n) {
    struct doc_table *t = mem_new(1, sizeof *t);
    t->columns = mem_new(n, sizeof *t->columns);
    for (; t->columns_n < n; t->columns_n++)
        t->columns[t->columns_n] = (struct doc_column){
            doc_clean(m ? make_word(m, heads[t->columns_n]) : heads[t->columns_n]), DOC_LEFT, 1
        };
    t->caption = mem_copy("");
    t->dated = mem_copy("");
    t->source = mem_copy("");
    return t;
}

void make_table_row(struct doc_table *t, const char *const *cells) {
    size_t n = t->rows++ * t->columns_n;
    t->cells = mem_resize(t->cells, n + t->columns_n, sizeof *t->cells);
    for (size_t i = 0; i < t->columns_n; i++)
        t->cells[n + i] = doc_clean(cells[i]);
}

void make_drop_last(struct doc_node *parent) {
    struct doc_node *last = parent->children[--parent->n];
    BUG_IF(last->n || last->spans_n || last->table || last->plot || last->figure);
    free(last->id);
    free(last->kicker);
    free(last->text);
    free(last->children);
    free(last);
}
