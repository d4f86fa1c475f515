/* The face of an open event file: opened, its queue, its newest snapshot, closed. Owner's thread
 * opens and closes; book_submit, book_snap and the readers are for any thread. */
#include "events/book/book.h"
#include <stdlib.h>
#include <string.h>
#include "events/book/file.h"
#include "events/book/inside.h"
#include "events/book/snap_build.h"
#include "lib/log.h"
#include "lib/mem.h"

static struct book *new_book(const char *path) {
    struct book *b = mem_new(1, sizeof *b);
    pthread_condattr_t attr;
    b->path = mem_copy(path);
    b->lock_fd = -1;
    b->last = &b->first;
    b->w.state.confirm = RULES_STEPS;
    pthread_mutex_init(&b->queue_lock, NULL);
    pthread_mutex_init(&b->snap_lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&b->queue_cond, &attr);
    pthread_condattr_destroy(&attr);
    for (int i = 0; i < READERS; i++) pthread_mutex_init(&b->readers[i].lock, NULL);
    return b;
}

/* Every item has a run, and something is shown: also in files made by hand. */
static bool complete(struct writer *w) {
    if (!writer_begin(w)) return false;
    db_do(w->db, "INSERT INTO run (item, number, secrecy, appear, author) "
          "SELECT i.id, 1, i.secrecy, i.appear, i.author FROM item i "
          "WHERE NOT EXISTS (SELECT 1 FROM run r "
          "WHERE r.item = i.id)", "");
    db_do(w->db, "INSERT INTO show (id, item) SELECT 1, min(i.id) FROM item i WHERE i.position = "
          "(SELECT min(position) FROM item) ON CONFLICT (id) DO NOTHING", "");
    db_do(w->db, "UPDATE show SET item = (SELECT id FROM item ORDER BY position LIMIT 1) "
          "WHERE item IS NULL", "");
    return writer_commit(w);
}

static enum book_open open_file(struct book *b) {
    char error[400], complaint[256];
    struct writer *w = &b->w;
    enum book_open look = file_look(b->path);
    if (look != BOOK_OPENED) return look;
    b->lock_fd = file_lock(b->path);
    if (b->lock_fd < 0) return b->lock_fd == -1 ? BOOK_LOCKED : BOOK_OPEN_FAILED;
    w->db = db_open(b->path, DB_WRITE, error, sizeof error);
    if (!w->db) {
        log_line(LOG_ERROR, "%s", error);
        return strstr(error, "malformed") || strstr(error, "not a database") ? BOOK_DAMAGED
                                                                             : BOOK_OPEN_FAILED;
    }
    sqlite3_busy_timeout(db_handle(w->db), 0);  /* the only writer; a reader only delays TRUNCATE */
    if (!file_quick_check(w->db, complaint, sizeof complaint)) {
        log_line(LOG_ERROR, "%s: %s", b->path, complaint);
        return BOOK_DAMAGED;
    }
    if (!file_migrate(w->db) || !complete(w) || !writer_overdue(b) ||
        !readers_open(b, error, sizeof error)) return BOOK_OPEN_FAILED;
    return BOOK_OPENED;
}

enum book_open book_open(struct book **out, const char *path,
                         void (*published)(void *ctx, const struct book_snap *before,
                                           const struct book_snap *now),
                         void *ctx) {
    struct book *b = new_book(path);
    *out = NULL;
    enum book_open result = open_file(b);
    if (result != BOOK_OPENED) goto out;
    b->published = published;
    b->ctx = ctx;
    b->w.dirty.all = b->w.dirty.any = true;
    writer_publish(b);
    b->w.state.changed_version = b->w.state.step_version = b->w.snap->version;
    result = BOOK_OPEN_FAILED;
    if (pthread_create(&b->thread, NULL, writer_thread, b)) goto out;
    b->running = true;
    *out = b;
    return BOOK_OPENED;
out:
    book_close(b);
    return result;
}

