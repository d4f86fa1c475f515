/* Downloads: a file handed to the kernel, under a name (RFC 6266, RFC 8187). Pool thread. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/http/parts.h"

static bool is_plain(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._", c));
}

/* filename= for old readers with everything else as "_", filename*= with the real one. */
static void disposition(struct str *out, const char *name) {
    const unsigned char *n = (const unsigned char *)name;

    str_puts(out, "attachment; filename=\"");
    for (const unsigned char *c = n; *c; c++)
        if (*c < 0x80 || *c >= 0xc0)            /* one "_" for each character, not each byte */
            str_putc(out, is_plain(*c) || *c == ' ' ? (char)*c : '_');
    str_puts(out, "\"; filename*=UTF-8''");
    for (const unsigned char *c = n; *c; c++) {
        if (is_plain(*c))
            str_putc(out, (char)*c);
        else
            str_printf(out, "%%%02X", *c);
    }
}

void http_reply_file(struct http_req *req, int fd, const char *type, const char *name) {
    struct str text = STR_INIT;
    struct stat st;
    struct MHD_Response *response = NULL;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        response = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
    if (!response) {
        close(fd);
        http_error(req, 500);
        return;
    }
    disposition(&text, name);
    http_add_header(req, "Content-Disposition", text.data);
    str_release(&text);
    http_send(req, 200, type, response, NULL, 0);
}
