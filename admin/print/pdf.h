/* A tagged PDF page by page over cairo: the one base of documentation, badges, signs and sheets.
 * Millimetres from the top left everywhere; sizes of letters in points. Everything inked stands
 * inside a tag: painting outside of pdf_tag/pdf_end is a BUG. pdf_finish writes the file
 * and runs the libqpdf pass that adds /Lang, /Alt, /Scope, MarkInfo, DisplayDocTitle, XMP
 * (pdf/ua-1), Tabs /S and a fixed /ID: the same calls give the same bytes. One thread. */
#ifndef ADMIN_PRINT_PDF_H
#define ADMIN_PRINT_PDF_H
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/str.h"
#include "lib/text/text.h"

struct pdf;
struct pdf_meta { const char *title, *subject, *author, *language; int64_t made_ms; };
/* Letters' sizes are converted by the room: 1 mm = 72/25.4 pt. */
struct pdf *pdf_new(const struct pdf_meta *meta);
void pdf_page(struct pdf *p, double width_mm, double height_mm);    /* begins a page */
/* Structure: "Document" "Sect" "H1" "H2" "P" "L" "LI" "LBody" "BlockQuote" "Table" "TR" "TH" "TD"
 * "Figure" "Caption" "Note" "TOC" "TOCI" "Artifact" (running heads, folios, rules). alt: for
 * Figure, a summary for Table, else NULL. Tags may stay open over pages; artifacts are silent. */
void pdf_tag(struct pdf *p, const char *tag, const char *alt);
void pdf_head_cell(struct pdf *p, bool row_scope);                  /* a TH with its Scope */
void pdf_list(struct pdf *p, bool ordered);             /* an L; ordered: with Lbl in each LI */
void pdf_language(struct pdf *p, const char *language);             /* of the innermost tag */
void pdf_end(struct pdf *p);
/* What is painted between stands for words: colour emoji, which are pictures. */
void pdf_says_begin(struct pdf *p, const char *words);
void pdf_says_end(struct pdf *p);
/* A bookmark to here; level 1 to 3, 0 = none. And a named place for pdf_link. */
void pdf_bookmark(struct pdf *p, int level, const char *title, const char *place, double y_mm);
/* To a place of this file or to a uri; the other is NULL. */
void pdf_link_begin(struct pdf *p, const char *place, const char *uri);
/* Its clickable box follows what pdf_words and others paint; this begins a further one. */
void pdf_link_area(struct pdf *p, double x, double y, double w, double h);
void pdf_link_words(struct pdf *p, const char *words);              /* what it is called */
void pdf_link_end(struct pdf *p);
/* Words in a box: style sizes in points, box in mm; the fit's numbers come back in mm. height 0 =
 * unbounded. */
struct text_fit pdf_words(struct pdf *p, const char *words, const struct text_style *style,
                          double x, double y, double width, double height, unsigned rgb);
struct text_fit pdf_measure(struct pdf *p, const char *words, const struct text_style *style,
                            double width, double height);
void pdf_rect(struct pdf *p, double x, double y, double w, double h, double radius, unsigned rgb);
void pdf_frame(struct pdf *p, double x, double y, double w, double h, double radius, double line,
               unsigned rgb);
void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double line, unsigned rgb);
void pdf_dot(struct pdf *p, double x, double y, double radius, unsigned rgb);
/* A QR code as vector squares, size with its quiet zone. False when the text is too long. */
bool pdf_qr(struct pdf *p, const char *text, double x, double y, double size);
/* PNG or JPEG bytes (JPEG is embedded as it is). */
bool pdf_picture(struct pdf *p, const unsigned char *bytes, size_t len, bool jpeg, double x,
                 double y, double w, double h);
cairo_t *pdf_cairo(struct pdf *p);                                  /* points; inside a tag only */
struct text *pdf_text(struct pdf *p);
/* Number of pages so far. */
int pdf_pages(const struct pdf *p);
void pdf_drop(struct pdf *p);                                       /* frees p unwritten */
/* The file's bytes, for what must not lie on a disk; frees p. False with a sentence in error. */
bool pdf_bytes(struct pdf *p, struct str *out, char *error, size_t size);
/* Writes path, frees p. False with a sentence in error. */
bool pdf_finish(struct pdf *p, const char *path, char *error, size_t size);
#endif