void book_stop(struct book *b) {
    if (!b->running) return;
    pthread_mutex_lock(&b->queue_lock);
    b->stopping = true;
    pthread_cond_signal(&b->queue_cond);
    pthread_mutex_unlock(&b->queue_lock);
    pthread_join(b->thread, NULL);
    b->running = false;
}

void book_close(struct book *b) {
    if (!b) return;
    book_stop(b);
    readers_close(b);
    book_snap_release(b->snap);
    dirty_release(&b->w.dirty);
    db_close(b->w.db);
    file_unlock(b->lock_fd);
    for (int i = 0; i < READERS; i++) pthread_mutex_destroy(&b->readers[i].lock);
    pthread_cond_destroy(&b->queue_cond);
    pthread_mutex_destroy(&b->queue_lock);
    pthread_mutex_destroy(&b->snap_lock);
    free(b->path);
    free(b);
}

const struct book_snap *book_snap(struct book *b) {
    pthread_mutex_lock(&b->snap_lock);
    const struct book_snap *snap = snap_hold(b->snap);
    pthread_mutex_unlock(&b->snap_lock);
    return snap;
}

/* --- queue ------------------------------------------------------------------------------------ */
static size_t used(const struct book_cmd *cmd) {
    size_t at = offsetof(struct book_cmd, as);
    switch (cmd->verb) {
    case BOOK_BALLOT: return at + sizeof cmd->as.ballot;
    case BOOK_REGISTER: return at + sizeof cmd->as.reg;
    case BOOK_CARD_ADD: case BOOK_CARD_EDIT: case BOOK_CARD_WITHDRAW:
        return at + sizeof cmd->as.card;
    default: return sizeof *cmd;
    }
}

static struct job *new_job(const struct book_cmd *cmd,
                           void (*done)(void *, const struct book_reply *), void *ctx) {
    struct job *job = malloc(sizeof *job);       /* not zeroed: 3 KB for each vote */
    BUG_IF(!job);
    job->next = NULL;
    job->done = done;
    job->ctx = ctx;
    job->reply = (struct book_reply){0};
    memcpy(&job->cmd, cmd, used(cmd));
    return job;
}

void book_submit(struct book *b, const struct book_cmd *cmd,
                 void (*done)(void *ctx, const struct book_reply *reply), void *ctx) {
    struct job *job = new_job(cmd, done, ctx);
    struct book_reply no = {.result = BOOK_OK};
    pthread_mutex_lock(&b->queue_lock);
    if (b->stopping || !b->running) no.result = BOOK_CLOSED;
    else if (b->queued >= QUEUE_MAX) no.result = BOOK_BUSY;
    else {
        *b->last = job;
        b->last = &job->next;
        if (b->queued++ == 0) pthread_cond_signal(&b->queue_cond);
    }
    pthread_mutex_unlock(&b->queue_lock);
    if (no.result == BOOK_OK) return;
    free(job);
    if (cmd->verb == BOOK_DESK) json_decref(cmd->as.desk.data);
    done(ctx, &no);
}

struct wait { pthread_mutex_t lock; pthread_cond_t cond; bool done; struct book_reply reply; };

static void wake(void *ctx, const struct book_reply *reply) {
    struct wait *wait = ctx;
    pthread_mutex_lock(&wait->lock);
    wait->reply = *reply;
    wait->done = true;
    pthread_cond_signal(&wait->cond);
    pthread_mutex_unlock(&wait->lock);
}

struct book_reply book_submit_wait(struct book *b, const struct book_cmd *cmd) {
    struct wait wait = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, {0}};
    book_submit(b, cmd, wake, &wait);
    pthread_mutex_lock(&wait.lock);
    while (!wait.done) pthread_cond_wait(&wait.cond, &wait.lock);
    pthread_mutex_unlock(&wait.lock);
    return wait.reply;
}
