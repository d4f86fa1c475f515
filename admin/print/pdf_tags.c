/* The brackets of a page's content, renamed: cairo knows neither artifacts nor all tags, so every
 * "/Span << /MCID n >> BDC" of ours becomes "/P << /MCID m >> BDC", "/Artifact BMC" or a Span that
 * says what a picture stands for. Pure. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/pdf_inside.h"
#include "lib/utf8.h"

static const char begins[] = "/Span << /MCID ";

/* Behind a string "(...)", "<...>" or one other byte. */
static size_t skip(const char *b, size_t at, size_t len) {
    if (b[at] == '<' && at + 1 < len && b[at + 1] != '<') {
        while (at < len && b[at] != '>')
            at++;
        return at < len ? at + 1 : len;
    }
    if (b[at] == '<')
        return at + 2;
    if (b[at] != '(')
        return at + 1;
    for (int depth = 0; at < len; at++) {
        if (b[at] == '\\')
            at++;
        else if (b[at] == '(')
            depth++;
        else if (b[at] == ')' && --depth == 0)
            return at + 1;
    }
    return len;
}

/* Length of one of our brackets at this place; 0 when there is none. */
static size_t bracket_at(const char *b, size_t len) {
    static const char ends[] = " >> BDC";
    size_t at = sizeof begins - 1, end = sizeof ends - 1;
    if (len < at || memcmp(b, begins, at) != 0)
        return 0;
    while (at < len && b[at] >= '0' && b[at] <= '9')
        at++;
    return len - at >= end && memcmp(b + at, ends, end) == 0 ? at + end : 0;
}

static void add_utf16(struct str *out, const char *text) {
    str_puts(out, "<FEFF");
    for (uint32_t c = utf8_next(&text); c; c = utf8_next(&text)) {
        if (c >= 0x10000)
            str_printf(out, "%04X", 0xD800 + ((c - 0x10000) >> 10));
        str_printf(out, "%04X", c < 0x10000 ? c : 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
    str_puts(out, ">");
}

static void begin(struct str *out, const struct pdf_elem *e, int mcid) {
    str_printf(out, "/%s << /MCID %d", e->tag, mcid);
    if (e->actual) {
        str_puts(out, " /ActualText ");
        add_utf16(out, e->actual);
    }
    str_puts(out, " >> BDC");
}

bool pdf_content(struct str *out, const unsigned char *bytes, size_t len,
                 const struct pdf_piece *pieces, const struct pdf_elem *elems, int n) {
    const char *b = (const char *)bytes;
    int used = 0;
    for (size_t at = 0, next; at < len; at = next) {
        size_t found = b[at] == '/' ? bracket_at(b + at, len - at) : 0;
        next = found ? at + found : skip(b, at, len);
        if (next > len)
            next = len;
        if (!found) {
            str_add(out, b + at, next - at);
            continue;
        }
        if (used == n)
            return false;
        const struct pdf_piece *piece = &pieces[used++];
        if (piece->elem == PDF_ARTIFACT)
            str_puts(out, "/Artifact BMC");
        else
            begin(out, &elems[piece->elem], piece->mcid);
    }
    return used == n;
}
