/* Server-sent events, the part a stage needs: event, data, comments; id and retry are ignored, for
 * every event carries the whole state. Link thread. Invariant: at most SSE_EVENT_MAX bytes kept. */
#include "kiosk/stage/sse.h"

#include <string.h>

void sse_init(struct sse *s, void (*event)(void *, const char *, const char *, size_t), void *ctx) {
    *s = (struct sse){ .line = STR_INIT, .data = STR_INIT, .event = event, .ctx = ctx };
}

void sse_release(struct sse *s) {
    str_release(&s->line);
    str_release(&s->data);
}

void sse_reset(struct sse *s) {
    str_clear(&s->line);
    str_clear(&s->data);
    s->name[0] = '\0';
    s->too_long = false;
}

static void end_event(struct sse *s) {
    if (s->data.len > 0 && !s->too_long)
        s->event(s->ctx, s->name[0] ? s->name : "message", s->data.data, s->data.len - 1);
    str_clear(&s->data);
    s->name[0] = '\0';
    s->too_long = false;
}

static const char *value_of(const char *line, const char *field) {
    size_t n = strlen(field);
    if (strncmp(line, field, n) != 0 || line[n] != ':')
        return NULL;
    return line[n + 1] == ' ' ? line + n + 2 : line + n + 1;
}

static void end_line(struct sse *s) {
    const char *line = s->line.data, *value;

    if (s->line.len == 0)
        end_event(s);
    else if ((value = value_of(line, "event")))
        str_copy(s->name, sizeof s->name, value);
    else if ((value = value_of(line, "data"))) {
        str_puts(&s->data, value);
        str_putc(&s->data, '\n');
    }
    str_clear(&s->line);
}

void sse_feed(struct sse *s, const char *bytes, size_t len) {
    for (size_t i = 0; i < len; ) {
        const char *nl = memchr(bytes + i, '\n', len - i);
        size_t n = nl ? (size_t)(nl - bytes) - i : len - i;
        if (s->line.len + s->data.len + n > SSE_EVENT_MAX)
            s->too_long = true;
        if (s->too_long)
            str_clear(&s->data);
        if (!s->too_long)
            str_add(&s->line, bytes + i, n);
        else if (n > 0)
            str_puts(&s->line, s->line.len ? "" : "x");   /* not an empty line: no end yet */
        i += n;
        if (!nl)
            break;
        i++;
        if (s->line.len && s->line.data[s->line.len - 1] == '\r')
            s->line.data[--s->line.len] = '\0';
        end_line(s);
    }
}
