/* The request target as sent, before anybody decoded it: path and query. Refused are encodings that
 * mean different things to different readers: %00, %2f, %5c, back-slashes, dot segments, control
 * characters, broken escapes, text that is not UTF-8. Pool thread; pure but for req. */
#include <string.h>
#include "lib/http/parts.h"
#include "lib/utf8.h"

/* One character of the path; -1 when it may not stand there. Moves on. */
static int path_char(const char **p) {
    int c = (unsigned char)*(*p)++;

    if (c == '%') {
        int high = http_hex((*p)[0]), low = high < 0 ? -1 : http_hex((*p)[1]);
        if (low < 0)
            return -1;
        *p += 2;
        c = high * 16 + low;
        if (c == '/')
            return -1;
    }
    return c < ' ' || c == 0x7f || c == '\\' || c == '#' ? -1 : c;
}

/* No "." and ".." segments. */
static bool plain_segments(const char *path) {
    for (const char *s = path; s; s = strchr(s, '/')) {
        if (*s == '/')
            s++;
        size_t len = strcspn(s, "/");
        if ((len == 1 && s[0] == '.') || (len == 2 && s[0] == '.' && s[1] == '.'))
            return false;
    }
    return true;
}

static bool decode_path(struct http_req *req, const char *uri, const char *end) {
    size_t n = 0;
    bool high = false, dot = false;

    if (uri == end || *uri != '/')
        return false;
    while (uri < end) {
        int c = path_char(&uri);
        if (c < 0 || n + 1 >= sizeof req->path) {
            req->path[0] = '\0';
            return false;
        }
        high |= c >= 0x80;
        dot |= c == '.';
        req->path[n++] = (char)c;
    }
    req->path[n] = '\0';
    if ((high && !utf8_valid(req->path, n)) || (dot && !plain_segments(req->path))) {
        req->path[0] = '\0';
        return false;
    }
    return true;
}

bool http_target(struct http_req *req, const char *uri) {
    const char *end = strchrnul(uri, '?');

    req->path[0] = '\0';
    req->query.n = 0;
    str_clear(&req->query_text);
    if (!decode_path(req, uri, end))
        return false;
    if (!*end)
        return true;
    str_puts(&req->query_text, end + 1);
    return http_fields_parse(&req->query, req->query_text.data, req->query_text.len);
}
