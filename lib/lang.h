/* Catalogues (.po, source language English) and German/English figures and times, independent of
 * the process's locale (T-13). Loaded once, read-only afterwards: any thread. */
#ifndef LIB_LANG_H
#define LIB_LANG_H
#include <stddef.h>
#include <stdint.h>
#include "lib/str.h"

struct lang;
/* A catalogue by its code: "de", "en" (English is the source and has no file). Parses
 * lang/CODE.po from the assets. NULL when there is none; a broken file is a BUG. Owned by lib. */
const struct lang *lang_get(const char *code);
/* "de" */
const char *lang_code(const struct lang *lang);
/* The best of de/en for an Accept-Language header; fallback when it names neither. */
const struct lang *lang_accept(const char *header, const struct lang *fallback);
/* Translation of an English text, itself when missing. Borrowed, lives for ever. */
const char *lang_text(const struct lang *lang, const char *english);
/* Singular or plural by n. */
const char *lang_plural(const struct lang *lang, const char *one, const char *many, long long n);
/* Fills {name} places: lang_fill(&out, text, "n", "5", "of", "80", NULL). Unknown places stay. */
void lang_fill(struct str *out, const char *text, ...) __attribute__((sentinel));
/* The name of month 1 to 12. Borrowed, lives for ever. */
const char *lang_month(const struct lang *lang, int month);
/* "7. November 2026" (de) or "7 November 2026" (en), in local time; nothing for 0. */
void lang_day(struct str *out, const struct lang *lang, int64_t ms);
/* 1.234 (de) or 1,234 (en). */
void lang_number(struct str *out, const struct lang *lang, long long value);
/* A size of a file, "1,4 MB" or "12 kB". */
void lang_bytes(struct str *out, const struct lang *lang, long long bytes);
/* Number of catalogues that can be chosen, and the i-th with its own name ("Deutsch"). */
size_t lang_count(void);
const struct lang *lang_at(size_t i, const char **own_name);
#endif
