/* Tries are counted in a table of fixed size by hashes of name and address; when it is full the row
 * that was quiet longest gives way. */
#include "admin/guard.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"
#include "lib/utf8.h"

enum { ROWS = 256, FREE_TRIES = 5, MINUTE_MS = 60000, WAIT_MS = 15000, WAIT_MAX_MS = 15 * 60000,
       FORGET_MS = 60 * 60000, NAME_A_MINUTE = 20, ALL_A_MINUTE = 60 };

struct bucket { double used; int64_t at_ms; };      /* what has not flown back yet */
struct row {
    unsigned char key[SECRET_HASH];
    unsigned tries;             /* wrong ones in a row; 0: the row is free */
    int64_t next_ms, last_ms;   /* boot clock: next try, last try */
    struct bucket bucket;       /* of a name */
};
struct guard {
    pthread_mutex_t lock;       /* protects all below */
    unsigned char secret[SECRET_HASH];
    struct row pairs[ROWS], names[ROWS];
    struct bucket all;
};

struct guard *guard_new(void) {
    struct guard *g = mem_new(1, sizeof *g);

    pthread_mutex_init(&g->lock, NULL);
    secret_random(g->secret, sizeof g->secret);
    return g;
}

void guard_free(struct guard *g) {
    if (!g)
        return;
    pthread_mutex_destroy(&g->lock);
    free(g);
}

static void key_of(const struct guard *g, unsigned char key[SECRET_HASH], const char *name,
                   const char *address) {
    char *folded = utf8_fold(name);
    struct str text = STR_INIT;

    str_printf(&text, "%s\n%s", folded, address);
    secret_mac(key, g->secret, text.data);
    str_release(&text);
    free(folded);
}

static struct row *find(struct row *rows, const unsigned char key[SECRET_HASH], int64_t now) {
    struct row *best = &rows[0];

    for (size_t i = 0; i < ROWS; i++) {
        struct row *r = &rows[i];
        if (r->tries && memcmp(r->key, key, SECRET_HASH) == 0) {
            if (now - r->last_ms <= FORGET_MS)
                return r;
            best = r;
            break;
        }
        if (best->tries && (!r->tries || r->last_ms < best->last_ms))
            best = r;
    }
    *best = (struct row){ .last_ms = now };
    memcpy(best->key, key, SECRET_HASH);
    return best;
}

/* Milliseconds until one more fits into a bucket of n a minute. */
static int64_t wait_for(struct bucket *b, int n, int64_t now) {
    double used = b->used - (double)(now - b->at_ms) * n / MINUTE_MS;

    b->used = used > 0 ? used : 0;
    b->at_ms = now;
    return b->used + 1 <= n ? 0 : (int64_t)((b->used + 1 - n) * MINUTE_MS / n) + 1;
}

/* After the free tries: 15 s, 30 s, 1 min ... at most a quarter of an hour. */
static int64_t pause_after(unsigned tries) {
    int64_t ms = WAIT_MS;

    if (tries < FREE_TRIES)
        return 0;
    for (unsigned i = FREE_TRIES; i < tries && ms < WAIT_MAX_MS; i++)
        ms *= 2;
    return ms < WAIT_MAX_MS ? ms : WAIT_MAX_MS;
}

static int64_t longest(int64_t a, int64_t b) {
    return a > b ? a : b;
}

int64_t guard_try(struct guard *g, const char *name, const char *address, int64_t now) {
    unsigned char pair_key[SECRET_HASH], name_key[SECRET_HASH];
    int64_t wait;

    key_of(g, pair_key, name, address);
    key_of(g, name_key, name, "");
    pthread_mutex_lock(&g->lock);
    struct row *pair = find(g->pairs, pair_key, now), *one = find(g->names, name_key, now);
    wait = pair->tries && pair->next_ms > now ? pair->next_ms - now : 0;
    wait = longest(wait, wait_for(&one->bucket, NAME_A_MINUTE, now));
    wait = longest(wait, wait_for(&g->all, ALL_A_MINUTE, now));
    if (!wait) {
        pair->tries++;
        pair->next_ms = now + pause_after(pair->tries);
        pair->last_ms = one->last_ms = now;
        one->tries = 1;
        one->bucket.used += 1;
        g->all.used += 1;
    }
    pthread_mutex_unlock(&g->lock);
    return wait;
}

void guard_well(struct guard *g, const char *name, const char *address) {
    unsigned char key[SECRET_HASH];

    key_of(g, key, name, address);
    pthread_mutex_lock(&g->lock);
    for (size_t i = 0; i < ROWS; i++)
        if (g->pairs[i].tries && memcmp(g->pairs[i].key, key, SECRET_HASH) == 0)
            g->pairs[i].tries = 0;
    pthread_mutex_unlock(&g->lock);
}
