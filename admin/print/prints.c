/* The kinds of print, and what they share: addresses, language, dates. See prints.h. */
#include "admin/print/prints.h"
#include <stdlib.h>
#include <string.h>
#include "admin/print/prints_inside.h"
#include "events/rules/accent.h"
#include "lib/qr.h"

static const struct prints_kind *const kinds[] = {
    &prints_invitation, &prints_badges, &prints_signs, &prints_access, &prints_ballots,
    &prints_calibration, &prints_programme, &prints_script,
};
enum { KINDS = sizeof kinds / sizeof *kinds };

const char *prints_name(size_t i) {
    return i < KINDS ? kinds[i]->name : NULL;
}

void prints_badge_url(struct str *out, const char *address, unsigned port, const char *code) {
    char clean[9];
    qr_page_payload(out, address, port, "B/");
    if (secret_code_clean(clean, 8, code))
        str_puts(out, clean);
}

const char *prints_text(const struct prints *p, const char *english) {
    return lang_text(p->lang, english);
}

static void addresses(struct prints *p) {
    const struct book_settings *set = &p->s->settings;
    qr_page_payload(&p->page_url, p->job->address, p->job->port, set->code);
    str_puts(&p->page_text, p->job->address);
    if (p->job->port != 80)
        str_printf(&p->page_text, ":%u", p->job->port);
    str_printf(&p->page_text, "/%s", set->code);
    if (set->ssid[0])
        qr_wifi_payload(&p->wifi, set->ssid, set->password);
}

static const struct prints_kind *find(const char *what) {
    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(kinds[i]->name, what) == 0)
            return kinds[i];
    return NULL;
}

static bool draw(struct prints *p, const struct prints_kind *kind, struct str *out) {
    struct str title = STR_INIT;
    str_printf(&title, "%s · %s", prints_text(p, kind->title), p->s->settings.title);
    struct pdf_meta meta = { .title = title.data, .subject = prints_text(p, kind->title),
                             .author = p->s->settings.host, .language = lang_code(p->lang),
                             .made_ms = p->s->settings.start_ms };
    p->pdf = pdf_new(&meta);
    str_release(&title);
    kind->draw(p);
    p->notes->pages = pdf_pages(p->pdf);
    return pdf_bytes(p->pdf, out, p->error, p->error_size);
}

bool prints_make(const struct book_snap *s, const struct prints_job *job, struct str *out,
                 struct prints_notes *notes, char *error, size_t size) {
    const struct prints_kind *kind = find(job->what);
    struct prints p = { .s = s, .job = job, .notes = notes, .error = error, .error_size = size,
                        .page_url = STR_INIT, .page_text = STR_INIT, .wifi = STR_INIT };
    bool well = false;

    *notes = (struct prints_notes){ .look = STR_INIT };
    if (!kind) {
        str_format(error, size, "there is no print %.40s", job->what);
        return false;
    }
    p.lang = lang_get(s->settings.language);
    if (!p.lang)
        p.lang = lang_get("de");
    p.accent = rules_accent(snap_setting(s, "accent"));
    addresses(&p);
    if ((!kind->sheet || sheet_get(&p.sheet, job->sheet, error, size)) &&
        (!kind->ready || kind->ready(&p)))
        well = draw(&p, kind, out);
    str_release(&p.page_url);
    str_release(&p.page_text);
    str_release(&p.wifi);
    return well;
}

void prints_date(const struct prints *p, struct str *out, int64_t wall_ms) {
    static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
                                        "Friday", "Saturday" };
    struct clock_date date = clock_date(wall_ms);
    char day[12], year[12];
    if (!wall_ms)
        return;
    str_format(day, sizeof day, "%d", date.day);
    str_format(year, sizeof year, "%d", date.year);
    lang_fill(out, prints_text(p, "{weekday}, {day} {month} {year}"), "weekday",
              prints_text(p, days[date.weekday]), "day", day, "month",
              lang_month(p->lang, date.month), "year", year, NULL);
}

void prints_time(const struct prints *p, struct str *out, int64_t from_ms, int64_t to_ms) {
    char from[6], to[6];
    if (!from_ms)
        return;
    clock_hm(from, from_ms);
    clock_hm(to, to_ms);
    if (to_ms > from_ms)
        lang_fill(out, prints_text(p, "{from}–{to}"), "from", from, "to", to, NULL);
    else
        lang_fill(out, prints_text(p, "from {from}"), "from", from, NULL);
}
