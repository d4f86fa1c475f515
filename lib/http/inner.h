/* What the files of this room share; nobody outside includes it (its tests may).
 * A request lives inside its connection and is used again: no allocation per request on the way in.
 * Everything in struct http_req belongs to the pool thread that owns the connection, except where
 * said otherwise: MHD never runs one connection on two threads. */
#ifndef LIB_HTTP_INNER_H
#define LIB_HTTP_INNER_H
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include "lib/http/http.h"

enum { HTTP_PATH_SIZE = 768, HTTP_SEGMENTS = 4, HTTP_FIELDS_MAX = 1024,
       HTTP_IDLE_S = 15, HTTP_SEND_MS = 60000, HTTP_DRAIN_MAX = 65536 };

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

static inline int64_t http_now(void)  /* monotonic ms, a tick (4 ms) coarse, no system call */
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* conn.c: MHD's notices and the deadlines */
void http_on_connection(void *cls, struct MHD_Connection *mhd, void **context,
                        enum MHD_ConnectionNotificationCode code);
void http_conn_state(struct http_conn *c, enum http_phase phase, int in_ms);
void http_sweeper_start(struct http *h);
void http_sweeper_stop(struct http *h);
/* serve.c: from MHD's calls to the handler's */
void *http_on_target(void *cls, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result http_on_request(void *cls, struct MHD_Connection *mhd, const char *url,
                                const char *method, const char *version, const char *data,
                                size_t *len, void **context);
void http_on_completed(void *cls, struct MHD_Connection *mhd, void **context,
                       enum MHD_RequestTerminationCode how);
/* guard.c: the status with which this request is refused, 0 for none. fatal: the framing cannot be
 * trusted or the body is not wanted, the connection must end. */
int http_judge(struct http_req *req, const char *method, const char *version, bool *fatal);
/* target.c: percent-decoding; false when the target is not one we serve */
bool http_target(struct http_req *req, const char *uri);
/* route.c */
void http_index_build(struct http_index *index, const struct http_route *const *tables);
void http_index_release(struct http_index *index);
/* Fills route, segments and, when only the method is wrong, allow. */
void http_index_find(const struct http_index *index, struct http_req *req);
/* The value of a hexadecimal digit, -1 for none. */
static inline int http_hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}
/* form.c: decodes text in place; false when malformed, not UTF-8, a NUL or too many */
bool http_fields_parse(struct http_fields *fields, char *text, size_t len);
const char *http_fields_get(const struct http_fields *fields, const char *name);
/* reply.c: the common headers, then hands it to MHD. Takes the response over. */
void http_send(struct http_req *req, int status, const char *type, struct MHD_Response *response,
               const char *cache, int send_ms);
#endif
