/* A client's side of HTTP/1.1, as much of it as a phone needs: Content-Length, chunks, event
 * streams, keep-alive. The audience's one thread. Invariant: while a request is out, the out buffer
 * holds all of it, so that a lost connection can be tried again with the same bytes. */
#include "kiosk/audience/wire.h"
#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_STEP = 16384, HEAD_MAX = 32768 };

void wire_init(struct wire *w, int epoll, void *owner) {
    *w = (struct wire){ .fd = -1, .epoll = epoll, .owner = owner, .out = STR_INIT, .in = STR_INIT,
                        .head = STR_INIT, .body = STR_INIT };
}

void wire_close(struct wire *w) {
    if (w->fd >= 0)
        close(w->fd);
    w->fd = -1;
    w->state = WIRE_CLOSED;
    w->watching = 0;
    str_clear(&w->in);
}

void wire_release(struct wire *w) {
    wire_close(w);
    str_release(&w->out);
    str_release(&w->in);
    str_release(&w->head);
    str_release(&w->body);
}

static void watch(struct wire *w, unsigned events) {
    struct epoll_event e = { .events = events, .data.ptr = w };

    if (w->watching == events)
        return;
    epoll_ctl(w->epoll, w->watching ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, w->fd, &e);
    w->watching = events;
}

