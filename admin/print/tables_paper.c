/* Tables of what no snapshot holds: on which ways contributions came, shows of hands, and the
 * organisers' comparison tables with their numbers as numbers. Invariant as in tables.h: nothing of
 * a run that is not revealed. */
#include <stdlib.h>
#include <string.h>
#include "admin/print/foot.h"
#include "admin/print/tables.h"
#include "lib/csv_read.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { ROWS_MAX = 2000, NOTES_MAX = 99 };

struct place { const struct book_item *item; const struct book_run *run; size_t number; };

static struct place find(const struct book_snap *s, int64_t run) {
    for (size_t i = 0; i < s->items_n; i++)
        for (size_t j = 0; j < s->items[i]->runs_n; j++)
            if (s->items[i]->runs[j]->id == run)
                return (struct place){ s->items[i], s->items[i]->runs[j], i + 1 };
    return (struct place){ NULL, NULL, 0 };
}

static void begin_row(struct model_table *t, const struct place *p) {
    model_number(t, (int64_t)p->number);
    model_text(t, p->item->title);
    tables_run_begin(t, p->run);
}

/* Fewer than five are not told. */
static void way(struct model_table *t, int64_t n) {
    if (n < 0)
        model_text(t, "–");
    else
        model_number(t, n);
}

static void ways(struct model *m, const struct book_snap *s, const struct lang *lang,
                 const struct book_paper *p) {
    static const struct model_column columns[] = {
        { "No.", 6 }, { "Title", 60 }, { "Run", 11 }, { "Name of the run", 20 }, { "Phone", 10 },
        { "Shared tablet", 12 }, { "Desk", 10 }, { "Paper", 10 },
    };
    struct model_table *t = model_table(m, 0, lang_text(lang, "Ways of contributions"), "wege");
    model_columns(t, lang, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < p->origins_n; i++) {
        const struct book_origin *o = &p->origins[i];
        struct place at = find(s, o->run);
        if (!at.item)
            continue;
        begin_row(t, &at);
        way(t, o->phone);
        way(t, o->tablet);
        way(t, o->desk);
        way(t, o->paper);
        model_end_row(t);
    }
}

static const char *option_of(const struct book_run *run, int64_t id) {
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i].id == id)
            return run->options[i].text;
    return NULL;
}

static void hands(struct model *m, const struct book_snap *s, const struct lang *lang,
                  const struct book_paper *p) {
    static const struct model_column columns[] = {
        { "No.", 6 }, { "Title", 60 }, { "Run", 11 }, { "Name of the run", 20 },
        { "Option", 60 }, { "Hands", 10 }, { "People in the hall", 12 },
    };
    struct model_table *t = NULL;
    for (size_t i = 0; i < p->hands_n; i++) {
        const struct book_hands *h = &p->hands[i];
        struct place at = find(s, h->run);
        const char *option = at.run ? option_of(at.run, h->option) : NULL;
        if (!option || !tables_revealed(at.run))
            continue;
        if (!t) {
            t = model_table(m, 0, lang_text(lang, "Show of hands"), "handzeichen");
            model_columns(t, lang, columns, sizeof columns / sizeof *columns);
        }
        begin_row(t, &at);
        model_text(t, option);
        model_number(t, h->points);
        model_number(t, h->people);
        model_end_row(t);
    }
}

/* "9.273", "3,76" (de) or "9,273", "3.76": the whole text is a number; whole: without decimals. */
static bool read_number(const char *text, const struct lang *lang, double *value, bool *whole) {
    bool german = strncmp(lang_code(lang), "en", 2) != 0;
    char group = german ? '.' : ',', point = german ? ',' : '.', plain[32];
    size_t n = 0, digits = 0;
    *whole = true;
    for (const char *at = text; *at; at++) {
        if (*at == group && *whole && digits)
            continue;
        bool sign = *at == '-' && at == text, mark = *at == point && *whole && digits;
        if ((!sign && !mark && (*at < '0' || *at > '9')) || n + 1 >= sizeof plain)
            return false;
        digits += *at >= '0' && *at <= '9';
        *whole = *whole && !mark;
        plain[n++] = mark ? '.' : *at;
    }
    plain[n] = '\0';
    *value = digits && digits <= 15 ? strtod(plain, NULL) : 0;
    return digits && digits <= 15;
}

