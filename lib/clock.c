/* Wall clock, boot clock and deadlines that survive both a restart and a clock change (S-18).
 * Any thread; the boot id is read once. */
#include "lib/clock.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "lib/str.h"

static char boot_id[37]; /* written once by read_boot_id, constant afterwards */
static pthread_once_t boot_id_once = PTHREAD_ONCE_INIT;

static void read_boot_id(void) {
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t got = read(fd, boot_id, sizeof boot_id - 1);
    close(fd);
    boot_id[got > 0 ? got : 0] = '\0';
    boot_id[strcspn(boot_id, "\n")] = '\0';
}

static int64_t read_ms(clockid_t which) {
    struct timespec t;
    if (clock_gettime(which, &t) != 0)
        return 0;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct clock_time clock_now(void) {
    struct clock_time now = { .wall_ms = read_ms(CLOCK_REALTIME),
                              .boot_ms = read_ms(CLOCK_BOOTTIME) };
    pthread_once(&boot_id_once, read_boot_id);
    str_copy(now.boot_id, sizeof now.boot_id, boot_id);
    return now;
}

struct clock_deadline clock_deadline_in(const struct clock_time *now, int64_t in_ms) {
    struct clock_deadline d = { .wall_ms = now->wall_ms + in_ms, .boot_ms = now->boot_ms + in_ms };
    str_copy(d.boot_id, sizeof d.boot_id, now->boot_id);
    return d;
}

int64_t clock_left_ms(const struct clock_deadline *deadline, const struct clock_time *now) {
    if (deadline->wall_ms == 0)
        return INT64_MAX; /* none: never over */
    if (now->boot_id[0] && strcmp(deadline->boot_id, now->boot_id) == 0)
        return deadline->boot_ms - now->boot_ms;
    return deadline->wall_ms - now->wall_ms;
}

static struct tm local(int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000 - (wall_ms % 1000 < 0));
    struct tm tm;
    memset(&tm, 0, sizeof tm);
    localtime_r(&seconds, &tm);
    return tm;
}

struct clock_date clock_date(int64_t wall_ms) {
    struct tm tm = local(wall_ms);
    return (struct clock_date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                                tm.tm_min, tm.tm_sec, tm.tm_wday };
}

void clock_hm(char dst[6], int64_t wall_ms) {
    struct clock_date d = clock_date(wall_ms);
    str_format(dst, 6, "%d:%02d", d.hour, d.minute);
}

void clock_hhmm(char dst[6], int64_t wall_ms) {
    struct clock_date d = clock_date(wall_ms);
    str_format(dst, 6, "%02d:%02d", d.hour, d.minute);
}

void clock_stamp(char dst[20], int64_t wall_ms) {
    struct clock_date d = clock_date(wall_ms);
    str_format(dst, 20, "%04d-%02d-%02d %02d:%02d:%02d", d.year, d.month, d.day, d.hour, d.minute,
               d.second);
}

void clock_local(char dst[17], int64_t wall_ms) {
    struct clock_date d = clock_date(wall_ms);
    str_format(dst, 17, "%04d-%02d-%02dT%02d:%02d", d.year, d.month, d.day, d.hour, d.minute);
}

/* Two or four digits, then the separator. */
static bool take(const char **text, int digits, char then, int *out) {
    *out = 0;
    for (int i = 0; i < digits; i++, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        *out = *out * 10 + (**text - '0');
    }
    if (!then)
        return true;
    return *(*text)++ == then;
}

bool clock_parse_local(const char *text, int64_t *wall_ms) {
    int year, month, day, hour, minute, second = 0;
    if (!take(&text, 4, '-', &year) || !take(&text, 2, '-', &month) || !take(&text, 2, 0, &day) ||
        (*text != 'T' && *text != ' '))
        return false;
    text++;
    if (!take(&text, 2, ':', &hour) || !take(&text, 2, 0, &minute))
        return false;
    if (*text == ':' && (text++, !take(&text, 2, 0, &second)))
        return false;
    if (*text || year < 1971 || hour > 23 || minute > 59 || second > 59)
        return false;
    struct tm tm = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day,
                     .tm_hour = hour, .tm_min = minute, .tm_sec = second, .tm_isdst = -1 };
    time_t seconds = mktime(&tm);
    if (tm.tm_mon != month - 1 || tm.tm_mday != day) /* 31 February */
        return false;
    *wall_ms = (int64_t)seconds * 1000;
    return true;
}

bool clock_on_day(int64_t day_ms, const char *hhmm, int64_t *wall_ms) {
    struct clock_date d = clock_date(day_ms);
    char text[20];
    return str_format(text, sizeof text, "%04d-%02d-%02dT%s", d.year, d.month, d.day, hhmm) &&
           clock_parse_local(text, wall_ms);
}

int clock_offset_min(int64_t wall_ms) {
    return (int)(local(wall_ms).tm_gmtoff / 60);
}
