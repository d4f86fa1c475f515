/* Child processes. Invariant: a child holds descriptors 0, 1, 2 and 3 and nothing else of ours;
 * descriptor 3 is a pipe whose other end lives as long as the parent wants the child to. */
#include "lib/child.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TELL_FD = 3, ERROR_FD = 4 };

/* After fork: only async-signal-safe calls. Never returns. */
static _Noreturn void become(const char *const argv[], int tell, int in, int out, int error) {
    sigset_t none;
    sigemptyset(&none);
    /* Lift all three above the numbers they are to get, then put them there. */
    tell = fcntl(tell, F_DUPFD_CLOEXEC, 10);
    error = fcntl(error, F_DUPFD_CLOEXEC, 10);
    if ((in >= 0 && dup2(in, STDIN_FILENO) < 0) || (out >= 0 && dup2(out, STDOUT_FILENO) < 0))
        goto fail;
    if (dup2(tell, TELL_FD) < 0 || dup3(error, ERROR_FD, O_CLOEXEC) < 0)
        goto fail;
    error = ERROR_FD;
    close_range(ERROR_FD + 1, ~0U, 0);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv(argv[0], (char *const *)argv);
fail:;
    int why = errno;
    if (write(error, &why, sizeof why) < 0)
        _exit(126);
    _exit(127);
}

/* Waits for the exec: 0, or the errno of the child that could not become argv[0]. */
static int exec_result(int fd) {
    int why = 0;
    ssize_t got;
    do
        got = read(fd, &why, sizeof why);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof why ? why : 0;
}

static void close_pair(int pair[2]) {
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
}

static bool start(struct child *c, const char *const argv[], int in, int out) {
    int tell[2] = { -1, -1 }, error[2] = { -1, -1 };
    int why = 0;
    pid_t pid = -1;
    *c = (struct child){ .pid = 0, .pipe_fd = -1 };
    if (pipe2(tell, O_CLOEXEC) < 0 || pipe2(error, O_CLOEXEC) < 0 || (pid = fork()) < 0) {
        why = errno;
        goto out;
    }
    if (pid == 0)
        become(argv, tell[0], in, out, error[1]);
    close(error[1]);
    error[1] = -1;
    why = exec_result(error[0]);
    if (why) {
        waitpid(pid, NULL, 0);
        goto out;
    }
    c->pid = pid;
    c->pipe_fd = tell[1];
    tell[1] = -1;
out:
    close_pair(tell);
    close_pair(error);
    errno = why;
    return why == 0;
}

bool child_start(struct child *c, const char *const argv[]) {
    return start(c, argv, -1, -1);
}

bool child_start_piped(struct child *c, const char *const argv[], int *out_fd) {
    int pair[2];
    if (pipe2(pair, O_CLOEXEC) < 0)
        return false;
    bool started = start(c, argv, -1, pair[1]);
    int why = errno;
    close(pair[1]);
    if (started)
        *out_fd = pair[0];
    else
        close(pair[0]);
    errno = why;
    return started;
}

