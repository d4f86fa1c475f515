/* The writer thread: takes the whole queue, one transaction, one savepoint per command, one commit
 * (synchronous=FULL), one snapshot, then the answers. The only connection that writes or
 * checkpoints (S-01).
 * Invariants: an answer other than BUSY and CLOSED is given only after the commit returned; a
 * commit that fails fails every command of its batch and leaves no trace in memory either. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include "events/book/inside.h"
#include "events/book/snap_build.h"
#include "lib/log.h"

static book_do *const verbs[] = {
    [BOOK_REGISTER] = do_register, [BOOK_TAKE_OVER] = do_take_over, [BOOK_LEAVE] = do_leave,
    [BOOK_CARD_ADD] = do_card_add, [BOOK_CARD_EDIT] = do_card_edit,
    [BOOK_CARD_WITHDRAW] = do_card_withdraw,
    [BOOK_BALLOT] = do_ballot,
    [BOOK_STEP] = do_step,
    [BOOK_REMOTE_ADD] = do_remote_add, [BOOK_REMOTE_BIND] = do_remote_bind,
    [BOOK_REMOTE_REVOKE] = do_remote_revoke,
    [BOOK_NEW_CODE] = do_new_code,
    [BOOK_DESK] = do_desk,
};

bool writer_begin(struct writer *w) {
    db_forgive(w->db);
    w->run.id = 0;
    return db_exec(w->db, "BEGIN IMMEDIATE");
}

bool writer_commit(struct writer *w) {
    if (db_do(w->db, "COMMIT", "")) return true;
    log_line(LOG_ERROR, "event file not written: %s", db_error(w->db));
    db_forgive(w->db);
    db_exec(w->db, "ROLLBACK");
    db_forgive(w->db);
    w->run.id = 0;
    return false;
}

static bool keeps(enum book_result result) {
    return result == BOOK_OK || result == BOOK_LATE || result == BOOK_AGAIN;
}

/* One command in its savepoint. False: the disk failed, and with it the batch. */
static bool run_job(struct writer *w, struct job *job) {
    struct db *d = w->db;
    struct writer_state before = w->state;
    if (!db_do(d, "SAVEPOINT command", "")) return false;
    enum book_result result = verbs[job->cmd.verb](w, &job->cmd, &job->reply);
    bool refused = db_refused(d);
    if (db_failed(d) && !refused) return false;
    if (refused && keeps(result)) {              /* a rule only the constraints caught */
        log_line(LOG_WARN, "command %d refused: %s", (int)job->cmd.verb, db_error(d));
        result = BOOK_NOT_ALLOWED;
    }
    db_forgive(d);
    job->reply.result = result;
    if (!keeps(result)) {
        db_do(d, "ROLLBACK TO command", "");
        w->run.id = 0;
        if (result == BOOK_ASK_AGAIN) w->dirty.any = w->dirty.show = true;
        else w->state = before;
    }
    return db_do(d, "RELEASE command", "");
}

static bool run_jobs(struct writer *w, struct job *jobs) {
    for (struct job *j = jobs; j; j = j->next)
        if (!run_job(w, j)) {
            log_line(LOG_ERROR, "event file: %s", db_error(w->db));
            return false;
        }
    return true;
}

static void fail_jobs(struct job *jobs) {
    for (struct job *j = jobs; j; j = j->next) j->reply = (struct book_reply){.result = BOOK_DISK};
}

static void answer(struct job *jobs, uint64_t version, int64_t saved_ms) {
    for (struct job *j = jobs, *next; j; j = next) {
        next = j->next;
        j->reply.version = version;
        j->reply.saved_ms = saved_ms;
        j->done(j->ctx, &j->reply);
        if (j->cmd.verb == BOOK_DESK) json_decref(j->cmd.as.desk.data);
        free(j);
    }
}

void writer_publish(struct book *b) {
    struct writer *w = &b->w;
    const struct book_snap *before = w->snap;
    if (before && !w->dirty.any) return;
    const struct book_snap *now = snap_build(w, before);
    if (db_failed(w->db)) {
        log_line(LOG_ERROR, "event file not read: %s", db_error(w->db));
        db_forgive(w->db);
    }
    dirty_clear(&w->dirty);
    w->snap = now;
    pthread_mutex_lock(&b->snap_lock);
    b->snap = now;
    pthread_mutex_unlock(&b->snap_lock);
    if (b->published && before) b->published(b->ctx, before, now);
    book_snap_release(before);
}

