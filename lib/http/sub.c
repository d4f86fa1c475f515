/* A subscriber: its mailbox and the reader that MHD calls when the socket takes more. Readers run
 * on the connection's pool thread, everything else on any thread.
 * Invariant: suspended is true exactly while MHD's connection is suspended for want of something to
 * send; it is set by the reader and cleared by the one who then resumes, both under lock. Resuming
 * happens after unlocking: nobody else can, and the subscriber cannot end before it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "lib/http/stream.h"
#include "lib/mem.h"

struct live_sub *live_sub_new(struct live *hub, struct http_req *req, struct live_who who) {
    struct live_sub *sub = mem_new(1, sizeof *sub);

    sub->hub = hub;
    sub->who = who;
    sub->http = req->http;
    sub->mhd = req->mhd;
    sub->fd = req->conn->fd;
    pthread_mutex_init(&sub->lock, NULL);
    return sub;
}

static void drop_waiting(struct live_sub *sub) {
    for (unsigned i = 0; i < sub->slots; i++)
        live_buf_unref(sub->slot[i]);
    sub->slots = 0;
}

void live_sub_free(struct live_sub *sub) {
    drop_waiting(sub);
    live_buf_unref(sub->now);
    pthread_mutex_destroy(&sub->lock);
    free(sub);
}

/* Ends a critical section that may have left something to send. */
static void unlock_and_resume(struct live_sub *sub, bool wanted) {
    bool resume = wanted && sub->suspended;

    if (resume)
        sub->suspended = false;
    pthread_mutex_unlock(&sub->lock);
    if (resume)
        MHD_resume_connection(sub->mhd);
}

static void remove_slot(struct live_sub *sub, unsigned i) {
    sub->slots--;
    memmove(sub->slot + i, sub->slot + i + 1, (sub->slots - i) * sizeof *sub->slot);
}

void live_sub_put(struct live_sub *sub, struct live_buf *buf) {
    struct live_buf *old = NULL;

    pthread_mutex_lock(&sub->lock);
    if (sub->ended) {
        pthread_mutex_unlock(&sub->lock);
        live_buf_unref(buf);
        return;
    }
    for (unsigned i = 0; i < sub->slots && !old; i++)
        if (strcmp(sub->slot[i]->name, buf->name) == 0) {
            old = sub->slot[i];
            remove_slot(sub, i);
        }
    BUG_IF(sub->slots == LIVE_SLOTS);
    sub->slot[sub->slots++] = buf;
    unlock_and_resume(sub, true);
    live_buf_unref(old);
}

void live_sub_ping(struct live_sub *sub) {
    pthread_mutex_lock(&sub->lock);
    sub->ping = true;
    unlock_and_resume(sub, true);
}

void live_sub_end(struct live_sub *sub, bool now) {
    pthread_mutex_lock(&sub->lock);
    sub->ended = true;
    if (now)
        drop_waiting(sub);
    unlock_and_resume(sub, true);
}

/* The peer has closed, or the kernel gave it up. A stream's client sends nothing more, so a byte
 * to read means nothing. */
bool live_sub_gone(const struct live_sub *sub) {
    char c;
    ssize_t n = recv(sub->fd, &c, 1, MSG_PEEK | MSG_DONTWAIT);

    return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

/* A comment for proxies and tests, an event for scripts: they cannot see comments, and their
 * watchdog has to know a dead line from a quiet one (J-14). */
static struct live_buf *ping_event(void) {
    static const char text[] = ": ping\nevent: ping\ndata: 1\n\n";
    struct live_buf *buf = mem_new(1, sizeof *buf + sizeof text);

    atomic_init(&buf->refs, 1);
    buf->len = sizeof text - 1;
    memcpy(buf->bytes, text, buf->len);
    return buf;
}

/* The next event to send, or NULL. Anything sent is as good as a heartbeat. */
static struct live_buf *next_event(struct live_sub *sub) {
    struct live_buf *buf = NULL;

    if (sub->slots) {
        buf = sub->slot[0];
        remove_slot(sub, 0);
    } else if (sub->ping && !sub->ended) {
        buf = ping_event();
    }
    if (buf)
        sub->ping = false;
    return buf;
}

static size_t fill(struct live_sub *sub, char *dst, size_t max) {
    size_t n = 0;

    while (n < max && (sub->now || (sub->now = next_event(sub)))) {
        size_t part = sub->now->len - sub->sent < max - n ? sub->now->len - sub->sent : max - n;
        memcpy(dst + n, sub->now->bytes + sub->sent, part);
        n += part;
        sub->sent += part;
        if (sub->sent == sub->now->len) {
            live_buf_unref(sub->now);
            sub->now = NULL;
            sub->sent = 0;
        }
    }
    return n;
}

ssize_t live_sub_read(void *cls, uint64_t pos, char *dst, size_t max) {
    struct live_sub *sub = cls;
    ssize_t result;

    (void)pos;
    pthread_mutex_lock(&sub->lock);
    result = (ssize_t)fill(sub, dst, max);
    if (result == 0 && sub->ended) {
        result = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (result == 0) {
        sub->suspended = true;
        MHD_suspend_connection(sub->mhd);
    }
    pthread_mutex_unlock(&sub->lock);
    return result;
}
