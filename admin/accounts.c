/* The accounts in memory and what may be done to them. Every change is made on a copy, written, and
 * only then takes the place of what was: a failed write changes nothing.
 * Invariants: one account of the Organisation stays once there is one; names differ when folded;
 * a session's account exists. */
#include "admin/accounts.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "admin/accounts_file.h"
#include "lib/mem.h"
#include "lib/utf8.h"

struct accounts {
    pthread_mutex_t lock;       /* protects now */
    pthread_mutex_t change;     /* one change at a time, held while writing; taken before lock */
    struct account_set *now;
    char *path;
};

/* As slow to check as a real one; no password fits it, its last characters are made up. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

struct accounts *accounts_open(const char *data_dir, char *error, size_t size) {
    struct accounts *a = mem_new(1, sizeof *a);
    struct str path = STR_INIT;

    str_printf(&path, "%s/accounts.json", data_dir);
    a->path = str_detach(&path);
    a->now = mem_new(1, sizeof *a->now);
    pthread_mutex_init(&a->lock, NULL);
    pthread_mutex_init(&a->change, NULL);
    if (account_file_read(a->now, a->path, error, size))
        return a;
    accounts_free(a);
    return NULL;
}

void accounts_free(struct accounts *a) {
    if (!a)
        return;
    pthread_mutex_destroy(&a->lock);
    pthread_mutex_destroy(&a->change);
    free(a->path);
    free(a->now);
    free(a);
}

/* --- looking ---- */
static bool same_name(const char *a, const char *b) {
    char *x = utf8_fold(a), *y = utf8_fold(b);
    bool same = strcmp(x, y) == 0;

    free(x);
    free(y);
    return same;
}

static struct account *by_id(struct account_set *s, int64_t id) {
    for (size_t i = 0; i < s->accounts_n; i++)
        if (s->accounts[i].id == id)
            return &s->accounts[i];
    return NULL;
}

static struct account *by_name(struct account_set *s, const char *name) {
    for (size_t i = 0; i < s->accounts_n; i++)
        if (same_name(s->accounts[i].name, name))
            return &s->accounts[i];
    return NULL;
}

size_t accounts_count(struct accounts *a) {
    pthread_mutex_lock(&a->lock);
    size_t n = a->now->accounts_n;
    pthread_mutex_unlock(&a->lock);
    return n;
}

static int compare(const void *a, const void *b) {
    return utf8_compare(((const struct account *)a)->name, ((const struct account *)b)->name);
}

json_t *accounts_list(struct accounts *a) {
    struct account *sorted = mem_new(ACCOUNTS_MAX, sizeof *sorted);
    json_t *list = json_array();

    pthread_mutex_lock(&a->lock);
    size_t n = a->now->accounts_n;
    memcpy(sorted, a->now->accounts, n * sizeof *sorted);
    pthread_mutex_unlock(&a->lock);
    qsort(sorted, n, sizeof *sorted, compare);
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:I, s:s, s:i}", "id", (json_int_t)sorted[i].id,
                                              "name", sorted[i].name, "role",
                                              (int)sorted[i].role));
    free(sorted);
    return list;
}

int64_t accounts_find(struct accounts *a, const char *name, char hash[SECRET_PASSWORD_TEXT]) {
    pthread_mutex_lock(&a->lock);
    const struct account *found = by_name(a->now, name);
    int64_t id = found ? found->id : 0;
    str_copy(hash, SECRET_PASSWORD_TEXT, found ? found->hash : nobody);
    pthread_mutex_unlock(&a->lock);
    return id;
}

bool accounts_name(struct accounts *a, int64_t id, char name[64]) {
    pthread_mutex_lock(&a->lock);
    const struct account *found = by_id(a->now, id);
    str_copy(name, 64, found ? found->name : "");
    pthread_mutex_unlock(&a->lock);
    return found != NULL;
}

static bool is_over(const struct account_session *s, int64_t now_ms) {
    return now_ms - s->since_ms > ACCOUNT_SESSION_S * INT64_C(1000) || s->since_ms > now_ms + 60000;
}

bool accounts_session(struct accounts *a, const unsigned char token_hash[SECRET_HASH],
                      int64_t now_ms, struct desk_account *out, int64_t *id) {
    bool found = false;

    pthread_mutex_lock(&a->lock);
    for (size_t i = 0; i < a->now->sessions_n && !found; i++) {
        const struct account_session *s = &a->now->sessions[i];
        const struct account *account = by_id(a->now, s->account);
        if (!account || is_over(s, now_ms) || !secret_equal(s->hash, token_hash, SECRET_HASH))
            continue;
        found = true;
        str_copy(out->name, sizeof out->name, account->name);
        out->role = account->role;
        if (id)
            *id = account->id;
    }
    pthread_mutex_unlock(&a->lock);
    return found;
}

/* --- changing ---- */
/* A copy to change; change is locked until commit. */
static struct account_set *begin(struct accounts *a) {
    struct account_set *copy = mem_new(1, sizeof *copy);

