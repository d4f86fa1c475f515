/* Whether a ballot may be stored: dots against the run's rules, revision against what is stored.
 * Pure. */
#ifndef EVENTS_RULES_BALLOT_H
#define EVENTS_RULES_BALLOT_H
#include <stddef.h>
#include <stdint.h>

struct rules_dot { int64_t option; int points; };   /* points > 0, options ascending, once each */

enum rules_ballot {
    RULES_BALLOT_GOOD,
    RULES_BALLOT_TOO_MANY, RULES_BALLOT_TOO_MANY_ON_OPTION, RULES_BALLOT_NO_SUCH_OPTION
};
/* options: the run's, ascending. per_option 0: as many as the budget. An empty ballot is good. */
enum rules_ballot rules_ballot_check(const struct rules_dot *dots, size_t n, const int64_t *options,
                                     size_t options_n, int budget, int per_option);
/* Sorts by option, adds up repeated options, drops zeros; returns the new length. */
size_t rules_ballot_tidy(struct rules_dot *dots, size_t n);

/* Greater revision: write. Same nonce and same dots as stored: the same answer again. Else: old. */
enum rules_order { RULES_WRITE, RULES_SAME_AGAIN, RULES_OLD };
struct rules_stored { int64_t revision, nonce; };   /* revision 0: nothing stored */
enum rules_order rules_ballot_order(const struct rules_stored *stored, int64_t revision,
                                    int64_t nonce, int same_dots);
/* ceil(options / 4), at least 2, at most 8. */
int rules_dots_proposed(size_t options);
#endif
