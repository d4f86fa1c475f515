/* Lines of iCalendar. Invariant: whatever a value holds, it ends with its line: no line break, no
 * control character, no separator of it reaches the file. */
#include "admin/print/ics.h"
#include <string.h>
#include <time.h>
#include "lib/clock.h"

enum { OCTETS = 75 };

void ics_line(struct str *out, const char *line) {
    size_t room = OCTETS;
    while (strlen(line) > room) {
        size_t n = room;
        while (n > 1 && ((unsigned char)line[n] & 0xC0) == 0x80)
            n--;
        str_add(out, line, n);
        str_puts(out, "\r\n ");
        line += n;
        room = OCTETS - 1;
    }
    str_puts(out, line);
    str_puts(out, "\r\n");
}

void ics_text(struct str *out, const char *name, const char *value) {
    struct str line = STR_INIT;
    if (!value || !*value)
        return;
    str_printf(&line, "%s:", name);
    for (const char *c = value; *c; c++) {
        if (*c == '\n')
            str_puts(&line, "\\n");
        else if (*c == '\t')
            str_putc(&line, ' ');
        else if ((unsigned char)*c < 0x20 || *c == 0x7F)
            continue;
        else if (strchr("\\;,", *c))
            str_printf(&line, "\\%c", *c);
        else
            str_putc(&line, *c);
    }
    ics_line(out, line.data);
    str_release(&line);
}

void ics_time(struct str *out, const char *name, int64_t wall_ms) {
    struct str line = STR_INIT;
    struct clock_date d = clock_date(wall_ms);
    str_printf(&line, "%s;TZID=Europe/Berlin:%04d%02d%02dT%02d%02d%02d", name, d.year, d.month,
               d.day, d.hour, d.minute, d.second);
    ics_line(out, line.data);
    str_release(&line);
}

void ics_utc(struct str *out, const char *name, int64_t wall_ms) {
    struct str line = STR_INIT;
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    str_printf(&line, "%s:%04d%02d%02dT%02d%02d%02dZ", name, tm.tm_year + 1900, tm.tm_mon + 1,
               tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    ics_line(out, line.data);
    str_release(&line);
}

void ics_zone(struct str *out) {
    static const char *const lines[] = {
        "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
        "END:VTIMEZONE",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ics_line(out, lines[i]);
}
