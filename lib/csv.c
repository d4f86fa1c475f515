/* CSV written for German offices and read from anywhere. Any thread, one owner.
 * Invariant: with excel set no field starts with what a spreadsheet would compute (E-05). */
#include "lib/csv.h"
#include <string.h>

bool csv_is_formula(const char *text) {
    static const char *const heads[] = {
        "=", "+", "-", "@", "\t", "\r", "\n",
        "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0", /* full-width = + - @ */
        NULL
    };
    for (int i = 0; heads[i]; i++)
        if (strncmp(text, heads[i], strlen(heads[i])) == 0)
            return true;
    return false;
}

void csv_init(struct csv *c, bool excel) {
    *c = (struct csv){ .out = STR_INIT, .raw = !excel, .separator = excel ? ';' : ',' };
    if (excel)
        str_puts(&c->out, "\xef\xbb\xbf");
}

static void separate(struct csv *c) {
    if (c->row_begun)
        str_putc(&c->out, c->separator);
    c->row_begun = true;
}

static void field(struct csv *c, const char *text, bool prefix) {
    size_t len = strlen(text);
    const char special[] = { c->separator, '"', '\r', '\n', '\0' };
    bool quote = text[strcspn(text, special)] != '\0' ||
                 (len && (text[0] == ' ' || text[len - 1] == ' '));
    separate(c);
    if (quote)
        str_putc(&c->out, '"');
    if (prefix)
        str_putc(&c->out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            str_putc(&c->out, '"');
        str_putc(&c->out, *text);
    }
    if (quote)
        str_putc(&c->out, '"');
}

void csv_text(struct csv *c, const char *text) {
    field(c, text, !c->raw && csv_is_formula(text));
}

void csv_number(struct csv *c, const char *text) {
    field(c, text, false);
}

void csv_int(struct csv *c, long long value) {
    separate(c);
    str_printf(&c->out, "%lld", value);
}

void csv_end_row(struct csv *c) {
    str_puts(&c->out, c->raw ? "\n" : "\r\n");
    c->row_begun = false;
}

void csv_release(struct csv *c) {
    str_release(&c->out);
    c->row_begun = false;
}

/* Unquotes in place from the character after the opening quote. NULL when it never closes. */
static char *unquote(char *p) {
    char *to = p;
    for (;; p++) {
        if (!*p)
            return NULL;
        if (*p == '"' && *++p != '"')
            break;
        *to++ = *p;
    }
    *to = '\0'; /* at or before the closing quote: p stays behind it */
    return p;
}

int csv_split(char **text, char sep, char **fields, int max) {
    char *p = *text;
    int count = 0;
    if (strncmp(p, "\xef\xbb\xbf", 3) == 0)
        p += 3;
    if (!*p) {
        *text = p;
        return 0;
    }
    for (;;) {
        char *field = p;
        if (*p == '"') {
            field = p + 1;
            p = unquote(field);
            if (!p)
                return -1;
        } else {
            while (*p && *p != sep && *p != '\n' && !(*p == '\r' && (p[1] == '\n' || !p[1])))
                p++;
        }
        if (count == max)
            return -1;
        fields[count++] = field;
        char end = *p;
        if (end == '\r' && p[1] == '\n')
            *p++ = '\0';
        else if (end && end != sep && end != '\n' && !(end == '\r' && !p[1]))
            return -1; /* something stands behind a closing quote */
        if (end)
            *p++ = '\0';
        if (end == sep)
            continue;
        *text = p;
        return count;
    }
}
