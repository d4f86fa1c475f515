/* One server-sent event as bytes, counted by reference. Any thread. */
#include <stdlib.h>
#include <string.h>
#include "lib/http/stream.h"
#include "lib/mem.h"
#include "lib/str.h"

/* One "data:" line for each line, whatever ends it; an empty text is one empty line. */
static void add_data(struct str *out, const char *data, size_t len) {
    const char *end = data + len;

    do {
        const char *stop = data;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        str_puts(out, "data: ");
        str_add(out, data, (size_t)(stop - data));
        str_putc(out, '\n');
        if (stop == end)
            return;
        data = stop + (stop[0] == '\r' && stop + 1 < end && stop[1] == '\n' ? 2 : 1);
    } while (true);
}

struct live_buf *live_buf_new(const char *name, uint64_t id, const char *data, size_t len) {
    struct str text = STR_INIT;
    struct live_buf *buf;

    BUG_IF(name && strpbrk(name, "\r\n"));
    if (name)
        str_printf(&text, "event: %s\n", name);
    str_printf(&text, "id: %llu\n", (unsigned long long)id);
    add_data(&text, data, len);
    str_putc(&text, '\n');
    buf = mem_new(1, sizeof *buf + text.len);
    atomic_init(&buf->refs, 1);
    BUG_IF(!str_copy(buf->name, sizeof buf->name, name ? name : "message"));
    buf->len = text.len;
    memcpy(buf->bytes, text.data, text.len);
    str_release(&text);
    return buf;
}

struct live_buf *live_buf_ref(struct live_buf *buf) {
    if (buf)
        atomic_fetch_add_explicit(&buf->refs, 1, memory_order_relaxed);
    return buf;
}

void live_buf_unref(struct live_buf *buf) {
    if (buf && atomic_fetch_sub_explicit(&buf->refs, 1, memory_order_acq_rel) == 1)
        free(buf);
}
