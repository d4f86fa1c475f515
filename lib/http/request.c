/* What a handler may ask about its request. Pool thread of the connection. */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include "lib/http/parts.h"
#include "lib/utf8.h"

enum http_method http_method(const struct http_req *req) {
    return req->method;
}

const char *http_path(const struct http_req *req) {
    return req->path;
}

const char *http_segment(const struct http_req *req, int i) {
    return i >= 0 && i < HTTP_SEGMENTS ? req->segment[i] : NULL;
}

const char *http_header(const struct http_req *req, const char *name) {
    const char *value = MHD_lookup_connection_value(req->mhd, MHD_HEADER_KIND, name);

    return value && utf8_valid(value, strlen(value)) ? value : NULL;
}

const char *http_query(const struct http_req *req, const char *name) {
    return http_fields_get(&req->query, name);
}

const char *http_form(const struct http_req *req, const char *name) {
    return http_fields_get(&req->form, name);
}

bool http_form_at(const struct http_req *req, size_t i, const char **name, const char **value) {
    if (i >= req->form.n)
        return false;
    *name = req->form.at[i].name;
    *value = req->form.at[i].value;
    return true;
}

const char *http_body(const struct http_req *req, size_t *len) {
    *len = req->body.len;
    return req->body.data;
}

const char *http_peer(const struct http_req *req) {
    return req->conn->peer;
}

const char *http_local_address(const struct http_req *req) {
    union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; } a;
    socklen_t len = sizeof a;
    struct http_conn *c = req->conn;

    if (c->local[0] || getsockname(c->fd, &a.any, &len))
        return c->local;
    if (a.any.sa_family == AF_INET)
        inet_ntop(AF_INET, &a.v4.sin_addr, c->local, sizeof c->local);
    else if (a.any.sa_family == AF_INET6)
        inet_ntop(AF_INET6, &a.v6.sin6_addr, c->local, sizeof c->local);
    return c->local;
}
