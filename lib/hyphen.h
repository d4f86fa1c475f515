/* Soft hyphens (U+00AD) in German and English words, from the dictionaries of the system.
 * Read-only once loaded: any thread may use one. */
#ifndef LIB_HYPHEN_H
#define LIB_HYPHEN_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

struct hyphen;
/* "de" or "en" (what follows is ignored). NULL, which every function takes for "no hyphens", for
 * other languages or when the dictionary is not installed. Owned by the caller. */
struct hyphen *hyphen_load(const char *language);
void hyphen_free(struct hyphen *h);

/* Where a word may break: only between the parts of a compound, also between the syllables of long
 * parts and of words without parts, or between all syllables. */
enum hyphen_use { HYPHEN_COMPOUND, HYPHEN_LONG_PARTS, HYPHEN_ALL };
enum { HYPHEN_WORD_MIN = 9 };  /* shorter words are never broken */
/* Appends len bytes with soft hyphens in words of at least letters_min letters; false (and nothing
 * appended) when there are none. */
bool hyphen_add(const struct hyphen *h, struct str *out, const char *words, size_t len,
                size_t letters_min, enum hyphen_use use);
/* Words for a narrow page: soft hyphens only in words of twelve letters and more. Caller frees. */
char *hyphen_soft(const struct hyphen *h, const char *words);
#endif
