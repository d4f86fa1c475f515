/* The listener: its routes, limits, start and stop. The program's main thread. */
#ifndef LIB_HTTP_LISTEN_H
#define LIB_HTTP_LISTEN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http;      /* a listener with its pool */
struct http_req;  /* one request: lib/http/http.h */

enum http_method { HTTP_GET = 1, HTTP_POST = 2, HTTP_PUT = 4 }; /* HEAD is served as GET */
enum http_route_flag {
    HTTP_ANY_HOST = 1,   /* connectivity probes: no Host check (J-10) */
    HTTP_LIVE_ROUTE = 2, /* a live channel: counted apart, does not eat the reserve */
    HTTP_JSON = 4,       /* the body is JSON: http_body, no form parsing */
    HTTP_UPLOAD = 8      /* the body is multipart/form-data: fields as in a form, one file on disk
                          * (http_upload); body_max may be large */
};
struct http_route {
    unsigned methods;           /* OR of enum http_method */
    const char *path;           /* exact, or with whole segments "*": "/m/" + "*"; exact rows win */
    void (*handle)(struct http_req *req, void *ctx);
    size_t body_max;            /* bytes; 0 = no body allowed */
    unsigned flags;
};
struct http_config {
    const char *bind;           /* numeric address, NULL = all IPv4 interfaces */
    uint16_t port;              /* 0 = any free one */
    unsigned threads;           /* 2..4 */
    unsigned connections;       /* at most; >= 2 x guests (S-05) */
    unsigned per_ip;            /* connections per address, 0 = no limit */
    int header_ms, body_ms;     /* absolute deadlines: 10 s and 30 s */
    const struct http_route *const *tables; /* NULL-ended list of tables, each ended by path NULL */
    bool (*host_ok)(const char *host, void *ctx);          /* NULL: any */
    /* The page for a 4xx or 5xx made in this room; NULL: plain text. */
    void (*error)(struct http_req *req, int status, void *ctx);
    void *ctx;                  /* for every handler and callback */
    /* The ctx of this request's handler, found once its body is there; NULL: ctx as it is. */
    void *(*pick)(struct http_req *req, void *ctx);
    /* Folder (borrowed) for files of HTTP_UPLOAD routes, and whether this request may send one
     * (headers are there, the body is not): 0, or the status it is refused with. Files of killed
     * processes are removed there at the start. */
    const char *upload_dir;
    int (*may_upload)(struct http_req *req, void *ctx);
};
enum http_started { HTTP_STARTED, HTTP_NO_PERMISSION, HTTP_IN_USE, HTTP_FAILED };
enum http_started http_start(struct http **out, const struct http_config *config);
uint16_t http_port(const struct http *h);
/* Stops accepting; then every request still parked must be woken; then http_stop returns when all
 * is answered and frees h. Order for callers: http_quiesce, book_stop, live_close, http_stop. */
void http_quiesce(struct http *h);
void http_stop(struct http *h);
/* "libmicrohttpd 0.9.75", for --version. */
const char *http_engine(void);
/* Open connections now. */
unsigned http_connections(const struct http *h);
#endif
