/* A listener on a free port and a client of few lines, for the tests of this room. */
#ifndef TESTS_UNIT_HTTP_SERVED_H
#define TESTS_UNIT_HTTP_SERVED_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "lib/http/http.h"

static inline struct http *served(const struct http_route *routes, struct http_config config) {
    const struct http_route *const tables[] = { routes, NULL };
    struct http *http;

    signal(SIGPIPE, SIG_IGN);
    config.bind = "127.0.0.1";
    config.tables = tables;     /* read at the start only */
    config.threads = config.threads ? config.threads : 3;
    config.connections = config.connections ? config.connections : 400;
    config.header_ms = config.header_ms ? config.header_ms : 10000;
    config.body_ms = config.body_ms ? config.body_ms : 30000;
    assert_int_equal(http_start(&http, &config), HTTP_STARTED);
    return http;
}

static inline int64_t clock_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static inline void nap(int ms) {
    struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
    nanosleep(&t, NULL);
}

/* A connection from that address of the loopback net (NULL: any); -1 when refused. */
static inline int dial(const struct http *http, const char *from) {
    struct sockaddr_in a = { .sin_family = AF_INET };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    inet_pton(AF_INET, from ? from : "127.0.0.1", &a.sin_addr);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
    a.sin_port = htons(http_port(http));
    inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
    if (connect(fd, (struct sockaddr *)&a, sizeof a) == 0)
        return fd;
    close(fd);
    return -1;
}

static inline void say(int fd, const char *text) {
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* Reads until want stands in the text, the connection ends or ms are over. What came, NUL-ended. */
static inline bool hear(int fd, char *text, size_t size, const char *want, int ms) {
    int64_t until = clock_ms() + ms;
    size_t len = strlen(text), back = strlen(want);
    struct pollfd p = { .fd = fd, .events = POLLIN };
    bool heard = strstr(text, want) != NULL;

    while (!heard && clock_ms() < until && len + 1 < size) {
        if (poll(&p, 1, (int)(until - clock_ms())) <= 0)
            break;
        ssize_t n = recv(fd, text + len, size - len - 1, 0);
        if (n <= 0)
            break;
        text[len + (size_t)n] = '\0';
        heard = strstr(text + (len > back ? len - back : 0), want) != NULL;
        len += (size_t)n;
    }
    return heard;
}

/* True when the peer ends the connection within ms. */
static inline bool ends(int fd, int ms) {
    char text[65536];
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int64_t until = clock_ms() + ms;

    while (clock_ms() < until && poll(&p, 1, (int)(until - clock_ms())) > 0)
        if (recv(fd, text, sizeof text, 0) <= 0)
            return true;
    return false;
}
#endif
