/* Nodes and data to text, for lib/page only. */
#ifndef LIB_PAGE_RENDER_H
#define LIB_PAGE_RENDER_H
#include <jansson.h>
#include <stdbool.h>
#include "lib/lang.h"
#include "lib/page/parse.h"
#include "lib/str.h"

enum { PAGE_STACK_MAX = 64 };
struct page_render {
    struct str *out;
    const struct lang *lang;              /* NULL: English */
    const struct page_template *(*partial)(const void *ctx, const char *name); /* or NULL */
    const void *ctx;
    const json_t *stack[PAGE_STACK_MAX];  /* contexts, the innermost last */
    size_t depth;
    size_t partials;                      /* nested partials now */
};
/* Renders t below the contexts on the stack. False when partials or sections nest endlessly. */
bool page_render_nodes(struct page_render *r, const struct page_template *t);
#endif
