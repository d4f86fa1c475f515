/* Many threads at once (run under TSan too): votes from four threads while others read snapshots
 * and own ballots and copies are made; totals are exact, every answer came once, versions grow.
 * And a disk that refuses: nothing is half stored, the stage is told, it recovers by itself. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include "tests/unit/book/event.h"

enum { VOTERS = 200, THREADS = 4 };
struct hall { struct event e; atomic_int answers, wrong, stop, next; int64_t run; };

static void answered(void *ctx, const struct book_reply *reply) {
    struct hall *h = ctx;
    if (reply->result != BOOK_OK) atomic_fetch_add(&h->wrong, 1);
    atomic_fetch_add(&h->answers, 1);
}

static void *voter(void *arg) {
    struct hall *h = arg;
    int from = atomic_fetch_add(&h->next, 1) * (VOTERS / THREADS);
    for (int revision = 1; revision <= 3; revision++)
        for (int i = from + 1; i <= from + VOTERS / THREADS; i++) {
            struct book_cmd cmd = {.verb = BOOK_BALLOT, .person = i, .nonce = i * 10 + revision};
            cmd.as.ballot.run = h->run;
            cmd.as.ballot.revision = revision;
            cmd.as.ballot.options = 1;
            cmd.as.ballot.dots[0].option = revision;
            cmd.as.ballot.dots[0].points = 2;
            book_submit(h->e.book, &cmd, answered, h);
        }
    return NULL;
}

static void *looker(void *arg) {
    struct hall *h = arg;
    uint64_t version = 0;
    struct book_own own;
    for (int i = 0; !atomic_load(&h->stop); i++) {
        const struct book_snap *s = book_snap(h->e.book);
        const struct book_run *run = snap_run(snap_item(s, DOTS));
        bool odd = s->version < version || run->turnout > VOTERS || run->points;
        if (odd) atomic_store(&h->wrong, 1);
        version = s->version;
        book_snap_release(s);
        if (!book_own_ballot(h->e.book, h->run, 1 + i % VOTERS, &own)) atomic_store(&h->wrong, 1);
        usleep(500);
    }
    return NULL;
}

static void *copier(void *arg) {
    struct hall *h = arg;
    char path[160], error[300];
    for (int i = 0; i < 3; i++) {
        str_format(path, sizeof path, "%s/copy%d", h->e.dir, i);
        if (!book_copy(h->e.book, path, error, sizeof error)) atomic_store(&h->wrong, 1);
    }
    return NULL;
}

static void all_at_once(void **state) {
    (void)state;
    static struct hall h;
    pthread_t threads[THREADS + 3];
    event_make(&h.e, "secret", "live", "anonymous");
    people_add(&h.e, VOTERS);
    STEP(&h.e, GOTO, DOTS, OK);
    STEP(&h.e, OPEN, 0, OK);
    h.run = run_now(&h.e, DOTS);
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, voter, &h);
    pthread_create(&threads[THREADS], NULL, looker, &h);
    pthread_create(&threads[THREADS + 1], NULL, looker, &h);
    pthread_create(&threads[THREADS + 2], NULL, copier, &h);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    while (atomic_load(&h.answers) < VOTERS * 3) usleep(1000);
    pthread_join(threads[THREADS + 2], NULL);
    atomic_store(&h.stop, 1);
    pthread_join(threads[THREADS], NULL);
    pthread_join(threads[THREADS + 1], NULL);
    assert_int_equal(atomic_load(&h.wrong), 0);
    assert_int_equal(atomic_load(&h.answers), VOTERS * 3);
    close_at_once(&h.e);
    STEP(&h.e, REVEAL, 0, OK);
    const struct book_snap *s = book_snap(h.e.book);
    const struct book_run *run = snap_run(snap_item(s, DOTS));
    assert_int_equal(run->people, VOTERS);
    assert_int_equal(run->points, VOTERS * 2);
    assert_int_equal(run->options[2].points, VOTERS * 2);
    book_snap_release(s);
    event_end(&h.e);
}

static bool trouble(struct event *e) {
    const struct book_snap *s = book_snap(e->book);
    bool yes = s->disk_trouble;
    book_snap_release(s);
    return yes;
}

static void full_disk(void **state) {
    (void)state;
    struct event e;
    struct rlimit before, tight;
    struct stat st;
    char wal[160];
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    signal(SIGXFSZ, SIG_IGN);
    str_format(wal, sizeof wal, "%s-wal", e.path);
    assert_int_equal(stat(wal, &st), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tight = before;
    tight.rlim_cur = (rlim_t)st.st_size;                 /* not a byte more */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 1).result, BOOK_DISK);
    STEP(&e, PAUSE, 0, DISK);
    assert_true(trouble(&e));
    assert_int_equal(state_now(&e, DOTS), RULES_OPEN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    for (int i = 0; i < 50 && trouble(&e); i++) usleep(100000);
    assert_false(trouble(&e));
    assert_int_equal(event_number(&e, "SELECT (SELECT count(*) FROM turnout) + "
                                  "(SELECT count(*) FROM ballot)"), 0);
    assert_int_equal(vote(&e, 1, 1, 2, 1, 1).result, BOOK_OK);
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_at_once), cmocka_unit_test(full_disk),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
