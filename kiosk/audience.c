/* punktum audience: simulated phones against a running server – for DEMO, rehearsals and load.
 * Main thread; a watcher thread ends it with the parent that started it. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "kiosk/audience/audience.h"
#include "kiosk/verb.h"
#include "lib/child.h"
#include "lib/clock.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { CODE_WAIT_MS = 20000 };

static const struct opt_row rows[] = {
    { "url", "URL", "http://IP[:PORT][/CODE]; without a code it is read from the stage's stream" },
    { "phones", "N", "how many; 40" },
    { "pace", "MS", "mean pause between a phone's actions; 4000" },
    { "seed", "N", "the same seed, the same crowd" },
    { "seconds", "S", "end after that time; else with the server" },
    { "patience", "S", "how long the server may be away; 15" },
    { "restless", NULL, "load: go on changing dots and adding cards" },
    { "log", "FILE", "write what was tried and what was acknowledged" },
    { "bench", "S", "measure votes for S seconds" },
    { "body", "BYTES", "bench: post bodies of that size, without pages" },
    { NULL, NULL, NULL }
};

static void *watch_parent(void *ctx) {
    (void)ctx;
    child_wait_parent_gone();
    _exit(VERB_OK);
}

static void end_with_parent(struct str *token) {
    pthread_t watcher;

    if (child_inherited_line(token) &&
        pthread_create(&watcher, NULL, watch_parent, NULL) == 0)
        pthread_detach(watcher);
}

/* "http://10.0.0.1:8080/K7MQ" */
static bool read_url(const char *url, char address[64], unsigned *port, char code[5]) {
    long long n = 80;
    char text[8] = "";
    size_t len;

    if (!url || !str_starts(url, "http://"))
        return false;
    url += 7;
    len = strcspn(url, ":/");
    if (!len || !str_format(address, 64, "%.*s", (int)len, url))
        return false;
    url += len;
    if (*url == ':') {
        len = strcspn(++url, "/");
        if (!str_format(text, sizeof text, "%.*s", (int)len, url) ||
            !str_number(text, 1, 65535, &n))
            return false;
        url += len;
    }
    *port = (unsigned)n;
    return (!*url || strcmp(url, "/") == 0) || str_copy(code, 5, url + 1);
}

static bool number(const struct opt *o, const char *name, long long fallback, long long *out) {
    *out = fallback;
    if (!opt_has(o, name) || str_number(opt_value(o, name), 0, 10000000, out))
        return true;
    fprintf(stderr, "punktum audience: --%s wants a number\n", name);
    return false;
}

static bool is_over(void *ctx) {
    return clock_now().boot_ms >= *(int64_t *)ctx;
}

static int bench(const struct audience_config *c, long long seconds, long long body) {
    struct audience_bench b = { .seconds = (double)seconds, .body_bytes = (size_t)body };
    int code = audience_bench(c, &b);

    printf("answers %u rate %.0f p50_ms %.2f p99_ms %.2f\n", b.answers, b.rate, b.p50_ms,
           b.p99_ms);
    return code;
}

static void raise_descriptors(void) {
    struct rlimit r;

    if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
        r.rlim_cur = r.rlim_max;
        setrlimit(RLIMIT_NOFILE, &r);
    }
}

static int follow(const struct audience_config *c, long long seconds) {
    int64_t end = clock_now().boot_ms + seconds * 1000;
    struct audience_count n;
    int code = audience_follow(c, seconds ? is_over : NULL, &end, &n);

    printf("registered %u cards %u ballots %u refused %u errors %u\n", n.registered, n.cards,
           n.ballots, n.refused, n.errors);
    return code;
}

static int audience(const struct opt *o) {
    struct audience_config c = { .live = true, .restless = opt_has(o, "restless"),
                                 .log = opt_value(o, "log") };
    char address[64], code[5] = "";
    struct str token = STR_INIT;
    long long phones, pace, seed, patience, seconds, bench_s, body;

    if (!read_url(opt_value(o, "url"), address, &c.port, code)) {
        fprintf(stderr, "punktum audience: --url wants http://IP[:PORT][/CODE]\n");
        return VERB_USAGE;
    }
    if (!number(o, "phones", 40, &phones) || !number(o, "pace", 4000, &pace) ||
        !number(o, "seed", secret_below(1000000), &seed) ||
        !number(o, "patience", 15, &patience) || !number(o, "seconds", 0, &seconds) ||
        !number(o, "bench", 0, &bench_s) || !number(o, "body", 0, &body))
        return VERB_USAGE;
    end_with_parent(&token);
    raise_descriptors();
    bool found = *code || body ||
                 audience_find_code(address, c.port, token.data, CODE_WAIT_MS, code);
    str_release(&token);
    if (!found) {
        fprintf(stderr, "punktum audience: nobody serves an event at %s:%u\n", address, c.port);
        return VERB_FAILED;
    }
    c.address = address;
    c.code = code;
    c.phones = (unsigned)phones;
    c.pace_ms = (int)pace;
    c.seed = (unsigned)seed;
    c.patience_ms = (int)patience * 1000;
    c.own_addresses = str_starts(address, "127.");
    return bench_s ? bench(&c, bench_s, body) : follow(&c, seconds);
}

const struct verb verb_audience = {
    "audience", "--url URL [--phones N]", "simulated phones that follow a session, or measure it",
    rows, 0, 0, audience
};