/* A pipe whose reader has gone must not kill us: SIGPIPE is held back for this one write. */
bool child_tell(struct child *c, const char *text) {
    sigset_t pipe_only, before;
    size_t left = strlen(text);
    bool ok = true;
    if (c->pipe_fd < 0)
        return false;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    while (left && ok) {
        ssize_t n = write(c->pipe_fd, text, left);
        if (n > 0) {
            text += n;
            left -= (size_t)n;
        } else if (errno != EINTR) {
            ok = false;
        }
    }
    if (!ok && !sigismember(&before, SIGPIPE)) {
        struct timespec none = { 0, 0 };
        sigtimedwait(&pipe_only, NULL, &none);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

static void forget(struct child *c) {
    if (c->pipe_fd >= 0)
        close(c->pipe_fd);
    *c = (struct child){ .pid = 0, .pipe_fd = -1 };
}

bool child_ended(struct child *c, int *status) {
    int st = 0;
    if (c->pid <= 0)
        return true;
    pid_t got = waitpid(c->pid, &st, WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR))
        return false;
    if (status)
        *status = st;
    forget(c);
    return true;
}

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int left_ms(int64_t until) {
    int64_t left = until - now_ms();
    return left > 0 ? (int)left : 0;
}

/* True when the process has ended by then; it is still to be waited for. */
static bool wait_for_end(pid_t pid, int64_t until) {
    int fd = pidfd_open(pid, 0);
    if (fd < 0)
        return false;
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int ready;
    do
        ready = poll(&p, 1, left_ms(until));
    while (ready < 0 && errno == EINTR);
    close(fd);
    return ready > 0;
}

static int end_by(struct child *c, int64_t until) {
    int status = -1;
    bool in_time = wait_for_end(c->pid, until);
    if (!in_time)
        kill(c->pid, SIGKILL);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        ;
    forget(c);
    return in_time && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void child_stop(struct child *c, int ms) {
    if (c->pid <= 0)
        return;
    if (c->pipe_fd >= 0)
        close(c->pipe_fd);
    c->pipe_fd = -1;
    end_by(c, now_ms() + ms);
}

/* Reads until everyone who could write has gone, or until the time is over, or most is reached. */
static void drain(int fd, struct str *out, size_t most, int64_t until) {
    char chunk[4096];
    struct pollfd p = { .fd = fd, .events = POLLIN };
    for (;;) {
        int ready = poll(&p, 1, left_ms(until));
        if (ready < 0 && errno == EINTR)
            continue;
        ssize_t got = ready > 0 ? read(fd, chunk, sizeof chunk) : 0;
        if (got <= 0 || (size_t)got > most - out->len)
            return;
        str_add(out, chunk, (size_t)got);
    }
}

static int run(const char *const argv[], int in, struct str *out, size_t most, int ms) {
    int64_t until = now_ms() + ms;
    int pair[2] = { -1, -1 };
    struct child c;
    if (out && pipe2(pair, O_CLOEXEC) < 0)
        return CHILD_NOT_STARTED;
    bool started = start(&c, argv, in, pair[1]);
    if (pair[1] >= 0)
        close(pair[1]);
    if (started && out)
        drain(pair[0], out, most, until);
    if (pair[0] >= 0)
        close(pair[0]);
    return started ? end_by(&c, until) : CHILD_NOT_STARTED;
}

int child_run(const char *const argv[], struct str *out, int ms) {
    int code = run(argv, -1, out, SIZE_MAX, ms);
    return code < 0 ? -1 : code;
}

/* Held in memory, not in a pipe: nobody has to write while somebody reads. */
static int memory_file(const void *bytes, size_t len) {
    int fd = memfd_create("child", MFD_CLOEXEC);
    const char *p = bytes;
    while (fd >= 0 && len) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        p += n;
        len -= (size_t)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

int child_filter(const char *const argv[], const void *bytes, size_t len, struct str *out,
                 size_t most, int ms) {
    int in = memory_file(bytes, len);
    int code = in >= 0 ? run(argv, in, out, most, ms) : CHILD_NOT_STARTED;
    if (in >= 0)
        close(in);
    return code;
}

static bool has_parent_pipe(void) {
    struct stat st;
    return fstat(TELL_FD, &st) == 0 && S_ISFIFO(st.st_mode);
}

bool child_inherited_line(struct str *line) {
    char c;
    if (!has_parent_pipe())
        return false;
    for (;;) {
        ssize_t got = read(TELL_FD, &c, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1)
            return false;
        if (c == '\n')
            return true;
        str_putc(line, c);
    }
}

bool child_parent_gone(void) {
    struct pollfd p = { .fd = TELL_FD, .events = POLLIN };
    return has_parent_pipe() && poll(&p, 1, 0) > 0 && (p.revents & POLLHUP);
}

void child_wait_parent_gone(void) {
    char chunk[64];
    while (!has_parent_pipe())
        pause();
    for (;;) {
        ssize_t got = read(TELL_FD, chunk, sizeof chunk);
        if (got == 0 || (got < 0 && errno != EINTR))
            return;
    }
}
