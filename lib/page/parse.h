/* A template as a list of nodes, for lib/page only. Read-only once parsed. */
#ifndef LIB_PAGE_PARSE_H
#define LIB_PAGE_PARSE_H
#include <stdbool.h>
#include <stddef.h>

enum page_kind { PAGE_TEXT, PAGE_KEY, PAGE_WORDS, PAGE_SECTION, PAGE_INVERTED, PAGE_PARTIAL };
struct page_node {
    enum page_kind kind;
    bool line_start;  /* TEXT: a line of the template begins here: a partial's indent goes before */
    size_t end;       /* sections: index of the first node behind them */
    size_t len;       /* bytes of text */
    char *text;       /* literal text, key, English words or partial's name; owned */
    char *indent;     /* PARTIAL on a line of its own: white space before it; else NULL */
};
struct page_template {
    struct page_node *nodes;
    size_t count;
};
/* False with "line 3: ..." in error; the template is then empty. */
bool page_parse(struct page_template *t, const char *source, char *error, size_t size);
void page_template_release(struct page_template *t);
#endif
