/* The programme as a calendar file. See write_ics.h. */
#include "admin/print/write_ics.h"
#include "admin/print/format.h"
#include "admin/print/ics.h"
#include "admin/print/save.h"
#include "lib/secret.h"

enum { MINUTE = 60000 };

static void uid(struct str *out, const struct book_snap *s, int64_t item) {
    struct str text = STR_INIT, line = STR_INIT;
    unsigned char hash[SECRET_HASH];
    char hex[33];
    str_printf(&text, "calendar %s %lld", s->settings.code, (long long)item);
    secret_hash(hash, text.data);
    str_hex(hex, hash, 16);
    str_printf(&line, "UID:%s@punktum.invalid", hex);
    ics_line(out, line.data);
    str_release(&text);
    str_release(&line);
}

static void begin(struct str *out, const struct book_snap *s, int64_t item, int64_t made_ms) {
    ics_line(out, "BEGIN:VEVENT");
    uid(out, s, item);
    ics_utc(out, "DTSTAMP", made_ms);
}

static int64_t last_end(const struct book_snap *s) {
    int64_t end = s->settings.end_ms;
    for (size_t i = 0; i < s->items_n && !s->settings.end_ms; i++) {
        const struct book_item *item = s->items[i];
        int64_t over = item->planned_ms + item->minutes * (int64_t)MINUTE;
        if (item->planned_ms && over > end)
            end = over;
    }
    return end;
}

static void whole(struct str *out, const struct book_snap *s, int64_t made_ms) {
    int64_t end = last_end(s);
    struct str programme = STR_INIT;
    char hm[6];
    if (!s->settings.start_ms)
        return;
    for (size_t i = 0; i < s->items_n; i++) {
        if (!s->items[i]->planned_ms)
            continue;
        clock_hm(hm, s->items[i]->planned_ms);
        str_printf(&programme, "%s%s %s", programme.len ? "\n" : "", hm, s->items[i]->title);
    }
    begin(out, s, 0, made_ms);
    ics_time(out, "DTSTART", s->settings.start_ms);
    if (end > s->settings.start_ms)
        ics_time(out, "DTEND", end);
    ics_text(out, "SUMMARY", s->settings.title);
    ics_text(out, "LOCATION", s->settings.place);
    ics_text(out, "DESCRIPTION", programme.data);
    ics_line(out, "END:VEVENT");
    str_release(&programme);
}

static void one(struct str *out, const struct book_snap *s, const struct book_item *item,
                int64_t made_ms) {
    begin(out, s, item->id, made_ms);
    ics_time(out, "DTSTART", item->planned_ms);
    ics_time(out, "DTEND", item->planned_ms + item->minutes * (int64_t)MINUTE);
    ics_text(out, "SUMMARY", item->title);
    ics_text(out, "LOCATION", s->settings.place);
    ics_text(out, "DESCRIPTION", item->speaker);
    ics_line(out, "TRANSP:TRANSPARENT");
    ics_line(out, "END:VEVENT");
}

void ics_programme(struct str *out, const struct book_snap *s, int64_t made_ms) {
    ics_line(out, "BEGIN:VCALENDAR");
    ics_line(out, "VERSION:2.0");
    ics_line(out, "PRODID:-//Punktum//Programme//EN");
    ics_line(out, "CALSCALE:GREGORIAN");
    ics_text(out, "X-WR-CALNAME", s->settings.title);
    ics_zone(out);
    whole(out, s, made_ms);
    for (size_t i = 0; i < s->items_n; i++)
        if (s->items[i]->planned_ms && s->items[i]->minutes)
            one(out, s, s->items[i], made_ms);
    ics_line(out, "END:VCALENDAR");
}

static bool write(const struct print_made *made, const char *path, char *error, size_t size) {
    struct str text = STR_INIT;
    ics_programme(&text, made->snap, made->doc->made_ms);
    bool done = save_file(path, text.data, text.len, error, size);
    str_release(&text);
    return done;
}

const struct print_format format_ics = {
    "Programme for calendars (iCalendar)", "Programm.ics", write
};
