/* Forms with files as browsers and others send them. Must hold: cut into bytes or whole, a form
 * says the same; no name is longer than its room. */
#include "lib/http/multipart.h"
#include "lib/str.h"
#include "tests/fuzz/fuzz.h"

static bool note(void *ctx, const struct multipart *m, const char *data, size_t len, bool last) {
    struct str *out = ctx;
    must(strlen(m->name) < MULTIPART_NAME && strlen(m->filename) < MULTIPART_FILENAME,
         "names fit");
    str_add(out, data, len);
    if (last) str_printf(out, "\n<%s|%s|%d>", m->name, m->filename, m->is_file);
    return true;
}

static bool feed(struct str *out, const char *type, const char *data, size_t size, size_t step) {
    struct multipart m;
    bool well = multipart_begin(&m, type, note, out);
    for (size_t i = 0; well && i < size; i += step)
        well = multipart_feed(&m, data + i, i + step < size ? step : size - i);
    well = well && multipart_complete(&m);
    multipart_release(&m);
    return well;
}

/* The first line is the Content-Type. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str type = STR_INIT, whole = STR_INIT, bytes = STR_INIT;
    const uint8_t *end = memchr(data, '\n', size);
    size_t head = end ? (size_t)(end - data) + 1 : size;
    str_add(&type, (const char *)data, end ? head - 1 : head);
    const char *body = (const char *)data + head;
    bool a = feed(&whole, type.data, body, size - head, size - head + 1);
    bool b = feed(&bytes, type.data, body, size - head, 1);
    must(a == b && (!a || (whole.len == bytes.len && !memcmp(whole.data, bytes.data, whole.len))),
         "cut or whole, it is the same form");
    str_release(&type);
    str_release(&whole);
    str_release(&bytes);
    return 0;
}
