/* Marks inside a line: bold, italic, links. See markdown.h. A mark counts only where a word can
 * begin or end, so "Kolleg*innen und Bürger*innen" stays as it is. Linear: that a closing mark is
 * missing is found out once. Pure. */
#include <string.h>
#include "lib/markdown.h"
#include "lib/str.h"
#include "lib/utf8.h"

struct line {
    const struct markdown_sink *to;
    const char *begin, *end;           /* of the whole line: neighbours are looked at */
    struct str plain;                  /* text not yet made a span */
    bool strong, emphasis;
};

/* Letters and figures join a star to the word; everything but white space and signs is one. */
static bool is_word(uint32_t c) {
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return !(c >= 0x2000 && c <= 0x206f) && !(c >= 0xa0 && c <= 0xbf);
}

static uint32_t before(const struct line *l, const char *at) {
    if (at == l->begin)
        return ' ';
    do
        at--;
    while (at > l->begin && ((unsigned char)*at & 0xc0) == 0x80);
    return utf8_next(&at);
}

static uint32_t after(const struct line *l, const char *at) {
    return at >= l->end ? ' ' : utf8_next(&at);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

static void put(struct line *l) {
    if (l->plain.len)
        l->to->span(l->to->ctx, l->plain.data, l->strong, l->emphasis, NULL);
    str_clear(&l->plain);
}

static size_t stars(const char *at, const char *end) {
    size_t n = 0;
    while (at + n < end && at[n] == '*')
        n++;
    return n;
}

/* The closing mark of n stars in [at, end): where it begins, NULL when there is none. */
static const char *closing(const struct line *l, const char *at, const char *end, size_t n) {
    const char *first = at;
    while (at < end) {
        if (*at == '\\' && at + 1 < end) {
            at += 2;
            continue;
        }
        size_t here = stars(at, end);
        if (!here) {
            at++;
            continue;
        }
        bool fits = here == n || here == 3;
        if (fits && at > first && !is_space(at[-1]) && !is_word(after(l, at + here)))
            return at + (here - n);
        at += here;
    }
    return NULL;
}

/* "[text](https://...)" at at: its length, 0 when it is not one. */
static size_t link_length(const char *at, const char *end, const char **text_end, const char **to) {
    const char *p = at + 1;
    while (p < end && *p != ']' && *p != '[')
        p++;
    if (p == at + 1 || p + 1 >= end || *p != ']' || p[1] != '(')
        return 0;
    *text_end = p;
    *to = p += 2;
    if (!str_starts(p, "https://") && !str_starts(p, "http://"))
        return 0;
    while (p < end && *p != ')' && *p != '(' && (unsigned char)*p > ' ' && *p != '"')
        p++;
    if (p >= end || *p != ')' || p - *to < 9)
        return 0;
    return (size_t)(p + 1 - at);
}

static size_t add_link(struct line *l, const char *at, const char *end) {
    const char *text_end, *to;
    size_t len = link_length(at, end, &text_end, &to);
    if (!len)
        return 0;
    struct str text = STR_INIT, link = STR_INIT;
    put(l);
    str_add(&text, at + 1, (size_t)(text_end - at - 1));
    str_add(&link, to, (size_t)(at + len - 1 - to));
    l->to->span(l->to->ctx, text.data, l->strong, l->emphasis, link.data);
    str_release(&text);
    str_release(&link);
    return len;
}

static void walk(struct line *l, const char *at, const char *end);

/* A run of stars at at: bytes used when it opens something that closes, else 0. */
static size_t add_marked(struct line *l, const char *at, const char *end, bool missing[3]) {
    size_t here = stars(at, end), n = here == 1 ? 1 : 2;
    bool *is = n == 1 ? &l->emphasis : &l->strong;
    if (here > 3 || *is || missing[n] || at + here >= end || is_space(at[here]) ||
        is_word(before(l, at)))
        return 0;
    const char *close = closing(l, at + here, end, n);
    if (!close) {
        missing[n] = true;
        return 0;
    }
    put(l);
    *is = true;
    walk(l, at + n, close);
    put(l);
    *is = false;
    return (size_t)(close + n - at);
}

static void walk(struct line *l, const char *at, const char *end) {
    bool missing[3] = { false };
    while (at < end) {
        size_t used = 0;
        if (*at == '\\' && at + 1 < end && strchr("*[]\\#->", at[1])) {
            str_putc(&l->plain, at[1]);
            used = 2;
        } else if (*at == '[') {
            used = add_link(l, at, end);
        } else if (*at == '*') {
            used = add_marked(l, at, end, missing);
            if (!used)
                str_add(&l->plain, at, used = stars(at, end));
        }
        if (!used)
            str_add(&l->plain, at, used = 1);
        at += used;
    }
}

void markdown_line(const char *text, const struct markdown_sink *to) {
    struct line l = { .to = to, .begin = text, .end = text + strlen(text), .plain = STR_INIT };
    walk(&l, l.begin, l.end);
    put(&l);
    str_release(&l.plain);
}
