/* The loop: who may begin, what arrived, whose time has come. One thread; phones that are done cost
 * nothing. Source addresses: phone n is 127.(1 + n/62500).(n/250 mod 250).(1 + n mod 250). */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>
#include "kiosk/audience/crowd.h"
#include "lib/mem.h"

enum { EVENTS = 256, TICK_MS = 10 };

int64_t crowd_us(void) {
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* splitmix64: the same seed gives the same crowd on every machine. */
unsigned crowd_below(struct crowd *c, unsigned bound) {
    uint64_t z = c->random += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return bound ? (unsigned)((z ^ z >> 31) % bound) : 0;
}

void crowd_log(struct crowd *c, const char *what, const char *line) {
    if (c->log && *line)
        fprintf(c->log, "%s %s\n", what, line);
}

static void let_in(struct crowd *c) {
    while (c->begun < c->n && c->alive < c->window) {
        struct phone *p = &c->phones[c->begun];
        p->crowd = c;
        p->number = (unsigned)c->begun++;
        wire_init(&p->page, c->epoll, p);
        wire_init(&p->live, c->epoll, p);
        p->active = true;
        c->active[c->alive++] = p;
        c->script->begin(p);
    }
}

static void look_at_times(struct crowd *c) {
    for (size_t i = 0; i < c->alive; i++) {
        struct phone *p = c->active[i];
        if (p->due_ms && p->due_ms <= c->now_ms) {
            p->due_ms = 0;
            if (p->again)
                phone_again(p);
            else
                c->script->due(p);
        }
        if (p->live_due_ms && p->live_due_ms <= c->now_ms && !p->done)
            phone_open_live(p);
    }
}

static void let_out(struct crowd *c) {
    for (size_t i = 0; i < c->alive;) {
        struct phone *p = c->active[i];
        if (!p->done) {
            i++;
            continue;
        }
        p->active = false;
        wire_release(&p->page);
        wire_release(&p->live);
        form_release(&p->form);
        c->active[i] = c->active[--c->alive];
    }
}

int crowd_run(struct crowd *c, bool (*stop)(void *ctx), void *ctx) {
    struct epoll_event events[EVENTS];
    int64_t looked_ms = 0;

    c->epoll = epoll_create1(EPOLL_CLOEXEC);
    c->phones = mem_new(c->n ? c->n : 1, sizeof *c->phones);
    c->active = mem_new(c->n ? c->n : 1, sizeof(struct phone *));
    c->log = c->config->log ? fopen(c->config->log, "ae") : NULL;
    if (c->log)
        setvbuf(c->log, NULL, _IOLBF, 0);
    c->random = c->config->seed;
    c->now_ms = crowd_us() / 1000;
    let_in(c);
    while (c->alive && !(stop && stop(ctx))) {
        int n = epoll_wait(c->epoll, events, EVENTS, TICK_MS);
        c->now_ms = crowd_us() / 1000;
        for (int i = 0; i < n; i++) {
            struct wire *w = events[i].data.ptr;
            phone_happened(w->owner, w);
        }
        if (c->now_ms - looked_ms >= TICK_MS / 2) {
            looked_ms = c->now_ms;
            look_at_times(c);
        }
        let_out(c);
        let_in(c);
    }
    for (size_t i = 0; i < c->alive; i++)
        c->active[i]->done = true;
    let_out(c);
    if (c->log)
        fclose(c->log);
    close(c->epoll);
    free(c->phones);
    free(c->active);
    return c->failed ? 1 : 0;
}
