/* Work off the pool: one thread per kind of work with a short queue. A job belongs to its request
 * (as the memo) from the park to the end of the request; the worker borrows it until it wakes the
 * request. Invariant: a request is woken exactly once, its job being done or given up. */
#include <pthread.h>
#include <stdlib.h>
#include "admin/inner.h"
#include "lib/mem.h"

enum { QUEUE_MAX = 6 };

struct job {
    struct job *next;               /* protected by the worker's lock */
    struct http_req *req;
    void (*run)(void *job);
    void (*release)(void *job);
    void *job;
    bool done;                      /* written before the wake, read after it */
};
struct worker {
    pthread_mutex_t lock;           /* protects all below */
    pthread_cond_t cond;
    struct job *first;
    size_t waiting;                 /* the one at work too */
    bool stop;
    pthread_t thread;
};

static void wake(struct job *job, bool done) {
    struct http_req *req = job->req;

    job->done = done;
    http_wake(req);                 /* from here on the job may be gone */
}

static void *work(void *ctx) {
    struct worker *w = ctx;

    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (!w->first && !w->stop)
            pthread_cond_wait(&w->cond, &w->lock);
        struct job *job = w->first;
        if (!job)
            break;
        w->first = job->next;
        bool give_up = w->stop;
        pthread_mutex_unlock(&w->lock);
        if (!give_up)
            job->run(job->job);
        wake(job, !give_up);
        pthread_mutex_lock(&w->lock);
        w->waiting--;
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

struct worker *worker_start(void) {
    struct worker *w = mem_new(1, sizeof *w);

    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->cond, NULL);
    if (pthread_create(&w->thread, NULL, work, w))
        BUG("no thread for the desk's work");
    return w;
}

void worker_stop(struct worker *w) {
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_signal(&w->cond);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
}

void worker_free(struct worker *w) {
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->cond);
    free(w);
}

static void drop(void *memo) {
    struct job *job = memo;

    if (job->release)
        job->release(job->job);
    free(job);
}

/* Parks req with the job if the queue has room; the park comes before the worker can see it. */
static bool enqueue(struct worker *w, struct http_req *req, struct job *job) {
    pthread_mutex_lock(&w->lock);
    bool fits = w->waiting < QUEUE_MAX && !w->stop;
    if (fits) {
        struct job **last = &w->first;
        while (*last)
            last = &(*last)->next;
        http_set_memo(req, job, drop);
        http_park(req);
        *last = job;
        w->waiting++;
        pthread_cond_signal(&w->cond);
    }
    pthread_mutex_unlock(&w->lock);
    return fits;
}

void desk_work(struct desk_visit *v, enum desk_work kind, void (*run)(void *job), void *job,
               void (*release)(void *job)) {
    struct job *new = mem_new(1, sizeof *new);

    *new = (struct job){ .req = v->web.req, .run = run, .release = release, .job = job };
    if (enqueue(v->desk->workers[kind], v->web.req, new))
        return;
    drop(new);
    desk_refuse(v, 503, "busy", lang_text(v->web.lang,
        "The desk is busy with something else just now. Nothing was changed. Please try again in "
        "a few seconds."));
}

void *desk_worked(struct desk_visit *v) {
    struct job *job = http_memo_of(v->web.req, drop);

    return job && job->done ? job->job : NULL;
}