/* After a failed commit: what memory believes is what it was; the stage says so. */
static void after_failure(struct writer *w, const struct writer_state *before) {
    db_forgive(w->db);
    w->state = *before;
    dirty_clear(&w->dirty);
    w->run.id = 0;
    if (w->disk_trouble) return;
    w->disk_trouble = true;
    w->dirty.any = true;
}

static void after_success(struct book *b, bool wrote) {
    struct writer *w = &b->w;
    if (wrote && w->disk_trouble) {
        w->disk_trouble = false;
        w->dirty.any = true;
        log_line(LOG_NOTE, "the event file is written again");
    }
    if (w->state.owed && !atomic_exchange(&b->owed, true)) atomic_fetch_add(&b->sealings, 1);
}

/* While the disk refuses, a small write tries whether it is well again. */
static void probe(struct writer *w) {
    if (w->disk_trouble) db_do(w->db, "UPDATE show SET blank = blank", "");
}

static void batch(struct book *b, struct job *jobs) {
    struct writer *w = &b->w;
    struct writer_state before = w->state;
    w->now = clock_now();
    bool good = writer_begin(w) && run_jobs(w, jobs);
    if (good) {
        wake_overdue(w);
        probe(w);
        good = !db_failed(w->db);
    }
    if (!good && db_failed(w->db)) {
        db_forgive(w->db);
        db_exec(w->db, "ROLLBACK");
    } else if (good) {
        good = writer_commit(w);
    }
    if (good) after_success(b, true);
    else after_failure(w, &before);
    if (!good) fail_jobs(jobs);
    int64_t saved = clock_now().wall_ms;
    writer_publish(b);
    answer(jobs, w->snap->version, saved);
    if (w->state.owed && wake_truncate(w)) atomic_store(&b->owed, false);
}

bool writer_overdue(struct book *b) {
    struct writer *w = &b->w;
    w->now = clock_now();
    w->state.owed = db_one(w->db, 0, "SELECT 1 FROM owed WHERE what = 'truncate'", "") == 1;
    if (!writer_begin(w)) return false;
    wake_overdue(w);
    if (!writer_commit(w)) return false;
    if (w->state.owed && !wake_truncate(w)) atomic_store(&b->owed, true);
    return true;
}

/* --- the thread ------------------------------------------------------------------------------- */
static struct timespec after_ms(int64_t ms) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000;
    if (t.tv_nsec >= 1000000000) t.tv_sec++, t.tv_nsec -= 1000000000;
    return t;
}

/* Waits for commands, the next deadline (ms, -1: none) or the end. *stop: nothing more will
 * come. */
static struct job *take(struct book *b, int64_t ms, bool *stop) {
    /* a second at most: the machine may sleep, and a deadline by wall clock may jump */
    struct timespec until = after_ms(ms > 1000 ? 1000 : ms);
    pthread_mutex_lock(&b->queue_lock);
    while (!b->first && !b->stopping) {
        if (ms < 0) pthread_cond_wait(&b->queue_cond, &b->queue_lock);
        else if (pthread_cond_timedwait(&b->queue_cond, &b->queue_lock, &until) == ETIMEDOUT)
            break;
    }
    struct job *jobs = b->first;
    b->first = NULL;
    b->last = &b->first;
    b->queued = 0;
    *stop = b->stopping && !jobs;
    pthread_mutex_unlock(&b->queue_lock);
    return jobs;
}

void *writer_thread(void *arg) {
    struct book *b = arg;
    for (bool stop = false; !stop;) {
        b->w.now = clock_now();
        int64_t ms = wake_in_ms(&b->w);
        struct job *jobs = take(b, ms, &stop);
        b->w.now = clock_now();
        if (jobs || (!stop && wake_in_ms(&b->w) == 0) || (!stop && b->w.disk_trouble))
            batch(b, jobs);
        else if (b->w.state.owed && wake_truncate(&b->w))
            atomic_store(&b->owed, false);
    }
    return NULL;
}
