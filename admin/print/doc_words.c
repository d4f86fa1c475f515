/* Words the documentation makes by itself: figures, dates, lists, in the event's language. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "lib/clock.h"
#include "lib/mem.h"

struct doc_node *make_text(struct doc_node *parent, enum doc_kind kind, const char *text) {
    struct doc_node *node = doc_add(parent, kind, NULL);
    doc_add_span(node, text, false, false, NULL);
    return node;
}

struct doc_node *make_chapter(const struct make *m, const char *id, const char *kicker,
                              const char *title) {
    struct doc_node *node = doc_add(m->doc->root, DOC_CHAPTER, title);
    node->id = mem_copy(id);
    node->kicker = kicker && *kicker ? doc_clean(kicker) : NULL;
    return node;
}

struct doc_node *make_section(struct doc_node *parent, const char *title, const char *id,
                              size_t n) {
    struct str full = STR_INIT;
    struct doc_node *node = doc_add(parent, DOC_SECTION, title);
    str_printf(&full, "%s-%zu", id, n);
    node->id = str_detach(&full);
    return node;
}

const char *make_word(const struct make *m, const char *english) {
    return lang_text(m->lang, english);
}

void make_count(struct str *out, const struct make *m, const char *one, const char *many,
                int64_t n) {
    struct str figure = STR_INIT;
    lang_number(&figure, m->lang, n);
    lang_fill(out, lang_plural(m->lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
}

void make_small(struct str *out, const struct make *m, const char *one, const char *many,
                int64_t n) {
    static const char *const words[] = {
        NULL, NULL, "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    };
    if (n > 1 && n < (int64_t)(sizeof words / sizeof *words))
        lang_fill(out, lang_plural(m->lang, one, many, n), "n", make_word(m, words[n]), NULL);
    else
        make_count(out, m, one, many, n);
}

static void fill_day(struct str *out, const struct make *m, const char *pattern,
                     struct clock_date a, struct clock_date b) {
    char first[12], last[12], year[12];
    str_format(first, sizeof first, "%d", a.day);
    str_format(last, sizeof last, "%d", b.day);
    str_format(year, sizeof year, "%d", b.year);
    lang_fill(out, make_word(m, pattern), "day", first, "last", last, "month",
              lang_month(m->lang, a.month), "lastmonth", lang_month(m->lang, b.month), "year",
              year, NULL);
}

void make_date(struct str *out, const struct make *m, int64_t wall_ms) {
    struct clock_date d = clock_date(wall_ms);
    fill_day(out, m, "{month} {day}, {year}", d, d);
}

bool make_same_day(int64_t a_ms, int64_t b_ms) {
    struct clock_date a = clock_date(a_ms), b = clock_date(b_ms);
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

void make_dates(struct str *out, const struct make *m) {
    int64_t start = m->s->settings.start_ms, end = m->s->settings.end_ms;
    struct clock_date a, b;
    if (!start)
        return;
    a = clock_date(start);
    b = clock_date(end > start ? end : start);
    if (make_same_day(start, end > start ? end : start))
        make_date(out, m, start);
    else if (a.year == b.year && a.month == b.month)
        fill_day(out, m, "{month} {day} to {last}, {year}", a, b);
    else
        fill_day(out, m, "{month} {day} to {lastmonth} {last}, {year}", a, b);
}

void make_join(struct str *out, const struct make *m, const char *const *list, size_t n,
               bool quoted) {
    for (size_t i = 0; i < n; i++) {
        if (i)
            str_puts(out, i + 1 < n ? ", " : make_word(m, " and "));
        if (quoted)
            lang_fill(out, make_word(m, "“{text}”"), "text", list[i], NULL);
        else
            str_puts(out, list[i]);
    }
}

void make_sentence(struct str *out) {
    if (out->len)
        str_putc(out, ' ');
}
