/* The stage as it was at each item's close, painted by punktum-stage from the scenes of a copy.
 * Child process of an export, one thread; starts children of its own, two at a time. */
#ifndef ADMIN_PRINT_STAGE_PICTURE_H
#define ADMIN_PRINT_STAGE_PICTURE_H
#include <stdbool.h>
#include "admin/print/doc_build.h"

enum { STAGE_PICTURE_WIDTH = 1600, STAGE_PICTURE_HEIGHT = 900 };
/* program: path of punktum-stage; dir: where files may lie for a moment. An item whose picture
 * cannot be made has none. go_on (NULL: always) is asked between them; false ends it there. */
void stage_pictures(struct doc_pictures *out, const struct book_snap *s, const char *program,
                    const char *dir, bool (*go_on)(void *ctx), void *ctx);
#endif
