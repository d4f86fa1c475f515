/* The documentation as data for the templates in assets/pages/print, for write_html.c. */
#ifndef ADMIN_PRINT_HTML_H
#define ADMIN_PRINT_HTML_H
#include <jansson.h>
#include "admin/print/doc.h"
#include "lib/str.h"

/* A node with all keys its templates look up: a missing one would be found in the node around it.
 * New reference. */
json_t *html_node(const struct doc *d, const struct doc_node *node);
json_t *html_cover(const struct doc *d);
/* The whole file (write_html.c). False with a sentence in error: a broken template. */
bool html_write(struct str *out, const struct doc *d, char *error, size_t size);
#endif
