/* What stands below a quotation of somebody who agreed to be quoted without the name. Pure. */
#ifndef EVENTS_RULES_QUOTE_H
#define EVENTS_RULES_QUOTE_H
#include <stdbool.h>

/* Whether text tells the person: any word of the name, whatever its case and accents, but for
 * titles and for words that stand in known too (function, organisation; NULL: nothing). */
bool rules_tells_name(const char *text, const char *name, const char *known);
/* Whether text holds the whole name: each of its words, in whatever order. */
bool rules_holds_name(const char *text, const char *name);
#endif
