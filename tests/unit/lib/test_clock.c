/* Proves: a deadline holds through clock jumps within one boot and through restarts of the machine
 * (S-18); local times are read and written strictly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <time.h>
#include "lib/clock.h"

static const struct clock_time start = {
    .wall_ms = 1793000000000, .boot_ms = 5000, .boot_id = "11111111-1111-1111-1111-111111111111"
};

static void the_boot_clock_decides_within_a_boot(void **state) {
    struct clock_deadline d = clock_deadline_in(&start, 60000);
    struct clock_time later = start;
    (void)state;
    later.boot_ms += 20000;
    later.wall_ms += 3600000; /* somebody set the clock */
    assert_int_equal(clock_left_ms(&d, &later), 40000);
    later.boot_ms += 50000;
    assert_int_equal(clock_left_ms(&d, &later), -10000);
}

static void the_wall_clock_decides_after_a_restart(void **state) {
    struct clock_deadline d = clock_deadline_in(&start, 60000);
    struct clock_time later = start;
    (void)state;
    later.boot_id[0] = '2';
    later.boot_ms = 10; /* counts from zero again */
    later.wall_ms += 15000;
    assert_int_equal(clock_left_ms(&d, &later), 45000);
    struct clock_time unknown = later;
    struct clock_deadline of_unknown = d;
    unknown.boot_id[0] = '\0';
    of_unknown.boot_id[0] = '\0'; /* two unknown boots are not the same boot */
    assert_int_equal(clock_left_ms(&of_unknown, &unknown), 45000);
}

static void none_is_never_over(void **state) {
    struct clock_deadline none = { 0 };
    (void)state;
    assert_true(clock_left_ms(&none, &start) == INT64_MAX);
}

static void now_is_now(void **state) {
    struct clock_time a = clock_now(), b = clock_now();
    (void)state;
    assert_true(a.wall_ms / 1000 - (int64_t)time(NULL) <= 1);
    assert_true(b.boot_ms >= a.boot_ms && b.boot_ms - a.boot_ms < 1000);
    assert_string_equal(a.boot_id, b.boot_id);
}

static void local_times(void **state) {
    char hm[6], stamp[20], local[17];
    int64_t ms = 0, moved;
    (void)state;
    assert_true(clock_parse_local("2026-11-07T09:05", &ms));
    assert_true(ms == INT64_C(1794038700000));
    clock_hm(hm, ms);
    assert_string_equal(hm, "9:05");
    clock_stamp(stamp, ms);
    assert_string_equal(stamp, "2026-11-07 09:05:00");
    clock_hhmm(hm, ms);
    assert_string_equal(hm, "09:05");
    clock_local(local, ms);
    assert_string_equal(local, "2026-11-07T09:05");
    struct clock_date d = clock_date(ms);
    assert_true(d.year == 2026 && d.month == 11 && d.day == 7 && d.weekday == 6);
    assert_true(d.hour == 9 && d.minute == 5 && d.second == 0);
    assert_true(clock_on_day(ms, "23:10", &moved) && moved == ms + (14 * 60 + 5) * INT64_C(60000));
    assert_false(clock_on_day(ms, "24:00", &moved) || clock_on_day(ms, "9:05", &moved));
    assert_int_equal(clock_offset_min(ms), 60);
    assert_true(clock_parse_local("2026-07-01 23:59:58", &ms));
    clock_stamp(stamp, ms);
    assert_string_equal(stamp, "2026-07-01 23:59:58");
    assert_int_equal(clock_offset_min(ms), 120);
}

static void wrong_times_are_refused(void **state) {
    static const char *const bad[] = {
        "", "2026-11-07", "2026-11-07T9:05", "2026-02-31T09:05", "2026-13-01T09:05",
        "2026-11-07T24:00", "2026-11-07T09:60", "2026-11-07T09:05:00Z", " 2026-11-07T09:05",
        "2026-11-07T09:05:", "26-11-07T09:05", NULL
    };
    int64_t ms = 3;
    (void)state;
    for (int i = 0; bad[i]; i++)
        if (clock_parse_local(bad[i], &ms))
            fail_msg("\"%s\" was taken", bad[i]);
    assert_int_equal(ms, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_boot_clock_decides_within_a_boot),
        cmocka_unit_test(the_wall_clock_decides_after_a_restart),
        cmocka_unit_test(none_is_never_over), cmocka_unit_test(now_is_now),
        cmocka_unit_test(local_times), cmocka_unit_test(wrong_times_are_refused),
    };
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
