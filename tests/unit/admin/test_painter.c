/* Proves: one program draws picture after picture, each with its line and its answer, also a long
 * one; one that has ended is begun anew without the picture being lost; what it refuses, what does
 * not answer in time and what cannot be started is no picture, and the next one is none the worse
 * for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "admin/agenda/painter.h"
#include "lib/clock.h"
#include "lib/str.h"

static char dir[] = "/tmp/punktum-painter-XXXXXX";

/* A program in the stage's place: a shell script that reads descriptor 3. */
static struct painter *plays(char path[64], const char *name, const char *script) {
    str_format(path, 64, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\necho start >>%s.log\n%s\n", path, script);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, 0700), 0);
    return painter_new(path);
}

/* Lines of the file beside the program. */
static int lines(const char *path, const char *end) {
    char name[80], line[400];
    int n = 0;
    str_format(name, sizeof name, "%s%s", path, end);
    FILE *f = fopen(name, "r");
    while (f && fgets(line, sizeof line, f))
        n++;
    if (f)
        fclose(f);
    return n;
}

static void test_one_for_many(void **state) {
    (void)state;
    char path[64];
    struct painter *p = plays(path, "many", "while read -r l <&3; do echo \"$l\" >>$0.lines; "
                              "case \"$l\" in *bad*) echo 1;; *) echo 0;; esac; done");

    assert_true(painter_draw(p, "960x540", "/a b/one.json", "/tmp/one.png", 5000));
    assert_false(painter_draw(p, "960x540", "bad.json", "two.png", 5000));
    assert_true(painter_draw(p, "960x540", "three.json", "three.png", 5000));
    assert_int_equal(lines(path, ".log"), 1);
    assert_int_equal(lines(path, ".lines"), 3);
    painter_free(p);
}

static void test_boxes(void **state) {
    (void)state;
    char path[64];
    struct painter *p = plays(path, "boxes", "while read -r l <&3; do echo '# dots'; sleep 0.1; "
                              "echo 'option 1'; echo '10'; echo 1; done");
    struct str boxes = STR_INIT;

    for (int i = 0; i < 2; i++) {
        assert_true(painter_boxes(p, "1920x1080", "all.json", &boxes, 5000));
        assert_string_equal(boxes.data, "# dots\noption 1\n10\n1\n");
    }
    str_release(&boxes);
    painter_free(p);
}

static void test_begins_anew(void **state) {
    (void)state;
    char path[64];
    struct painter *p = plays(path, "dies", "read -r l <&3; echo 0");

    for (int i = 0; i < 3; i++)
        assert_true(painter_draw(p, "960x540", "a.json", "a.png", 5000));
    assert_int_equal(lines(path, ".log"), 3);
    painter_free(p);
}

static void test_silence(void **state) {
    (void)state;
    char path[64];
    struct painter *p = plays(path, "silent", "read -r l <&3; sleep 60");
    int64_t begun = clock_now().boot_ms;

    assert_false(painter_draw(p, "960x540", "a.json", "a.png", 200));
    assert_in_range(clock_now().boot_ms - begun, 190, 5000);
    painter_free(p);
    p = painter_new("/nowhere/punktum-stage");
    assert_false(painter_draw(p, "960x540", "a.json", "a.png", 200));
    painter_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_for_many), cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_begins_anew), cmocka_unit_test(test_silence),
    };
    char command[64];
    if (!mkdtemp(dir))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (str_format(command, sizeof command, "rm -r %s", dir) && system(command))
        failed++;
    return failed;
}
