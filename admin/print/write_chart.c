/* Every vote's result as SVG and PNG, numbers in the picture; every picture of the documentation as
 * a file. Names from the agenda's order and titles. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/chart.h"
#include "admin/print/format.h"
#include "admin/print/name.h"
#include "admin/print/save.h"
#include "lib/mem.h"

struct writing {
    const struct print_made *made;
    struct text *text;
    const char *dir;
    const struct doc_node *chapter;
    size_t number, of_chapter;             /* place in the agenda; results of this chapter so far */
    struct str source;                     /* event and date: a picture goes its own ways */
    char *error;
    size_t size;
    bool well;
};

/* Place of chapter "item-5" in the agenda, from 1; 0: none. */
static size_t number_of(const struct book_snap *s, const char *id) {
    for (size_t i = 0; s && id && i < s->items_n; i++) {
        char key[32];
        str_format(key, sizeof key, "item-%lld", (long long)s->items[i]->id);
        if (strcmp(key, id) == 0)
            return i + 1;
    }
    return 0;
}

static void save(struct writing *w, const char *name, const char *ending, const void *bytes,
                 size_t len) {
    struct str path = STR_INIT;
    str_printf(&path, "%s/%s%s", w->dir, name, ending);
    w->well = w->well && save_file(path.data, bytes, len, w->error, w->size);
    str_release(&path);
}

static void write_plot(struct writing *w, const struct doc_plot *plot, const char *note) {
    const struct doc *d = w->made->doc;
    struct chart chart = { plot, w->chapter->text, note, w->source.data, d->language, d->accent };
    char *slug = name_file(w->number, w->chapter->text, "ergebnis");
    struct str name = STR_INIT, svg = STR_INIT;
    size_t len;
    int height;
    str_puts(&name, slug);
    if (w->of_chapter++)
        str_printf(&name, "-%zu", w->of_chapter);
    unsigned char *png = chart_png(w->text, &chart, &len, &height);
    chart_svg(&svg, w->text, &chart);
    save(w, name.data, ".png", png, len);
    save(w, name.data, ".svg", svg.data, svg.len);
    free(png);
    free(slug);
    str_release(&svg);
    str_release(&name);
}

static void charts_below(struct writing *w, const struct doc_node *node) {
    for (size_t i = 0; i < node->n; i++) {
        const struct doc_node *child = node->children[i];
        bool note = i + 1 < node->n && node->children[i + 1]->kind == DOC_NOTE;
        if (child->plot)
            write_plot(w, child->plot, note ? node->children[i + 1]->text : "");
        charts_below(w, child);
    }
}

static bool write_charts(const struct print_made *made, const char *path, char *error,
                         size_t size) {
    struct writing w = { .made = made, .text = text_new(NULL), .dir = path, .error = error,
                         .source = STR_INIT, .size = size, .well = true };
    str_puts(&w.source, made->doc->title);
    if (*made->doc->cover.dates)
        str_printf(&w.source, " · %s", made->doc->cover.dates);
    for (size_t i = 0; i < made->doc->root->n; i++) {
        w.chapter = made->doc->root->children[i];
        w.number = number_of(made->snap, w.chapter->id);
        w.of_chapter = 0;
        if (w.chapter->kind == DOC_CHAPTER)
            charts_below(&w, w.chapter);
    }
    text_free(w.text);
    str_release(&w.source);
    return w.well;
}

static void pictures_below(struct writing *w, const struct doc_node *node) {
    if (node->figure && node->figure->name)
        save(w, node->figure->name, "", node->figure->bytes, node->figure->len);
    for (size_t i = 0; i < node->n; i++)
        pictures_below(w, node->children[i]);
}

static bool write_pictures(const struct print_made *made, const char *path, char *error,
                           size_t size) {
    struct writing w = { .made = made, .dir = path, .error = error, .size = size, .well = true };
    pictures_below(&w, made->doc->root);
    return w.well;
}

const struct print_format format_charts = { "Results (SVG and PNG)", "Diagramme/", write_charts };
const struct print_format format_pictures = { "Pictures", "Bilder/", write_pictures };
