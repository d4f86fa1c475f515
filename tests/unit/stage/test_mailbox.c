/* Proves: the mailbox keeps only the newest thing, wakes the reader once per filling, and that of
 * many things put by another thread each is taken or dropped exactly once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "kiosk/stage/mailbox.h"
#include "lib/mem.h"

enum { MANY = 20000 };
static atomic_int dropped;

static void drop(void *thing) {
    free(thing);
    dropped++;
}

static int *thing_new(int n) {
    int *thing = mem_new(1, sizeof *thing);
    *thing = n;
    return thing;
}

static void test_newest_wins(void **state) {
    (void)state;
    struct mailbox m;
    mailbox_init(&m, drop);
    dropped = 0;
    assert_null(mailbox_take(&m));
    assert_true(mailbox_put(&m, thing_new(1)));
    assert_false(mailbox_put(&m, thing_new(2)));
    assert_int_equal(dropped, 1);
    int *got = mailbox_take(&m);
    assert_int_equal(*got, 2);
    free(got);
    assert_null(mailbox_take(&m));
    assert_true(mailbox_put(&m, thing_new(3)));
    mailbox_release(&m);
    assert_int_equal(dropped, 2);
}

static void *put_many(void *ctx) {
    for (int i = 1; i <= MANY; i++)
        mailbox_put(ctx, thing_new(i));
    return NULL;
}

static void test_two_threads(void **state) {
    (void)state;
    struct mailbox m;
    pthread_t writer;
    int taken = 0, last = 0;

    mailbox_init(&m, drop);
    dropped = 0;
    assert_int_equal(pthread_create(&writer, NULL, put_many, &m), 0);
    while (last < MANY) {
        int *got = mailbox_take(&m);
        if (!got)
            continue;
        assert_true(*got > last);       /* never an older one after a newer one */
        last = *got;
        taken++;
        free(got);
    }
    pthread_join(writer, NULL);
    mailbox_release(&m);
    assert_int_equal(taken + dropped, MANY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_newest_wins),
        cmocka_unit_test(test_two_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
