/* Sends the raw requests of a file (format: guard.txt) to a server and compares the answers. Every
 * answer is also held against S-07 unless the case says "bare". Usage: run HOST PORT FILE
 * Ends with "N passed, N failed". */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "lib/mem.h"
#include "lib/str.h"

enum { TEXTS = 12, STEPS = 12, PATIENCE_MS = 4000, CLOSED = -1 };

struct step { struct str bytes; int pause_ms; };
struct test {
    char name[120];
    struct step step[STEPS];
    size_t steps;
    struct str have[TEXTS], lack[TEXTS];
    size_t haves, lacks;
    int want, then;       /* status, CLOSED; then 0: not looked at */
    bool bare, head;
};
struct target { struct sockaddr_in address; unsigned passed, failed; };

static size_t unescape(struct str *out, const char *s, size_t len);

/* \R(N,TEXT): the text ends at the last closing bracket that belongs to it. */
static size_t repeat(struct str *out, const char *s) {
    char *comma;
    long times = strtol(s, &comma, 10);
    size_t depth = 1, len = 0;

    BUG_IF(*comma != ',' || times < 1);
    for (comma++; comma[len] && depth; len++)
        depth += comma[len] == '(' ? 1u : comma[len] == ')' ? (size_t)-1 : 0u;
    for (long i = 0; i < times; i++)
        unescape(out, comma, len - 1);
    return (size_t)(comma - s) + len;
}

static size_t unescape(struct str *out, const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (s[i] != '\\') {
            str_putc(out, s[i]);
            continue;
        }
        char c = s[++i];
        if (c == 'x') {
            unsigned char byte;
            char digits[3] = { s[i + 1], s[i + 2], '\0' };
            BUG_IF(!str_unhex(&byte, 1, digits));
            str_putc(out, (char)byte);
            i += 2;
        } else if (c == 'R') {
            i += 1 + repeat(out, s + i + 2);
        } else {
            str_putc(out, c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t'
                          : c == '0' ? '\0' : c);
        }
    }
    return len;
}

static int status_word(const char *word) {
    return strcmp(word, "closed") == 0 ? CLOSED : atoi(word);
}

static void read_line(struct test *t, const char *key, const char *rest) {
    if (strcmp(key, "send") == 0) {
        BUG_IF(t->steps == STEPS);
        t->step[t->steps].bytes = (struct str)STR_INIT;
        unescape(&t->step[t->steps++].bytes, rest, strlen(rest));
        t->head |= t->steps == 1 && str_starts(rest, "HEAD ");
    } else if (strcmp(key, "pause") == 0) {
        t->step[t->steps - 1].pause_ms = atoi(rest);
    } else if (strcmp(key, "want") == 0) {
        t->want = status_word(rest);
    } else if (strcmp(key, "then") == 0) {
        t->then = status_word(rest);
    } else if (strcmp(key, "bare") == 0) {
        t->bare = true;
    } else if (strcmp(key, "have") == 0 || strcmp(key, "lack") == 0) {
        size_t *n = key[0] == 'h' ? &t->haves : &t->lacks;
        struct str *texts = key[0] == 'h' ? t->have : t->lack;
        BUG_IF(*n == TEXTS);
        texts[*n] = (struct str)STR_INIT;
        unescape(&texts[(*n)++], rest, strlen(rest));
    } else {
        BUG("unknown key \"%s\" in \"%s\"", key, t->name);
    }
}

static void forget(struct test *t) {
    for (size_t i = 0; i < t->steps; i++)
        str_release(&t->step[i].bytes);
    for (size_t i = 0; i < t->haves; i++)
        str_release(&t->have[i]);
    for (size_t i = 0; i < t->lacks; i++)
        str_release(&t->lack[i]);
    *t = (struct test){ 0 };
}

/* --- the connection --- */

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads what comes until the time is over; false at the end of the connection. */
static bool read_some(int fd, struct str *in, int64_t until) {
    char buffer[4096];
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int64_t left = until - now_ms();

    if (poll(&p, 1, left > 0 ? (int)left : 0) <= 0)
        return left > 0;
    ssize_t n = recv(fd, buffer, sizeof buffer, 0);
    if (n > 0)
        str_add(in, buffer, (size_t)n);
    return n > 0;
}

static const char *header(const char *head, const char *end, const char *name) {
    size_t len = strlen(name);

    for (const char *p = strstr(head, "\r\n"); p && p < end; p = strstr(p + 2, "\r\n"))
        if (strncasecmp(p + 2, name, len) == 0 && p[2 + len] == ':')
            return p + 3 + len + strspn(p + 3 + len, " ");
    return NULL;
}

/* The length of the first whole answer in text, 0 while it is not there. A stream counts as whole
 * after its first event with data. */
