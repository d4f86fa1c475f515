/* An HTTP/1.1 server over libmicrohttpd: route table, limits, park and resume.
 * Handlers run on pool threads and must never block; a handler that has to wait parks its request
 * and is called again after http_wake. Deadlines, duplicate headers, Host, body sizes are refused
 * here, before a handler sees them (S-05). */
#ifndef LIB_HTTP_HTTP_H
#define LIB_HTTP_HTTP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/http/listen.h"
#include "lib/str.h"

struct http_req;  /* one request; valid until the handler has replied */

/* What came in. Texts are valid UTF-8 without NUL, borrowed until the reply. */
enum http_method http_method(const struct http_req *req);
const char *http_path(const struct http_req *req);
const char *http_segment(const struct http_req *req, int i);   /* i-th "*" of the route */
const char *http_header(const struct http_req *req, const char *name);       /* NULL if absent */
bool http_cookie(const struct http_req *req, const char *name, char *dst, size_t size);
const char *http_query(const struct http_req *req, const char *name);        /* NULL if absent */
const char *http_form(const struct http_req *req, const char *name);         /* NULL if absent */
bool http_form_at(const struct http_req *req, size_t i, const char **name, const char **value);
const char *http_body(const struct http_req *req, size_t *len);
/* The file of an HTTP_UPLOAD route: its temporary path, size and the name its sender gave; NULL
 * when none was chosen. Deleted with the request unless taken: then the caller owns the file. */
const char *http_upload(const struct http_req *req, uint64_t *size, const char **name);
void http_upload_take(struct http_req *req);
const char *http_peer(const struct http_req *req);              /* "10.0.0.17" */
const char *http_local_address(const struct http_req *req);     /* address it was reached at */

/* The answer: exactly one call per request. Headers first, then one of these. Bodies are taken over
 * (the str is empty afterwards). The security headers (S-07) go onto every answer by themselves. */
void http_add_header(struct http_req *req, const char *name, const char *value);
void http_set_cookie(struct http_req *req, const char *name, const char *value, int max_age_s,
                     bool strict);
void http_reply(struct http_req *req, int status, const char *type, struct str *body);
void http_reply_text(struct http_req *req, int status, const char *type, const char *text);
/* Bytes that live for ever (assets): not copied. Sends 304 when If-None-Match names the etag. */
void http_reply_static(struct http_req *req, const char *type, const char *etag, int max_age_s,
                       const void *bytes, size_t len);
/* 303 to a path of ours. */
void http_redirect(struct http_req *req, const char *location);
/* A file opened by the caller, closed here; streamed as a download under that name (RFC 6266). */
void http_reply_file(struct http_req *req, int fd, const char *type, const char *name);
/* The error page of the listener. */
void http_error(struct http_req *req, int status);

/* Park and resume. Park first, then let another thread see the job; that thread calls http_wake
 * once (any thread, any time after the park). The handler is then called again; memo tells it
 * where it stands. A parked request must be woken within about 20 s. */
void http_park(struct http_req *req);
void http_wake(struct http_req *req);
void http_set_memo(struct http_req *req, void *memo, void (*release)(void *));
void *http_memo(const struct http_req *req);
/* The memo only if it was set with this release: whose memo it is. */
void *http_memo_of(const struct http_req *req, void (*release)(void *));
/* Keeps a reference until the answer is out (streams: until they end), then releases it. One per
 * request; http_held gives it. */
void http_hold(struct http_req *req, void *held, void (*release)(void *));
void *http_held(const struct http_req *req);
#endif
