/* Titles as names of sheets and files. See name.h. */
#include "admin/print/name.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/model.h"
#include "lib/str.h"
#include "lib/utf8.h"

enum { SLUG_MAX = 48 };

enum { MOST_LEFT_OUT = 7 };

/* The last word did not fit whole: without it, where little is lost; else with a sign that more
 * would follow. */
static void keep_words(struct str *out) {
    const char *gap = strrchr(out->data, ' ');
    size_t len = gap ? (size_t)(gap - out->data) : 0;
    if (len + MOST_LEFT_OUT >= out->len) {
        out->len = len;
        out->data[len] = '\0';
        return;
    }
    do
        out->len--;
    while (out->len && ((unsigned char)out->data[out->len] & 0xC0) == 0x80);
    out->data[out->len] = '\0';
    str_puts(out, "…");
}

char *name_sheet(size_t number, const char *title) {
    struct str out = STR_INIT;
    const char *at = title;
    if (number)
        str_printf(&out, "%02zu ", number);
    size_t units = out.len;
    for (uint32_t c; (c = utf8_next(&at)) != 0; title = at) {
        units += c > 0xffff ? 2 : 1;
        if (units > MODEL_SHEET_UNITS) {
            keep_words(&out);
            break;
        }
        if (c < 0x20 || (c < 0x80 && strchr("[]:*?/\\", (int)c)))
            str_putc(&out, ' ');
        else if (c == '\'')
            str_puts(&out, "\xe2\x80\x99");   /* an apostrophe at an end is refused */
        else
            str_add(&out, title, (size_t)(at - title));
    }
    while (out.len && out.data[out.len - 1] == ' ')
        out.data[--out.len] = '\0';
    return str_detach(&out);
}

/* ä as ae and so on; the other marks go with utf8_fold. */
static void spell(struct str *out, const char *title) {
    static const struct { const char *from, *to; } rows[] = {
        { "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "ß", "ss" },
        { "Ä", "ae" }, { "Ö", "oe" }, { "Ü", "ue" }, { "ẞ", "ss" },
    };
    while (*title) {
        size_t i = 0, n = sizeof rows / sizeof *rows;
        while (i < n && !str_starts(title, rows[i].from))
            i++;
        if (i < n)
            str_puts(out, rows[i].to);
        else
            str_putc(out, *title);
        title += i < n ? strlen(rows[i].from) : 1;
    }
}

static bool plain_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The last word did not fit whole: a name ends with a word, unless it is the only one. */
static void drop_cut_word(struct str *out, size_t begin) {
    size_t len = out->len;

    while (len > begin && out->data[len - 1] != '-')
        len--;
    if (len > begin + 1) {
        out->len = len - 1;
        out->data[out->len] = '\0';
    }
}

char *name_file(size_t number, const char *title, const char *fallback) {
    struct str out = STR_INIT, plain = STR_INIT;
    spell(&plain, title);
    char *folded = utf8_fold(plain.data);
    if (number)
        str_printf(&out, "%02zu", number);
    size_t begin = out.len;
    const char *p = folded;
    for (; *p && out.len < SLUG_MAX; p++) {
        if (!plain_letter(*p))
            continue;
        bool gap = p > folded && !plain_letter(p[-1]);
        if (out.len && (gap || out.len == begin))
            str_putc(&out, '-');
        str_putc(&out, *p);
    }
    if (*p && plain_letter(*p) && plain_letter(p[-1]))
        drop_cut_word(&out, begin);
    if (out.len == begin)
        str_printf(&out, "%s%s", begin ? "-" : "", fallback);
    free(folded);
    str_release(&plain);
    return str_detach(&out);
}
