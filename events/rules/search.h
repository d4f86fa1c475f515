/* People and places by what somebody types, and names that may mean the same. Pure. */
#ifndef EVENTS_RULES_SEARCH_H
#define EVENTS_RULES_SEARCH_H
#include <stdbool.h>
#include <stddef.h>

/* Words of a text for comparing, one space between them: folded, "ue" as "u", dotless i, barred l
 * and the like as their plain letters, anything but letters and figures is a space. The caller
 * frees. */
char *rules_search_key(const char *text);
/* Every word of the query's key begins a word of this key. */
bool rules_search_fits(const char *key, const char *query_key);
/* Letters and figures of a key: three are wanted before a search begins. */
size_t rules_search_letters(const char *key);

/* "Typed five ways": gives each of n names the index of the first one it may mean the same as (its
 * own when alone). Without "Stadt" and the like, up to two letters apart, or with only a river
 * behind it ("Mülheim", "Mülheim an der Ruhr"). A proposal: nothing is merged by it. */
void rules_similar(const char *const *names, size_t n, size_t *group);
#endif
