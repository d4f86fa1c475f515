/* The event's code, as anybody may see it on the stage: read from the first scene of the
 * public stream. Where several are open a stage's token says which one. Blocking; before the
 * loop begins. */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "kiosk/audience/crowd.h"

enum { TRY_MS = 250, ANSWER_MAX = 1 << 20 };

/* Several are open and none is meant: codes in such an answer are none of ours. */
static bool refused(const struct str *got) {
    return got->len > 12 && !str_starts(got->data, "HTTP/1.1 200");
}

static bool ask(const char *address, unsigned port, const char *token, char code[5]) {
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct timeval patience = { .tv_sec = 3 };
    struct str text = STR_INIT, got = STR_INIT;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const char *at = NULL;
    char part[4096];

    inet_pton(AF_INET, address, &to.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    str_printf(&text, "GET /stage/stream HTTP/1.1\r\nHost: %s:%u\r\n", address, port);
    str_printf(&text, *token ? "Authorization: Bearer %s\r\n\r\n" : "\r\n%s", token);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 &&
        send(fd, text.data, text.len, MSG_NOSIGNAL) == (ssize_t)text.len) {
        for (ssize_t n; !at && !refused(&got) && got.len < ANSWER_MAX &&
                        (n = recv(fd, part, sizeof part, 0)) > 0;) {
            str_add(&got, part, (size_t)n);
            at = strstr(got.data, "\"code\":\"");
            if (at && strlen(at) < 8 + 5)
                at = NULL;              /* cut by the end of this piece */
        }
    }
    bool well = at && !refused(&got) && at[12] == '"' && str_format(code, 5, "%.4s", at + 8);
    close(fd);
    str_release(&text);
    str_release(&got);
    return well;
}

bool audience_find_code(const char *address, unsigned port, const char *token, int ms,
                        char code[5]) {
    const struct timespec pause = { .tv_nsec = TRY_MS * 1000000L };

    for (int waited = 0; waited <= ms; waited += TRY_MS) {
        if (ask(address, port, token, code))
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}
