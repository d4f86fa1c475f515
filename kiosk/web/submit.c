/* Submit-park-resume: the job is shared by the parked request and the writer thread and freed by
 * whichever lets go last. Pool thread parks and reads; writer thread answers. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/mem.h"
#include "lib/str.h"

struct job {
    atomic_int holders;         /* request's memo, writer */
    atomic_bool answered;       /* set before the wake */
    struct http_req *req;       /* borrowed; alive until woken */
    struct book_reply reply;    /* written before answered */
    char keep[160];             /* pool thread only */
    bool kept;
};

static void job_drop(void *memo) {
    struct job *job = memo;
    if (atomic_fetch_sub(&job->holders, 1) > 1) return;
    explicit_bzero(job->keep, sizeof job->keep);
    free(job);
}

static struct job *job_of(struct http_req *req) {
    struct job *job = http_memo_of(req, job_drop);
    if (job) return job;
    job = mem_new(1, sizeof *job);
    job->req = req;
    atomic_init(&job->holders, 1);
    atomic_init(&job->answered, false);
    http_set_memo(req, job, job_drop);
    return job;
}

const struct book_reply *web_answer(struct http_req *req) {
    struct job *job = http_memo_of(req, job_drop);
    return job && atomic_load(&job->answered) ? &job->reply : NULL;
}

static void done(void *ctx, const struct book_reply *reply) {
    struct job *job = ctx;
    struct http_req *req = job->req;
    job->reply = *reply;
    atomic_store(&job->answered, true);
    http_wake(req);
    job_drop(job);
}

void web_submit(struct web *w, struct http_req *req, const struct book_cmd *cmd) {
    struct job *job = job_of(req);
    BUG_IF(atomic_load(&job->answered));
    atomic_fetch_add(&job->holders, 1);
    http_park(req);         /* before the writer sees the job: a wake that comes first is lost */
    book_submit(atomic_load(&w->book), cmd, done, job);
}

void web_keep(struct http_req *req, const char *text) {
    struct job *job = job_of(req);
    job->kept = str_copy(job->keep, sizeof job->keep, text);
    BUG_IF(!job->kept);
}
char *web_kept(struct http_req *req) {
    struct job *job = http_memo_of(req, job_drop);
    return job && job->kept ? job->keep : NULL;
}
