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
    bool restless;             /* load: every phone goes on changing dots and adding cards */
    int patience_ms;           /* the server may be away that long; the same forms are sent again */
    const char *log;           /* NULL, or a file of what was tried and what was acknowledged:
                                * "try|ack register N NAME", "... card N NONCE TEXT",
                                * "... ballot N RUN REVISION OPTION=POINTS,..." */
    const int64_t *options;    /* replay: id of option 0, 1 ... on the ballot form */
};
struct audience_count { unsigned registered, cards, ballots, refused, errors; };
/* Follows the session until the server is gone or stop() says so. 0, or 1 after an error that a
 * phone would have seen (5xx that stays, an answer that is none). */
int audience_follow(const struct audience_config *config, bool (*stop)(void *ctx), void *ctx,
                    struct audience_count *count);
/* Feeds ballots (voter, option, points; grouped by voter) through register, page, form; prints
 * nothing. 0 when every voter's ballot was acknowledged. */
struct audience_ballot { unsigned voter; unsigned option; unsigned points; };
int audience_replay(const struct audience_config *config, const struct audience_ballot *ballots,
                    size_t n, struct audience_count *count, double *seconds);
/* Votes for some seconds, each phone its next ballot as soon as the last was answered.
 * body_bytes: 0 = ballots through pages and forms; else bodies of that size posted to /ballot of
 * any server, without pages (the bare limit). */
struct audience_bench {
    double seconds, rate, p50_ms, p99_ms;
    size_t body_bytes;
    unsigned answers;
};
int audience_bench(const struct audience_config *config, struct audience_bench *bench);
/* The event's code from what a stage with that token ("": a watching one) gets; waits up to ms for
 * the server. */
bool audience_find_code(const char *address, unsigned port, const char *token, int ms,
                        char code[5]);
#endif
