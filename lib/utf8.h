/* Text people type: checked, normalised and counted at the border (T-02, T-03). Pure, any
 * thread. */
#ifndef LIB_UTF8_H
#define LIB_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum utf8_result { UTF8_OK, UTF8_INVALID, UTF8_EMPTY, UTF8_TOO_LONG };
enum utf8_lines { UTF8_ONE_LINE, UTF8_MANY_LINES };

/* True for well-formed UTF-8 without NUL. */
bool utf8_valid(const char *text, size_t len);
/* Cleans what a person typed into dst: NFC, C0/C1 and bidi controls dropped, at most three
 * combining marks per base, white space folded and trimmed (line breaks become spaces with
 * UTF8_ONE_LINE). Counts graphemes, never bytes. Never truncates: on anything but UTF8_OK dst =
 * "". */
enum utf8_result utf8_clean(char *dst, size_t size, const char *text, unsigned max_graphemes,
                            enum utf8_lines lines);
/* User-perceived characters (grapheme clusters) of valid text. */
size_t utf8_graphemes(const char *text);
/* Reads one code point of valid text and moves on; 0 at the end. */
uint32_t utf8_next(const char **text);
/* Case-folded, umlauts and marks stripped, white space folded: for search and for "typed five
 * ways". The caller frees it. */
char *utf8_fold(const char *text);
/* German alphabetical order (DIN 5007-1: ä as a), case-insensitive; ties by bytes. Like strcmp. */
int utf8_compare(const char *a, const char *b);
#endif
