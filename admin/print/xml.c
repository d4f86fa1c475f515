/* See xml.h. Texts come from the tree (doc_clean): what XML forbids is gone already. */
#include "admin/print/xml.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include "lib/mem.h"

static void put(struct xml *x, char c) {
    switch (c) {
    case '&':
        str_puts(&x->out, "&amp;");
        break;
    case '<':
        str_puts(&x->out, "&lt;");
        break;
    case '>':
        str_puts(&x->out, "&gt;");
        break;
    case '"':
        str_puts(&x->out, "&quot;");
        break;
    default:
        str_putc(&x->out, c);
    }
}

/* In an attribute, white space would come back as spaces. */
static void attribute(struct xml *x, const char *value) {
    for (; *value; value++)
        if (*value == '\n' || *value == '\t')
            str_printf(&x->out, "&#%d;", *value);
        else
            put(x, *value);
}

static void begin(struct xml *x, const char *name, va_list pairs) {
    str_printf(&x->out, "<%s", name);
    for (const char *key; (key = va_arg(pairs, const char *)) != NULL;) {
        const char *value = va_arg(pairs, const char *);
        if (!value)
            continue;
        str_printf(&x->out, " %s=\"", key);
        attribute(x, value);
        str_putc(&x->out, '"');
    }
}

void xml_open(struct xml *x, const char *name, ...) {
    va_list pairs;
    BUG_IF(x->depth == XML_DEPTH);
    x->open[x->depth++] = name;
    va_start(pairs, name);
    begin(x, name, pairs);
    va_end(pairs);
    str_putc(&x->out, '>');
}

void xml_empty(struct xml *x, const char *name, ...) {
    va_list pairs;
    va_start(pairs, name);
    begin(x, name, pairs);
    va_end(pairs);
    str_puts(&x->out, "/>");
}

void xml_close(struct xml *x) {
    BUG_IF(!x->depth);
    str_printf(&x->out, "</%s>", x->open[--x->depth]);
}

void xml_text(struct xml *x, const char *text) {
    for (; *text; text++)
        put(x, *text);
}

void xml_words(struct xml *x, const char *text) {
    bool space = true;                       /* a space at the beginning would be dropped */
    for (; *text; text++) {
        if (*text == '\n')
            str_puts(&x->out, "<text:line-break/>");
        else if (*text == '\t')
            str_puts(&x->out, "<text:tab/>");
        else if (*text == ' ' && (space || !text[1]))
            str_puts(&x->out, "<text:s/>");
        else
            put(x, *text);
        space = *text == ' ' || *text == '\n' || *text == '\t';
    }
}
