/* What organisers write. Must hold: the tree is no larger than the text; links lead to the web and
 * nowhere else; every text in it is UTF-8. */
#include "admin/print/markdown.h"
#include "lib/str.h"
#include "lib/utf8.h"
#include "tests/fuzz/fuzz.h"

static size_t look(const struct doc_node *node) {
    size_t n = 1 + node->spans_n;
    for (size_t i = 0; i < node->spans_n; i++) {
        const struct doc_span *s = &node->spans[i];
        must(utf8_valid(s->text, strlen(s->text)), "a span is UTF-8");
        must(!s->link || str_starts(s->link, "https://") || str_starts(s->link, "http://"),
             "a link leads to the web");
    }
    for (size_t i = 0; i < node->n; i++) n += look(node->children[i]);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str text = STR_INIT;
    str_add(&text, (const char *)data, size);
    if (utf8_valid(text.data, text.len)) {          /* nothing else gets that far */
        struct doc *d = doc_new();
        markdown_add(d->root, text.data, "x");
        must(look(d->root) <= 4 * size + 4, "the tree is no larger than the text");
        doc_free(d);
    }
    str_release(&text);
    return 0;
}
