/* Inside of the ODT writer: what its files share. One document, one thread. */
#ifndef ADMIN_PRINT_ODT_H
#define ADMIN_PRINT_ODT_H
#include "admin/print/doc.h"
#include "admin/print/format.h"
#include "admin/print/save.h"
#include "admin/print/xml.h"
#include "lib/lang.h"
#include "lib/text/text.h"

struct odt {
    const struct doc *d;
    const struct lang *lang;
    const struct doc_pages *pages;
    struct text *text;             /* for charts */
    struct save_zip *zip;
    struct xml body, styles;       /* content.xml: its text, its automatic styles */
    struct str manifest;           /* entries of pictures */
    int tables, frames;
};

/* "<text:p text:style-name=STYLE>text</text:p>" */
void odt_para(struct odt *o, const char *style, const char *text);
/* A node's spans, or its plain text. */
void odt_spans(struct odt *o, const struct doc_node *node);
/* odt_parts.c */
void odt_table(struct odt *o, const struct doc_table *t, bool programme);
void odt_plot(struct odt *o, const struct doc_plot *plot);
void odt_figure(struct odt *o, const struct doc_figure *f);
/* odt_front.c: cover, contents; and the small files of the package. */
void odt_cover(struct odt *o);
void odt_contents(struct odt *o, const char *title);
void odt_meta(struct str *out, const struct doc *d);
/* styles.xml with its language; NULL when the file is missing: a BUG of the build. */
void odt_styles(struct str *out, const struct doc *d);
#endif