    pthread_mutex_lock(&a->change);
    pthread_mutex_lock(&a->lock);
    *copy = *a->now;
    pthread_mutex_unlock(&a->lock);
    return copy;
}

/* Writes and puts the copy in place when so_far is well; frees what is not used any more. */
static enum accounts_result commit(struct accounts *a, struct account_set *copy,
                                   enum accounts_result so_far) {
    struct account_set *old = copy;

    if (so_far == ACCOUNTS_OK && !account_file_write(copy, a->path))
        so_far = ACCOUNTS_DISK;
    if (so_far == ACCOUNTS_OK) {
        pthread_mutex_lock(&a->lock);
        old = a->now;
        a->now = copy;
        pthread_mutex_unlock(&a->lock);
    }
    pthread_mutex_unlock(&a->change);
    secret_wipe(old, sizeof *old);
    free(old);
    return so_far;
}

static void end_sessions(struct account_set *s, int64_t account) {
    size_t kept = 0;

    for (size_t i = 0; i < s->sessions_n; i++)
        if (s->sessions[i].account != account)
            s->sessions[kept++] = s->sessions[i];
    s->sessions_n = kept;
}

static bool is_last(const struct account_set *s, const struct account *one) {
    size_t others = 0;

    for (size_t i = 0; i < s->accounts_n; i++)
        others += s->accounts[i].role == DESK_ORGANISATION && &s->accounts[i] != one;
    return one->role == DESK_ORGANISATION && others == 0;
}

enum accounts_result accounts_add(struct accounts *a, const char *name, enum desk_role role,
                                  const char *hash, int64_t *id) {
    struct account_set *s = begin(a);
    struct account *new = &s->accounts[s->accounts_n];

    if (s->accounts_n == ACCOUNTS_MAX)
        return commit(a, s, ACCOUNTS_FULL);
    if (by_name(s, name))
        return commit(a, s, ACCOUNTS_TAKEN);
    *new = (struct account){ .id = secret_id(), .role = role };
    str_copy(new->name, sizeof new->name, name);
    str_copy(new->hash, sizeof new->hash, hash);
    *id = new->id;
    s->accounts_n++;
    return commit(a, s, ACCOUNTS_OK);
}

enum accounts_result accounts_set_role(struct accounts *a, int64_t id, enum desk_role role) {
    struct account_set *s = begin(a);
    struct account *one = by_id(s, id);

    if (!one)
        return commit(a, s, ACCOUNTS_NO_SUCH);
    if (role != DESK_ORGANISATION && is_last(s, one))
        return commit(a, s, ACCOUNTS_LAST);
    one->role = role;
    return commit(a, s, ACCOUNTS_OK);
}

enum accounts_result accounts_set_hash(struct accounts *a, int64_t id, const char *hash) {
    struct account_set *s = begin(a);
    struct account *one = by_id(s, id);

    if (!one)
        return commit(a, s, ACCOUNTS_NO_SUCH);
    str_copy(one->hash, sizeof one->hash, hash);
    end_sessions(s, id);
    return commit(a, s, ACCOUNTS_OK);
}

enum accounts_result accounts_remove(struct accounts *a, int64_t id) {
    struct account_set *s = begin(a);
    struct account *one = by_id(s, id);

    if (!one)
        return commit(a, s, ACCOUNTS_NO_SUCH);
    if (is_last(s, one))
        return commit(a, s, ACCOUNTS_LAST);
    *one = s->accounts[--s->accounts_n];
    end_sessions(s, id);
    return commit(a, s, ACCOUNTS_OK);
}

enum accounts_result accounts_enter(struct accounts *a, int64_t id,
                                    const unsigned char token_hash[SECRET_HASH], int64_t now_ms) {
    struct account_set *s = begin(a);
    size_t kept = 0;

    if (!by_id(s, id))
        return commit(a, s, ACCOUNTS_NO_SUCH);
    for (size_t i = 0; i < s->sessions_n; i++)
        if (!is_over(&s->sessions[i], now_ms))
            s->sessions[kept++] = s->sessions[i];
    if (kept == SESSIONS_MAX)
        memmove(s->sessions, s->sessions + 1, --kept * sizeof *s->sessions);
    s->sessions[kept] = (struct account_session){ .account = id, .since_ms = now_ms };
    memcpy(s->sessions[kept].hash, token_hash, SECRET_HASH);
    s->sessions_n = kept + 1;
    return commit(a, s, ACCOUNTS_OK);
}

enum accounts_result accounts_leave(struct accounts *a,
                                    const unsigned char token_hash[SECRET_HASH]) {
    struct account_set *s = begin(a);
    size_t kept = 0;

    for (size_t i = 0; i < s->sessions_n; i++)
        if (!secret_equal(s->sessions[i].hash, token_hash, SECRET_HASH))
            s->sessions[kept++] = s->sessions[i];
    if (kept == s->sessions_n)
        return commit(a, s, ACCOUNTS_NO_SUCH);
    s->sessions_n = kept;
    return commit(a, s, ACCOUNTS_OK);
}
