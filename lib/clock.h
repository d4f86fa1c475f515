/* Time: wall clock in ms since 1970, boot clock (survives sleep), deadlines that outlive restarts
 * and clock changes (S-18). Any thread. */
#ifndef LIB_CLOCK_H
#define LIB_CLOCK_H
#include <stdbool.h>
#include <stdint.h>

struct clock_time {
    int64_t wall_ms;  /* since 1970-01-01 UTC */
    int64_t boot_ms;  /* CLOCK_BOOTTIME */
    char boot_id[37]; /* /proc/sys/kernel/random/boot_id, "" if unknown */
};
/* A point in time as stored on disk. wall_ms = 0 means "none". */
struct clock_deadline {
    int64_t wall_ms;
    int64_t boot_ms;
    char boot_id[37];
};
struct clock_time clock_now(void);
/* The deadline in_ms from now (may be negative). */
struct clock_deadline clock_deadline_in(const struct clock_time *now, int64_t in_ms);
/* Milliseconds left (negative = over): by the boot clock within one boot, else by the wall
 * clock. */
int64_t clock_left_ms(const struct clock_deadline *deadline, const struct clock_time *now);
/* All below are local, in the process's time zone. */
struct clock_date { int year, month, day, hour, minute, second, weekday; };
/* month and day count from 1, weekday from 0, a Sunday. */
struct clock_date clock_date(int64_t wall_ms);
/* "9:05" for people; "09:05" for forms and JSON. dst needs 6 bytes. */
void clock_hm(char dst[6], int64_t wall_ms);
void clock_hhmm(char dst[6], int64_t wall_ms);
/* "2026-11-07 09:05:00"; "2026-11-07T09:05" for forms and JSON. dst needs 20 and 17 bytes. */
void clock_stamp(char dst[20], int64_t wall_ms);
void clock_local(char dst[17], int64_t wall_ms);
/* "2026-11-07T09:05[:00]", or with a space for the T, back to ms. False: it is no such time. */
bool clock_parse_local(const char *text, int64_t *wall_ms);
/* "09:05" on the day of day_ms. False: it is no such time. */
bool clock_on_day(int64_t day_ms, const char *hhmm, int64_t *wall_ms);
/* Minutes east of UTC at that time. */
int clock_offset_min(int64_t wall_ms);
#endif
