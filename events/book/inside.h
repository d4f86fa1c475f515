/* The inside of struct book: queue, writer thread, readers, the newest snapshot. */
#ifndef EVENTS_BOOK_INSIDE_H
#define EVENTS_BOOK_INSIDE_H
#include <pthread.h>
#include <stdatomic.h>
#include "events/book/write.h"

enum { QUEUE_MAX = 8192, READERS = 4 };

struct job {
    struct job *next;
    void (*done)(void *ctx, const struct book_reply *reply);
    void *ctx;
    struct book_reply reply;
    struct book_cmd cmd;                 /* last: only the part its verb uses is allocated */
};
struct reader { pthread_mutex_t lock; struct db *db; };
struct book {
    char *path;
    int lock_fd;
    void (*published)(void *, const struct book_snap *, const struct book_snap *);
    void *ctx;

    pthread_mutex_t queue_lock;          /* protects the next lines */
    pthread_cond_t queue_cond;           /* something queued, or stopping */
    struct job *first, **last;
    size_t queued;
    bool stopping;

    pthread_mutex_t snap_lock;           /* protects snap: held for a pointer and a count */
    const struct book_snap *snap;

    pthread_t thread;
    bool running;                        /* thread was started and not yet joined */
    struct writer w;                     /* writer thread only (before and after it: the owner) */

    struct reader readers[READERS];
    atomic_uint next_reader;
    atomic_uint sealings;                /* grows with each sealing: copies begin anew */
    atomic_bool owed;                    /* a truncation is owed: copies wait */
};

/* writer.c */
void *writer_thread(void *book);
/* Publishes the first snapshot or the next one if anything is dirty. */
void writer_publish(struct book *b);
/* Overdue closings, sealings, truncation; before the first request. False: disk trouble. */
bool writer_overdue(struct book *b);
/* reader.c */
bool readers_open(struct book *b, char *error, size_t size);
void readers_close(struct book *b);
struct reader *reader_take(struct book *b);
void reader_give(struct reader *r);
#endif
