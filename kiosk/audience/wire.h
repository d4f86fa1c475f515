/* One keep-alive HTTP/1.1 connection without blocking: a request goes out, the answer comes in
 * whole; an event stream comes in pieces. The caller's epoll loop says when. */
#ifndef KIOSK_AUDIENCE_WIRE_H
#define KIOSK_AUDIENCE_WIRE_H
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum wire_state { WIRE_CLOSED, WIRE_CONNECTING, WIRE_IDLE, WIRE_SENDING, WIRE_READING };
struct wire {
    int fd, epoll;              /* fd -1 while closed */
    enum wire_state state;
    void *owner;                /* whose it is; epoll gives back the wire */
    unsigned watching;          /* epoll events set now */
    bool stream;                /* the answer is an event stream: pieces are wanted */
    struct str out;             /* request; kept until its answer is whole, for a second try */
    size_t sent;
    struct str in;              /* raw bytes of the answer not yet taken apart */
    struct str head, body;      /* status line and headers; body, chunks joined */
    int status;                 /* 0 until the head is there */
    long long left;             /* bytes of body or chunk still to come; -1: until the end */
    bool chunked, last, close;
};
enum wire_news { WIRE_NOTHING, WIRE_ANSWER, WIRE_PIECE, WIRE_LOST };

void wire_init(struct wire *w, int epoll, void *owner);
void wire_close(struct wire *w);
void wire_release(struct wire *w);
/* Queues a request on an idle or closed connection; opens it when needed, from source (NULL: any).
 * text is taken over. False when no connection can be begun. */
bool wire_send(struct wire *w, const struct sockaddr_in *to, const struct sockaddr_in *source,
               struct str *text);
/* After epoll reported something. ANSWER: status, head and body are whole, the connection is idle
 * or closed. PIECE: body holds more of the stream; take it with str_clear. LOST: it was closed. */
enum wire_news wire_happened(struct wire *w);
/* A header of the answer into dst; from: 0 for the first of that name, then what it returned;
 * returns 0 when there is none (left). */
size_t wire_header(const struct wire *w, size_t from, const char *name, char *dst, size_t size);
#endif
