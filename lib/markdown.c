/* Organisers' texts line by line into blocks; what stands inside a line is in markdown_span.c.
 * Pure, one pass. Invariant: no character of the text is lost but marks and white space. */
#include "lib/markdown.h"
#include <string.h>
#include "lib/str.h"

enum block { BLANK, PLAIN, HEAD, BULLET, NUMBER, QUOTE };
struct reading {
    const struct markdown_sink *to;
    enum block list;                  /* kind of the list a further item continues, or BLANK */
    enum block kind;                  /* of what is gathered */
    struct str text;
};

static size_t spaces(const char *line, size_t len) {
    size_t n = 0;
    while (n < len && (line[n] == ' ' || line[n] == '\t' || line[n] == '\r'))
        n++;
    return n;
}

/* Digits and ". " or ") "; 0: none. */
static size_t number_mark(const char *line, size_t len) {
    size_t n = 0;
    while (n < len && n < 3 && line[n] >= '0' && line[n] <= '9')
        n++;
    if (!n || n + 1 >= len || (line[n] != '.' && line[n] != ')') || line[n + 1] != ' ')
        return 0;
    return n + 2;
}

/* What a line begins; *mark: bytes of its mark. */
static enum block look(const char *line, size_t len, size_t *mark) {
    size_t hashes = 0;
    *mark = 0;
    if (!len)
        return BLANK;
    while (hashes < len && hashes < 6 && line[hashes] == '#')
        hashes++;
    if (hashes && hashes < len && line[hashes] == ' ') {
        *mark = hashes + 1;
        return HEAD;
    }
    if (len > 1 && strchr("-*+", line[0]) && line[1] == ' ') {
        *mark = 2;
        return BULLET;
    }
    if (line[0] == '>') {
        *mark = 1 + (len > 1 && line[1] == ' ');
        return QUOTE;
    }
    *mark = number_mark(line, len);
    return *mark ? NUMBER : PLAIN;
}

/* Ends what was gathered. */
static void flush(struct reading *r) {
    static const enum markdown_block blocks[] = {
        [PLAIN] = MARKDOWN_PARA, [HEAD] = MARKDOWN_SECTION, [BULLET] = MARKDOWN_ITEM,
        [NUMBER] = MARKDOWN_NUMBERED, [QUOTE] = MARKDOWN_QUOTE,
    };
    bool item = r->kind == BULLET || r->kind == NUMBER;
    if (r->kind == BLANK)
        return;
    r->to->begin(r->to->ctx, blocks[r->kind], item && r->list != r->kind);
    markdown_line(r->text.data, r->to);
    r->to->end(r->to->ctx);
    r->list = item ? r->kind : BLANK;
    r->kind = BLANK;
    str_clear(&r->text);
}

static void take(struct reading *r, const char *line, size_t len) {
    size_t mark, skip = spaces(line, len);
    line += skip;
    len -= skip;
    while (len && spaces(line + len - 1, 1))
        len--;
    enum block kind = look(line, len, &mark);
    bool goes_on = r->kind != BLANK && r->kind != HEAD &&
                   (kind == PLAIN || (kind == QUOTE && r->kind == QUOTE));
    if (!goes_on)
        flush(r);
    if (kind == BLANK || mark == len)
        return;
    if (!goes_on)
        r->kind = kind;
    if (r->text.len)
        str_putc(&r->text, ' ');
    str_add(&r->text, line + mark, len - mark);
}

void markdown_read(const char *text, const struct markdown_sink *to) {
    struct reading r = { .to = to, .list = BLANK, .kind = BLANK, .text = STR_INIT };
    while (*text) {
        size_t len = strcspn(text, "\n");
        take(&r, text, len);
        text += len + (text[len] == '\n');
    }
    flush(&r);
    str_release(&r.text);
}
