/* Organisers' texts (lib/markdown.h) as parts of the documentation. */
#include "admin/print/markdown.h"
#include <stdlib.h>
#include "lib/markdown.h"
#include "lib/str.h"

struct adding {
    struct doc_node *parent, *at;     /* where sections go; where blocks go now */
    struct doc_node *list, *node;     /* the list and the block being written */
    const char *id;
    int sections;
};

static void begin_section(struct adding *a) {
    struct str id = STR_INIT;
    a->node = a->at = doc_add(a->parent, DOC_SECTION, NULL);
    str_printf(&id, "%s-%d", a->id, ++a->sections);
    a->at->id = str_detach(&id);
}

static void begin(void *ctx, enum markdown_block kind, bool new_list) {
    struct adding *a = ctx;
    if (new_list) {
        a->list = doc_add(a->at, DOC_LIST, NULL);
        a->list->flag = kind == MARKDOWN_NUMBERED;
    }
    if (kind == MARKDOWN_SECTION)
        begin_section(a);
    else if (kind == MARKDOWN_ITEM || kind == MARKDOWN_NUMBERED)
        a->node = doc_add(a->list, DOC_ITEM, NULL);
    else
        a->node = doc_add(a->at, kind == MARKDOWN_QUOTE ? DOC_QUOTE : DOC_PARA, NULL);
}

static void span(void *ctx, const char *text, bool strong, bool emphasis, const char *link) {
    struct adding *a = ctx;
    doc_add_span(a->node, text, strong, emphasis, link);
}

static void end(void *ctx) {
    (void)ctx;
}

void markdown_add(struct doc_node *parent, const char *text, const char *id) {
    struct adding a = { .parent = parent, .at = parent, .id = id };
    struct markdown_sink sink = { begin, span, end, &a };
    char *clean = doc_clean(text);
    markdown_read(clean, &sink);
    free(clean);
}

void markdown_spans(struct doc_node *node, const char *text) {
    struct adding a = { .node = node };
    struct markdown_sink sink = { begin, span, end, &a };
    char *clean = doc_clean(text);
    markdown_line(clean, &sink);
    free(clean);
}
