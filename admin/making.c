/* Documents in the making. See making.h. Invariant: a child is waited for only by its own thread;
 * its number is used by others only under the lock and while it is not waited for. */
#include "admin/making.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "lib/child.h"
#include "lib/clock.h"
#include "lib/folder.h"
#include "lib/log.h"
#include "lib/mem.h"

enum { EVENTS = 16, AT_ONCE = 2, LINE = 200, END_MS = 20000 };
struct one {
    char code[8];                      /* "": free */
    struct making_state state;
    struct child child;                /* while running: its thread's; pid read under the lock */
    int out;
    pthread_t thread;
    bool joinable;
    uint64_t begun, made;              /* the event's version: of the one running, of the folder */
    struct making *making;
    char *program, *path, *formats, *dir, *fresh;
};
struct making {
    pthread_mutex_t lock;              /* protects all below but the running children's pipes */
    char *folder;
    struct one events[EVENTS];
    bool stop;
};

struct making *making_new(const char *folder) {
    struct making *m = mem_new(1, sizeof *m);
    pthread_mutex_init(&m->lock, NULL);
    m->folder = mem_copy(folder);
    folder_remove(folder);
    return m;
}

static struct one *find(struct making *m, const char *code) {
    struct one *unused = NULL;
    for (size_t i = 0; i < EVENTS; i++) {
        if (strcmp(m->events[i].code, code) == 0)
            return &m->events[i];
        if (!m->events[i].code[0] && !unused)
            unused = &m->events[i];
    }
    return unused;
}

/* "progress 3 of 11 PDF" */
static void take_line(struct one *o, char *line) {
    int done, of, at = 0;
    if (sscanf(line, "progress %d of %d %n", &done, &of, &at) < 2 || !at)
        return;
    pthread_mutex_lock(&o->making->lock);
    o->state.done = done;
    o->state.of = of;
    (void)str_copy(o->state.what, sizeof o->state.what, line + at);
    pthread_mutex_unlock(&o->making->lock);
}

/* Until the child closes its output. */
static void follow(struct one *o) {
    struct str text = STR_INIT;
    char chunk[512];
    ssize_t got;
    while ((got = read(o->out, chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)) {
        char *end;
        if (got > 0)
            str_add(&text, chunk, (size_t)got);
        while ((end = memchr(text.data, '\n', text.len))) {
            struct str rest = STR_INIT;
            *end = '\0';
            take_line(o, text.data);
            str_puts(&rest, end + 1);
            str_release(&text);
            text = rest;
        }
        if (text.len > LINE)
            str_clear(&text);
    }
    str_release(&text);
    close(o->out);
}

static int wait_for(struct one *o) {
    int status = -1;
    for (int i = 0; i < END_MS / 20; i++) {
        pthread_mutex_lock(&o->making->lock);
        bool ended = child_ended(&o->child, &status);
        pthread_mutex_unlock(&o->making->lock);
        if (ended)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
    }
    pthread_mutex_lock(&o->making->lock);
    child_stop(&o->child, 0);
    pthread_mutex_unlock(&o->making->lock);
    return -1;
}

static void *watch(void *ctx) {
    struct one *o = ctx;
    follow(o);
    bool well = wait_for(o) == 0;
    pthread_mutex_lock(&o->making->lock);
    well = well && !o->state.cancelling;        /* asked too late: it is not wanted all the same */
    if (well) {
        folder_remove(o->dir);
        well = rename(o->fresh, o->dir) == 0;
    }
    folder_remove(o->fresh);
    if (well) {
        o->state.made_ms = clock_now().wall_ms;
        o->made = o->begun;
    }
    o->state.cancelled = !well && o->state.cancelling;
    o->state.failed = !well && !o->state.cancelling;
    o->state.running = o->state.cancelling = false;
    if (o->state.failed)
        log_line(LOG_WARN, "documentation: the child did not finish");
    pthread_mutex_unlock(&o->making->lock);
    return NULL;
}

static void forget_words(struct one *o) {
    char **words[] = { &o->program, &o->path, &o->formats, &o->dir, &o->fresh };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        free(*words[i]);
        *words[i] = NULL;
    }
}

