/* Organisers' texts line by line into blocks; what stands inside a line is in markdown_span.c.
 * Pure, one pass. Invariant: no character of the text is lost but marks and white space. */
#include "admin/print/markdown.h"
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/str.h"

enum block { BLANK, PLAIN, HEAD, BULLET, NUMBER, QUOTE };
struct reading {
    struct doc_node *parent, *at;     /* where sections go; where blocks go now */
    struct doc_node *list;            /* the list that a further item continues, or NULL */
    const char *id;
    int sections;
    enum block kind;                  /* of what is gathered */
    struct str text;
};

static size_t spaces(const char *line, size_t len)
{
    size_t n = 0;
    while (n < len && (line[n] == ' ' || line[n] == '\t' || line[n] == '\r'))
        n++;
    return n;
}

/* Digits and ". " or ") "; 0: none. */
static size_t number_mark(const char *line, size_t len)
{
    size_t n = 0;
    while (n < len && n < 3 && line[n] >= '0' && line[n] <= '9')
        n++;
    if (!n || n + 1 >= len || (line[n] != '.' && line[n] != ')') || line[n + 1] != ' ')
        return 0;
    return n + 2;
}

/* What a line begins; *mark: bytes of its mark. */
static enum block look(const char *line, size_t len, size_t *mark)
{
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

static void add_section(struct reading *r)
{
    struct str id = STR_INIT;
    r->at = doc_add(r->parent, DOC_SECTION, NULL);
    markdown_spans(r->at, r->text.data);
    str_printf(&id, "%s-%d", r->id, ++r->sections);
    r->at->id = str_detach(&id);
}

static void add_item(struct reading *r)
{
    bool ordered = r->kind == NUMBER;
    if (!r->list || r->list->flag != ordered) {
        r->list = doc_add(r->at, DOC_LIST, NULL);
        r->list->flag = ordered;
    }
    markdown_spans(doc_add(r->list, DOC_ITEM, NULL), r->text.data);
}

/* Ends what was gathered. */
static void flush(struct reading *r)
{
    enum block kind = r->kind;
    if (kind == HEAD)
        add_section(r);
    else if (kind == BULLET || kind == NUMBER)
        add_item(r);
    else if (kind == QUOTE)
        markdown_spans(doc_add(r->at, DOC_QUOTE, NULL), r->text.data);
    else if (kind == PLAIN)
        markdown_spans(doc_add(r->at, DOC_PARA, NULL), r->text.data);
    if (kind == HEAD || kind == QUOTE || kind == PLAIN)
        r->list = NULL;
    r->kind = BLANK;
    str_clear(&r->text);
}

static void take(struct reading *r, const char *line, size_t len)
{
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

void markdown_add(struct doc_node *parent, const char *text, const char *id)
{
    struct reading r = { .parent = parent, .at = parent, .id = id, .kind = BLANK,
                         .text = STR_INIT };
    while (*text) {
        size_t len = strcspn(text, "\n");
        take(&r, text, len);
        text += len + (text[len] == '\n');
    }
    flush(&r);
    str_release(&r.text);
}
