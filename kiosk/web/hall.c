/* The list of open events and their references. Any thread.
 * Invariants: an event in the list has one reference of the list's own; who finds it takes another
 * under the lock; a request's reference ends when its answer is out (http_hold). So an event taken
 * off the list is free when its count is zero. Streams leave the event's hub a moment before or
 * after their request ends: hall_drain waits for both. */
#include "kiosk/web/hall.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include "kiosk/web/inner.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { ALL_KINDS = LIVE_PHONE | LIVE_REMOTE | LIVE_STAGE | LIVE_DESK, NAP_MS = 5, SAY_MS = 10000 };

struct entry {                  /* event first: a struct hall_event is one of these */
    struct hall_event event;
    atomic_uint refs;
};
struct hall {
    struct web *empty;
    pthread_mutex_t lock;       /* protects the list */
    struct entry *list[HALL_EVENTS];
    size_t n;
    void (*taken_back)(void *ctx, const char *code, uint64_t version);  /* under lock too */
    void *taken_back_ctx;
};

struct hall *hall_new(struct web *empty) {
    struct hall *h = mem_new(1, sizeof *h);
    h->empty = empty;
    empty->hall = h;
    pthread_mutex_init(&h->lock, NULL);
    return h;
}

void hall_free(struct hall *h) {
    if (!h) return;
    BUG_IF(h->n);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

struct web *hall_empty(const struct hall *h) { return h->empty; }

static struct entry *entry_of(struct hall_event *e) { return (struct entry *)(void *)e; }

static bool is_there(const struct hall *h, const struct hall_event *e) {
    for (size_t i = 0; i < h->n; i++)
        if (!strcmp(h->list[i]->event.code, e->code) || !strcmp(h->list[i]->event.path, e->path))
            return true;
    return false;
}

struct hall_event *hall_add(struct hall *h, const struct hall_event *event) {
    struct entry *new = mem_new(1, sizeof *new);
    const struct book_snap *s = book_snap(web_book(event->web));
    new->event = *event;
    new->event.hall = h;
    new->event.path = mem_copy(event->path);
    (void)str_copy(new->event.code, sizeof new->event.code, s->settings.code);
    book_snap_release(s);
    atomic_init(&new->refs, 1);
    pthread_mutex_lock(&h->lock);
    bool fits = h->n < HALL_EVENTS && !is_there(h, &new->event);
    if (fits) h->list[h->n++] = new;
    pthread_mutex_unlock(&h->lock);
    if (fits) return &new->event;
    free((void *)(uintptr_t)new->event.path);
    free(new);
    return NULL;
}

void hall_remove(struct hall_event *e) {
    struct hall *h = e->hall;
    pthread_mutex_lock(&h->lock);
    size_t i = 0;
    while (i < h->n && &h->list[i]->event != e) i++;
    BUG_IF(i == h->n);
    h->n--;
    memmove(&h->list[i], &h->list[i + 1], (h->n - i) * sizeof *h->list);
    pthread_mutex_unlock(&h->lock);
    hall_release(e);
}

void hall_drain(struct hall_event *e) {
    struct entry *entry = entry_of(e);
    for (int ms = 0; atomic_load(&entry->refs) || live_count(web_live(e->web), ALL_KINDS);
         ms += NAP_MS) {
        nanosleep(&(struct timespec){.tv_nsec = NAP_MS * 1000000L}, NULL);
        if (ms && ms % SAY_MS == 0) log_line(LOG_WARN, "an event waits for its last requests");
    }
    free((void *)(uintptr_t)e->path);
    free(entry);
}

void hall_release(void *event) {
    atomic_fetch_sub(&entry_of(event)->refs, 1);
}

static struct hall_event *hold(struct entry *entry) {
    atomic_fetch_add(&entry->refs, 1);
    return &entry->event;
}

struct hall_event *hall_find(struct hall *h, const char *code) {
    struct hall_event *found = NULL;
    pthread_mutex_lock(&h->lock);
    for (size_t i = 0; i < h->n && !found; i++)
        if (!strcasecmp(h->list[i]->event.code, code)) found = hold(h->list[i]);
    pthread_mutex_unlock(&h->lock);
    return found;
}

size_t hall_list(struct hall *h, struct hall_event *out[HALL_EVENTS]) {
    pthread_mutex_lock(&h->lock);
    size_t n = h->n;
    for (size_t i = 0; i < n; i++) out[i] = hold(h->list[i]);
    pthread_mutex_unlock(&h->lock);
    return n;
}

void hall_on_taken_back(struct hall *h, void (*done)(void *ctx, const char *code,
                                                     uint64_t version), void *ctx) {
    pthread_mutex_lock(&h->lock);
    h->taken_back = done;
    h->taken_back_ctx = ctx;
    pthread_mutex_unlock(&h->lock);
}

void hall_taken_back(struct hall *h, struct web *w) {
    char code[8] = "";
    pthread_mutex_lock(&h->lock);
    void (*done)(void *, const char *, uint64_t) = h->taken_back;
    void *ctx = h->taken_back_ctx;
    for (size_t i = 0; i < h->n; i++)
        if (h->list[i]->event.web == w)
            (void)str_copy(code, sizeof code, h->list[i]->event.code);
    pthread_mutex_unlock(&h->lock);
    if (done && *code) done(ctx, code, web_part_version(w, WEB_PART_TAKEN_BACK));
}

size_t hall_open_count(struct hall *h) {
    pthread_mutex_lock(&h->lock);
    size_t n = h->n;
    pthread_mutex_unlock(&h->lock);
    return n;
}

bool hall_host_ok(const char *host, void *ctx) {
    struct hall *h = ctx;
    struct hall_event *all[HALL_EVENTS];
    size_t n = hall_list(h, all);
    bool ok = n == 0 && web_host_ok(host, h->empty);
    for (size_t i = 0; i < n; i++) {
        ok = ok || web_host_ok(host, all[i]->web);
        hall_release(all[i]);
    }
    return ok;
}

/* Before a handler there is no ctx yet: the frame of the event it would be for. */
void hall_error(struct http_req *req, int status, void *ctx) {
    if (http_held(req)) web_error(req, status, ((struct hall_event *)http_held(req))->web);
    else web_error(req, status, hall_pick(req, ctx));
}
