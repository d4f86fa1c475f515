/* The documentation as an ODT to go on writing in: real styles and headings, table heads,
 * alternative texts, contents with links and the PDF's page numbers. mimetype first and stored,
 * fixed times: the same data, the same bytes. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/odt.h"
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

/* Styles of this file's own: page breaks, cells, columns. */
static const char own_styles[] =
    "<style:style style:name=\"CoverKicker\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Kicker\" style:master-page-name=\"First_20_Page\"/>"
    "<style:style style:name=\"BreakKicker\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Kicker\"><style:paragraph-properties fo:break-before=\"page\"/>"
    "</style:style>"
    "<style:style style:name=\"BreakHead\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Heading_20_1\"><style:paragraph-properties "
    "fo:break-before=\"page\"/></style:style>"
    "<style:style style:name=\"Statement\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Note\"><style:paragraph-properties fo:margin-top=\"0.6cm\"/>"
    "</style:style>"
    "<style:style style:name=\"Frame\" style:family=\"graphic\" "
    "style:parent-style-name=\"Graphics\"><style:graphic-properties style:vertical-pos=\"top\" "
    "style:vertical-rel=\"baseline\"/></style:style>"
    "<style:style style:name=\"CellHead\" style:family=\"table-cell\">"
    "<style:table-cell-properties style:vertical-align=\"bottom\" fo:padding=\"0.12cm\" "
    "fo:padding-left=\"0cm\" fo:border=\"none\" fo:border-bottom=\"0.05cm solid #16202c\"/>"
    "</style:style>"
    "<style:style style:name=\"Cell\" style:family=\"table-cell\">"
    "<style:table-cell-properties fo:padding=\"0.12cm\" fo:padding-left=\"0cm\" "
    "fo:border=\"none\" fo:border-bottom=\"0.02cm solid #ddd6ca\"/></style:style>"
    "<style:style style:name=\"Sect\" style:family=\"section\"><style:section-properties "
    "style:editable=\"false\"><style:columns fo:column-count=\"1\"/></style:section-properties>"
    "</style:style>"
    "<style:style style:name=\"Cards\" style:family=\"section\"><style:section-properties "
    "text:dont-balance-text-columns=\"false\"><style:columns fo:column-count=\"2\" "
    "fo:column-gap=\"0.5cm\"/></style:section-properties></style:style>";

void odt_para(struct odt *o, const char *style, const char *text) {
    xml_open(&o->body, "text:p", "text:style-name", style, NULL);
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
                    const char *level) {
    xml_open(&o->body, "text:h", "text:style-name", style, "text:outline-level", level, NULL);
    if (node->id)
        xml_empty(&o->body, "text:bookmark", "text:name", node->id, NULL);
    xml_words(&o->body, node->text ? node->text : "");
    xml_close(&o->body);
}

static void spans_para(struct odt *o, const struct doc_node *node, const char *style) {
    xml_open(&o->body, "text:p", "text:style-name", style, NULL);
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

static void quote(struct odt *o, const struct doc_node *node) {
    const char *open, *close;
    foot_quotes(node->language ? node->language : o->d->language, &open, &close);
    xml_open(&o->body, "text:p", "text:style-name", "Quotations", NULL);
    xml_text(&o->body, open);
    odt_spans(o, node);
    xml_text(&o->body, close);
    xml_close(&o->body);
    odt_para(o, "Quotation_20_source", node->by ? node->by : "");
}

static void cards(struct odt *o, const struct doc_node *node) {
    char name[24];
    bool columns = node->n > 1;              /* a single one would be torn apart */
    str_format(name, sizeof name, "Karten%d", ++o->frames);
    if (columns)
        xml_open(&o->body, "text:section", "text:style-name", "Cards", "text:name", name,
                 NULL);
    for (size_t i = 0; i < node->n; i++) {
        const struct doc_node *card = node->children[i];
        xml_open(&o->body, "text:p", "text:style-name", "Card", NULL);
        xml_words(&o->body, card->text ? card->text : "");
        if (card->by && *card->by) {
            xml_empty(&o->body, "text:line-break", NULL);
            xml_open(&o->body, "text:span", "text:style-name", "Muted", NULL);
            xml_words(&o->body, card->by);
            xml_close(&o->body);
        }
        xml_close(&o->body);
    }
    if (columns)
        xml_close(&o->body);
}

static void add(struct odt *o, const struct doc_node *node) {
    switch (node->kind) {
    case DOC_SECTION:
        heading(o, node, "Heading_20_2", "2");
        for (size_t i = 0; i < node->n; i++)
            add(o, node->children[i]);
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
    case DOC_FIGURE: odt_figure(o, node->figure); break;
    default: break;                          /* the rest stands in these */
    }
}

static void chapter(struct odt *o, const struct doc_node *node) {
    bool kicker = node->kicker && *node->kicker;
    if (kicker)
        odt_para(o, "BreakKicker", node->kicker);
    heading(o, node, kicker ? "Heading_20_1" : "BreakHead", "1");
    for (size_t i = 0; i < node->n; i++)
        add(o, node->children[i]);
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
               own_styles, o->styles.out.data, o->body.out.data);
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
    text_free(o.text);
    return save_zip_end(o.zip, error, size);
}

const struct print_format format_odt = { "Documentation (ODT)", "Dokumentation.odt", write };
