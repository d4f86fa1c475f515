/* Inside of the ODT writer: what its files share. One document, one thread. Sizes are points, those
 * of paper_look.h: the ODT is to look like the PDF. */
#ifndef ADMIN_PRINT_ODT_H
#define ADMIN_PRINT_ODT_H
#include "admin/print/doc.h"
#include "admin/print/format.h"
#include "admin/print/save.h"
#include "admin/print/xml.h"
#include "lib/lang.h"
#include "lib/text/text.h"

struct odt_made { char *key, name[12]; };
struct odt {
    const struct doc *d;
    const struct lang *lang;
    const struct doc_pages *pages;
    struct text *text;             /* for charts and widths */
    struct save_zip *zip;
    struct xml body, styles;       /* content.xml: its text, its automatic styles */
    struct str manifest;           /* entries of pictures */
    struct odt_made *made; size_t made_n;    /* paragraph styles made so far (odt_style.c) */
    int tables, results, frames, sections;
    int notes, marks;              /* footnotes of this chapter, of all */
    int quotes;                    /* of this chapter */
};

/* odt_style.c. A paragraph style for a text: base itself, or one derived from it where the text
 * runs from right to left, has a language of its own (NULL: none) or begins a page of page style
 * master (NULL: goes on). Borrowed until the next one
 * is asked for. */
const char *odt_style(struct odt *o, const char *base, const char *text, const char *language,
                      const char *master);
void odt_styles_release(struct odt *o);
/* "12.5pt". */
void odt_points(char dst[16], double points);

/* write_odt.c. "<text:p>text</text:p>", in a style that fits the text. */
void odt_para(struct odt *o, const char *style, const char *text);
/* A node's spans, or its plain text. */
void odt_spans(struct odt *o, const struct doc_node *node);
/* odt_table.c */
void odt_table(struct odt *o, const struct doc_table *t, bool programme);
/* odt_plot.c */
void odt_plot(struct odt *o, const struct doc_plot *plot);
/* odt_figure.c: pictures that stand one after another, with captions, as on paper. */
void odt_figures(struct odt *o, struct doc_node *const *nodes, size_t n);
/* Bytes into Pictures/ and a frame around them, as a character of the paragraph that is open. */
void odt_picture(struct odt *o, const struct doc_figure *f, double width, double height,
                 const char *style);
/* The same, anchored to it: the style says where it stands. */
void odt_anchored(struct odt *o, const struct doc_figure *f, double width, double height,
                  const char *style);
/* odt_front.c: cover, contents; and the small files of the package. */
void odt_cover(struct odt *o);
void odt_contents(struct odt *o, const char *title);
void odt_meta(struct str *out, const struct doc *d);
/* styles.xml with its language, colour and running head. */
void odt_styles(struct str *out, const struct doc *d);
#endif
