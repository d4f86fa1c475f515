/* The documentation as a tagged PDF on A4. One thread. */
#ifndef ADMIN_PRINT_WRITE_PDF_H
#define ADMIN_PRINT_WRITE_PDF_H
#include <stdbool.h>
#include <stddef.h>
#include "admin/print/doc.h"
#include "admin/print/format.h"

/* Writes path. pages (may be NULL) gets the page of every chapter and section with an id.
 * progress (may be NULL) is told chapters; it says false to stop, which is then the error. */
bool write_pdf(const struct doc *d, const char *path, struct doc_pages *pages,
               bool (*progress)(void *ctx, int done, int of), void *ctx, char *error, size_t size);
#endif
