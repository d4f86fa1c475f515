/* The structs this room shares; nobody outside includes it (its tests may). Functions: parts.h.
 * A request lives inside its connection and is used again: no allocation per request on the way in.
 * Everything in struct http_req belongs to the pool thread that owns the connection, except where
 * said otherwise: MHD never runs one connection on two threads. */
#ifndef LIB_HTTP_INNER_H
#define LIB_HTTP_INNER_H
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include "lib/http/http.h"

enum { HTTP_PATH_SIZE = 768, HTTP_SEGMENTS = 4, HTTP_FIELDS_MAX = 1024,
       HTTP_IDLE_S = 15, HTTP_SEND_MS = 60000, HTTP_DRAIN_MAX = 65536, HTTP_UPLOAD_MS = 600000 };

struct http_upload;
struct http_field { char *name, *value; };
struct http_fields { struct http_field *at; size_t n, cap; };

enum http_phase { HTTP_IDLE, HTTP_READING, HTTP_BUSY, HTTP_SENDING };

struct http_req {
    struct http *http;
    struct http_conn *conn;
    struct MHD_Connection *mhd;
    const struct http_route *route;   /* NULL until found */
    enum http_method method;
    bool target_bad, judged, formed, replied, drain;
    int refusal;                      /* status decided before the handler, 0: none */
    unsigned allow;                   /* methods for a 405 */
    uint64_t body_expected;
    struct str query_text, body, heads;  /* heads: name NUL value NUL ... of the answer */
    struct http_fields query, form;
    const char *segment[HTTP_SEGMENTS];
    char path[HTTP_PATH_SIZE], segments[HTTP_PATH_SIZE];
    void *memo;
    void (*release)(void *);
    struct http_upload *upload;       /* of an HTTP_UPLOAD route, NULL else */
    void *held;
    void (*release_held)(void *);
    void *ctx;                        /* of the handler, once picked */
    atomic_bool parked;               /* set by the pool thread, cleared by whoever wakes */
};

struct http_conn {
    struct http_conn *prev, *next;    /* protected by http.lock */
    struct http *http;
    int fd;                           /* MHD's: never closed here */
    _Atomic int64_t deadline;         /* monotonic ms, 0: none; pool thread writes, sweeper reads */
    atomic_int phase;                 /* enum http_phase; the same */
    bool used;                        /* a request was begun on it */
    char peer[48], local[48];
    struct http_req req;
};

struct http_index {                   /* read-only after the start */
    const struct http_route **slot;   /* exact paths, open addressing */
    size_t mask;
    const struct http_route **pattern;
    size_t patterns;
};

struct http {
    struct http_config config;
    struct http_index index;
    struct MHD_Daemon *daemon;
    int listener;
    uint16_t port;
    unsigned live_max;
    atomic_uint live;                 /* live channels now */
    atomic_uint open;                 /* connections now */
    atomic_bool ending;               /* answers carry "Connection: close" */
    atomic_bool stopping;             /* no handler starts any more */
    pthread_mutex_t lock;
    pthread_cond_t wake;              /* ends the sweeper */
    bool swept;                       /* protected by lock: the sweeper shall end */
    struct http_conn *conns;          /* protected by lock */
    pthread_t sweeper;
};
#endif
