/* Organisers' texts for the page as the documentation will set them: blocks of spans for template
 * desk/paper_blocks. Pure. */
#include <string.h>
#include "admin/paper/room.h"
#include "lib/markdown.h"

struct showing { json_t *blocks, *list, *spans; };

static json_t *block(struct showing *s, const char *kind, const char *key, json_t *value) {
    json_array_append_new(s->blocks, json_pack("{s:o}", kind, json_pack("{s:o}", key, value)));
    return value;
}

static void begin(void *ctx, enum markdown_block kind, bool new_list) {
    static const char *const kinds[] = {
        [MARKDOWN_PARA] = "para", [MARKDOWN_SECTION] = "section", [MARKDOWN_QUOTE] = "quote",
    };
    struct showing *s = ctx;
    s->spans = json_array();
    if (new_list)
        s->list = block(s, kind == MARKDOWN_NUMBERED ? "numbered" : "list", "points", json_array());
    if (kind == MARKDOWN_ITEM || kind == MARKDOWN_NUMBERED)
        json_array_append_new(s->list, json_pack("{s:o}", "spans", s->spans));
    else
        block(s, kinds[kind], "spans", s->spans);
}

static void span(void *ctx, const char *text, bool strong, bool emphasis, const char *link) {
    struct showing *s = ctx;
    json_array_append_new(s->spans, json_pack("{s:s, s:b, s:b, s:s?}", "words", text, "strong",
                                              strong, "em", emphasis, "link", link));
}

static void end(void *ctx) {
    (void)ctx;
}

json_t *paper_blocks(const char *body) {
    struct showing s = { .blocks = json_array() };
    const struct markdown_sink sink = { begin, span, end, &s };
    markdown_read(body, &sink);
    return s.blocks;
}
