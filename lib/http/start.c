/* The listener's life: socket, MHD with its limits (S-05), quiesce, stop. The thread that starts it
 * also stops it. Invariant: MHD stops only when nothing is suspended (anything else is a violation
 * of its interface), so http_stop waits for every parked request and live channel. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "lib/folder.h"
#include "lib/http/parts.h"
#include "lib/log.h"
#include "lib/mem.h"

enum { MEMORY = 16 * 1024, BACKLOG = 1024, UNSENT_MS = 20000, STOP_SEND_MS = 5000 };

union address { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; };

static bool parse_address(const char *text, uint16_t port, union address *a, socklen_t *len) {
    memset(a, 0, sizeof *a);
    if (text && strchr(text, ':')) {
        a->v6.sin6_family = AF_INET6;
        a->v6.sin6_port = htons(port);
        *len = sizeof a->v6;
        return inet_pton(AF_INET6, text, &a->v6.sin6_addr) == 1;
    }
    a->v4.sin_family = AF_INET;
    a->v4.sin_port = htons(port);
    *len = sizeof a->v4;
    return inet_pton(AF_INET, text ? text : "0.0.0.0", &a->v4.sin_addr) == 1;
}

static enum http_started why(int error) {
    return error == EACCES || error == EPERM ? HTTP_NO_PERMISSION
         : error == EADDRINUSE ? HTTP_IN_USE : HTTP_FAILED;
}

/* Accepted sockets inherit the user time-out: what a vanished phone leaves unacknowledged for so
 * long ends its connection. */
static enum http_started listen_on(struct http *h) {
    union address a;
    socklen_t len;
    int one = 1, unsent = UNSENT_MS;
    enum http_started result = HTTP_FAILED;

    if (!parse_address(h->config.bind, h->config.port, &a, &len))
        return HTTP_FAILED;
    h->listener = socket(a.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (h->listener < 0)
        return HTTP_FAILED;
    setsockopt(h->listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(h->listener, IPPROTO_TCP, TCP_USER_TIMEOUT, &unsent, sizeof unsent);
    if (bind(h->listener, &a.any, len) || listen(h->listener, BACKLOG) ||
        getsockname(h->listener, &a.any, &len)) {
        result = why(errno);
        close(h->listener);
        return result;
    }
    h->port = ntohs(a.any.sa_family == AF_INET ? a.v4.sin_port : a.v6.sin6_port);
    return HTTP_STARTED;
}

static void __attribute__((format(printf, 2, 0)))
mhd_log(void *cls, const char *format, va_list args) {
    char text[256];
    int n = vsnprintf(text, sizeof text, format, args);

    (void)cls;
    if (n > 0 && (size_t)n < sizeof text && text[n - 1] == '\n')
        text[n - 1] = '\0';
    log_line(LOG_DEBUG, "http: %s", text);
}

/* We decode ourselves, from the raw target. */
static size_t leave_escapes(void *cls, struct MHD_Connection *mhd, char *text) {
    (void)cls, (void)mhd;
    return strlen(text);
}

/* MHD divides the limit by its threads and does not spread connections evenly: a thread that is
 * full leaves accepting to the others. */
static struct MHD_Daemon *start_daemon(struct http *h) {
    const struct http_config *c = &h->config;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    unsigned limit = (c->connections + c->threads - 1) / c->threads * c->threads;

    if (c->bind && strchr(c->bind, ':'))
        flags |= MHD_USE_IPv6;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, http_on_request, h,
        MHD_OPTION_EXTERNAL_LOGGER, mhd_log, NULL,
        MHD_OPTION_LISTEN_SOCKET, h->listener,
        MHD_OPTION_THREAD_POOL_SIZE, c->threads > 1 ? c->threads : 0u,
        MHD_OPTION_CONNECTION_LIMIT, limit,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, c->per_ip,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, http_on_target, h,
        MHD_OPTION_NOTIFY_CONNECTION, http_on_connection, h,
        MHD_OPTION_NOTIFY_COMPLETED, http_on_completed, h,
        MHD_OPTION_END);
}

static void free_all(struct http *h) {
    http_index_release(&h->index);
    free((void *)(uintptr_t)h->config.bind);
    free(h);
}

enum http_started http_start(struct http **out, const struct http_config *config) {
    struct http *h = mem_new(1, sizeof *h);
    enum http_started result;

    BUG_IF(!config->tables || !config->connections || config->header_ms <= 0 ||
           config->body_ms <= 0);
    *out = NULL;
    h->config = *config;
    h->config.bind = mem_copy(config->bind);
    h->config.threads = config->threads ? config->threads : 1;
    h->live_max = config->connections - config->connections / 4;
    http_index_build(&h->index, config->tables);
    h->config.tables = NULL;    /* the list may be the caller's local; its rows are not */
    if ((result = listen_on(h)) != HTTP_STARTED) {
        free_all(h);
        return result;
    }
    if (config->upload_dir)
        folder_clear_dead(config->upload_dir, ".upload-");
    http_sweeper_start(h);
    if (!(h->daemon = start_daemon(h))) {
        http_sweeper_stop(h);
        close(h->listener);
        free_all(h);
        return HTTP_FAILED;
    }
    *out = h;
    return HTTP_STARTED;
}

uint16_t http_port(const struct http *h) {
    return h->port;
}

unsigned http_connections(const struct http *h) {
    return atomic_load(&h->open);
}

void http_quiesce(struct http *h) {
    if (atomic_exchange(&h->ending, true))
        return;
    if (MHD_quiesce_daemon(h->daemon) == MHD_INVALID_SOCKET)
        log_line(LOG_WARN, "http: the listener could not be quiesced");
}

/* Connections parked or streaming (must end first) and, for a while, those still sending. */
static unsigned still_busy(struct http *h, bool sending_too) {
    unsigned n = 0;

    pthread_mutex_lock(&h->lock);
    for (struct http_conn *c = h->conns; c; c = c->next) {
        int phase = atomic_load(&c->phase);
        n += phase == HTTP_BUSY || (sending_too && phase == HTTP_SENDING);
    }
    pthread_mutex_unlock(&h->lock);
    return n + atomic_load(&h->live);
}

void http_stop(struct http *h) {
    const struct timespec nap = { .tv_nsec = 2000000 };
    int64_t begin = http_now(), said = begin;
    unsigned busy;

    http_quiesce(h);
    atomic_store(&h->stopping, true);
    while ((busy = still_busy(h, http_now() - begin < STOP_SEND_MS))) {
        if (http_now() - said > 5000) {
            said = http_now();
            log_line(LOG_WARN, "http: %u requests are still waiting for their answer", busy);
        }
        nanosleep(&nap, NULL);
    }
    MHD_stop_daemon(h->daemon);
    http_sweeper_stop(h);
    close(h->listener);
    free_all(h);
}
