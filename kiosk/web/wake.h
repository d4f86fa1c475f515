/* What a commit means for those who listen: found on the writer thread, sent by the pacing thread
 * (methods.md, "Who is woken"). */
#ifndef KIOSK_WEB_WAKE_H
#define KIOSK_WEB_WAKE_H
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include "events/book/snap.h"

enum { WAKE_PEOPLE = 512 };
struct wake_news {              /* gathers until the thread takes it */
    bool phones;                /* all phones see something else */
    bool turnout;               /* only the turnout shown on phones changed */
    bool screens;               /* stages and remotes */
    bool urgent;                /* screens at once, not with the next half second */
    bool taken_back;            /* a name or a consent: old documents must go */
    bool moved;                 /* somebody's phone changed: end the old streams */
    int64_t people[WAKE_PEOPLE];/* whose own cards changed, or who joined in between */
    size_t people_n;            /* when full: phones is set instead */
};
struct web_wake {
    pthread_mutex_t lock;       /* protects news and stop */
    pthread_cond_t cond;
    struct wake_news news;
    bool stop;
    pthread_t thread;           /* the pacing thread */
    bool running;
};
/* Adds what changed from before to now. before may be NULL. Pure. */
void wake_find(struct wake_news *news, const struct book_snap *before, const struct book_snap *now);
void wake_person(struct wake_news *news, int64_t person);
/* Hands news over to the pacing thread. */
void wake_tell(struct web_wake *wake, const struct wake_news *news);
#endif
