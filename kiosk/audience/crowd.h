/* Inside of the room: all phones together, their loop and what kind of audience they are. */
#ifndef KIOSK_AUDIENCE_CROWD_H
#define KIOSK_AUDIENCE_CROWD_H
#include <stdio.h>
#include "kiosk/audience/phone.h"

/* What a kind of audience does; one const row each. */
struct script {
    void (*begin)(struct phone *p);
    /* the answer's status is page.status, its body page.body; redirects are followed before */
    void (*answered)(struct phone *p);
    void (*stored)(struct phone *p);        /* a POST was answered by 2xx or 3xx; may be NULL */
    void (*due)(struct phone *p);
    void (*pushed)(struct phone *p);        /* something came on the live channel; may be NULL */
};
struct crowd {
    const struct audience_config *config;
    const struct script *script;
    struct audience_count *count;
    struct phone *phones;
    size_t n, begun, alive;         /* phones; started so far; of these not yet done */
    size_t window;                  /* at most so many at once */
    struct phone **active;          /* those begun and not done */
    int epoll;
    int64_t now_ms;
    uint64_t random;
    FILE *log;
    const struct audience_ballot *ballots;     /* replay, grouped by voter */
    size_t rows, row;
    struct audience_bench *bench;
    uint32_t *times_us;             /* bench */
    size_t ready;
    int64_t bench_begin_us, bench_end_us;
    bool failed;
};
int crowd_run(struct crowd *c, bool (*stop)(void *ctx), void *ctx);
unsigned crowd_below(struct crowd *c, unsigned bound);
int64_t crowd_us(void);
/* "try" or "ack" and the line. */
void crowd_log(struct crowd *c, const char *what, const char *line);
#endif
