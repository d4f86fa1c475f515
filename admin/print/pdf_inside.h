/* Inside of the tagged PDF: shared by admin/print/pdf*.c only. Everything is in points here.
 *
 * cairo writes the pages and brackets what is painted with "/Span << /MCID n >> BDC"; which element
 * a bracket belongs to, and the whole tree of elements, is our own record. The pass at the end
 * (pdf_pass.c) renames the brackets and writes our tree in place of cairo's.
 *
 * Invariants: brackets of content never nest (cairo would write the innermost only), so an
 * element's text has one order; pieces stand in the order in which cairo writes their brackets. */
#ifndef ADMIN_PRINT_PDF_INSIDE_H
#define ADMIN_PRINT_PDF_INSIDE_H
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "admin/print/pdf.h"
#include "lib/str.h"

#define PDF_MM (72.0 / 25.4)
enum { PDF_DEPTH_MAX = 32, PDF_ARTIFACT = -1, PDF_LEVELS = 3 };
enum pdf_scope { PDF_NO_SCOPE, PDF_SCOPE_COLUMN, PDF_SCOPE_ROW };
enum pdf_kid_kind { PDF_KID_ELEM, PDF_KID_PIECE, PDF_KID_LINK };
struct pdf_box { double x, y, w, h; };            /* w < 0: nothing yet */
struct pdf_kid { enum pdf_kid_kind kind; int index; };
struct pdf_elem {
    char tag[16];
    char *alt, *language, *actual;                /* NULL without; actual: what a Span says */
    enum pdf_scope scope;
    bool ordered;                                 /* L: numbered */
    int box_page; struct pdf_box box;             /* Figure: where it lies */
    struct pdf_kid *kids;
    int kids_n;
};
/* A bracket in a page's content. */
struct pdf_piece {
    int page, elem;                               /* elem PDF_ARTIFACT: a running head, a rule */
    int mcid;                                     /* within its page; -1 for an artifact */
};
struct pdf_area { int page, link; struct pdf_box box; };          /* a link's clickable box */
struct pdf_link { int elem; char *place, *uri; struct str words; };
struct pdf_place { int page, level; double y; char *name, *title; };

struct pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    struct str bytes;                             /* what cairo wrote */
    struct text *text;
    char *title, *subject, *author, *language;
    int64_t made_ms;
    double height, *heights;                      /* of the page, of all pages */
    int pages;
    struct pdf_elem *elems;                       /* 0 is the Document */
    struct pdf_piece *pieces;
    struct pdf_area *areas;
    struct pdf_link *links;
    struct pdf_place *places;
    struct pdf_image *images;                     /* as they are; see pdf_image.h */
    int elems_n, pieces_n, areas_n, links_n, places_n, images_n;
    int stack[PDF_DEPTH_MAX], depth;              /* elements open now */
    int link;                                     /* open now; -1 */
    bool open;                                    /* a bracket is */
};

/* The next slot of a growing array, good until the next call. */
void *pdf_grow(void **array, int *n, size_t size);
/* Opens a bracket for the innermost element if none is open. Outside of any tag: BUG. */
void pdf_bracket(struct pdf *p);
void pdf_unbracket(struct pdf *p);
/* Something was painted here: the figure around it and the link around it reach this far. */
void pdf_touch(struct pdf *p, double x, double y, double w, double h);

/* Rewrites a page's brackets to pieces[0..n); false when there are not as many. */
bool pdf_content(struct str *out, const unsigned char *bytes, size_t len,
                 const struct pdf_piece *pieces, const struct pdf_elem *elems, int n);
/* Adds what cairo leaves out and gives the file's bytes. */
bool pdf_pass(struct pdf *p, struct str *out, char *error, size_t size);
/* Puts the pictures' own data in the place of their stand-ins. */
void pdf_pass_images(const struct pdf *p, qpdf_data q);
/* The metadata packet. */
void pdf_xmp(struct str *out, const struct pdf *p);
#endif
