/* What is refused before a handler sees it (S-05). libmicrohttpd 0.9.75 accepts CL+TE together,
 * duplicate Content-Length and Host, and spaces in header names; it glues a folded line to the name
 * of its header, ends the headers at a line that begins with a colon, and forgets what follows a
 * NUL. Two readers of such a request disagree about where it ends. One walk over the headers finds
 * all of it: names and values still lie in the buffer as they came, so every line must begin where
 * the one before ended with CR LF, up to the end of the headers. Pool thread. */
#include <string.h>
#include <strings.h>
#include "lib/http/parts.h"

struct heads {
    unsigned hosts, lengths, codings;
    bool bad;
    const char *host, *length, *type;
    const char *next;   /* where the next line must begin */
};

static bool is_token(const char *s, size_t len) {
    static const char others[] = "!#$%&'*+-.^_`|~";

    for (size_t i = 0; i < len; i++) {
        char c = s[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              memchr(others, c, sizeof others - 1)))
            return false;
    }
    return len > 0;
}

static bool is_text(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 0x7f)
            return false;
    return true;
}

static enum MHD_Result look(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_len,
                            const char *value, size_t value_len) {
    struct heads *h = cls;

    (void)kind;
    if (!value || key != h->next || key + key_len + 1 + strspn(key + key_len + 1, " \t") != value ||
        !is_token(key, key_len) || !is_text(value, value_len)) {
        h->bad = true;
        return MHD_NO;
    }
    h->next = value + value_len + 2;
    if (key_len == 4 && !strcasecmp(key, "Host")) {
        h->hosts++;
        h->host = value;
    } else if (key_len == 14 && !strcasecmp(key, "Content-Length")) {
        h->lengths++;
        h->length = value;
    } else if (key_len == 17 && !strcasecmp(key, "Transfer-Encoding")) {
        h->codings++;
    } else if (key_len == 12 && !strcasecmp(key, "Content-Type")) {
        h->bad |= h->type != NULL;
        h->type = value;
    }
    return MHD_YES;
}

/* Digits only; too long a number counts as too large a body. */
static bool read_length(const char *text, uint64_t *out) {
    uint64_t n = 0;

    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9')
            return false;
        n = n > UINT64_MAX / 16 ? n : n * 10 + (uint64_t)(*c - '0');
    }
    *out = n;
    return text[0] != '\0';
}

/* Reads all headers; the size is that of request line, headers and the empty line. */
static void look_at_all(struct heads *h, struct http_req *req, const char *method,
                        const char *version) {
    size_t size = MHD_get_connection_info(req->mhd,
                                          MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;

    h->next = version + sizeof "HTTP/1.1" - 1 + 2;
    MHD_get_connection_values_n(req->mhd, MHD_HEADER_KIND, look, h);
    h->bad |= h->next + 2 != method + size;
}

static int judge_framing(struct http_req *req, const struct heads *h, const char *version) {
    if (h->bad || h->hosts > 1 || h->lengths > 1 || (h->codings && h->lengths))
        return 400;
    if (!h->hosts && strcmp(version, "HTTP/1.0") != 0)
        return 400;
    if (h->lengths && !read_length(h->length, &req->body_expected))
        return 400;
    return h->codings ? 411 : 0;
}

static int judge_method(struct http_req *req, const char *method) {
    static const struct { const char *name; enum http_method method; } known[] = {
        {"GET", HTTP_GET}, {"POST", HTTP_POST}, {"HEAD", HTTP_GET}, {"PUT", HTTP_PUT},
        {"DELETE", 0}, {"OPTIONS", 0}, {"PATCH", 0}, {"TRACE", 0}, {"CONNECT", 0},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(method, known[i].name) == 0) {
            req->method = known[i].method;
            return 0;
        }
    return 501;
}

static int judge_host(const struct http_req *req, const char *host) {
    const struct http_config *c = &req->http->config;

    if (req->route && (req->route->flags & HTTP_ANY_HOST))
        return 0;
    if (!host)
        return 400;
    return !c->host_ok || c->host_ok(host, c->ctx) ? 0 : 421;
}

static bool has_type(const char *type, const char *want) {
    size_t len = strlen(want);

    return type && strncasecmp(type, want, len) == 0 &&
           (!type[len] || type[len] == ';' || type[len] == ' ');
}

/* The body of a found route: its size, and the only type that is parsed. */
static int judge_body(const struct http_req *req, const struct heads *h) {
    const struct http_route *r = req->route;

    if (req->body_expected > r->body_max)
        return 413;
    if (!req->body_expected)
        return 0;
    if (r->flags & HTTP_UPLOAD)
        return has_type(h->type, "multipart/form-data") ? 0 : 415;
    return has_type(h->type, r->flags & HTTP_JSON ? "application/json"
                                                  : "application/x-www-form-urlencoded") ? 0 : 415;
}

static int judge_route(struct http_req *req, const struct heads *h) {
    const struct http *s = req->http;
    int status;

    http_index_find(&s->index, req);
    if ((status = judge_host(req, h->host)))
        return status;
    if (!req->route)
        return req->allow ? 405 : 404;
    if ((status = judge_body(req, h)))
        return status;
    return (req->route->flags & HTTP_LIVE_ROUTE) && atomic_load(&s->live) >= s->live_max ? 503 : 0;
}

int http_judge(struct http_req *req, const char *method, const char *version, bool *fatal) {
    struct heads h = { 0 };
    int status;

    look_at_all(&h, req, method, version);
    *fatal = true;
    if ((status = judge_framing(req, &h, version)))
        return status;
    *fatal = req->body_expected > HTTP_DRAIN_MAX;
    if ((status = judge_method(req, method)))
        return status;
    if (req->target_bad)
        return 400;
    status = judge_route(req, &h);
    *fatal |= status == 413;
    return status;
}
