/* The documentation's first pages: cover, what it was made of, programme. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/doc_make.h"
#include "admin/print/tables.h"
#include "events/rules/accent.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static int by_words(const void *a, const void *b) {
    return utf8_compare(*(const char *const *)a, *(const char *const *)b);
}

/* People who came, by municipality in alphabetical order; those without one last. */
static void count_people(struct make *m) {
    struct doc_cover *cover = &m->doc->cover;
    const char **names = mem_new(m->s->people_n + 1, sizeof *names);
    size_t n = 0, without = 0;
    for (size_t i = 0; i < m->s->people_n; i++) {
        const struct book_person *p = &m->s->people[i];
        if (!make_came(p))
            continue;
        m->people++;
        if (p->municipality && *p->municipality && utf8_valid(p->municipality,
                                                              strlen(p->municipality)))
            names[n++] = p->municipality;
        else
            without++;
    }
    qsort(names, n, sizeof *names, by_words);
    cover->groups = mem_new(n + 1, sizeof *cover->groups);
    for (size_t i = 0; i < n; i++) {
        if (!i || strcmp(names[i], names[i - 1]) != 0)
            cover->groups_n++;
        cover->groups[cover->groups_n - 1]++;
    }
    m->municipalities = (int64_t)cover->groups_n;
    if (without)
        cover->groups[cover->groups_n++] = (int)without;
    free(names);
}

static void people_line(struct str *out, const struct make *m) {
    if (!m->people)
        return;
    make_count(out, m, "{n} participant", "{n} participants", m->people);
    if (m->municipalities) {
        str_putc(out, ' ');
        make_count(out, m, "from {n} municipality", "from {n} municipalities", m->municipalities);
    }
    str_puts(out, make_word(m, " – every dot stands for one person."));
}

/* "aus 143 Karten, 192 Punkten und 21 Stimmen": counts of what is told. */
static void statement(struct str *out, const struct make *m) {
    struct str part[3] = { STR_INIT, STR_INIT, STR_INIT }, list = STR_INIT;
    const char *said[3];
    size_t n = 0;
    int64_t cards = make_total(m, RULES_VISIONS), dots = make_total(m, RULES_DOTS), voices = 0;
    for (size_t i = 0; i < m->p->voices_n; i++)
        voices += make_may_quote(m, &m->p->voices[i]);
    if (cards)
        make_count(&part[0], m, "{n} card", "{n} cards", cards);
    if (dots)
        make_count(&part[1], m, "{n} dot", "{n} dots", dots);
    if (voices)
        make_count(&part[2], m, "{n} voice", "{n} voices", voices);
    for (int i = 0; i < 3; i++)
        if (part[i].len)
            said[n++] = part[i].data;
    make_join(&list, m, said, n, false);
    if (n)
        lang_fill(out, make_word(m, "This documentation was made from the event itself; it "
                                    "holds {what} of those who took part."),
                  "what", list.data, NULL);
    make_sentence(out);
    str_puts(out, make_word(m, "Names appear only of people who agreed to it."));
    for (int i = 0; i < 3; i++)
        str_release(&part[i]);
    str_release(&list);
}

static void add_joined(struct str *out, const char *text) {
    if (text && *text)
        str_printf(out, "%s%s", out->len ? " · " : "", text);
}

void make_cover(struct make *m) {
    struct doc *d = m->doc;
    struct str dates = STR_INIT, line = STR_INIT, people = STR_INIT, made = STR_INIT;
    struct str kicker = STR_INIT;
    const char *subject = snap_setting(m->s, "subject");
    count_people(m);
    make_dates(&dates, m);
    add_joined(&line, dates.data);
    add_joined(&line, m->s->settings.place);
    people_line(&people, m);
    statement(&made, m);
    d->title = doc_clean(*subject ? subject : m->s->settings.title);
    d->running = mem_copy(d->title);
    d->subject = mem_copy(make_word(m, "Documentation"));
    d->language = mem_copy(lang_code(m->lang));
    d->statement = doc_clean(made.data);
    d->made_ms = m->s->settings.end_ms ? m->s->settings.end_ms : m->s->settings.start_ms;
    d->accent = rules_accent(snap_setting(m->s, "accent"));
    add_joined(&kicker, d->subject);
    add_joined(&kicker, *subject ? m->s->settings.title : "");
    d->cover.kicker = doc_clean(kicker.data);
    d->cover.title = mem_copy(d->title);
    d->cover.dates = doc_clean(line.data);
    d->cover.people = doc_clean(people.data);
    d->cover.host = doc_clean(m->s->settings.host);
    d->cover.logo = make_picture(m, "logo", 0);
    str_release(&dates);
    str_release(&line);
    str_release(&people);
    str_release(&made);
    str_release(&kicker);
}

/* "9:45": when it is planned, else nothing. */
static void programme_row(const struct make *m, struct doc_table *t, const struct book_item *item) {
    char time[6] = "";
    if (item->planned_ms)
        clock_hm(time, item->planned_ms);
    make_table_row(t, (const char *const[]){
        time, item->title,
        item->speaker && *item->speaker ? item->speaker : make_kind(m, item->kind),
    });
}

static struct doc_table *programme_table(const struct make *m) {
    static const char *const heads[] = { "Time", "Title", "By whom, how" };
    struct doc_table *t = make_table(m, heads, 3);
    t->columns[1].weight = 6;
    t->columns[2].weight = 3;
    return t;
}

/* A day's items from *i on. */
static void programme_day(const struct make *m, struct doc_node *parent, size_t *i) {
    struct doc_node *node = doc_add(parent, DOC_PROGRAMME, NULL);
    int64_t day = m->s->items[*i]->planned_ms;
    node->table = programme_table(m);
    for (; *i < m->s->items_n; (*i)++) {
        const struct book_item *item = m->s->items[*i];
        if (item->planned_ms && day && !make_same_day(item->planned_ms, day))
            return;
        day = day ? day : item->planned_ms;
        programme_row(m, node->table, item);
    }
}

void make_programme(const struct make *m, const char *title) {
    int64_t start = m->s->settings.start_ms, end = m->s->settings.end_ms;
    bool days = start && end > start && !make_same_day(start, end);
    struct doc_node *chapter;
    if (!m->s->items_n)
        return;
    if (!*title)
        title = make_word(m, days ? "Course of the days" : "Course of the day");
    chapter = make_chapter(m, "programme", NULL, title);
    make_body(m, chapter, "programme");
    for (size_t i = 0, day = 1; i < m->s->items_n; day++) {
        struct doc_node *parent = chapter;
        struct str date = STR_INIT;
        if (days && m->s->items[i]->planned_ms) {
            make_date(&date, m, m->s->items[i]->planned_ms);
            parent = make_section(chapter, date.data, "day", day);
        }
        programme_day(m, parent, &i);
        str_release(&date);
    }
    make_stage_sheet(m, chapter);
}
