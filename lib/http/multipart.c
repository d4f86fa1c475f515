/* The parser of multipart/form-data. Bytes gather in waiting until a step is possible: a boundary,
 * the head of a part, content that cannot be the beginning of a boundary. Strict: nothing before
 * the first boundary, heads at most HEAD_MAX bytes, CR LF everywhere. */
#include "lib/http/multipart.h"
#include <string.h>
#include <strings.h>
#include "lib/utf8.h"

enum { HEAD_MAX = 4096, BOUNDARY_MAX = 70 };

static bool is_boundary_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("'()+_,-./:=?", c));
}

bool multipart_begin(struct multipart *m, const char *type,
                     bool (*piece)(void *, const struct multipart *, const char *, size_t, bool),
                     void *ctx) {
    const char *b = type ? strcasestr(type, "boundary=") : NULL;
    size_t len = 0;
    bool quoted;

    *m = (struct multipart){ .piece = piece, .ctx = ctx, .state = MULTIPART_BAD };
    m->delimiter = m->waiting = (struct str)STR_INIT;
    if (!b || strncasecmp(type, "multipart/form-data", 19) != 0)
        return false;
    b += 9;
    quoted = *b == '"';
    b += quoted;
    while (is_boundary_char(b[len]))
        len++;
    if (!len || len > BOUNDARY_MAX || (quoted ? b[len] != '"' : b[len] && !strchr("; ", b[len])))
        return false;
    str_puts(&m->delimiter, "\r\n--");
    str_add(&m->delimiter, b, len);
    str_puts(&m->waiting, "\r\n");      /* so that the first boundary is like the others */
    m->state = MULTIPART_BEGIN;
    return true;
}

void multipart_release(struct multipart *m) {
    str_release(&m->delimiter);
    str_release(&m->waiting);
}

bool multipart_complete(const struct multipart *m) {
    return m->state == MULTIPART_END;
}

static void skip(struct str *s, size_t n) {
    s->len -= n;
    memmove(s->data, s->data + n, s->len + 1);
}

/* The value of name="..." in a head's line; browsers write %22 for a quote. False when absent. */
static bool parameter(const char *line, const char *name, char *dst, size_t size) {
    char want[24];
    const char *p = line, *end;
    size_t len;

    if (!str_format(want, sizeof want, "; %s=\"", name) || !(p = strcasestr(line, want)))
        return false;
    p += strlen(want);
    if (!(end = strchr(p, '"')))
        return false;
    len = (size_t)(end - p);
    if (len >= size || !utf8_valid(p, len))
        return false;
    memcpy(dst, p, len);
    dst[len] = '\0';
    return true;
}

/* The head of a part, NUL-ended lines. False when it has no name. */
static bool read_head(struct multipart *m, char *head) {
    bool named = false;

    m->is_file = false;
    m->first = true;
    for (char *line = head, *next; line; line = next) {
        if ((next = strstr(line, "\r\n"))) {
            *next = '\0';
            next += 2;
        }
        if (strncasecmp(line, "Content-Disposition: form-data", 30) != 0)
            continue;
        named = parameter(line, "name", m->name, sizeof m->name);
        m->is_file = parameter(line, "filename", m->filename, sizeof m->filename) ||
                     strcasestr(line, "; filename") != NULL;
    }
    return named;
}

/* After a boundary: CR LF and a head, or "--" and the end. Each step: true when it moved on. */
static bool step_head(struct multipart *m) {
    char *end;

    if (m->waiting.len < 2)
        return false;
    if (memcmp(m->waiting.data, "--", 2) == 0) {
        m->state = MULTIPART_END;
        return false;
    }
    end = memmem(m->waiting.data, m->waiting.len, "\r\n\r\n", 4);
    if (memcmp(m->waiting.data, "\r\n", 2) != 0 || (!end && m->waiting.len > HEAD_MAX) ||
        (end && memchr(m->waiting.data, '\0', (size_t)(end - m->waiting.data)))) {
        m->state = MULTIPART_BAD;
        return false;
    }
    if (!end)
        return false;
    *end = '\0';
    m->filename[0] = '\0';
    m->state = read_head(m, m->waiting.data) ? MULTIPART_BODY : MULTIPART_BAD;
    skip(&m->waiting, (size_t)(end - m->waiting.data) + 2); /* its last CR LF may be a boundary's */
    return m->state == MULTIPART_BODY;
}

static bool give(struct multipart *m, size_t len, bool last) {
    size_t lead = m->first ? 2 : 0;     /* the empty line before the content */
    bool well;

    if (len < lead)                     /* no content: that line is the boundary's */
        lead = len = 0;
    m->first = false;
    well = m->piece(m->ctx, m, m->waiting.data + lead, len - lead, last);
    if (!well)
        m->state = MULTIPART_BAD;
    return well;
}

static bool step_body(struct multipart *m) {
    size_t need = m->delimiter.len;
    char *found = memmem(m->waiting.data, m->waiting.len, m->delimiter.data, need);

    if (found) {
        size_t len = (size_t)(found - m->waiting.data);
        if (!give(m, len, true))
            return false;
        skip(&m->waiting, len + need);
        m->state = MULTIPART_HEAD;
        return true;
    }
    if (m->waiting.len >= need + 2) {
        size_t len = m->waiting.len - (need - 1);
        if (!give(m, len, false))
            return false;
        skip(&m->waiting, len);
    }
    return false;
}

static bool step_begin(struct multipart *m) {
    if (m->waiting.len < m->delimiter.len)
        return false;
    if (memcmp(m->waiting.data, m->delimiter.data, m->delimiter.len) != 0) {
        m->state = MULTIPART_BAD;
        return false;
    }
    skip(&m->waiting, m->delimiter.len);
    m->state = MULTIPART_HEAD;
    return true;
}

bool multipart_feed(struct multipart *m, const char *data, size_t len) {
    bool more = true;

    if (m->state == MULTIPART_END || m->state == MULTIPART_BAD)
        return m->state == MULTIPART_END;       /* what follows the end is of no interest */
    str_add(&m->waiting, data, len);
    while (more)
        switch (m->state) {
        case MULTIPART_BEGIN: more = step_begin(m); break;
        case MULTIPART_HEAD: more = step_head(m); break;
        case MULTIPART_BODY: more = step_body(m); break;
        default: more = false;
        }
    return m->state != MULTIPART_BAD;
}
