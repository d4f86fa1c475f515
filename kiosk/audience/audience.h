/* Simulated phones over real HTTP: one epoll loop, a script per phone; replay, DEMO, rehearsal and
 * the load tests are this one client. Each phone has its own source address in 127.0.0.0/8, its own
 * cookie, and goes through pages and forms as a phone does. Its own thread or process. */
#ifndef KIOSK_AUDIENCE_AUDIENCE_H
#define KIOSK_AUDIENCE_AUDIENCE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audience_config {
    const char *address;       /* numeric */
    unsigned port;
    const char *code;          /* event code */
    unsigned phones;
    unsigned seed;             /* same seed, same behaviour */
    bool own_addresses;        /* bind 127.x.y.z sources (only when address is loopback) */
    bool live;                 /* hold a live channel each and follow the session */
    int pace_ms;               /* mean pause between a phone's actions; 0 = as fast as it can */
    const char *log;           /* file of acknowledged actions ("card NONCE", "ballot ..."), NULL */
};
struct audience_count { unsigned registered, cards, ballots, refused, errors; };
/* Follows the session until the server is gone or stop() says so. 0, or 1 after an error that a
 * phone would have seen (5xx, a lost acknowledged thing). */
int audience_follow(const struct audience_config *config, bool (*stop)(void *ctx), void *ctx,
                    struct audience_count *count);
/* Feeds ballots (voter, option, points) through register, page, form; prints nothing. */
struct audience_ballot { unsigned voter; unsigned option; unsigned points; };
int audience_replay(const struct audience_config *config, const struct audience_ballot *ballots,
                    size_t n, struct audience_count *count, double *seconds);
#endif
