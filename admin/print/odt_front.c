/* Cover, contents and the small files of an ODT. See odt.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/chart.h"
#include "admin/print/ink.h"
#include "admin/print/odt.h"
#include "admin/print/paper_look.h"
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/mem.h"

static const double title_y = 446;   /* from the top of the text block, as on paper */

/* The dots, in a paragraph that ends where the title begins. */
static void cover_dots(struct odt *o) {
    struct doc_figure f = { .media = DOC_PNG, .alt = o->d->cover.people };
    char name[] = "titel.png", room[16];
    double high = 0;
    f.name = name;
    f.bytes = chart_cover(&o->d->cover, &f.len, &f.width, &f.height);
    high = (double)f.height / CHART_PRINT;
    odt_points(room, f.bytes && high < title_y ? title_y - high : title_y);
    xml_open(&o->styles, "style:style", "style:name", "CoverStart", "style:family", "paragraph",
             "style:parent-style-name", "Cover_20_dots", "style:master-page-name", "Cover", NULL);
    xml_empty(&o->styles, "style:paragraph-properties", "fo:margin-bottom", room, NULL);
    xml_close(&o->styles);
    xml_open(&o->body, "text:p", "text:style-name", "CoverStart", NULL);
    if (f.bytes)
        odt_picture(o, &f, (double)f.width / CHART_PRINT, high, "Drawn");
    xml_close(&o->body);
    free(f.bytes);
}

/* Smaller where it is long, as on paper. */
static const char *title_style(struct odt *o, const char *title) {
    static const struct { enum look_type look; const char *style; } sizes[] = {
        { LOOK_COVER_TITLE, "Title" }, { LOOK_COVER_TITLE_2, "Title_20_long" },
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct text_style style = look_style(sizes[i].look, o->d->language);
        if (text_measure(o->text, title, &style, LOOK_WIDTH, 0).height <= 160)
            return sizes[i].style;
    }
    return "Title_20_very_20_long";
}

/* Host and logo at the foot of the page. */
static void cover_foot(struct odt *o) {
    const struct doc_cover *c = &o->d->cover;
    const struct doc_figure *logo = c->logo;
    bool has_logo = logo && logo->media != DOC_NONE && logo->width > 0 && logo->height > 0;
    if (!*c->host && !has_logo)
        return;
    xml_open(&o->body, "text:p", "text:style-name", "Cover_20_host", NULL);
    if (has_logo) {
        double high = fmin(44, 150.0 * logo->height / logo->width);
        odt_anchored(o, logo, high * logo->width / logo->height, high, "CoverLogo");
    }
    if (*c->host) {
        xml_open(&o->body, "draw:frame", "draw:style-name", "CoverFoot", "draw:name",
                 lang_text(o->lang, "Host"), "text:anchor-type", "paragraph", "svg:width",
                 "300pt", NULL);
        xml_open(&o->body, "draw:text-box", "fo:min-height", "12pt", NULL);
        odt_para(o, "Cover_20_host", c->host);
        xml_close(&o->body);
        xml_close(&o->body);
    }
    xml_close(&o->body);
}

void odt_cover(struct odt *o) {
    const struct doc_cover *c = &o->d->cover;
    cover_dots(o);
    odt_para(o, "Cover_20_kicker", c->kicker);
    odt_para(o, title_style(o, c->title), c->title);
    if (*c->dates)
        odt_para(o, "Subtitle", c->dates);
    if (*c->people)
        odt_para(o, "Subtitle", c->people);
    cover_foot(o);
}

static void template(struct xml *x, const char *level, const char *style) {
    xml_open(x, "text:table-of-content-entry-template", "text:outline-level", level,
             "text:style-name", style, NULL);
    xml_empty(x, "text:index-entry-link-start", "text:style-name", "Index_20_Link", NULL);
    xml_empty(x, "text:index-entry-text", NULL);
    xml_empty(x, "text:index-entry-tab-stop", "style:type", "right", "style:leader-char", " ",
              NULL);
    xml_empty(x, "text:index-entry-page-number", NULL);
    xml_empty(x, "text:index-entry-link-end", NULL);
    xml_close(x);
}

static void index_style(struct xml *x, const char *level, const char *style) {
    xml_open(x, "text:index-source-styles", "text:outline-level", level, NULL);
    xml_empty(x, "text:index-source-style", "text:style-name", style, NULL);
    xml_close(x);
}

/* What an office program needs to make the same contents anew: chapters, and below them items. */
static void source(struct odt *o, const char *title) {
    struct xml *x = &o->body;
    xml_open(x, "text:table-of-content-source", "text:outline-level", "2",
             "text:use-outline-level", "false", "text:use-index-source-styles", "true",
             "text:use-index-marks", "false", NULL);
    xml_open(x, "text:index-title-template", "text:style-name", "Contents_20_Heading", NULL);
    xml_text(x, title);
    xml_close(x);
    template(x, "1", "Contents_20_1");
    template(x, "2", "Contents_20_2");
    index_style(x, "1", "Heading_20_1");
    index_style(x, "2", "Heading_20_1_20_item");
    xml_close(x);
}

static void entry(struct odt *o, const struct doc_node *chapter) {
    struct xml *x = &o->body;
    char number[16];
    int page = doc_pages_of(o->pages, chapter->id);
    struct str href = STR_INIT;
    str_printf(&href, "#%s", chapter->id);
    xml_open(x, "text:p", "text:style-name", chapter->depth ? "Contents_20_2" : "Contents_20_1",
             NULL);
    xml_open(x, "text:a", "xlink:type", "simple", "xlink:href", href.data, "text:style-name",
             "Index_20_Link", "text:visited-style-name", "Index_20_Link", NULL);
    xml_words(x, chapter->text ? chapter->text : "");
    if (page > 0) {
        str_format(number, sizeof number, "%d", page);
        xml_empty(x, "text:tab", NULL);
        xml_text(x, number);
    }
    xml_close(x);
    xml_close(x);
    str_release(&href);
}

void odt_contents(struct odt *o, const char *title) {
    struct xml *x = &o->body;
    xml_open(x, "text:table-of-content", "text:style-name", "Sect", "text:name", title, NULL);
    source(o, title);
    xml_open(x, "text:index-body", NULL);
    xml_open(x, "text:index-title", "text:style-name", "Sect", "text:name", "Contents_Head", NULL);
    xml_open(x, "text:p", "text:style-name",
             odt_style(o, "Contents_20_Heading", title, NULL, "Front"), NULL);
    xml_words(x, title);
    xml_close(x);
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
    char accent[8];
    struct xml running = { .out = STR_INIT };
    BUG_IF(!text);
    str_format(accent, sizeof accent, "#%06x", ink_accent(d->accent));
    xml_words(&running, d->running);
    const char *const words[][2] = {
        { "@LANGUAGE@", german ? "de" : "en" }, { "@COUNTRY@", german ? "DE" : "GB" },
        { "@ACCENT@", accent }, { "@RUNNING@", running.out.data },
    };
    while (*text) {
        size_t plain = strcspn(text, "@"), i = 0, n = sizeof words / sizeof *words;
        str_add(out, text, plain);
        text += plain;
        while (i < n && !str_starts(text, words[i][0]))
            i++;
        if (i < n) {
            str_puts(out, words[i][1]);
            text += strlen(words[i][0]);
        } else if (*text) {
            str_putc(out, *text++);
        }
    }
    str_release(&running.out);
}
