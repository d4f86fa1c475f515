/* Cookies, strictly (RFC 6265 4.1.1, S-08): pairs separated by "; ", values of cookie characters. A
 * name that is there twice counts as absent: one of the two was planted. Pool thread. */
#include <string.h>
#include "lib/http/parts.h"
#include "lib/mem.h"
#include "lib/str.h"

struct search { const char *name; size_t name_len; const char *value; size_t len; unsigned found; };

static bool is_value(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] <= ' ' || (unsigned char)s[i] >= 0x7f || strchr("\",;\\", s[i]))
            return false;
    return true;
}

static enum MHD_Result look(void *cls, enum MHD_ValueKind kind, const char *key, const char *text) {
    struct search *s = cls;

    (void)kind;
    if (strcasecmp(key, "Cookie") != 0)
        return MHD_YES;
    while (text && *text) {
        size_t len = strcspn(text, ";");
        if (len > s->name_len && text[s->name_len] == '=' &&
            strncmp(text, s->name, s->name_len) == 0) {
            s->value = text + s->name_len + 1;
            s->len = len - s->name_len - 1;
            s->found += is_value(s->value, s->len) ? 1 : 2;
        }
        text += len;
        text += strspn(text, "; ");
    }
    return MHD_YES;
}

bool http_cookie(const struct http_req *req, const char *name, char *dst, size_t size) {
    struct search s = { .name = name, .name_len = strlen(name) };

    dst[0] = '\0';
    MHD_get_connection_values(req->mhd, MHD_HEADER_KIND, look, &s);
    if (s.found != 1 || s.len >= size)
        return false;
    memcpy(dst, s.value, s.len);
    dst[s.len] = '\0';
    return true;
}

void http_set_cookie(struct http_req *req, const char *name, const char *value, int max_age_s,
                     bool strict) {
    struct str text = STR_INIT;

    BUG_IF(!is_value(value, strlen(value)));
    str_printf(&text, "%s=%s; Path=/; HttpOnly; SameSite=%s", name, value,
               strict ? "Strict" : "Lax");
    if (max_age_s >= 0)
        str_printf(&text, "; Max-Age=%d", max_age_s);
    http_add_header(req, "Set-Cookie", text.data);
    str_release(&text);
}
