/* Proves: a child gets its line and ends with its parent's pipe, output and exit status come back,
 * time limits hold, a program that is not there is an error at once; and command lines are read
 * against their rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>
#include "lib/child.h"
#include "lib/opt.h"

static void output_and_status(void **state) {
    const char *const argv[] = { "/bin/sh", "-c", "echo out; exit 7", NULL };
    struct str out = STR_INIT;
    (void)state;
    assert_int_equal(child_run(argv, &out, 5000), 7);
    assert_string_equal(out.data, "out\n");
    str_release(&out);
}

static void time_limits_hold(void **state) {
    const char *const argv[] = { "/bin/sleep", "30", NULL };
    struct str out = STR_INIT;
    struct child c;
    int status;
    (void)state;
    assert_int_equal(child_run(argv, &out, 50), -1);
    assert_true(child_start(&c, argv));
    assert_false(child_ended(&c, &status));
    child_stop(&c, 50);
    assert_int_equal(c.pid, 0);
    str_release(&out);
}

static void a_missing_program_is_said(void **state) {
    const char *const argv[] = { "/no/such/program", NULL };
    struct child c;
    (void)state;
    assert_false(child_start(&c, argv));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(child_run(argv, NULL, 1000), -1);
}

static void the_pipe_is_the_leash(void **state) {
    const char *const argv[] = {
        "/bin/sh", "-c", "read x <&3; [ \"$x\" = token ] && read y <&3; exit 5", NULL
    };
    struct child c;
    int status = 0;
    (void)state;
    assert_true(child_start(&c, argv));
    assert_true(child_tell(&c, "token\n"));
    assert_false(child_ended(&c, &status));
    close(c.pipe_fd); /* what the parent's death does */
    c.pipe_fd = -1;
    for (int i = 0; i < 200 && !child_ended(&c, &status); i++)
        usleep(10000);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 5);
}

static void telling_the_dead_is_no_signal(void **state) {
    const char *const argv[] = { "/bin/true", NULL };
    struct child c;
    (void)state;
    assert_true(child_start(&c, argv));
    waitid(P_PID, (id_t)c.pid, &(siginfo_t){ 0 }, WEXITED | WNOWAIT);
    assert_false(child_tell(&c, "x\n"));
    assert_true(child_ended(&c, NULL));
}

static void nothing_else_is_inherited(void **state) {
    const char *const argv[] = { "/bin/sh", "-c", "ls /proc/self/fd | wc -l", NULL };
    struct str out = STR_INIT;
    int extra = dup(0);
    (void)state;
    assert_int_equal(child_run(argv, &out, 5000), 0);
    assert_string_equal(out.data, "5\n"); /* 0 1 2 3 and the one ls reads with */
    close(extra);
    str_release(&out);
}

static const struct opt_row rows[] = {
    { "port", "NUMBER", "Port" }, { "quiet", NULL, "Say less" }, { NULL, NULL, NULL }
};

static void command_lines(void **state) {
    const char *argv[] = { "p", "--port", "80", "a", "--quiet", "--", "--port", NULL };
    (void)state;
    struct opt *o = opt_parse(7, (char **)argv, rows);
    assert_non_null(o);
    assert_string_equal(opt_value(o, "port"), "80");
    assert_true(opt_has(o, "quiet"));
    assert_int_equal(opt_count(o), 2);
    assert_string_equal(opt_arg(o, 1), "--port");
    assert_null(opt_arg(o, 2));
    opt_free(o);
    static const char *const bad[] = { "--prot", "--quiet=1", "--port", "--por=1" };
    for (int i = 0; i < 4; i++) {
        const char *one[] = { "p", bad[i], NULL };
        assert_null(opt_parse(2, (char **)one, rows));
    }
    const char *equals[] = { "p", "--port=", NULL };
    o = opt_parse(2, (char **)equals, rows);
    assert_string_equal(opt_value(o, "port"), "");
    assert_false(opt_has(o, "quiet"));
    opt_free(o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(output_and_status), cmocka_unit_test(time_limits_hold),
        cmocka_unit_test(a_missing_program_is_said), cmocka_unit_test(the_pipe_is_the_leash),
        cmocka_unit_test(telling_the_dead_is_no_signal),
        cmocka_unit_test(nothing_else_is_inherited), cmocka_unit_test(command_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
