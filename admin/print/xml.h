/* XML written element by element, escaped, with the elements still open counted. One owner. */
#ifndef ADMIN_PRINT_XML_H
#define ADMIN_PRINT_XML_H
#include "lib/str.h"

enum { XML_DEPTH = 32 };
struct xml { struct str out; const char *open[XML_DEPTH]; int depth; };  /* names are borrowed */

/* "<name a="b">": pairs of attribute and value, NULL at the end; a NULL value leaves it out. */
void xml_open(struct xml *x, const char *name, ...) __attribute__((sentinel));
/* The same, closed at once. */
void xml_empty(struct xml *x, const char *name, ...) __attribute__((sentinel));
void xml_close(struct xml *x);
/* Text escaped; spaces, tabs and line breaks as OpenDocument wants them. */
void xml_words(struct xml *x, const char *text);
/* Escaped as it is. */
void xml_text(struct xml *x, const char *text);
#endif
