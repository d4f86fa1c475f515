/* One request per connection: "copy PATH\n", answered by "ok\n" or a sentence. Only processes of
 * the same user are answered. The thread makes one copy at a time. A path too long for a socket
 * address is reached through a descriptor of its folder. */
#include "kiosk/control.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include "lib/child.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { ASK_MS = 5000, ANSWER_MS = 120000 };

struct control {
    struct book *book;
    struct str path;
    int listener, stop[2];
    pthread_t thread;
};

/* The socket's address by way of its folder's descriptor, which the caller closes. */
static int socket_address(struct sockaddr_un *un, const char *event_path) {
    const char *slash = strrchr(event_path, '/');
    struct str dir = STR_INIT;
    int fd;

    str_add(&dir, event_path, slash ? (size_t)(slash - event_path) : 0);
    fd = open(dir.len ? dir.data : slash ? "/" : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    str_release(&dir);
    memset(un, 0, sizeof *un);
    un->sun_family = AF_UNIX;
    if (fd >= 0 && !str_format(un->sun_path, sizeof un->sun_path, "/proc/self/fd/%d/%s.socket", fd,
                               slash ? slash + 1 : event_path)) {
        close(fd);
        errno = ENAMETOOLONG;
        return -1;
    }
    return fd;
}

static bool same_user(int fd) {
    struct ucred peer;
    socklen_t len = sizeof peer;

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

/* Reads up to a line break. False on timeout, end or overflow. */
static bool read_line(int fd, char *line, size_t size, int ms) {
    struct pollfd p = { .fd = fd, .events = POLLIN };
    size_t n = 0;

    while (n + 1 < size && poll(&p, 1, ms) == 1) {
        if (read(fd, line + n, 1) != 1)
            return false;
        if (line[n] == '\n') {
            line[n] = '\0';
            return true;
        }
        n++;
    }
    return false;
}

static void say(int fd, const char *text) {
    if (send(fd, text, strlen(text), MSG_NOSIGNAL) < 0 || send(fd, "\n", 1, MSG_NOSIGNAL) < 0)
        log_line(LOG_WARN, "control: answer lost: %s", strerror(errno));
}

static void answer(struct control *c, int fd) {
    char line[PATH_MAX + 8], error[256] = "";

    if (!same_user(fd) || !read_line(fd, line, sizeof line, ASK_MS))
        return;
    if (!str_starts(line, "copy /"))
        say(fd, "not understood");
    else if (book_copy(c->book, line + 5, error, sizeof error))
        say(fd, "ok");
    else
        say(fd, *error ? error : "no copy");
}

static void *control_thread(void *ctx) {
    struct control *c = ctx;
    struct pollfd p[2] = { { .fd = c->listener, .events = POLLIN },
                           { .fd = c->stop[0], .events = POLLIN } };

    while (poll(p, 2, -1) >= 0 || errno == EINTR) {
        int fd;
        if (p[1].revents)
            break;
        if (!p[0].revents || (fd = accept4(c->listener, NULL, NULL, SOCK_CLOEXEC)) < 0)
            continue;
        answer(c, fd);
        close(fd);
    }
    return NULL;
}

static int listen_at(const char *event_path) {
    struct sockaddr_un un;
    int fd = -1, dir = socket_address(&un, event_path);

    if (dir < 0)
        return -1;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(un.sun_path);        /* ours: the event's lock says that no other server lives */
    if (fd >= 0 && (bind(fd, (struct sockaddr *)&un, sizeof un) != 0 ||
                    chmod(un.sun_path, 0600) != 0 || listen(fd, 4) != 0)) {
        close(fd);
        fd = -1;
    }
    close(dir);
    return fd;
}

struct control *control_start(const char *event_path, struct book *book) {
    struct control *c = mem_new(1, sizeof *c);

    *c = (struct control){ .book = book, .path = STR_INIT, .listener = listen_at(event_path),
                           .stop = { -1, -1 } };
    str_printf(&c->path, "%s.socket", event_path);
    if (c->listener >= 0 && pipe2(c->stop, O_CLOEXEC) == 0 &&
        pthread_create(&c->thread, NULL, control_thread, c) == 0)
        return c;
    log_line(LOG_WARN, "control socket: %s; export and backup need the event closed",
             strerror(errno));
    for (int i = 0; i < 2; i++)
        if (c->stop[i] >= 0)
            close(c->stop[i]);
    if (c->listener >= 0)
        close(c->listener);
    str_release(&c->path);
    free(c);
    return NULL;
}

void control_stop(struct control *c) {
    if (!c)
        return;
    close(c->stop[1]);
    pthread_join(c->thread, NULL);
    close(c->stop[0]);
    close(c->listener);
    unlink(c->path.data);
    str_release(&c->path);
    free(c);
}

enum control_asked control_copy(const char *event_path, const char *path, char *error,
                                size_t size) {
    enum control_asked asked = CONTROL_NOBODY;
    struct sockaddr_un un;
    struct str line = STR_INIT;
    char reply[512];
    int fd = -1, dir = socket_address(&un, event_path);

    if (dir < 0)
        return CONTROL_NOBODY;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&un, sizeof un) != 0)
        goto out;
    asked = CONTROL_REFUSED;
    str_printf(&line, "copy %s", path);
    say(fd, line.data);
    if (!read_line(fd, reply, sizeof reply, ANSWER_MS))
        str_format(error, size, "the server did not answer");
    else if (strcmp(reply, "ok") == 0)
        asked = CONTROL_DONE;
    else
        str_format(error, size, "%.*s", (int)size - 1, reply);
out:
    if (fd >= 0)
        close(fd);
    close(dir);
    str_release(&line);
    return asked;
}

bool control_copy_any(const char *event_path, const char *path, char *error, size_t size) {
    switch (control_copy(event_path, path, error, size)) {
    case CONTROL_DONE: return true;
    case CONTROL_REFUSED: return false;
    case CONTROL_NOBODY:
        if (child_parent_gone()) {      /* it died: its next one will want the file */
            str_format(error, size, "the server has ended");
            return false;
        }
        break;
    }
    return book_copy_file(event_path, path, error, size);
}
