/* Connections and their absolute deadlines (S-05). MHD's own time-out only sees idleness, so a peer
 * that sends one byte a second could hold a connection for ever; the sweeper thread cuts it.
 * Invariants: a conn is in the list from MHD's STARTED to its CLOSED notice, and MHD closes the
 * descriptor only after CLOSED; so under http.lock every fd in the list is open and ours to shut
 * down (never to close). A suspended connection has no deadline. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>
#include "lib/http/parts.h"
#include "lib/mem.h"
#include "lib/str.h"

void http_conn_state(struct http_conn *c, enum http_phase phase, int in_ms) {
    atomic_store_explicit(&c->deadline, in_ms ? http_now() + in_ms : 0, memory_order_relaxed);
    atomic_store(&c->phase, (int)phase);
}

static void name_peer(struct http_conn *c, struct MHD_Connection *mhd) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = info ? info->client_addr : NULL;

    if (a && a->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)a)->sin_addr, c->peer,
                  sizeof c->peer);
    else if (a && a->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr, c->peer,
                  sizeof c->peer);
}

static struct http_conn *conn_new(struct http *h, struct MHD_Connection *mhd) {
    struct http_conn *c = mem_new(1, sizeof *c);

    c->http = h;
    c->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    c->req.http = h;
    c->req.conn = c;
    c->req.mhd = mhd;
    c->req.query_text = c->req.body = c->req.heads = (struct str)STR_INIT;
    name_peer(c, mhd);
    http_conn_state(c, HTTP_IDLE, h->config.header_ms);
    return c;
}

static void conn_free(struct http_conn *c) {
    str_release(&c->req.query_text);
    str_release(&c->req.body);
    str_release(&c->req.heads);
    free(c->req.query.at);
    free(c->req.form.at);
    free(c);
}

void http_on_connection(void *cls, struct MHD_Connection *mhd, void **context,
                        enum MHD_ConnectionNotificationCode code) {
    struct http *h = cls;
    struct http_conn *c;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *context = c = conn_new(h, mhd);
        pthread_mutex_lock(&h->lock);
        c->next = h->conns;
        if (c->next)
            c->next->prev = c;
        h->conns = c;
        pthread_mutex_unlock(&h->lock);
        atomic_fetch_add(&h->open, 1);
    } else if ((c = *context)) {
        *context = NULL;
        pthread_mutex_lock(&h->lock);
        if (c->next)
            c->next->prev = c->prev;
        *(c->prev ? &c->prev->next : &h->conns) = c->next;
        pthread_mutex_unlock(&h->lock);
        atomic_fetch_sub(&h->open, 1);
        conn_free(c);
    }
}

static void sweep(struct http *h) {
    int64_t now = http_now();

    for (struct http_conn *c = h->conns; c; c = c->next) {
        int64_t deadline = atomic_load_explicit(&c->deadline, memory_order_relaxed);
        if (deadline && now > deadline) {
            shutdown(c->fd, SHUT_RDWR);
            atomic_compare_exchange_strong(&c->deadline, &deadline, 0);
        }
    }
}

static void *sweeper(void *arg) {
    struct http *h = arg;
    int shortest = h->config.header_ms < h->config.body_ms ? h->config.header_ms
                                                           : h->config.body_ms;
    long tick_ms = shortest / 8 < 20 ? 20 : shortest / 8 > 250 ? 250 : shortest / 8;

    pthread_mutex_lock(&h->lock);
    while (!h->swept) {
        struct timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        t.tv_nsec += tick_ms * 1000000;
        t.tv_sec += t.tv_nsec / 1000000000;
        t.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&h->wake, &h->lock, &t);
        sweep(h);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

void http_sweeper_start(struct http *h) {
    pthread_condattr_t attr;

    pthread_mutex_init(&h->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&h->wake, &attr);
    pthread_condattr_destroy(&attr);
    if (pthread_create(&h->sweeper, NULL, sweeper, h))
        BUG("no thread for the deadlines");
}

void http_sweeper_stop(struct http *h) {
    pthread_mutex_lock(&h->lock);
    h->swept = true;
    pthread_cond_signal(&h->wake);
    pthread_mutex_unlock(&h->lock);
    pthread_join(h->sweeper, NULL);
    pthread_cond_destroy(&h->wake);
    pthread_mutex_destroy(&h->lock);
}
