/* The documentation as an ODT to go on writing in: real styles and headings, table heads,
 * alternative texts, contents with links and the PDF's page numbers. mimetype first and stored,
 * fixed times: the same data, the same bytes. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/odt.h"
#include "admin/print/paper_look.h"
#include "lib/asset.h"
#include "lib/mem.h"

static const char spaces[] =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\"";

void odt_para(struct odt *o, const char *style, const char *text) {
    xml_open(&o->body, "text:p", "text:style-name", odt_style(o, style, text, NULL, NULL), NULL);
    xml_words(&o->body, text);
    xml_close(&o->body);
}

static void span(struct odt *o, const struct doc_span *s) {
    const char *style = s->strong ? (s->emphasis ? "Strong_20_and_20_emphasis"
                                                 : "Strong_20_Emphasis")
                                  : s->emphasis ? "Emphasis" : NULL;
    if (s->link)
        xml_open(&o->body, "text:a", "xlink:type", "simple", "xlink:href", s->link,
                 "text:style-name", "Internet_20_link", NULL);
    if (style)
        xml_open(&o->body, "text:span", "text:style-name", style, NULL);
    xml_words(&o->body, s->text);
    if (style)
        xml_close(&o->body);
    if (s->link)
        xml_close(&o->body);
}

void odt_spans(struct odt *o, const struct doc_node *node) {
    for (size_t i = 0; i < node->spans_n; i++)
        span(o, &node->spans[i]);
    if (!node->spans_n && node->text)
        xml_words(&o->body, node->text);
}

static void heading(struct odt *o, const struct doc_node *node, const char *style,
                    const char *level, const char *master) {
    const char *text = node->text ? node->text : "";
    xml_open(&o->body, "text:h", "text:style-name", odt_style(o, style, text, NULL, master),
             "text:outline-level", level, NULL);
    if (node->id)
        xml_empty(&o->body, "text:bookmark", "text:name", node->id, NULL);
    xml_words(&o->body, text);
    xml_close(&o->body);
}

static void spans_para(struct odt *o, const struct doc_node *node, const char *style) {
    xml_open(&o->body, "text:p", "text:style-name",
             odt_style(o, style, node->text, node->language, NULL), NULL);
    odt_spans(o, node);
    xml_close(&o->body);
}

static void list(struct odt *o, const struct doc_node *node) {
    xml_open(&o->body, "text:list", "text:style-name",
             node->flag ? "Numbering_20_1" : "List_20_1", NULL);
    for (size_t i = 0; i < node->n; i++) {
        xml_open(&o->body, "text:list-item", NULL);
        spans_para(o, node->children[i], "List_20_item");
        xml_close(&o->body);
    }
    xml_close(&o->body);
}

/* A list of one with a coloured dot: quotation and who said it belong together. */
static void quote(struct odt *o, const struct doc_node *node) {
    const char *open, *close;
    char style[16];
    foot_quotes(node->language ? node->language : o->d->language, &open, &close);
    str_format(style, sizeof style, "Voice_20_%d", o->quotes++ % LOOK_DOTS + 1);
    xml_open(&o->body, "text:list", "text:style-name", style, NULL);
    xml_open(&o->body, "text:list-item", NULL);
    xml_open(&o->body, "text:p", "text:style-name",
             odt_style(o, "Quotations", node->text, node->language, NULL), NULL);
    xml_text(&o->body, open);
    odt_spans(o, node);
    xml_text(&o->body, close);
    xml_close(&o->body);
    if (node->by && *node->by)
        odt_para(o, "Quotation_20_source", node->by);
    xml_close(&o->body);
    xml_close(&o->body);
}

static void card(struct odt *o, const struct doc_node *node) {
    const char *text = node->text ? node->text : "";
    bool by = node->by && *node->by;
    xml_open(&o->body, "text:list-item", NULL);
    xml_open(&o->body, "text:p", "text:style-name",
             odt_style(o, by ? "Card_20_with_20_source" : "Card", text, node->language, NULL),
             NULL);
    xml_words(&o->body, text);
    xml_close(&o->body);
    if (by) {                                /* on the side the card's words begin */
        xml_open(&o->body, "text:p", "text:style-name",
                 odt_style(o, "Card_20_source", text, NULL, NULL), NULL);
        xml_words(&o->body, node->by);
        xml_close(&o->body);
    }
    xml_close(&o->body);
}

/* In as many columns as on paper. */
static void cards(struct odt *o, const struct doc_node *node) {
    char name[64];
    bool columns = node->n > 1;              /* a single one would be torn apart */
    if (columns) {
        str_format(name, sizeof name, "%s %d", lang_text(o->lang, "Cards"), ++o->sections);
        xml_open(&o->body, "text:section", "text:style-name",
                 foot_card_columns(node) == 3 ? "Cards3" : "Cards2", "text:name", name, NULL);
    }
    xml_open(&o->body, "text:list", "text:style-name", "Cards", NULL);
    for (size_t i = 0; i < node->n; i++)
        card(o, node->children[i]);
    xml_close(&o->body);
    if (columns)
        xml_close(&o->body);
}

