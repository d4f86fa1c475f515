/* Words as people type them into tables, beside lists of their spellings. Pure. */
#ifndef EVENTS_RULES_TYPED_H
#define EVENTS_RULES_TYPED_H
#include <stdbool.h>

/* Folded, letters and digits only: "E-Mail-Adresse" is "emailadresse". The caller frees. */
char *rules_typed_bare(const char *text);
/* Whether the bare word is one of "a|b|c". */
bool rules_typed_among(const char *list, const char *word);
#endif
