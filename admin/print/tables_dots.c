/* A vote's table: every run, its options by rank. See tables.h for what an unrevealed run shows. */
#include <stdlib.h>
#include "admin/print/tables.h"
#include "lib/mem.h"
#include "lib/str.h"

static const struct model_column columns[] = {
    { "Run", 11 }, { "Name of the run", 20 }, { "Rank", 7 }, { "Option", 60 }, { "Points", 9 },
    { "People", 10 }, { "Municipalities", 12 }, { "Equal", 14 }, { "Above the line", 14 },
    { "Took part", 12 }, { "Present", 12 }, { "Remark", 50 }
};
enum { OPTION_CELLS = 7 };      /* rank to above the line */

/* By rank, inside a rank in the options' fixed order (they are stored so). */
static int by_rank(const void *a, const void *b) {
    const struct book_option *x = *(const struct book_option *const *)a;
    const struct book_option *y = *(const struct book_option *const *)b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* True when the cut line falls inside this option's rank. */
bool tables_at_line(const struct book_run *run, int cut, const struct book_option *o) {
    int same = 0;
    for (size_t i = 0; i < run->options_n; i++)
        same += run->options[i].rank == o->rank;
    return cut > 0 && o->rank <= cut && o->rank + same - 1 > cut;
}

/* How the tie at the line was decided, in a sentence. */
void tables_decision(struct str *out, const struct lang *lang, const struct book_run *run) {
    static const char *const words[] = {
        [RULES_TIE_UNDECIDED] = "Tie at the line, not decided",
        [RULES_TIE_ALL] = "Tie at the line: all of them are taken",
        [RULES_TIE_RUNOFF] = "Tie at the line: run-off",
        [RULES_TIE_DECIDED] = "Tie at the line: the moderation decided"
    };
    str_puts(out, lang_text(lang, words[run->tie]));
    if (run->tie_reason && *run->tie_reason)
        str_printf(out, " (%s)", run->tie_reason);
}

static void add_option(struct model_table *t, const struct lang *lang, const struct book_run *run,
                       int cut, const struct book_option *o) {
    struct str note = STR_INIT;
    tables_run_begin(t, run);
    model_number(t, o->rank);
    model_text(t, o->text);
    model_number(t, o->points);
    model_number(t, o->people);
    if (o->municipalities < 0)
        model_text(t, "–");
    else
        model_number(t, o->municipalities);
    model_text(t, o->tied ? lang_text(lang, "equal") : "");
    model_text(t, o->above_cut ? lang_text(lang, "yes") : "");
    if (tables_at_line(run, cut, o))
        tables_decision(&note, lang, run);
    tables_run_end(t, run, note.data);
    str_release(&note);
}

const struct book_option **tables_ranked(const struct book_run *run) {
    const struct book_option **order = mem_new(run->options_n + 1, sizeof *order);
    for (size_t i = 0; i < run->options_n; i++)
        order[i] = &run->options[i];
    qsort(order, run->options_n, sizeof *order, by_rank);
    return order;
}

static void add_result(struct model_table *t, const struct lang *lang, const struct book_run *run,
                       int cut) {
    const struct book_option **order = tables_ranked(run);
    for (size_t i = 0; i < run->options_n; i++)
        add_option(t, lang, run, cut, order[i]);
    free(order);
}

void tables_dots(struct model *m, const struct lang *lang, const struct book_item *item,
                 size_t number) {
    struct model_table *t = model_table(m, number, item->title, rules_kind_name(item->kind));
    model_columns(t, lang, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < item->runs_n; i++) {
        const struct book_run *run = item->runs[i];
        if (tables_revealed(run) && run->sealed) {
            add_result(t, lang, run, item->cut);
            continue;
        }
        tables_run_begin(t, run);
        model_skip(t, OPTION_CELLS);
        tables_run_end(t, run, lang_text(lang, "Result not shown yet"));
    }
}
