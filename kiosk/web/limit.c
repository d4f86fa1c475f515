/* Rate limits: one const row per thing that is limited, buckets found by a keyed hash. Pool
 * threads; one lock, held for a few dozen instructions. */
#include "kiosk/web/limit.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/secret.h"

enum { SLOTS = 8192, PROBES = 8 };

static const struct limit_row {
    unsigned person;            /* a minute for one person; 0 = not limited by person */
    unsigned address;           /* a minute for one address, before the factor */
    bool times_factor;          /* settings.per_address multiplies the address limit */
    unsigned guest;             /* a minute for all together, per expected guest; 0 = none */
} rows[WEB_LIMITS] = {
    [WEB_LIMIT_JOIN] = {0, 10, false, 0},
    [WEB_LIMIT_CARD] = {6, 6, true, 6},
    [WEB_LIMIT_VOTE] = {60, 60, true, 60},
    [WEB_LIMIT_LOGIN] = {0, 5, false, 0},
    [WEB_LIMIT_REGISTER] = {0, 3, true, 3},
};

struct bucket {
    uint64_t key;               /* 0 = free */
    double used;                /* what has been taken and not yet flown back */
    int64_t at_ms;
    double per_ms;              /* refill */
};
struct web_limits {
    pthread_mutex_t lock;       /* protects all buckets */
    unsigned char secret[SECRET_HASH];
    struct bucket buckets[SLOTS];
};

struct web_limits *web_limits_new(void) {
    struct web_limits *l = mem_new(1, sizeof *l);
    pthread_mutex_init(&l->lock, NULL);
    secret_random(l->secret, sizeof l->secret);
    return l;
}
void web_limits_free(struct web_limits *l) {
    if (!l) return;
    pthread_mutex_destroy(&l->lock);
    free(l);
}

/* FNV-1a over a random prefix: cheap, and nobody can aim at a slot. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t len) {
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++) hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    return hash;
}
static uint64_t key_of(const struct web_limits *l, enum web_limit what, char sort,
                       const void *bytes, size_t len) {
    unsigned char head[2] = {(unsigned char)what, (unsigned char)sort};
    uint64_t hash = mix(UINT64_C(14695981039346656037), l->secret, sizeof l->secret);
    hash = mix(mix(hash, head, sizeof head), bytes, len);
    return hash ? hash : 1;
}

static double used_now(const struct bucket *b, int64_t now) {
    double used = b->used - (double)(now - b->at_ms) * b->per_ms;
    return used > 0 ? used : 0;
}

/* The key's bucket; a free one, or the emptiest of the neighbours, when it has none yet. */
static struct bucket *find(struct web_limits *l, uint64_t key, double per_ms, int64_t now) {
    struct bucket *best = NULL;
    for (size_t i = 0; i < PROBES; i++) {
        struct bucket *b = &l->buckets[(key + i) % SLOTS];
        if (b->key == key) { best = b; break; }
        if (!best || (best->key && (!b->key || used_now(b, now) < used_now(best, now)))) best = b;
    }
    if (best->key != key) *best = (struct bucket){.key = key, .at_ms = now};
    best->used = used_now(best, now);
    best->at_ms = now;
    best->per_ms = per_ms;
    return best;
}

struct want { uint64_t key; double a_minute; };

bool web_limits_pass(struct web_limits *l, enum web_limit what, const struct web_limit_who *who,
                     int64_t boot_ms, bool take) {
    const struct limit_row *row = &rows[what];
    struct want wants[3];
    size_t n = 0;
    unsigned person_factor = who->person_factor ? who->person_factor : 1;
    if (row->person && who->person)
        wants[n++] = (struct want){key_of(l, what, 'p', &who->person, sizeof who->person),
                                   (double)row->person * person_factor};
    if (row->address && who->address)
        wants[n++] = (struct want){key_of(l, what, 'a', who->address, strlen(who->address)),
                                   (double)row->address * person_factor *
                                       (row->times_factor ? who->address_factor : 1)};
    if (row->guest && who->guests)
        wants[n++] = (struct want){key_of(l, what, 'g', "", 0),
                                   (double)row->guest * person_factor * who->guests};
    bool pass = true;
    pthread_mutex_lock(&l->lock);
    for (size_t i = 0; i < n; i++)
        pass = pass && find(l, wants[i].key, wants[i].a_minute / 60000, boot_ms)->used + 1 <=
                           wants[i].a_minute;
    for (size_t i = 0; pass && take && i < n; i++)
        find(l, wants[i].key, wants[i].a_minute / 60000, boot_ms)->used += 1;
    pthread_mutex_unlock(&l->lock);
    return pass;
}
