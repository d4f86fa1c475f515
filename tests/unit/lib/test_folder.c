/* Proves: a folder goes with all in it, but never what a link in it leads to; by their names only
 * what belongs to ended processes is removed, and to those that had our number before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "lib/folder.h"

static char *make(const char *dir, const char *name) {
    struct str path = STR_INIT;
    str_printf(&path, "%s/%s", dir, name);
    assert_int_equal(mkdir(path.data, 0700), 0);
    return str_detach(&path);
}

static void removes(void **state) {
    char top[] = "/tmp/folder-XXXXXX";
    (void)state;
    assert_non_null(mkdtemp(top));
    char *kept = make(top, "kept"), *gone = make(top, "gone"), *deep = make(gone, "deep");
    struct str link = STR_INIT;
    str_printf(&link, "%s/link", deep);
    assert_int_equal(symlink(kept, link.data), 0);
    folder_remove(gone);
    assert_int_not_equal(access(gone, F_OK), 0);
    assert_int_equal(access(kept, F_OK), 0);
    folder_remove(gone);
    folder_clear(top, "ke");
    assert_int_not_equal(access(kept, F_OK), 0);
    folder_remove(top);
    free(kept);
    free(gone);
    free(deep);
    str_release(&link);
}

static void of_the_dead(void **state) {
    char top[] = "/tmp/folder-XXXXXX", name[64];
    struct str own = STR_INIT;
    pid_t dead = fork();
    (void)state;
    if (!dead)
        _exit(0);
    waitpid(dead, NULL, 0);
    assert_non_null(mkdtemp(top));
    str_format(name, sizeof name, ".x-%ld-abc", (long)dead);
    char *old = make(top, name);
    str_format(name, sizeof name, ".x-%ld-abc", (long)getppid());
    char *alive = make(top, name), *other = make(top, ".x-event");
    folder_own(&own, top, ".x-");
    str_puts(&own, "abc");
    assert_int_equal(mkdir(own.data, 0700), 0);
    folder_clear_dead(top, ".x-");
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_not_equal(access(own.data, F_OK), 0);
    assert_int_equal(access(alive, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    folder_remove(top);
    free(old);
    free(alive);
    free(other);
    str_release(&own);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(removes), cmocka_unit_test(of_the_dead) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
