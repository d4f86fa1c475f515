/* The documentation made from an event: facts of the snapshot, the organisers' texts and pictures,
 * pictures of the stage. Invariant: of a run that is not revealed only how many took part; names
 * only with consent. Pure but for reading pictures. */
#ifndef ADMIN_PRINT_DOC_BUILD_H
#define ADMIN_PRINT_DOC_BUILD_H
#include <stddef.h>
#include <stdint.h>
#include "admin/print/doc.h"
#include "events/book/book.h"
#include "events/book/paper.h"
#include "lib/lang.h"

/* The stage as it was at an item's close, as PNG. Bytes owned by the list. */
struct doc_picture { int64_t item; unsigned char *png; size_t len; int width, height; };
struct doc_pictures { struct doc_picture *list; size_t n; };
void doc_pictures_release(struct doc_pictures *p);

/* b: where pictures are read from, NULL without; stage NULL without. Free with doc_free. */
struct doc *doc_build(const struct book_snap *s, const struct book_paper *p, struct book *b,
                      const struct doc_pictures *stage);
/* The event's language, German where it names none. */
const struct lang *doc_lang(const struct book_snap *s);
#endif
