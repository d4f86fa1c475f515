/* Answers: the headers every answer carries (S-07), then the body. Pool thread. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "lib/http/parts.h"
#include "lib/mem.h"

static const struct { const char *name, *value; } common[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

static bool one_line(const char *s) {
    for (; *s; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f)
            return false;
    return true;
}

void http_add_header(struct http_req *req, const char *name, const char *value) {
    BUG_IF(req->replied || !one_line(name) || !one_line(value));
    str_add(&req->heads, name, strlen(name) + 1);
    str_add(&req->heads, value, strlen(value) + 1);
}

static bool added(const struct http_req *req, const char *name) {
    const char *p = req->heads.data, *end = p + req->heads.len;

    for (; p < end; p += strlen(p) + 1, p += strlen(p) + 1)
        if (strcasecmp(p, name) == 0)
            return true;
    return false;
}

static bool wants_charset(const char *type) {
    return !strstr(type, "charset=") &&
           (str_starts(type, "text/") || str_starts(type, "application/json") ||
            str_starts(type, "application/javascript") || str_starts(type, "image/svg+xml"));
}

static void head(struct MHD_Response *response, const char *name, const char *value) {
    if (MHD_add_response_header(response, name, value) != MHD_YES)
        BUG("header %s refused", name);
}

static void head_type(struct MHD_Response *response, const char *type) {
    char text[128];

    if (!type)
        return;
    str_format(text, sizeof text, "%s%s", type, wants_charset(type) ? "; charset=utf-8" : "");
    head(response, "Content-Type", text);
}

void http_send(struct http_req *req, int status, const char *type, struct MHD_Response *response,
               const char *cache, int send_ms) {
    const char *p = req->heads.data, *end = p + req->heads.len;

    BUG_IF(req->replied || !response);
    head_type(response, type);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (!added(req, common[i].name))
            head(response, common[i].name, common[i].value);
    if (!added(req, "Cache-Control"))
        head(response, "Cache-Control", cache ? cache : "no-store");
    for (; p < end; p += strlen(p) + 1) {
        const char *name = p;
        p += strlen(p) + 1;
        head(response, name, p);
    }
    if (atomic_load_explicit(&req->http->ending, memory_order_relaxed))
        head(response, "Connection", "close");
    req->replied = true;
    http_conn_state(req->conn, HTTP_SENDING, send_ms);
    if (MHD_queue_response(req->mhd, (unsigned)status, response) != MHD_YES)
        BUG("%s: answer %d not taken", req->path, status);
    MHD_destroy_response(response);
}

void http_reply(struct http_req *req, int status, const char *type, struct str *body) {
    size_t len = body->len;
    char *bytes = len ? str_detach(body) : NULL;

    http_send(req, status, type,
              MHD_create_response_from_buffer(len, bytes, len ? MHD_RESPMEM_MUST_FREE
                                                              : MHD_RESPMEM_PERSISTENT),
              NULL, HTTP_SEND_MS);
    str_release(body);
}

void http_reply_text(struct http_req *req, int status, const char *type, const char *text) {
    size_t len = strlen(text);

    http_send(req, status, type,
              MHD_create_response_from_buffer(len, (void *)(uintptr_t)text,
                                              len ? MHD_RESPMEM_MUST_COPY : MHD_RESPMEM_PERSISTENT),
              NULL, HTTP_SEND_MS);
}

/* True when the If-None-Match list names the quoted tag (weak comparison, RFC 9110 13.1.2). */
static bool names_tag(const char *list, const char *tag) {
    size_t len = strlen(tag);

    if (!list)
        return false;
    while (*list) {
        list += strspn(list, " \t,");
        if (*list == '*')
            return true;
        if (str_starts(list, "W/"))
            list += 2;
        if (strncmp(list, tag, len) == 0 && (!list[len] || strchr(" \t,", list[len])))
            return true;
        list += strcspn(list, ",");
    }
    return false;
}

void http_reply_static(struct http_req *req, const char *type, const char *etag, int max_age_s,
                       const void *bytes, size_t len) {
    char tag[128], cache[64];
    bool same;

    str_format(tag, sizeof tag, etag[0] == '"' ? "%s" : "\"%s\"", etag);
    if (max_age_s > 0)
        str_format(cache, sizeof cache, "public, max-age=%d%s", max_age_s,
                   max_age_s >= 31536000 ? ", immutable" : "");
    else
        str_format(cache, sizeof cache, "no-cache");
    http_add_header(req, "ETag", tag);
    same = names_tag(http_header(req, "If-None-Match"), tag);
    http_send(req, same ? 304 : 200, same ? NULL : type,
              MHD_create_response_from_buffer(same ? 0 : len,
                                              same ? NULL : (void *)(uintptr_t)bytes,
                                              MHD_RESPMEM_PERSISTENT), cache, HTTP_SEND_MS);
}

/* One slash, then no second one and nothing a browser would read as one. */
static bool is_own_path(const char *s) {
    if (s[0] != '/' || s[1] == '/')
        return false;
    for (; *s; s++)
        if ((unsigned char)*s <= ' ' || (unsigned char)*s >= 0x7f || *s == '\\')
            return false;
    return true;
}

void http_redirect(struct http_req *req, const char *location) {
    http_add_header(req, "Location", is_own_path(location) ? location : "/");
    http_reply_text(req, 303, "text/plain", "");
}

void http_error(struct http_req *req, int status) {
    const struct http_config *c = &req->http->config;
    char text[96];

    req->refusal = status;
    if ((status == 503 || status == 429) && !added(req, "Retry-After"))
        http_add_header(req, "Retry-After", "2");
    if (c->error)
        c->error(req, status, c->ctx);
    if (req->replied)
        return;
    str_format(text, sizeof text, "%d %s\n", status, MHD_get_reason_phrase_for((unsigned)status));
    http_reply_text(req, status, "text/plain", text);
}
