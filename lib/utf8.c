/* Text people type. Pure, any thread.
 * Invariant of utf8_clean: what comes out is valid, NFC, free of controls and direction overrides,
 * has at most three marks on a base and fits; otherwise nothing comes out. */
#include "lib/utf8.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "lib/mem.h"
#include "lib/str.h"

enum { MARKS_MAX = 3, EMPTY_LINES_MAX = 1 };

bool utf8_valid(const char *text, size_t len) {
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t left = (utf8proc_ssize_t)len;
    while (left > 0) {
        utf8proc_int32_t c;
        utf8proc_ssize_t used = utf8proc_iterate(p, left, &c);
        if (used < 1 || c == 0)
            return false;
        p += used;
        left -= used;
    }
    return true;
}

uint32_t utf8_next(const char **text) {
    utf8proc_int32_t c;
    if (!**text)
        return 0;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &c);
    BUG_IF(used < 1);
    *text += used;
    return (uint32_t)c;
}

static void add_code_point(struct str *out, uint32_t c) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
    str_add(out, bytes, (size_t)len);
}

/* CR, LF, VT, FF, NEL and the two Unicode separators. */
static bool is_line_break(uint32_t c) {
    return (c >= 0x0a && c <= 0x0d) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_space(uint32_t c) {
    return c == '\t' || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

/* Controls, direction embeddings, overrides and isolates, byte order marks, annotations, and what
 * will never be a character (a PDF with one of those cannot be written). */
static bool is_dropped(uint32_t c) {
    if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
        return true;
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

static bool is_mark(utf8proc_category_t category) {
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/* Drops what has no place in a card and folds white space; line breaks become '\n' or ' '. */
static void fold_space(struct str *out, const char *text, enum utf8_lines lines) {
    bool space = false;
    int breaks = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        if (is_line_break(c)) {
            breaks += !(c == '\r' && *text == '\n');
            continue;
        }
        if (is_space(c)) {
            space = true;
            continue;
        }
        if (is_dropped(c))
            continue;
        if (breaks && lines == UTF8_ONE_LINE)
            space = true;
        if (out->len && breaks && lines == UTF8_MANY_LINES)
            for (int i = 0; i < breaks && i <= EMPTY_LINES_MAX; i++)
                str_putc(out, '\n');
        else if (out->len && space)
            str_putc(out, ' ');
        space = false;
        breaks = 0;
        add_code_point(out, c);
    }
}

/* Keeps the first marks of each base (format characters between them do not start a new count).
 * Returns whether anything can be seen. */
static bool cap_marks(struct str *out, const char *text) {
    bool visible = false;
    int marks = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
        if (is_mark(category)) {
            if (++marks > MARKS_MAX)
                continue;
        } else if (category != UTF8PROC_CATEGORY_CF) {
            marks = 0;
            visible = visible || (c != ' ' && c != '\n');
        }
        add_code_point(out, c);
    }
    return visible;
}

enum utf8_result utf8_clean(char *dst, size_t size, const char *text, unsigned max_graphemes,
                            enum utf8_lines lines) {
    struct str folded = STR_INIT, capped = STR_INIT;
    enum utf8_result result = UTF8_INVALID;
    utf8proc_uint8_t *nfc = NULL;
    if (size)
        dst[0] = '\0';
    if (!utf8_valid(text, strlen(text)))
        goto out;
    fold_space(&folded, text, lines);
    nfc = utf8proc_NFC((const utf8proc_uint8_t *)folded.data);
    if (!nfc)
        BUG("valid text cannot be normalised");
    if (!cap_marks(&capped, (const char *)nfc))
        result = UTF8_EMPTY;
    else if (utf8_graphemes(capped.data) > max_graphemes || !str_copy(dst, size, capped.data))
        result = UTF8_TOO_LONG;
    else
        result = UTF8_OK;
out:
    free(nfc);
    str_release(&folded);
    str_release(&capped);
    return result;
}

size_t utf8_graphemes(const char *text) {
    utf8proc_int32_t state = 0;
    size_t count = 0;
    uint32_t before = 0;
    for (uint32_t c; (c = utf8_next(&text)) != 0; before = c)
        if (!before || utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
                                                        (utf8proc_int32_t)c, &state))
            count++;
    return count;
}

char *utf8_fold(const char *text) {
    utf8proc_uint8_t *mapped = NULL;
    struct str out = STR_INIT;
    int options = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped, (utf8proc_option_t)options) < 0)
        BUG("text was not checked at the border");
    fold_space(&out, (const char *)mapped, UTF8_ONE_LINE);
    free(mapped);
    return str_detach(&out);
}

int utf8_compare(const char *a, const char *b) {
    char *fold_a = utf8_fold(a), *fold_b = utf8_fold(b);
    int order = strcmp(fold_a, fold_b);
    free(fold_a);
    free(fold_b);
    return order ? order : strcmp(a, b);
}
