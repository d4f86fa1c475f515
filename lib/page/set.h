/* The set of templates from inside, for lib/page only. Read-only once loaded. */
#ifndef LIB_PAGE_SET_H
#define LIB_PAGE_SET_H
#include <stddef.h>
#include "lib/page/page.h"
#include "lib/page/parse.h"

struct page_entry {
    char *name;  /* "phone/card"; owned */
    struct page_template parsed;
};
struct page_set {
    struct page_entry *entries;  /* sorted by name */
    size_t count;
};
/* NULL when there is none of that name. */
const struct page_template *page_find(const struct page_set *set, const char *name);
#endif
