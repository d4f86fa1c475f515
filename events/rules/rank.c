/* See rank.h. Pure. */
#include "events/rules/rank.h"
#include <stdlib.h>

static int by_points(const void *a, const void *b) {
    const struct rules_tally *x = a, *y = b;
    if (x->points != y->points) return x->points < y->points ? 1 : -1;
    return (x->option > y->option) - (x->option < y->option);
}

/* [from, to) share their points and the line falls among them: room places are left. */
static void cut_tie(struct rules_tally *t, size_t from, size_t to, size_t room, enum rules_tie tie,
                    int64_t chosen) {
    if (tie == RULES_TIE_ALL)
        for (size_t i = from; i < to; i++) t[i].above = true;
    if (tie != RULES_TIE_DECIDED) return;
    for (size_t i = from; i < to && room; i++)
        if (t[i].option == chosen) t[i].above = true, room--;
    for (size_t i = from; i < to && room; i++)
        if (!t[i].above) t[i].above = true, room--;
}

bool rules_rank(struct rules_tally *t, size_t n, int cut, enum rules_tie tie, int64_t chosen) {
    size_t line = cut > 0 ? (size_t)cut : 0;
    bool split = false;
    if (n > 1) qsort(t, n, sizeof *t, by_points);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && t[to].points == t[from].points; to++) continue;
        for (size_t i = from; i < to; i++) {
            t[i].rank = (int)from + 1;
            t[i].tied = to - from > 1;
            t[i].above = to <= line;
        }
        if (from < line && to > line) {
            split = true;
            cut_tie(t, from, to, line - from, tie, chosen);
        }
    }
    return split;
}
