/* The table of contents: chapters in bold, agenda items indented, page numbers outside; every line
 * is a link. Numbers are known because everything is placed before anything is painted. */
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

enum { MANY = 25 };                    /* entries: lines stand closer */
struct entry { const struct doc_node *node; const struct text_flow *text; double pad; };

#define INDENT 15.0
#define NUMBER_W 36.0

static int page_of(const struct paper *w, const struct doc_node *node) {
    for (int i = 0; i < w->parts_n; i++)
        if (w->parts[i].node == node)
            return w->parts[i].first;
    return 0;
}

static enum look_type type_of(const struct doc_node *node) {
    return node->depth > 0 ? LOOK_ENTRY : LOOK_ENTRY_BOLD;
}

static void paint_words(struct paper *w, const struct entry *e, double x, double y, double height) {
    enum look_type type = type_of(e->node);
    char number[16];
    struct text_span span = { .words = number };
    str_format(number, sizeof number, "%d", page_of(w, e->node));
    pdf_link_begin(w->pdf, e->node->id, NULL);
    pdf_link_area(w->pdf, x / PDF_MM, y / PDF_MM, LOOK_WIDTH / PDF_MM, height / PDF_MM);
    pdf_link_words(w->pdf, e->node->text);
    paper_paint_flow(w, e->text, type, x + (e->node->depth > 0 ? INDENT : 0), y + e->pad,
                     LOOK_INK);
    double last = paper_flow_height(e->text, type) - looks[type].leading;
    paper_paint_flow(w, paper_flow_set(w, &span, 1, type, TEXT_END, NUMBER_W), type,
                     x + LOOK_WIDTH - NUMBER_W, y + e->pad + last, LOOK_INK);
    pdf_link_end(w->pdf);
}

static void paint_entry(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct entry *e = b->data;
    pdf_tag(w->pdf, "TOCI", NULL);
    paint_words(w, e, x, y, b->height);
    pdf_end(w->pdf);
    double foot = (y + b->height) / PDF_MM;
    pdf_tag(w->pdf, "Artifact", NULL);
    pdf_line(w->pdf, x / PDF_MM, foot, (x + LOOK_WIDTH) / PDF_MM, foot, 0.5 / PDF_MM, LOOK_RULE);
    pdf_end(w->pdf);
}

static void add_entry(struct paper *w, const struct doc_node *node, double pad, bool first,
                      bool apart) {
    struct entry *e = paper_new(w, 1, sizeof *e);
    double indent = node->depth > 0 ? INDENT : 0;
    *e = (struct entry){ .node = node, .pad = pad };
    e->text = paper_flow(w, node->text, type_of(node), LOOK_WIDTH - NUMBER_W - indent - 10);
    struct paper_box *b = paper_box(w, 2 * pad + paper_flow_height(e->text, type_of(node)),
                                    paint_entry, e);
    b->before = first ? 18 : apart ? 14 : 0;
    b->keep = first;
}

void paper_contents(struct paper *w, const struct doc_node *node) {
    const struct doc_node *root = w->doc->root;
    size_t n = 0;
    for (size_t i = 0; i < root->n; i++)
        n += root->children[i]->kind == DOC_CHAPTER;
    const char *title = node->text && *node->text ? node->text : lang_text(w->lang, "Contents");
    paper_open(w, "Sect", NULL);
    paper_lines(w, "H1", paper_flow(w, title, LOOK_H1, LOOK_WIDTH), LOOK_H1, 0, 0, false);
    paper_open(w, "TOC", NULL);
    bool first = true, annex = false;          /* the annex stands apart */
    for (size_t i = 0; i < root->n; i++)
        if (root->children[i]->kind == DOC_CHAPTER) {
            bool now = root->children[i]->flag;
            add_entry(w, root->children[i], n > MANY ? 3.5 : 6.5, first, now && !annex);
            first = false;
            annex = now;
        }
    paper_close(w);
    if (w->doc->statement && *w->doc->statement)
        paper_lines(w, "P", paper_flow(w, w->doc->statement, LOOK_NOTE, LOOK_MEASURE_SMALL),
                    LOOK_NOTE, 0, 18, true);
    paper_close(w);
}