static void join(struct one *o) {
    if (o->joinable)
        pthread_join(o->thread, NULL);
    o->joinable = false;
    forget_words(o);
}

static char *folder_of(const struct making *m, const char *code, const char *end) {
    struct str path = STR_INIT;
    str_printf(&path, "%s/%s%s", m->folder, code, end);
    return str_detach(&path);
}

/* Under the lock. */
static bool begin(struct making *m, struct one *o) {
    const char *argv[] = { o->program, "export", o->path, o->fresh, "--format", o->formats, NULL };
    int64_t made = o->state.made_ms;
    (void)mkdir(m->folder, 0700);
    if (!child_start_piped(&o->child, argv, &o->out))
        return false;
    o->state = (struct making_state){ .running = true, .made_ms = made };
    if (pthread_create(&o->thread, NULL, watch, o))
        BUG("no thread to watch a child");
    o->joinable = true;
    return true;
}

bool making_start(struct making *m, const struct making_order *order) {
    int running = 0;
    bool started = false;
    pthread_mutex_lock(&m->lock);
    struct one *o = find(m, order->code);
    for (size_t i = 0; i < EVENTS; i++)
        running += m->events[i].state.running;
    if (o && !m->stop && !o->state.running && running < AT_ONCE) {
        join(o);                       /* its thread has nothing more to do */
        (void)str_copy(o->code, sizeof o->code, order->code);
        o->making = m;
        o->begun = order->version;
        o->program = mem_copy(order->program);
        o->path = mem_copy(order->path);
        o->formats = mem_copy(order->formats);
        o->dir = folder_of(m, order->code, "");
        o->fresh = folder_of(m, order->code, ".new");
        started = begin(m, o);
        o->state.failed = !started;
    }
    pthread_mutex_unlock(&m->lock);
    return started;
}

/* Under the lock: asked by signal, ended between two steps. */
static void ask_to_end(struct one *o) {
    if (!o->state.running)
        return;
    o->state.cancelling = true;
    if (o->child.pid > 0)
        kill(o->child.pid, SIGTERM);
}

void making_cancel(struct making *m, const char *code) {
    pthread_mutex_lock(&m->lock);
    struct one *o = find(m, code);
    if (o && o->code[0])
        ask_to_end(o);
    pthread_mutex_unlock(&m->lock);
}

void making_look(struct making *m, const char *code, struct making_state *out) {
    *out = (struct making_state){ .running = false };
    pthread_mutex_lock(&m->lock);
    struct one *o = find(m, code);
    if (o && o->code[0])
        *out = o->state;
    pthread_mutex_unlock(&m->lock);
}

void making_forget(struct making *m, const char *code, uint64_t version) {
    char *dir = folder_of(m, code, "");
    pthread_mutex_lock(&m->lock);
    struct one *o = find(m, code);
    if (o && o->code[0] && o->begun < version)
        ask_to_end(o);
    if (o && o->code[0] && o->state.made_ms && o->made < version) {
        o->state.made_ms = 0;
        folder_remove(dir);
    }
    pthread_mutex_unlock(&m->lock);
    free(dir);
}

void making_path(const struct making *m, const char *code, const char *file, struct str *out) {
    str_clear(out);
    str_printf(out, "%s/%s/%s", m->folder, code, file);
}

void making_stop(struct making *m) {
    pthread_mutex_lock(&m->lock);
    m->stop = true;
    for (size_t i = 0; i < EVENTS; i++)
        ask_to_end(&m->events[i]);
    pthread_mutex_unlock(&m->lock);
    for (size_t i = 0; i < EVENTS; i++)
        join(&m->events[i]);
}

void making_free(struct making *m) {
    pthread_mutex_destroy(&m->lock);
    folder_remove(m->folder);
    free(m->folder);
    free(m);
}
