/* Formats of the documentation: a const row per writer, one list (documents.c). A format writes
 * one file, or files into one folder, from what was made once. Writers never look at the clock, the
 * machine or the path: the same data gives the same bytes. Child process, one thread. */
#ifndef ADMIN_PRINT_FORMAT_H
#define ADMIN_PRINT_FORMAT_H
#include <stdbool.h>
#include <stddef.h>
#include "admin/print/doc.h"
#include "admin/print/model.h"
#include "events/book/book.h"
#include "events/book/paper.h"
#include "lib/lang.h"

/* Where chapters and sections stand in the PDF: filled in by its writer, for the ODT's contents.
 * Without a PDF it stays empty. */
struct doc_page { char *id; int page; };
struct doc_pages { struct doc_page *list; size_t n; };   /* ids owned */
/* Takes a copy of id. */
void doc_pages_add(struct doc_pages *p, const char *id, int page);
int doc_pages_of(const struct doc_pages *p, const char *id);     /* 0: not known */
void doc_pages_release(struct doc_pages *p);

struct print_made {
    struct book *book;             /* the copy, for rows no snapshot holds */
    const struct book_snap *snap;
    const struct book_paper *paper;
    const struct doc *doc;
    const struct model *model;
    const struct lang *lang;
    struct doc_pages *pages;
};
struct print_format {
    const char *what;              /* English text for progress and the contents page */
    const char *file;              /* "Dokumentation.odt"; a folder ends in '/': "Diagramme/" */
    /* path: the file (made anew), or the folder (there, empty). False with a sentence. */
    bool (*write)(const struct print_made *made, const char *path, char *error, size_t size);
};
/* In the order they are made: the PDF first, it numbers the pages. */
extern const struct print_format format_pdf, format_odt, format_html, format_xlsx, format_csv,
    format_charts, format_pictures, format_json, format_ics;
#endif
