/* What the files of the live channel share. One subscriber is one open event stream.
 * Locks: hub, then subscriber; MHD's own inside either. Nothing is called back under a
 * subscriber's lock. */
#ifndef LIB_HTTP_STREAM_H
#define LIB_HTTP_STREAM_H
#include "lib/http/parts.h"
#include "lib/http/live.h"

enum { LIVE_SLOTS = 8, LIVE_NAME = 32 };

struct live_buf {
    atomic_uint refs;
    char name[LIVE_NAME];
    size_t len;
    char bytes[];              /* the event as sent */
};

struct live_sub {
    struct live_sub *prev, *next;       /* protected by the hub's lock; oldest first */
    struct live *hub;
    struct live_who who;                /* constant */
    struct http *http;
    struct MHD_Connection *mhd;
    int fd;                             /* open while the subscriber is in the list */
    pthread_mutex_t lock;               /* protects all below */
    struct live_buf *slot[LIVE_SLOTS];  /* waiting, oldest first, one for each name */
    unsigned slots;
    struct live_buf *now;               /* being sent */
    size_t sent;                        /* bytes of it */
    bool suspended;                     /* MHD's connection sleeps; who clears it resumes */
    bool ping;                          /* a heartbeat is due */
    bool ended;                         /* after what waits, the stream ends */
};

struct live {
    pthread_mutex_t lock;
    pthread_cond_t wake;                /* ends the heart */
    struct live_sub *first, *last;
    bool closed;
    int beat_ms, look_ms;               /* constant */
    pthread_t heart;
};

/* The hub with another heartbeat, for tests. */
struct live *live_new_beating(int beat_ms, int look_ms);

/* sub.c. Each may resume the connection; none of them blocks. */
struct live_sub *live_sub_new(struct live *hub, struct http_req *req, struct live_who who);
void live_sub_free(struct live_sub *sub);
/* Puts an event into its mailbox in place of one of the same name; takes the reference over. */
void live_sub_put(struct live_sub *sub, struct live_buf *buf);
void live_sub_ping(struct live_sub *sub);
/* Ends it after what waits; with now at once. */
void live_sub_end(struct live_sub *sub, bool now);
bool live_sub_gone(const struct live_sub *sub);
/* MHD's content reader. */
ssize_t live_sub_read(void *cls, uint64_t pos, char *dst, size_t max);
#endif
