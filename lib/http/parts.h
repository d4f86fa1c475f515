/* What the files of this room lend to each other; nobody outside includes it (its tests may). Pool
 * thread of the connection, unless said otherwise. */
#ifndef LIB_HTTP_PARTS_H
#define LIB_HTTP_PARTS_H
#include <time.h>
#include "lib/http/inner.h"

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
static inline int http_hex(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}
/* form.c: decodes text in place; false when malformed, not UTF-8, a NUL or too many */
bool http_fields_parse(struct http_fields *fields, char *text, size_t len);
/* Forgets all; keeps the memory when it is for at most keep fields. */
void http_fields_trim(struct http_fields *fields, size_t keep);
const char *http_fields_get(const struct http_fields *fields, const char *name);
/* upload.c: 0, or the status when the body cannot be taken. */
int http_upload_begin(struct http_req *req);
void http_upload_feed(struct http_req *req, const char *data, size_t len);
/* 0, or the status: 400 malformed, 413 too many fields, 503 the disk. Fills the form. */
int http_upload_end(struct http_req *req);
/* Deletes what was not taken. */
void http_upload_drop(struct http_req *req);
/* reply.c: the common headers, then hands it to MHD. Takes the response over. */
void http_send(struct http_req *req, int status, const char *type, struct MHD_Response *response,
               const char *cache, int send_ms);
#endif
