/* See ballot.h. Pure; at most BOOK_OPTIONS_MAX dots, so plain sorting is quick enough. */
#include "events/rules/ballot.h"
#include <limits.h>
#include <stdlib.h>

static int by_option(const void *a, const void *b) {
    int64_t x = ((const struct rules_dot *)a)->option, y = ((const struct rules_dot *)b)->option;
    return (x > y) - (x < y);
}

static int by_id(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

size_t rules_ballot_tidy(struct rules_dot *dots, size_t n) {
    if (n > 1) qsort(dots, n, sizeof *dots, by_option);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (dots[i].points == 0) continue;
        if (kept && dots[kept - 1].option == dots[i].option) {
            long long sum = (long long)dots[kept - 1].points + dots[i].points;
            dots[kept - 1].points = sum > INT_MAX ? INT_MAX : (int)sum;
        } else {
            dots[kept++] = dots[i];
        }
    }
    return kept;
}

enum rules_ballot rules_ballot_check(const struct rules_dot *dots, size_t n, const int64_t *options,
                                     size_t options_n, int budget, int per_option) {
    long long sum = 0;
    if (per_option <= 0) per_option = budget;
    for (size_t i = 0; i < n; i++) {
        if (!options_n || !bsearch(&dots[i].option, options, options_n, sizeof *options, by_id))
            return RULES_BALLOT_NO_SUCH_OPTION;
        sum += dots[i].points;
    }
    if (sum > budget) return RULES_BALLOT_TOO_MANY;
    for (size_t i = 0; i < n; i++)
        if (dots[i].points < 0 || dots[i].points > per_option)
            return RULES_BALLOT_TOO_MANY_ON_OPTION;
    return RULES_BALLOT_GOOD;
}

enum rules_order rules_ballot_order(const struct rules_stored *stored, int64_t revision,
                                    int64_t nonce, int same_dots) {
    if (stored->revision > 0 && nonce && stored->nonce == nonce && same_dots)
        return RULES_SAME_AGAIN;
    return revision > stored->revision ? RULES_WRITE : RULES_OLD;
}

int rules_dots_proposed(size_t options) {
    size_t dots = (options + 3) / 4;
    return dots < 2 ? 2 : dots > 8 ? 8 : (int)dots;
}