static bool connect_to(struct wire *w, const struct sockaddr_in *to,
                       const struct sockaddr_in *source) {
    const struct linger gone = { .l_onoff = 1, .l_linger = 0 };     /* no TIME_WAIT by thousands */
    int one = 1;

    w->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (w->fd < 0)
        return false;
    setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(w->fd, SOL_SOCKET, SO_LINGER, &gone, sizeof gone);
    if (source) {
        setsockopt(w->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
        if (bind(w->fd, (const struct sockaddr *)source, sizeof *source) != 0)
            goto failed;
    }
    if (connect(w->fd, (const struct sockaddr *)to, sizeof *to) != 0 && errno != EINPROGRESS)
        goto failed;
    w->state = WIRE_CONNECTING;
    return true;
failed:
    wire_close(w);
    return false;
}

bool wire_send(struct wire *w, const struct sockaddr_in *to, const struct sockaddr_in *source,
               struct str *text) {
    str_release(&w->out);
    w->out = *text;
    *text = (struct str)STR_INIT;
    w->sent = 0;
    w->status = 0;
    w->stream = false;
    str_clear(&w->head);
    str_clear(&w->body);
    if (w->state == WIRE_CLOSED && !connect_to(w, to, source))
        return false;
    if (w->state == WIRE_IDLE)
        w->state = WIRE_SENDING;
    watch(w, EPOLLIN | EPOLLOUT);
    return true;
}

size_t wire_header(const struct wire *w, size_t from, const char *name, char *dst, size_t size) {
    const char *p = w->head.data + from;
    size_t len = strlen(name);

    while ((p = strstr(p, "\r\n"))) {
        const char *value, *end;
        p += 2;
        if (strncasecmp(p, name, len) != 0 || p[len] != ':')
            continue;
        value = p + len + 1;
        value += strspn(value, " ");
        end = strstr(value, "\r\n");
        if (!end || (size_t)(end - value) >= size)
            return 0;
        memcpy(dst, value, (size_t)(end - value));
        dst[end - value] = '\0';
        return (size_t)(end - w->head.data);
    }
    return 0;
}

static void read_head(struct wire *w) {
    char value[64];

    w->status = w->head.len > 12 ? atoi(w->head.data + 9) : 0;
    w->chunked = wire_header(w, 0, "Transfer-Encoding", value, sizeof value) &&
                 strcasecmp(value, "chunked") == 0;
    w->close = wire_header(w, 0, "Connection", value, sizeof value) &&
               strcasecmp(value, "close") == 0;
    w->stream = wire_header(w, 0, "Content-Type", value, sizeof value) &&
                strncasecmp(value, "text/event-stream", 17) == 0;
    w->last = false;
    w->left = -1;
    if (w->chunked || w->status == 204 || w->status == 304)
        w->left = 0;
    else if (wire_header(w, 0, "Content-Length", value, sizeof value))
        w->left = atoll(value);
    if (!w->chunked && w->left == 0)
        w->last = true;
}

/* Drops n bytes from the front of the raw buffer. */
static void taken(struct str *s, size_t n) {
    if (!n)
        return;
    memmove(s->data, s->data + n, s->len - n + 1);
    s->len -= n;
}

/* Moves what is there of the body; true when it moved something or finished. */
static bool take_body(struct wire *w) {
    size_t n = w->in.len;

    if (w->last || !n)
        return false;
    if (w->chunked && w->left == 0) {           /* "\r\n" after a chunk, then "1a2b\r\n" */
        size_t skip = str_starts(w->in.data, "\r\n") ? 2 : 0;
        char *end = strstr(w->in.data + skip, "\r\n");
        if (!end)
            return false;
        w->left = strtoll(w->in.data + skip, NULL, 16);
        taken(&w->in, (size_t)(end + 2 - w->in.data));
        w->last = w->left == 0;                 /* trailers are not used; "\r\n" stays behind */
        return true;
    }
    if (w->left >= 0 && (long long)n > w->left)
        n = (size_t)w->left;
    str_add(&w->body, w->in.data, n);
    taken(&w->in, n);
    if (w->left >= 0)
        w->left -= (long long)n;
    if (!w->chunked && w->left == 0)
        w->last = true;
    return true;
}

static enum wire_news take_apart(struct wire *w) {
    size_t before = w->body.len;

    if (!w->status) {
        char *end = strstr(w->in.data, "\r\n\r\n");
        size_t skip = str_starts(w->in.data, "\r\n") ? 2 : 0;   /* end of the last chunked body */
        if (!end || (skip && end == w->in.data))
            return w->in.len > HEAD_MAX ? WIRE_LOST : WIRE_NOTHING;
        str_add(&w->head, w->in.data + skip, (size_t)(end + 2 - w->in.data) - skip);
        taken(&w->in, (size_t)(end + 4 - w->in.data));
        read_head(w);
    }
    while (take_body(w))
        ;
    if (w->last) {
        w->state = WIRE_IDLE;
        if (w->close)
            wire_close(w);
        return w->stream ? WIRE_LOST : WIRE_ANSWER;
    }
    return w->stream && w->body.len > before ? WIRE_PIECE : WIRE_NOTHING;
}

static enum wire_news lost(struct wire *w) {
    bool ended = w->status && w->left == -1 && !w->chunked && !w->stream;

    wire_close(w);
    return ended ? WIRE_ANSWER : WIRE_LOST;
}

static enum wire_news receive(struct wire *w) {
    char part[READ_STEP];
    ssize_t n = recv(w->fd, part, sizeof part, 0);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return WIRE_NOTHING;
    if (n <= 0 && w->state == WIRE_IDLE) {      /* an idle connection may end at any time */
        wire_close(w);
        return WIRE_NOTHING;
    }
    if (n <= 0)
        return lost(w);
    if (w->state == WIRE_IDLE)
        return WIRE_NOTHING;
    str_add(&w->in, part, (size_t)n);
    return take_apart(w);
}

enum wire_news wire_happened(struct wire *w) {
    enum wire_news news;

    if (w->fd < 0)
        return WIRE_NOTHING;
    if (w->state == WIRE_CONNECTING) {
        int error = 0;
        socklen_t len = sizeof error;
        getsockopt(w->fd, SOL_SOCKET, SO_ERROR, &error, &len);
        if (error)
            return lost(w);
        w->state = WIRE_SENDING;
    }
    if (w->state == WIRE_SENDING) {
        ssize_t n = send(w->fd, w->out.data + w->sent, w->out.len - w->sent, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN && errno != EINTR && errno != ENOTCONN)
            return lost(w);
        w->sent += n > 0 ? (size_t)n : 0;
        if (w->sent < w->out.len)
            return WIRE_NOTHING;
        w->state = WIRE_READING;
        watch(w, EPOLLIN);
    }
    news = receive(w);
    if (news == WIRE_LOST && w->fd >= 0)
        wire_close(w);
    return news;
}
