/* From template text to nodes. Pure.
 * Invariants: sections are balanced, so a node's end never lies beyond the list; a tag that stands
 * alone on its line (all but keys and words) takes the whole line with it; only TEXT nodes carry
 * line_start, an empty one where a line begins with a tag. */
#include "lib/page/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/str.h"

enum { NESTED_MAX = 32 };

struct parser {
    struct page_template *t;
    const char *source, *pos;
    bool fresh;                /* the next thing begins a line */
    size_t open[NESTED_MAX];   /* sections not yet closed */
    size_t depth;
    char *error;
    size_t error_size;
};
/* A tag: its first and last byte + 1, its sign ('\0' for a key) and what stands in it, trimmed. */
struct tag {
    const char *start, *end;
    char sign;
    const char *name;
    size_t len;
};

static bool fail(struct parser *p, const char *at, const char *what) {
    int line = 1;
    for (const char *c = p->source; c < at; c++)
        line += *c == '\n';
    snprintf(p->error, p->error_size, "line %d: %s", line, what);
    return false;
}

static struct page_node *add(struct parser *p, enum page_kind kind, const char *text, size_t len) {
    p->t->nodes = mem_resize(p->t->nodes, p->t->count + 1, sizeof *p->t->nodes);
    struct page_node *node = &p->t->nodes[p->t->count++];
    *node = (struct page_node){ .kind = kind, .len = len, .end = p->t->count };
    node->text = mem_new(len + 1, 1);
    memcpy(node->text, text, len);
    return node;
}

/* Literal text, one node per line. */
static void add_text(struct parser *p, const char *from, const char *to) {
    while (from < to) {
        const char *line = memchr(from, '\n', (size_t)(to - from));
        const char *next = line ? line + 1 : to;
        add(p, PAGE_TEXT, from, (size_t)(next - from))->line_start = p->fresh;
        p->fresh = line != NULL;
        from = next;
    }
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_space(char c) {
    return is_blank(c) || c == '\n' || c == '\r';
}

/* Where the line of a tag that stands alone begins and the next one starts; false if it does
 * not. */
static bool stands_alone(const struct parser *p, const struct tag *tag, const char **line,
                         const char **next) {
    const char *from = tag->start, *to = tag->end;
    if (tag->sign == '\0' || tag->sign == '_')
        return false;
    while (from > p->source && is_blank(from[-1]))
        from--;
    if (from > p->source && from[-1] != '\n')
        return false;
    while (is_blank(*to))
        to++;
    if (*to == '\r' && to[1] == '\n')
        to++;
    if (*to && *to != '\n')
        return false;
    *line = from;
    *next = to + (*to == '\n');
    return true;
}

/* Reads the tag at start. False (with an error) when it is none we know. */
static bool read_tag(struct parser *p, const char *start, struct tag *tag) {
    const char *from = start + 2, *to = strstr(from, "}}");
    if (!to)
        return fail(p, start, "a tag is not closed");
    *tag = (struct tag){ .start = start, .end = to + 2 };
    if (*from == '{' || *from == '&')
        return fail(p, start, "raw output is not allowed");
    if (*from == '=')
        return fail(p, start, "other delimiters are not allowed");
    if (*from && strchr("!#^/>_", *from))
        tag->sign = *from++;
    if (tag->sign == '_' && !is_space(*from)) { /* a key that begins with _ */
        tag->sign = '\0';
        from--;
    }
    while (from < to && is_space(*from))
        from++;
    while (to > from && is_space(to[-1]))
        to--;
    tag->name = from;
    tag->len = (size_t)(to - from);
    if (tag->sign == '!')
        return true;
    if (tag->len == 0)
        return fail(p, start, "a tag is empty");
    for (const char *c = from; tag->sign != '_' && c < to; c++)
        if (is_space(*c) || strchr("{}<>&\"'", *c))
            return fail(p, start, "a key has no white space, braces or quotes");
    return true;
}

/* Words may run over several lines of the template; the catalogue knows them with single spaces. */
static void add_words(struct parser *p, const struct tag *tag) {
    struct str words = STR_INIT;
    for (const char *c = tag->name; c < tag->name + tag->len; c++) {
        if (!is_space(*c))
            str_putc(&words, *c);
        else if (!is_space(c[-1]))
            str_putc(&words, ' ');
    }
    add(p, PAGE_WORDS, words.data, words.len);
    str_release(&words);
}

static bool open_section(struct parser *p, const struct tag *tag) {
    if (p->depth == NESTED_MAX)
        return fail(p, tag->start, "sections are nested too deeply");
    p->open[p->depth++] = p->t->count;
    add(p, tag->sign == '#' ? PAGE_SECTION : PAGE_INVERTED, tag->name, tag->len);
    return true;
}

static bool close_section(struct parser *p, const struct tag *tag) {
    if (!p->depth)
        return fail(p, tag->start, "a section is closed that was never opened");
    struct page_node *section = &p->t->nodes[p->open[--p->depth]];
    if (section->len != tag->len || memcmp(section->text, tag->name, tag->len) != 0)
        return fail(p, tag->start, "another section is open here");
    section->end = p->t->count;
    return true;
}

static bool take_tag(struct parser *p, const struct tag *tag) {
    const char *line = tag->start, *next = tag->end;
    bool alone = stands_alone(p, tag, &line, &next);
    add_text(p, p->pos, line);
    p->pos = next;
    if (!alone && p->fresh) {
        add(p, PAGE_TEXT, "", 0)->line_start = true;
        p->fresh = false;
    }
    switch (tag->sign) {
    case '!':
        return true;
    case '#':
    case '^':
        return open_section(p, tag);
    case '/':
        return close_section(p, tag);
    case '_':
        add_words(p, tag);
        return true;
    case '>':
        add(p, PAGE_PARTIAL, tag->name, tag->len);
        if (alone) {
            struct str indent = STR_INIT;
            str_add(&indent, line, (size_t)(tag->start - line));
            p->t->nodes[p->t->count - 1].indent = str_detach(&indent);
        }
        return true;
    default:
        add(p, PAGE_KEY, tag->name, tag->len);
        return true;
    }
}

bool page_parse(struct page_template *t, const char *source, char *error, size_t size) {
    struct parser p = { .t = t, .source = source, .pos = source, .fresh = true, .error = error,
                        .error_size = size };
    struct tag tag = { 0 };
    bool ok = true;
    *t = (struct page_template){ 0 };
    for (const char *start; ok && (start = strstr(p.pos, "{{")) != NULL;)
        ok = read_tag(&p, start, &tag) && take_tag(&p, &tag);
    if (ok && p.depth) {
        snprintf(error, size, "section %s is not closed", t->nodes[p.open[p.depth - 1]].text);
        ok = false;
    }
    if (ok)
        add_text(&p, p.pos, p.pos + strlen(p.pos));
    else
        page_template_release(t);
    return ok;
}

void page_template_release(struct page_template *t) {
    for (size_t i = 0; i < t->count; i++) {
        free(t->nodes[i].text);
        free(t->nodes[i].indent);
    }
    free(t->nodes);
    *t = (struct page_template){ 0 };
}
