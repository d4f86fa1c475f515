/* The hub: who listens, who hears what, and the heart that beats every 10 s (J-14, J-16).
 * Any thread.
 * Invariants: a subscriber is in the list from live_open until MHD lets its answer go, which is
 * before the socket closes; so its descriptor is open and its memory alive under the hub's lock. */
#include <stdlib.h>
#include <string.h>
#include "lib/http/stream.h"
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { BEAT_MS = 10000, LOOK_MS = 1000, RETRY_MIN_MS = 1000, RETRY_SPREAD_MS = 4000,
       REPLACED_RETRY_MS = 60000, BLOCK = 4096 };

/* Every look: streams whose peer has left; every beat: a comment to all. */
static void beat(struct live *hub, bool ping) {
    for (struct live_sub *s = hub->first; s; s = s->next) {
        if (live_sub_gone(s))
            live_sub_end(s, true);
        else if (ping)
            live_sub_ping(s);
    }
}

static void *heart(void *arg) {
    struct live *hub = arg;
    int64_t last = http_now();

    pthread_mutex_lock(&hub->lock);
    while (!hub->closed) {
        struct timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        t.tv_nsec += (long)(hub->look_ms % 1000) * 1000000;
        t.tv_sec += hub->look_ms / 1000 + t.tv_nsec / 1000000000;
        t.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&hub->wake, &hub->lock, &t);
        int64_t now = http_now();
        bool ping = now - last >= hub->beat_ms;
        if (!hub->closed)
            beat(hub, ping);
        if (ping)
            last = now;
    }
    pthread_mutex_unlock(&hub->lock);
    return NULL;
}

struct live *live_new_beating(int beat_ms, int look_ms) {
    struct live *hub = mem_new(1, sizeof *hub);
    pthread_condattr_t attr;

    hub->beat_ms = beat_ms;
    hub->look_ms = look_ms;
    pthread_mutex_init(&hub->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&hub->wake, &attr);
    pthread_condattr_destroy(&attr);
    if (pthread_create(&hub->heart, NULL, heart, hub))
        BUG("no thread for the heartbeat");
    return hub;
}

struct live *live_new(void) {
    return live_new_beating(BEAT_MS, LOOK_MS);
}

void live_close(struct live *hub) {
    pthread_mutex_lock(&hub->lock);
    bool again = hub->closed;
    hub->closed = true;
    for (struct live_sub *s = hub->first; s; s = s->next)
        live_sub_end(s, false);
    pthread_cond_signal(&hub->wake);
    pthread_mutex_unlock(&hub->lock);
    if (!again)
        pthread_join(hub->heart, NULL);
}

void live_free(struct live *hub) {
    if (!hub)
        return;
    live_close(hub);
    BUG_IF(hub->first);
    pthread_cond_destroy(&hub->wake);
    pthread_mutex_destroy(&hub->lock);
    free(hub);
}

static void append(struct live *hub, struct live_sub *sub) {
    sub->prev = hub->last;
    *(sub->prev ? &sub->prev->next : &hub->first) = sub;
    hub->last = sub;
}

/* MHD lets the answer go: the stream has ended, for whatever reason. */
static void leave(void *cls) {
    struct live_sub *sub = cls;
    struct live *hub = sub->hub;

    pthread_mutex_lock(&hub->lock);
    *(sub->prev ? &sub->prev->next : &hub->first) = sub->next;
    *(sub->next ? &sub->next->prev : &hub->last) = sub->prev;
    pthread_mutex_unlock(&hub->lock);
    atomic_fetch_sub(&sub->http->live, 1);
    live_sub_free(sub);
}

/* A block without data only sets the time after which a browser comes back. */
static struct live_buf *retry_event(unsigned ms, const char *name) {
    struct live_buf *buf = mem_new(1, sizeof *buf + 32);

    atomic_init(&buf->refs, 1);
    str_copy(buf->name, sizeof buf->name, name);
    str_format(buf->bytes, 32, "retry: %u\n\n", ms);
    buf->len = strlen(buf->bytes);
    return buf;
}

/* Ends the oldest streams of the same listener. One that is still being read (another tab) is told
 * to come back late, or the two would push each other out for ever. */
static void make_room(struct live *hub, const struct live_who *who, unsigned max_same) {
    unsigned same = 0;

    for (struct live_sub *s = hub->last; s; s = s->prev)
        if (s->who.kind == who->kind && s->who.id == who->id && ++same >= max_same) {
            live_sub_put(s, retry_event(REPLACED_RETRY_MS, "\001replaced"));
            live_sub_end(s, false);
        }
}

void live_open(struct live *hub, struct http_req *req, struct live_who who, unsigned max_same,
               struct live_buf *first) {
    struct live_sub *sub = live_sub_new(hub, req, who);
    struct MHD_Response *response;

    live_sub_put(sub, retry_event(RETRY_MIN_MS + secret_below(RETRY_SPREAD_MS + 1), "\001retry"));
    if (first)
        live_sub_put(sub, first);
    pthread_mutex_lock(&hub->lock);
    if (hub->closed) {
        pthread_mutex_unlock(&hub->lock);
        live_sub_free(sub);
        http_error(req, 503);
        return;
    }
    if (max_same)
        make_room(hub, &who, max_same);
    append(hub, sub);
    pthread_mutex_unlock(&hub->lock);
    atomic_fetch_add(&sub->http->live, 1);
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, live_sub_read, sub,
                                                 leave);
    http_send(req, 200, "text/event-stream; charset=utf-8", response, "no-store", 0);
}

void live_send(struct live *hub, unsigned kinds,
               struct live_buf *(*pick)(void *ctx, const struct live_who *who), void *ctx) {
    pthread_mutex_lock(&hub->lock);
    for (struct live_sub *s = hub->first; s; s = s->next) {
        struct live_buf *buf = (unsigned)s->who.kind & kinds ? pick(ctx, &s->who) : NULL;
        if (buf)
            live_sub_put(s, buf);
    }
    pthread_mutex_unlock(&hub->lock);
}

void live_end(struct live *hub, bool (*match)(void *ctx, const struct live_who *who), void *ctx,
              struct live_buf *last) {
    pthread_mutex_lock(&hub->lock);
    for (struct live_sub *s = hub->first; s; s = s->next)
        if (match(ctx, &s->who)) {
            if (last)
                live_sub_put(s, live_buf_ref(last));
            live_sub_end(s, false);
        }
    pthread_mutex_unlock(&hub->lock);
}

unsigned live_count(struct live *hub, unsigned kinds) {
    unsigned n = 0;

    pthread_mutex_lock(&hub->lock);
    for (struct live_sub *s = hub->first; s; s = s->next)
        n += ((unsigned)s->who.kind & kinds) != 0;
    pthread_mutex_unlock(&hub->lock);
    return n;
}