static size_t figures_from(const struct doc_node *parent, size_t i) {
    size_t n = 0;
    while (i + n < parent->n && parent->children[i + n]->kind == DOC_FIGURE)
        n++;
    return n;
}

static void add(struct odt *o, const struct doc_node *node);

static void add_all(struct odt *o, const struct doc_node *parent) {
    for (size_t i = 0; i < parent->n;) {
        size_t figures = figures_from(parent, i);
        if (figures)
            odt_figures(o, parent->children + i, figures);
        else
            add(o, parent->children[i]);
        i += figures ? figures : 1;
    }
}

static void add(struct odt *o, const struct doc_node *node) {
    switch (node->kind) {
    case DOC_SECTION:
        heading(o, node, "Heading_20_2", "2", NULL);
        add_all(o, node);
        break;
    case DOC_LEAD: spans_para(o, node, "Lead"); break;
    case DOC_PARA: spans_para(o, node, "Text_20_body"); break;
    case DOC_NOTE: spans_para(o, node, "Note"); break;
    case DOC_LIST: list(o, node); break;
    case DOC_QUOTE: quote(o, node); break;
    case DOC_CARDS: cards(o, node); break;
    case DOC_TABLE: odt_table(o, node->table, false); break;
    case DOC_PROGRAMME: odt_table(o, node->table, true); break;
    case DOC_PLOT: odt_plot(o, node->plot); break;
    default: break;                          /* the rest stands in these */
    }
}

/* Begins a page; an item's title has a style of its own, for the contents. */
static void chapter(struct odt *o, const struct doc_node *node) {
    bool kicker = node->kicker && *node->kicker;
    o->notes = o->quotes = 0;
    if (kicker) {
        xml_open(&o->body, "text:p", "text:style-name",
                 odt_style(o, "Kicker", node->kicker, NULL, "Chapter"), NULL);
        xml_words(&o->body, node->kicker);
        xml_close(&o->body);
    }
    heading(o, node, node->depth ? "Heading_20_1_20_item" : "Heading_20_1", "1",
            kicker ? NULL : "Chapter");
    add_all(o, node);
}

static void content(struct str *out, struct odt *o) {
    for (size_t i = 0; i < o->d->root->n; i++) {
        const struct doc_node *node = o->d->root->children[i];
        if (node->kind == DOC_COVER)
            odt_cover(o);
        else if (node->kind == DOC_CONTENTS)
            odt_contents(o, node->text ? node->text : "");
        else if (node->kind == DOC_CHAPTER)
            chapter(o, node);
    }
    str_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content %s>"
               "<office:automatic-styles>%s%s</office:automatic-styles><office:body>"
               "<office:text>%s</office:text></office:body></office:document-content>\n", spaces,
               asset_get("print/odt/own.xml", NULL), o->styles.out.data, o->body.out.data);
}

static void manifest(struct odt *o) {
    struct str out = STR_INIT;
    str_puts(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest="
             "\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
             "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
             "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\n");
    static const char *const files[] = { "content.xml", "styles.xml", "meta.xml" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        str_printf(&out, "<manifest:file-entry manifest:full-path=\"%s\" "
                   "manifest:media-type=\"text/xml\"/>\n", files[i]);
    str_printf(&out, "%s</manifest:manifest>\n", o->manifest.data);
    save_zip_add(o->zip, "META-INF/manifest.xml", out.data, out.len, false);
    str_release(&out);
}

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    static const char type[] = "application/vnd.oasis.opendocument.text";
    struct odt o = { .d = made->doc, .lang = foot_lang(made->doc->language), .pages = made->pages,
                     .text = text_new(NULL), .zip = save_zip_new(path, made->doc->made_ms),
                     .body = { .out = STR_INIT }, .styles = { .out = STR_INIT },
                     .manifest = STR_INIT };
    struct str text = STR_INIT;
    save_zip_add(o.zip, "mimetype", type, sizeof type - 1, true);
    content(&text, &o);
    BUG_IF(o.body.depth || o.styles.depth);
    save_zip_add(o.zip, "content.xml", text.data, text.len, false);
    str_clear(&text);
    odt_styles(&text, o.d);
    save_zip_add(o.zip, "styles.xml", text.data, text.len, false);
    str_clear(&text);
    odt_meta(&text, o.d);
    save_zip_add(o.zip, "meta.xml", text.data, text.len, false);
    manifest(&o);
    str_release(&text);
    str_release(&o.body.out);
    str_release(&o.styles.out);
    str_release(&o.manifest);
    odt_styles_release(&o);
    text_free(o.text);
    return save_zip_end(o.zip, error, size);
}

const struct print_format format_odt = { "Documentation (ODT)", "Dokumentation.odt", write };
