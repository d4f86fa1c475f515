/* Proves of parking: a wake that comes at once is not lost, 1000 times over several connections;
 * the handler sees its memo again and the memo is released once; a second wake does nothing; a
 * client that left meanwhile harms nobody; stopping waits for what is parked and answers it. */
#include "tests/unit/http/served.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "lib/mem.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: x\r\n\r\n"
enum { CLIENTS = 10, EACH = 100, QUEUE = 64 };

struct job { struct http_req *req; int rounds; atomic_bool done; };

static struct http *http;
static atomic_int made, released, answered;
static atomic_bool slow;
static struct {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct job *job[QUEUE];
    int n;
    bool end;
} queue = { .lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER };

/* The writer: takes the whole queue, wakes each job, some of them twice. */
static void *writer(void *arg) {
    (void)arg;
    pthread_mutex_lock(&queue.lock);
    while (!queue.end || queue.n) {
        struct http_req *req[QUEUE];
        int n = 0;
        if (!queue.n) {
            pthread_cond_wait(&queue.more, &queue.lock);
            continue;
        }
        for (; n < queue.n; n++) {
            req[n] = queue.job[n]->req;
            atomic_store(&queue.job[n]->done, true);
        }
        queue.n = 0;
        pthread_mutex_unlock(&queue.lock);
        if (atomic_load(&slow))
            nap(300);
        for (int i = 0; i < n; i++)
            http_wake(req[i]);
        pthread_mutex_lock(&queue.lock);
    }
    pthread_mutex_unlock(&queue.lock);
    return NULL;
}

static void submit(struct job *job) {
    atomic_store(&job->done, false);
    http_park(job->req);
    pthread_mutex_lock(&queue.lock);
    BUG_IF(queue.n == QUEUE);
    queue.job[queue.n++] = job;
    pthread_cond_signal(&queue.more);
    pthread_mutex_unlock(&queue.lock);
}

static void release(void *memo) {
    atomic_fetch_add(&released, 1);
    free(memo);
}

/* Parks twice, so that a connection is suspended again right after it was resumed. */
static void handle(struct http_req *req, void *ctx) {
    struct job *job = http_memo(req);

    (void)ctx;
    if (!job) {
        job = mem_new(1, sizeof *job);
        job->req = req;
        http_set_memo(req, job, release);
        atomic_fetch_add(&made, 1);
    }
    BUG_IF(job->rounds && !atomic_load(&job->done));    /* woken by nobody */
    if (job->rounds++ < 2) {
        submit(job);
        return;
    }
    atomic_fetch_add(&answered, 1);
    http_reply_text(req, 200, "text/plain", "committed");
}

static void twice(struct http_req *req, void *ctx) {
    static char once[1];

    (void)ctx;
    if (http_memo(req)) {
        http_wake(req);             /* nobody is parked: nothing happens */
        http_reply_text(req, 200, "text/plain", "twice");
        return;
    }
    http_set_memo(req, once, NULL);
    http_park(req);
    http_wake(req);
    http_wake(req);
}

static const struct http_route routes[] = {
    {HTTP_GET, "/vote", handle, 0, 0},
    {HTTP_GET, "/twice", twice, 0, 0},
    {0, NULL, NULL, 0, 0},
};

static pthread_t writing;

static int start(void **state) {
    (void)state;
    atomic_store(&made, 0);
    atomic_store(&released, 0);
    atomic_store(&answered, 0);
    atomic_store(&slow, false);
    queue.end = false;
    http = served(routes, (struct http_config){ 0 });
    return pthread_create(&writing, NULL, writer, NULL);
}

static int stop(void **state) {
    (void)state;
    http_quiesce(http);
    http_stop(http);
    pthread_mutex_lock(&queue.lock);
    queue.end = true;
    pthread_cond_signal(&queue.more);
    pthread_mutex_unlock(&queue.lock);
    pthread_join(writing, NULL);
    return atomic_load(&made) != atomic_load(&released);
}

static void *client(void *arg) {
    int fd = dial(http, NULL);
    uintptr_t well = 0;

    (void)arg;
    for (int i = 0; i < EACH; i++) {
        char text[2048] = "";
        say(fd, GET("/vote"));
        well += hear(fd, text, sizeof text, "committed", 5000);
    }
    close(fd);
    return (void *)well;
}

static void test_thousand_races(void **state) {
    pthread_t thread[CLIENTS];

    (void)state;
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&thread[i], NULL, client, NULL);
    for (int i = 0; i < CLIENTS; i++) {
        void *well;
        pthread_join(thread[i], &well);
        assert_int_equal((uintptr_t)well, EACH);
    }
    assert_int_equal(atomic_load(&made), CLIENTS * EACH);
}

static void test_second_wake(void **state) {
    int fd = dial(http, NULL);

    (void)state;
    for (int i = 0; i < 50; i++) {
        char text[2048] = "";
        say(fd, GET("/twice"));
        assert_true(hear(fd, text, sizeof text, "twice", 2000));
    }
    close(fd);
}

static void test_client_left(void **state) {
    (void)state;
    atomic_store(&slow, true);
    for (int i = 0; i < 20; i++) {
        int fd = dial(http, NULL);
        say(fd, GET("/vote"));
        nap(5);
        close(fd);
    }
    for (int i = 0; i < 300 && atomic_load(&released) < 20; i++)
        nap(10);
    assert_int_equal(atomic_load(&released), 20);
    for (int i = 0; i < 300 && http_connections(http); i++)
        nap(10);
    assert_int_equal(http_connections(http), 0);
}

static void test_stop_answers_the_parked(void **state) {
    char text[5][2048] = { "", "", "", "", "" };
    int fd[5];

    (void)state;
    atomic_store(&slow, true);
    for (int i = 0; i < 5; i++) {
        fd[i] = dial(http, NULL);
        say(fd[i], GET("/vote"));
    }
    for (int i = 0; i < 300 && atomic_load(&made) < 5; i++)
        nap(10);
    stop(state);
    for (int i = 0; i < 5; i++) {
        assert_true(hear(fd[i], text[i], sizeof text[i], "committed", 100));
        assert_non_null(strstr(text[i], "Connection: close"));
        close(fd[i]);
    }
    assert_int_equal(atomic_load(&answered), 5);
    assert_int_equal(atomic_load(&released), 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_thousand_races, start, stop),
        cmocka_unit_test_setup_teardown(test_second_wake, start, stop),
        cmocka_unit_test_setup_teardown(test_client_left, start, stop),
        cmocka_unit_test_setup(test_stop_answers_the_parked, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
