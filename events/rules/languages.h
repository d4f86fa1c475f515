/* The languages somebody speaks or wishes, as they stand on a badge: "de tr", ISO letters with a
 * space between them, each once, in the order they were given. Pure. */
#ifndef EVENTS_RULES_LANGUAGES_H
#define EVENTS_RULES_LANGUAGES_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

/* Most for one person, and bytes of them all as text with the NUL. */
enum { RULES_LANGUAGES_MAX = 6, RULES_LANGUAGES_TEXT = RULES_LANGUAGES_MAX * 4 };
/* What was typed ("Deutsch, Türkisch (Muttersprache)", "de/tr", "German and Dari") to letters.
 * False when a word is no language or they are too many; dst then holds those that were known. */
bool rules_languages_read(char dst[RULES_LANGUAGES_TEXT], const char *typed);
/* "de tr" to "Deutsch, Türkisch"; ui: "de", else English. Appends. */
void rules_languages_words(struct str *out, const char *languages, const char *ui);
/* "de tr" to "DE · TR", for badges. Appends. */
void rules_languages_letters(struct str *out, const char *languages);
/* The i-th language: its letters; NULL after the last. */
const char *rules_language(size_t i);
#endif