static size_t whole(const struct str *in, bool head_only) {
    const char *end = strstr(in->data, "\r\n\r\n"), *length;
    int status;

    if (!end)
        return 0;
    status = in->len > 12 ? atoi(in->data + 9) : 0;
    size_t head = (size_t)(end - in->data) + 4;
    if (status == 204 || status == 304 || status < 200 || head_only)
        return head;
    if ((length = header(in->data, end, "Content-Length")))
        return in->len >= head + strtoul(length, NULL, 10) ? head + strtoul(length, NULL, 10) : 0;
    end = strstr(end, "\ndata:");
    return end && strstr(end, "\n\n") ? in->len : 0;
}

/* Moves the next answer into out; its status, or CLOSED. Interim answers (100) are skipped. */
static int answer(int fd, struct str *in, struct str *out, bool head_only) {
    int64_t until = now_ms() + PATIENCE_MS;
    size_t n;
    bool open = true;

    str_clear(out);
    for (;;) {
        while (!(n = whole(in, head_only)) && open && now_ms() < until)
            open = read_some(fd, in, until);
        if (!n)
            return open ? 0 : CLOSED;
        str_clear(out);
        str_add(out, in->data, n);
        memmove(in->data, in->data + n, in->len - n + 1);
        in->len -= n;
        if (atoi(out->data + 9) >= 200)
            return atoi(out->data + 9);
    }
}

static int open_connection(const struct target *to) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (connect(fd, (const struct sockaddr *)&to->address, sizeof to->address)) {
        perror("connect");
        exit(2);
    }
    return fd;
}

static void send_steps(int fd, const struct test *t, struct str *in) {
    for (size_t i = 0; i < t->steps; i++) {
        const struct str *b = &t->step[i].bytes;
        if (send(fd, b->data, b->len, MSG_NOSIGNAL) < 0)
            return;
        for (int64_t until = now_ms() + t->step[i].pause_ms; now_ms() < until;)
            if (!read_some(fd, in, until))
                break;
    }
}

/* --- the judgement --- */

static const char *const everywhere[] = {
    "Content-Security-Policy: default-src 'none';", "X-Content-Type-Options: nosniff",
    "Referrer-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin", "Cache-Control: ",
};

static bool contains(const struct str *text, const char *part, size_t len) {
    return memmem(text->data, text->len, part, len) != NULL;
}

static const char *find_fault(const struct test *t, int got, int next, const struct str *text) {
    static char fault[400];

    if (got != t->want || (t->then && next != t->then)) {
        snprintf(fault, sizeof fault, "want %d then %d, got %d then %d", t->want, t->then, got,
                 next);
        return fault;
    }
    for (size_t i = 0; got != CLOSED && !t->bare && i < sizeof everywhere / sizeof *everywhere; i++)
        if (!contains(text, everywhere[i], strlen(everywhere[i])))
            return everywhere[i];
    for (size_t i = 0; i < t->haves; i++)
        if (!contains(text, t->have[i].data, t->have[i].len))
            return t->have[i].data;
    for (size_t i = 0; i < t->lacks; i++)
        if (contains(text, t->lack[i].data, t->lack[i].len))
            return t->lack[i].data;
    return NULL;
}

static void run(struct target *to, struct test *t) {
    struct str in = STR_INIT, first = STR_INIT, second = STR_INIT;
    const char *fault;
    int got, next = 0;

    if (!t->name[0])
        return;
    BUG_IF(!t->steps || !t->want);
    int fd = open_connection(to);
    send_steps(fd, t, &in);
    got = answer(fd, &in, &first, t->head);
    if (t->then)
        next = answer(fd, &in, &second, false);
    close(fd);
    if ((fault = find_fault(t, got, next, &first))) {
        printf("FAILED %s: %s\n%.*s\n", t->name, fault, 600, first.data);
        to->failed++;
    } else {
        to->passed++;
    }
    str_release(&in);
    str_release(&first);
    str_release(&second);
}

int main(int argc, char **argv) {
    struct target to = { .address = { .sin_family = AF_INET } };
    struct test test = { 0 };
    char *line = NULL;
    size_t size = 0;
    ssize_t len;
    FILE *file = argc == 4 ? fopen(argv[3], "r") : NULL;

    if (!file || inet_pton(AF_INET, argv[1], &to.address.sin_addr) != 1) {
        fprintf(stderr, "usage: run HOST PORT FILE\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    to.address.sin_port = htons((uint16_t)atoi(argv[2]));
    while ((len = getline(&line, &size, file)) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        if (!line[0] || line[0] == '#')
            continue;
        char *rest = strchr(line, ' ');
        if (rest)
            *rest++ = '\0';
        if (strcmp(line, "name") == 0) {
            run(&to, &test);
            forget(&test);
            str_copy(test.name, sizeof test.name, rest);
        } else {
            read_line(&test, line, rest ? rest : "");
        }
    }
    run(&to, &test);
    forget(&test);
    free(line);
    fclose(file);
    printf("%u passed, %u failed\n", to.passed, to.failed);
    return to.failed || !to.passed;
}
