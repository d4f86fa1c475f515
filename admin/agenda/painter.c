/* The warm punktum-stage --pictures: a line on its descriptor 3 for each picture, a line back when
 * it is drawn. Invariant: child and out_fd live and die together; an answer that did not come in
 * time is never read by the next picture, because the child that owes it is ended. Any thread. */
#include "admin/agenda/painter.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/child.h"
#include "lib/clock.h"
#include "lib/log.h"
#include "lib/mem.h"

struct painter {
    const char *program;
    pthread_mutex_t lock;           /* protects all below */
    struct child child;
    int out_fd;                     /* its standard output; -1 when it is not running */
};

struct painter *painter_new(const char *program) {
    struct painter *p = mem_new(1, sizeof *p);

    *p = (struct painter){ .program = program, .child.pipe_fd = -1, .out_fd = -1 };
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

static void end(struct painter *p) {
    if (p->out_fd >= 0)
        close(p->out_fd);
    p->out_fd = -1;
    child_stop(&p->child, 0);
}

void painter_free(struct painter *p) {
    end(p);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static bool begin(struct painter *p) {
    const char *const argv[] = { p->program, "--pictures", NULL };

    if (p->out_fd >= 0)
        return true;
    if (child_start_piped(&p->child, argv, &p->out_fd))
        return true;
    log_line(LOG_WARN, "stage picture: %s: %s", p->program, strerror(errno));
    p->out_fd = -1;
    return false;
}

/* What it says until the answer, a line "0" or "1". '\0': none came until then. */
static char answer(const struct painter *p, struct str *said, int64_t until) {
    char chunk[4096];

    for (;;) {
        struct pollfd ready = { .fd = p->out_fd, .events = POLLIN };
        int64_t left = until - clock_now().boot_ms;
        int n = poll(&ready, 1, left > 0 ? (int)left : 0);
        if (n < 0 && errno == EINTR)
            continue;
        ssize_t got = n > 0 ? read(p->out_fd, chunk, sizeof chunk) : 0;
        if (got <= 0)
            return '\0';
        str_add(said, chunk, (size_t)got);
        const char *last = said->len >= 2 ? said->data + said->len - 2 : "";
        if ((strcmp(last, "0\n") == 0 || strcmp(last, "1\n") == 0)
            && (said->len == 2 || last[-1] == '\n'))
            return *last;
    }
}

static char ask_once(struct painter *p, const char *line, struct str *said, int64_t until) {
    char got = '\0';

    str_clear(said);
    if (begin(p) && child_tell(&p->child, line))
        got = answer(p, said, until);
    if (!got)
        end(p);
    return got;
}

static char ask(struct painter *p, const struct str *line, struct str *said, int ms) {
    int64_t until = clock_now().boot_ms + ms;

    pthread_mutex_lock(&p->lock);
    bool was_warm = p->out_fd >= 0;
    char got = ask_once(p, line->data, said, until);
    if (!got && was_warm && clock_now().boot_ms < until)    /* it had ended meanwhile */
        got = ask_once(p, line->data, said, until);
    pthread_mutex_unlock(&p->lock);
    return got;
}

bool painter_draw(struct painter *p, const char *size, const char *scene, const char *png, int ms) {
    struct str line = STR_INIT, said = STR_INIT;

    str_printf(&line, "%s\t%s\t%s\n", size, scene, png);
    char got = ask(p, &line, &said, ms);
    str_release(&line);
    str_release(&said);
    return got == '0';
}

bool painter_boxes(struct painter *p, const char *size, const char *scene, struct str *boxes,
                   int ms) {
    struct str line = STR_INIT;

    str_printf(&line, "%s\t%s\n", size, scene);
    char got = ask(p, &line, boxes, ms);
    str_release(&line);
    return got != '\0';
}
