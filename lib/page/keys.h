/* The start-up check of templates: what each asks for is what its page gives. A slip of a designer
 * is found before the doors open. Any thread. */
#ifndef LIB_PAGE_KEYS_H
#define LIB_PAGE_KEYS_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/page/page.h"

/* What the template of a page is given. Rooms have a table of these, ended by name NULL. */
struct page_keys {
    const char *name;           /* "phone/card" */
    const char *const *keys;    /* NULL-ended; what stands in a list as "cards.text" */
};
#define PAGE_KEYS(...) (const char *const[]){ __VA_ARGS__, NULL }

/* True when every template of set, with its partials, asks only for keys of its row in tables
 * (NULL-ended), and every template has a row or is a partial. Else false and a sentence in
 * error. */
bool page_check(const struct page_set *set, const struct page_keys *const *tables, char *error,
                size_t size);
#endif
