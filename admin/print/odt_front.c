/* Cover, contents and the small files of an ODT. See odt.h. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/chart.h"
#include "admin/print/foot.h"
#include "admin/print/odt.h"
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/mem.h"

static void cover_dots(struct odt *o) {
    struct doc_figure f = { .media = DOC_PNG, .caption = NULL, .alt = o->d->cover.people };
    char name[] = "titel.png";
    f.name = name;
    f.bytes = chart_cover(&o->d->cover, &f.len, &f.width, &f.height);
    if (f.bytes)
        odt_figure(o, &f);
    free(f.bytes);
}

void odt_cover(struct odt *o) {
    const struct doc_cover *c = &o->d->cover;
    odt_para(o, "CoverKicker", c->kicker);
    odt_para(o, "Title", c->title);
    if (*c->dates)
        odt_para(o, "Subtitle", c->dates);
    if (*c->people)
        odt_para(o, "Subtitle", c->people);
    if (*c->host)
        odt_para(o, "Subtitle", c->host);
    cover_dots(o);
    if (c->logo)
        odt_figure(o, c->logo);
}

/* What an office program needs to make the contents anew: one level, with links. */
static void source(struct odt *o, const char *title) {
    struct xml *x = &o->body;
    xml_open(x, "text:table-of-content-source", "text:outline-level", "1", NULL);
    xml_open(x, "text:index-title-template", "text:style-name", "Contents_20_Heading", NULL);
    xml_text(x, title);
    xml_close(x);
    xml_open(x, "text:table-of-content-entry-template", "text:outline-level", "1",
             "text:style-name", "Contents_20_1", NULL);
    xml_empty(x, "text:index-entry-link-start", "text:style-name", "Index_20_Link", NULL);
    xml_empty(x, "text:index-entry-text", NULL);
    xml_empty(x, "text:index-entry-tab-stop", "style:type", "right", "style:leader-char", " ",
              NULL);
    xml_empty(x, "text:index-entry-page-number", NULL);
    xml_empty(x, "text:index-entry-link-end", NULL);
    xml_close(x);
    xml_close(x);
}

static void entry(struct odt *o, const struct doc_node *chapter) {
    struct xml *x = &o->body;
    char *text = foot_contents(chapter), number[16];
    int page = doc_pages_of(o->pages, chapter->id);
    struct str href = STR_INIT;
    str_printf(&href, "#%s", chapter->id);
    xml_open(x, "text:p", "text:style-name", chapter->depth ? "Contents_20_2" : "Contents_20_1",
             NULL);
    xml_open(x, "text:a", "xlink:type", "simple", "xlink:href", href.data, "text:style-name",
             "Index_20_Link", "text:visited-style-name", "Index_20_Link", NULL);
    xml_words(x, text);
    if (page > 0) {
        str_format(number, sizeof number, "%d", page);
        xml_empty(x, "text:tab", NULL);
        xml_text(x, number);
    }
    xml_close(x);
    xml_close(x);
    str_release(&href);
    free(text);
}

void odt_contents(struct odt *o, const char *title) {
    struct xml *x = &o->body;
    xml_open(x, "text:table-of-content", "text:style-name", "Sect", "text:name", title, NULL);
    source(o, title);
    xml_open(x, "text:index-body", NULL);
    xml_open(x, "text:index-title", "text:style-name", "Sect", "text:name", "Contents_Head", NULL);
    odt_para(o, "Contents_20_Heading", title);
    xml_close(x);
    for (size_t i = 0; i < o->d->root->n; i++)
        if (o->d->root->children[i]->kind == DOC_CHAPTER)
            entry(o, o->d->root->children[i]);
    xml_close(x);
    xml_close(x);
    if (o->d->statement && *o->d->statement)
        odt_para(o, "Statement", o->d->statement);
}

void odt_meta(struct str *out, const struct doc *d) {
    struct xml x = { .out = STR_INIT };
    char stamp[20];
    clock_stamp(stamp, d->made_ms > 0 ? d->made_ms : 946684800000);
    stamp[10] = 'T';
    str_puts(&x.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml_open(&x, "office:document-meta", "xmlns:office",
             "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "xmlns:meta",
             "urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "xmlns:dc",
             "http://purl.org/dc/elements/1.1/", "office:version", "1.3", NULL);
    xml_open(&x, "office:meta", NULL);
    const char *const rows[][2] = {
        { "meta:generator", "Punktum" }, { "dc:title", d->title }, { "dc:subject", d->subject },
        { "dc:language", d->language }, { "meta:creation-date", stamp }, { "dc:date", stamp },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xml_open(&x, rows[i][0], NULL);
        xml_text(&x, rows[i][1]);
        xml_close(&x);
    }
    xml_close(&x);
    xml_close(&x);
    str_puts(out, x.out.data);
    str_release(&x.out);
}

void odt_styles(struct str *out, const struct doc *d) {
    const char *text = asset_get("print/odt/styles.xml", NULL);
    bool german = strncmp(d->language, "de", 2) == 0;
    BUG_IF(!text);
    while (*text) {
        size_t plain = strcspn(text, "@");
        str_add(out, text, plain);
        text += plain;
        if (str_starts(text, "@LANGUAGE@")) {
            str_puts(out, german ? "de" : "en");
            text += strlen("@LANGUAGE@");
        } else if (str_starts(text, "@COUNTRY@")) {
            str_puts(out, german ? "DE" : "GB");
            text += strlen("@COUNTRY@");
        } else if (*text) {
            str_putc(out, *text++);
        }
    }
}
