/* The documentation as PDF: parts are made, placed, painted. See paper.h. */
#include "admin/print/write_pdf.h"

#include <stdlib.h>
#include <string.h>
#include "admin/print/paper.h"
#include "lib/mem.h"

enum { BACK_FROM = 6 };                /* parts; a leaflet has no back */

static struct paper_part *add_part(struct paper *w, const struct doc_node *node) {
    if ((w->parts_n & (w->parts_n - 1)) == 0)
        w->parts = mem_resize(w->parts, w->parts_n ? (size_t)w->parts_n * 2 : 1, sizeof *w->parts);
    w->part = &w->parts[w->parts_n++];
    *w->part = (struct paper_part){ .node = node, .head = node ? node->text : NULL };
    return w->part;
}

static void make_chapter(struct paper *w, const struct doc_node *node) {
    if (node->depth > 0)
        add_part(w, NULL);                      /* becomes a page for notes where one is needed */
    add_part(w, node)->spread = node->depth > 0;
    if (node->language && *node->language)
        w->language = node->language;
    paper_chapter(w, node);
    w->language = w->doc->language;
}

static void make_parts(struct paper *w) {
    const struct doc_node *root = w->doc->root;
    for (size_t i = 0; i < root->n; i++) {
        const struct doc_node *node = root->children[i];
        switch (node->kind) {
        case DOC_COVER:
            add_part(w, node);
            paper_cover(w);
            break;
        case DOC_CONTENTS:
            add_part(w, node);
            paper_contents(w, node);
            break;
        case DOC_CHAPTER:
            make_chapter(w, node);
            break;
        default:
            break;
        }
    }
}

/* A back, on the left: behind a page for notes where one is needed. */
static void add_back(struct paper *w) {
    add_part(w, NULL);
    add_part(w, w->doc->root);
    paper_back(w);
}

/* Chapters and sections with the page their title stands on. */
static void tell_pages(const struct paper *w, struct doc_pages *pages) {
    for (int i = 0; i < w->parts_n; i++) {
        const struct paper_part *p = &w->parts[i];
        for (int k = 0; k < p->n; k++) {
            if (p->ops[k].kind != PAPER_PLACE || !p->ops[k].tag)
                continue;
            int box = k;
            while (box < p->n && p->ops[box].kind != PAPER_BOX)
                box++;
            if (box < p->n)
                doc_pages_add(pages, p->ops[k].tag, p->first + p->ops[box].box->page);
        }
    }
}

static void release(struct paper *w) {
    for (int i = 0; i < w->parts_n; i++)
        free(w->parts[i].ops);
    for (int i = 0; i < w->flows_n; i++)
        text_flow_free(w->flows[i]);
    for (int i = 0; i < w->owned_n; i++)
        free(w->owned[i]);
    free(w->parts);
    free(w->flows);
    free(w->owned);
    free(w->links);
}

bool write_pdf(const struct doc *d, const char *path, struct doc_pages *pages,
               bool (*progress)(void *ctx, int done, int of), void *ctx, char *error, size_t size) {
    const struct pdf_meta meta = { .title = d->title, .subject = d->subject,
                                   .author = d->cover.host, .language = d->language,
                                   .made_ms = d->made_ms };
    struct paper w = { .doc = d, .language = d->language,
                       .accent = d->accent ? d->accent : LOOK_ACCENT, .pdf = pdf_new(&meta) };
    w.lang = lang_get(d->language);
    if (!w.lang)
        w.lang = lang_get("en");
    w.text = pdf_text(w.pdf);
    make_parts(&w);
    if (w.parts_n > BACK_FROM)
        add_back(&w);
    paper_place(&w);
    if (pages)
        tell_pages(&w, pages);
    bool well = paper_paint_all(&w, progress, ctx);
    if (!well)
        str_format(error, size, "%s", lang_text(w.lang, "Stopped."));
    release(&w);
    if (!well)
        pdf_drop(w.pdf);
    return well && pdf_finish(w.pdf, path, error, size);
}

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    return write_pdf(made->doc, path, made->pages, NULL, NULL, error, size);
}

const struct print_format format_pdf = { "Documentation (PDF)", "Dokumentation.pdf", write };
