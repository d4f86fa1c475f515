/* Lines of iCalendar (RFC 5545): escaped, folded, ended with CRLF. Pure. */
#ifndef ADMIN_PRINT_ICS_H
#define ADMIN_PRINT_ICS_H
#include <stdint.h>
#include "lib/str.h"

/* A line as it is: "BEGIN:VEVENT". Folded at 75 octets, never inside of a character. */
void ics_line(struct str *out, const char *line);
/* NAME:VALUE with a text value. Nothing when value is "". */
void ics_text(struct str *out, const char *name, const char *value);
/* NAME;TZID=Europe/Berlin:20261107T090000 as the clock on the wall shows it. */
void ics_time(struct str *out, const char *name, int64_t wall_ms);
/* NAME:20261107T080000Z */
void ics_utc(struct str *out, const char *name, int64_t wall_ms);
/* The zone all times of ours name. */
void ics_zone(struct str *out);
#endif
