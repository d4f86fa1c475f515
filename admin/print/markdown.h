/* What organisers write, as parts of the documentation. The subset: paragraphs, **bold**, *italic*,
 * lists ("- ", "1. "), "## section", "> quote", [text](https://...). Everything else is text; a
 * backslash takes a mark's meaning. A star inside a word ("Kolleg*innen") is a star. Pure. */
#ifndef ADMIN_PRINT_MARKDOWN_H
#define ADMIN_PRINT_MARKDOWN_H
#include "admin/print/doc.h"

/* Adds text below parent: DOC_PARA, DOC_LIST, DOC_QUOTE, and DOC_SECTION with what follows it.
 * Sections get the ids "ID-1", "ID-2" ... */
void markdown_add(struct doc_node *parent, const char *text, const char *id);
/* Only the marks inside a line, as spans of node. */
void markdown_spans(struct doc_node *node, const char *text);
#endif
