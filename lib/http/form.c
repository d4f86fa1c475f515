/* application/x-www-form-urlencoded, decoded in place: forms and queries alike. Pool thread. */
#include <stdlib.h>
#include <string.h>
#include "lib/http/parts.h"
#include "lib/mem.h"
#include "lib/utf8.h"

/* Decodes from text to end in place and ends it with NUL; NULL when malformed. The byte at end is
 * a separator or the final NUL, so it may be overwritten. */
static char *decode(char *text, char *end) {
    char *to = text;

    for (char *from = text; from < end; from++, to++) {
        *to = *from == '+' ? ' ' : *from;
        if (*from != '%')
            continue;
        if (end - from < 3 || http_hex(from[1]) < 0 || http_hex(from[2]) < 0)
            return NULL;
        *to = (char)(http_hex(from[1]) * 16 + http_hex(from[2]));
        from += 2;
    }
    if (!utf8_valid(text, (size_t)(to - text)))     /* a NUL is not valid there either */
        return NULL;
    *to = '\0';
    return text;
}

static bool add(struct http_fields *fields, char *text, char *end) {
    char *equals = memchr(text, '=', (size_t)(end - text));
    struct http_field f;

    if (fields->n == fields->cap) {
        if (fields->cap >= HTTP_FIELDS_MAX)
            return false;
        fields->cap = fields->cap ? fields->cap * 2 : 16;
        fields->at = mem_resize(fields->at, fields->cap, sizeof *fields->at);
    }
    f.value = decode(equals ? equals + 1 : end, end);   /* first: it ends where name may end */
    f.name = decode(text, equals ? equals : end);
    if (!f.name || !f.value)
        return false;
    fields->at[fields->n++] = f;
    return true;
}

bool http_fields_parse(struct http_fields *fields, char *text, size_t len) {
    char *end = text + len;

    fields->n = 0;
    while (text < end) {
        char *stop = memchr(text, '&', (size_t)(end - text));
        if (!stop)
            stop = end;
        if (stop > text && !add(fields, text, stop)) {
            fields->n = 0;
            return false;
        }
        text = stop + 1;
    }
    return true;
}

const char *http_fields_get(const struct http_fields *fields, const char *name) {
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->at[i].name, name) == 0)
            return fields->at[i].value;
    return NULL;
}

void http_fields_trim(struct http_fields *fields, size_t keep) {
    fields->n = 0;
    if (fields->cap <= keep)
        return;
    free(fields->at);
    *fields = (struct http_fields){ 0 };
}
