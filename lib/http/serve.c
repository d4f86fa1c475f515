/* From MHD's calls to the handler's, and back again after a park. Pool thread, but for http_wake.
 * The life of a request:
 *   target   first line read: path and query decoded, the headers' deadline runs
 *   judged   headers read: refused, or its body is awaited with the body's deadline
 *   formed   body read and parsed; the handler is called, once, and once more after each wake
 *   replied  handed to MHD; completed then makes it ready for the next one on the connection
 * Invariants: a handler's call ends replied or parked. MHD is suspended before parked is set, and
 * parked is set before the caller can show the job to anybody; only the one who clears it resumes.
 * An answer in MHD's first call would end the connection, so only fatal refusals answer there. */
#include <stdlib.h>
#include <string.h>
#include "lib/http/parts.h"
#include "lib/mem.h"

enum { KEEP_MAX = 8192, KEEP_FIELDS = 64 };  /* what is larger is not kept between requests */

void *http_on_target(void *cls, const char *uri, struct MHD_Connection *mhd) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct http_conn *c = info->socket_context;
    struct http_req *req = &c->req;

    (void)cls;
    req->route = NULL;
    req->method = 0;
    req->judged = req->formed = req->replied = req->drain = false;
    req->refusal = 0;
    req->allow = 0;
    req->body_expected = 0;
    req->form.n = 0;
    str_clear(&req->body);
    str_clear(&req->heads);
    /* MHD ends the target with a NUL and the version follows; a NUL inside would hide the rest */
    req->ctx = NULL;
    req->target_bad = !uri || !http_target(req, uri) ||
                      strncmp(uri + strlen(uri) + 1, "HTTP/", 5) != 0;
    if (c->used)                /* the first request's time began with the connection */
        http_conn_state(c, HTTP_READING, c->http->config.header_ms);
    c->used = true;
    return req;
}

static void refuse(struct http_req *req, int status) {
    if (status == 405) {
        char allow[32];
        str_format(allow, sizeof allow, "%s%s%s", req->allow & HTTP_GET ? ", GET, HEAD" : "",
                   req->allow & HTTP_POST ? ", POST" : "", req->allow & HTTP_PUT ? ", PUT" : "");
        http_add_header(req, "Allow", allow + 2);
    }
    http_error(req, status);
}

/* The first call: headers are there, the body is not. */
static void judge(struct http_req *req, const char *method, const char *version) {
    bool fatal;

    req->judged = true;
    req->refusal = http_judge(req, method, version, &fatal);
    if (!req->refusal && req->body_expected && (req->route->flags & HTTP_UPLOAD)) {
        req->refusal = http_upload_begin(req);
        fatal = req->body_expected > HTTP_DRAIN_MAX;
    }
    if (req->refusal && fatal) {
        http_add_header(req, "Connection", "close");
        refuse(req, req->refusal);
    } else if (req->body_expected) {
        req->drain = req->refusal != 0;
        http_conn_state(req->conn, HTTP_READING,
                        req->upload ? HTTP_UPLOAD_MS : req->http->config.body_ms);
    }
}

static void take_body(struct http_req *req, const char *data, size_t len) {
    if (req->replied || req->drain)
        return;
    if (req->upload) {
        http_upload_feed(req, data, len);
        return;
    }
    BUG_IF(req->body.len + len > req->route->body_max);
    str_add(&req->body, data, len);
}

static int form(struct http_req *req) {
    req->formed = true;
    if (req->upload)
        return http_upload_end(req);
    if (!req->body.len || (req->route->flags & HTTP_JSON))
        return 0;
    return http_fields_parse(&req->form, req->body.data, req->body.len) ? 0 : 400;
}

/* The last call, and again after each wake. */
static void dispatch(struct http_req *req) {
    const struct http_config *config = &req->http->config;

    http_conn_state(req->conn, HTTP_BUSY, 0);
    if (!req->formed && atomic_load(&req->http->stopping))
        req->refusal = 503;     /* after BUSY is seen: http_stop relies on the order */
    if (!req->formed && !req->refusal)
        req->refusal = form(req);
    if (req->refusal) {
        refuse(req, req->refusal);
        return;
    }
    if (!req->ctx)
        req->ctx = config->pick ? config->pick(req, config->ctx) : config->ctx;
    req->route->handle(req, req->ctx);
    if (!req->replied && !MHD_get_connection_info(req->mhd,
                              MHD_CONNECTION_INFO_CONNECTION_SUSPENDED)->suspended)
        BUG("%s: neither answered nor parked", req->route->path);
}

enum MHD_Result http_on_request(void *cls, struct MHD_Connection *mhd, const char *url,
                                const char *method, const char *version, const char *data,
                                size_t *len, void **context) {
    struct http_req *req = *context;

    (void)cls, (void)mhd, (void)url;
    if (!req->judged) {
        judge(req, method, version);
    } else if (*len) {
        take_body(req, data, *len);
        *len = 0;
    } else if (!req->replied) {
        dispatch(req);
    }
    return MHD_YES;
}

static void drop_memo(struct http_req *req) {
    void *memo = req->memo;

    req->memo = NULL;
    if (memo && req->release)
        req->release(memo);
}

static void drop_held(struct http_req *req) {
    void *held = req->held;

    req->held = req->ctx = NULL;
    if (held)
        req->release_held(held);
}

void http_on_completed(void *cls, struct MHD_Connection *mhd, void **context,
                       enum MHD_RequestTerminationCode how) {
    struct http_req *req = *context;

    (void)cls, (void)mhd, (void)how;
    if (!req)
        return;
    *context = NULL;
    drop_memo(req);
    drop_held(req);
    http_upload_drop(req);
    if (req->body.cap > KEEP_MAX)
        str_release(&req->body);
    if (req->query_text.cap > KEEP_MAX)
        str_release(&req->query_text);
    http_fields_trim(&req->query, KEEP_FIELDS);
    http_fields_trim(&req->form, KEEP_FIELDS);
    /* MHD ends an idle connection; ours is for one that sends a byte now and then */
    http_conn_state(req->conn, HTTP_IDLE, HTTP_IDLE_S * 1000 + req->http->config.header_ms);
}

void http_park(struct http_req *req) {
    BUG_IF(req->replied || atomic_load(&req->parked));
    MHD_suspend_connection(req->mhd);
    atomic_store(&req->parked, true);
}

void http_wake(struct http_req *req) {
    bool parked = true;

    if (atomic_compare_exchange_strong(&req->parked, &parked, false))
        MHD_resume_connection(req->mhd);
}

void http_set_memo(struct http_req *req, void *memo, void (*release)(void *)) {
    if (memo != req->memo)
        drop_memo(req);
    req->memo = memo;
    req->release = release;
}

void *http_memo(const struct http_req *req) {
    return req->memo;
}

void *http_memo_of(const struct http_req *req, void (*release)(void *)) {
    return req->release == release ? req->memo : NULL;
}

void http_hold(struct http_req *req, void *held, void (*release)(void *)) {
    BUG_IF(req->held || !held);
    req->held = held;
    req->release_held = release;
}

void *http_held(const struct http_req *req) {
    return req->held;
}
