/* The live channel: server-sent events on parked connections. Each subscriber is a mailbox with
 * one slot per event name (at most eight): an event carries the whole state, so a newer one
 * replaces one not yet sent. Heartbeat every 10 s; a connection that was closed is seen within a
 * second, one that vanished within 20 s of the next heartbeat. Any thread may send. */
#ifndef LIB_HTTP_LIVE_H
#define LIB_HTTP_LIVE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/http/http.h"

struct live;
struct live_buf;  /* one formatted event, shared by all who get it, reference-counted */

enum live_kind { LIVE_PHONE = 1, LIVE_REMOTE = 2, LIVE_STAGE = 4, LIVE_DESK = 8 };
struct live_who {
    enum live_kind kind;
    int64_t id;       /* person, remote or stage */
    int64_t session;  /* distinguishes devices of one person */
    unsigned tag;     /* free for the caller: language, token rights */
};
struct live *live_new(void);
/* Ends every subscription (they wake and finish). Call before http_stop. */
void live_close(struct live *hub);
/* After http_stop. */
void live_free(struct live *hub);

/* data may hold line breaks. name NULL: "message". id goes into "id:". The caller owns one
 * reference. */
struct live_buf *live_buf_new(const char *name, uint64_t id, const char *data, size_t len);
struct live_buf *live_buf_ref(struct live_buf *buf);
void live_buf_unref(struct live_buf *buf);

/* Answers req with an event stream whose first event is first (reference taken over). With more
 * than max_same streams of the same kind and id (0: any number) the oldest ends. "retry:" carries
 * 1-5 s of jitter. */
void live_open(struct live *hub, struct http_req *req, struct live_who who, unsigned max_same,
               struct live_buf *first);
/* For every subscriber of these kinds: pick returns the event for it (a new reference) or NULL.
 * pick runs under the hub's lock and must not call the hub. */
void live_send(struct live *hub, unsigned kinds,
               struct live_buf *(*pick)(void *ctx, const struct live_who *who), void *ctx);
/* Ends the streams for which match returns true, after a last event (may be NULL; borrowed). */
void live_end(struct live *hub, bool (*match)(void *ctx, const struct live_who *who), void *ctx,
              struct live_buf *last);
unsigned live_count(struct live *hub, unsigned kinds);
#endif