/* "Oberhausen[^1]" as "Oberhausen ¹". */
static void with_mark(struct str *out, const char *cell, int *note) {
    str_add(out, cell, foot_split(cell, NOTES_MAX, note));
    if (*note)
        str_printf(out, " %s", foot_raised(*note));
}

static void typed_cell(struct model_table *t, const struct lang *lang, const char *cell) {
    int note;
    bool whole;
    double value;
    struct str plain = STR_INIT, marked = STR_INIT;
    str_add(&plain, cell, foot_split(cell, NOTES_MAX, &note));
    with_mark(&marked, cell, &note);
    bool number = read_number(plain.data, lang, &value, &whole);
    if (!number)
        model_text(t, marked.data);
    else if (whole)
        model_number(t, (int64_t)value);
    else
        model_real(t, value, plain.data);
    if (number)
        model_note(t, note);
    str_release(&plain);
    str_release(&marked);
}

/* One a line, numbered as the marks are. */
static void notes_below(struct model_table *t, const char *notes) {
    for (int n = 0; *notes;) {
        struct str line = STR_INIT;
        size_t len = strcspn(notes, "\n"), words = strspn(notes, " \t\r");
        if (words < len)
            str_printf(&line, "%s %.*s", foot_raised(++n), (int)len, notes);
        model_below(t, line.data ? line.data : "");
        str_release(&line);
        notes += len + (notes[len] == '\n');
    }
}

static void heads(struct model *m, struct model_table *t, const struct csv_table *csv,
                  size_t columns) {
    for (size_t c = 0; c < columns; c++) {
        struct str head = STR_INIT;
        int note;
        with_mark(&head, csv_cell(csv, 0, c), &note);
        model_head(m, t, head.data, c ? 16 : 30);
        str_release(&head);
    }
}

/* Head and rows as typed; date, source and notes stand below. */
static void comparison(struct model *m, const struct lang *lang, const struct book_table *row) {
    char *body = model_clean(row->body), *notes = model_clean(row->notes);
    struct csv_table csv;
    csv_table_read(&csv, body, 0, ROWS_MAX);
    size_t columns = csv.columns < MODEL_COLUMNS_MAX ? csv.columns : MODEL_COLUMNS_MAX;
    if (csv.rows_n) {
        const char *title = *row->title ? row->title : lang_text(lang, "Figures compared");
        struct model_table *t = model_table(m, 0, title, "vergleich");
        struct str source = STR_INIT;
        heads(m, t, &csv, columns);
        for (size_t r = 1; r < csv.rows_n; r++)
            for (size_t c = 0; c < columns; c++)
                typed_cell(t, lang, csv_cell(&csv, r, c));
        t->sum = csv.rows_n > 1 && foot_is_sum(csv_cell(&csv, csv.rows_n - 1, 0));
        model_below(t, row->dated);
        str_printf(&source, "%s %s", lang_text(lang, "Source:"), row->source);
        model_below(t, *row->source ? source.data : "");
        notes_below(t, notes);
        str_release(&source);
    }
    csv_table_release(&csv);
    free(body);
    free(notes);
}

void tables_paper(struct model *m, const struct book_snap *s, const struct book_paper *p) {
    const struct lang *lang = foot_lang(s->settings.language);
    if (p->origins_n)
        ways(m, s, lang, p);
    hands(m, s, lang, p);
    for (size_t i = 0; i < p->tables_n; i++)
        if (p->tables[i].included)
            comparison(m, lang, &p->tables[i]);
}
