/* Reading a file of ballots. Voters and options are any texts; they are numbered by sorting, so
 * that 20,000 voters with 90 options each take no time. Options come out by number when all are
 * numbers, else in the order of the alphabet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "events/book/cmd.h"
#include "kiosk/read.h"
#include "kiosk/ballot_file.h"
#include "lib/csv.h"
#include "lib/mem.h"

struct line { char *voter, *option; unsigned points, number; };
struct lines { struct line *list; size_t n; };

static int by_text(const char *a, const char *b) {
    char *end_a, *end_b;
    long x = strtol(a, &end_a, 10), y = strtol(b, &end_b, 10);

    if (*a && *b && !*end_a && !*end_b && x != y)
        return x < y ? -1 : 1;
    return strcmp(a, b);
}

static int by_option(const void *a, const void *b) {
    return by_text(((const struct line *)a)->option, ((const struct line *)b)->option);
}

static int by_voter(const void *a, const void *b) {
    const struct line *x = a, *y = b;
    int c = strcmp(x->voter, y->voter);

    return c ? c : (x->number > y->number) - (x->number < y->number);
}

static bool take_line(struct lines *l, char **fields, size_t number) {
    long long points;

    if (!str_number(fields[2], 0, 1000, &points)) {
        if (number == 1)
            return true;                        /* the header */
        fprintf(stderr, "punktum: line %zu: points must be 0 to 1000\n", number);
        return false;
    }
    l->list[l->n++] = (struct line){ fields[0], fields[1], (unsigned)points, 0 };
    return true;
}

static bool split(struct lines *l, struct str *text) {
    static const char bom[] = "\xef\xbb\xbf";
    char *at = text->data + (str_starts(text->data, bom) ? 3 : 0), *fields[3];
    size_t first = strcspn(at, "\n"), room = 1, number = 0;
    char sep = memchr(at, ';', first) ? ';' : ',';
    int n;

    for (const char *p = text->data; (p = strchr(p, '\n')); p++)
        room++;
    l->list = mem_new(room, sizeof *l->list);
    while ((n = csv_split(&at, sep, fields, 3)) != 0) {
        number++;
        if (n == 1 && !*fields[0])
            continue;
        if (n != 3) {
            fprintf(stderr, "punktum: line %zu: voter,option,points are wanted\n", number);
            return false;
        }
        if (!take_line(l, fields, number))
            return false;
    }
    return true;
}

static bool number_options(struct ballot_file *f, struct lines *l) {
    qsort(l->list, l->n, sizeof *l->list, by_option);
    f->options = mem_new(BOOK_OPTIONS_MAX, sizeof(char *));
    for (size_t i = 0; i < l->n; i++) {
        if (!i || strcmp(l->list[i].option, l->list[i - 1].option) != 0) {
            if (f->options_n == BOOK_OPTIONS_MAX) {
                fprintf(stderr, "punktum: more than %d options\n", BOOK_OPTIONS_MAX);
                return false;
            }
            f->options[f->options_n++] = l->list[i].option;
        }
        l->list[i].number = (unsigned)f->options_n - 1;
    }
    return true;
}

/* Numbers voters, adds up what a voter gave to one option, finds budget and maximum. */
static void number_voters(struct ballot_file *f, struct lines *l) {
    unsigned given = 0;

    qsort(l->list, l->n, sizeof *l->list, by_voter);
    f->rows = mem_new(l->n, sizeof *f->rows);
    for (size_t i = 0; i < l->n; i++) {
        const struct line *one = &l->list[i];
        bool fresh = !i || strcmp(one->voter, one[-1].voter) != 0;
        f->voters += fresh;
        given = (fresh ? 0 : given) + one->points;
        if (fresh || one->number != one[-1].number)
            f->rows[f->rows_n++] = (struct audience_ballot){ f->voters - 1, one->number, 0 };
        struct audience_ballot *row = &f->rows[f->rows_n - 1];
        row->points += one->points;
        f->budget = given > f->budget ? given : f->budget;
        f->per_option = row->points > f->per_option ? row->points : f->per_option;
    }
}

bool ballot_file_read(struct ballot_file *f, const char *path) {
    struct lines lines = { 0 };
    bool well;

    *f = (struct ballot_file){ .text = STR_INIT };
    well = read_file(&f->text, path) && split(&lines, &f->text);
    if (well && !lines.n) {
        fprintf(stderr, "punktum: %s: no ballots\n", path);
        well = false;
    }
    if ((well = well && number_options(f, &lines)))
        number_voters(f, &lines);
    free(lines.list);
    return well;
}

void ballot_file_release(struct ballot_file *f) {
    str_release(&f->text);
    free(f->options);
    free(f->rows);
}
