/* What organisers write, read into blocks and spans. The subset: paragraphs, **bold**, *italic*,
 * lists ("- ", "1. "), "## section", "> quote", [text](https://...). Everything else is text; a
 * backslash takes a mark's meaning. A star inside a word ("Kolleg*innen") is a star. Pure. */
#ifndef LIB_MARKDOWN_H
#define LIB_MARKDOWN_H
#include <stdbool.h>

enum markdown_block { MARKDOWN_PARA, MARKDOWN_SECTION, MARKDOWN_ITEM, MARKDOWN_NUMBERED,
                      MARKDOWN_QUOTE };
/* Called in order: begin, its spans, end; texts are borrowed for the call. */
struct markdown_sink {
    void (*begin)(void *ctx, enum markdown_block kind, bool new_list);   /* items: a list begins */
    void (*span)(void *ctx, const char *text, bool strong, bool emphasis,
                 const char *link /* or NULL */);
    void (*end)(void *ctx);
    void *ctx;
};
/* Valid UTF-8 text of many lines. */
void markdown_read(const char *text, const struct markdown_sink *to);
/* Only the marks inside a line: spans alone. */
void markdown_line(const char *text, const struct markdown_sink *to);
#endif
