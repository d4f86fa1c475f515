/* Growing byte strings and bounded copies. One owner, no locking; data is always NUL-terminated. */
#ifndef LIB_STR_H
#define LIB_STR_H
#include <stdbool.h>
#include <stddef.h>

struct str {
    char *data;  /* never NULL once STR_INIT; "" when empty; owned */
    size_t len;  /* bytes without the final NUL */
    size_t cap;  /* bytes allocated, 0 while data points to the shared "" */
};
extern char str_empty[1];
#define STR_INIT { .data = str_empty, .len = 0, .cap = 0 }

/* Frees the memory and leaves an empty string. */
void str_release(struct str *s);
/* Empties it, keeps the memory. */
void str_clear(struct str *s);
void str_add(struct str *s, const void *bytes, size_t len);
void str_puts(struct str *s, const char *text);
void str_putc(struct str *s, char c);
void str_printf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Hands the memory to the caller (to free()); s is empty afterwards. */
char *str_detach(struct str *s);

/* Copies text whole or not at all: false (and dst = "") when it does not fit into size bytes. */
bool str_copy(char *dst, size_t size, const char *src);
/* Writes formatted text; false (and dst = "") when it does not fit. */
bool str_format(char *dst, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* True when s starts with prefix. */
bool str_starts(const char *s, const char *prefix);
/* Decimal text to number: the whole text, no sign unless negative allowed by min; false
 * otherwise. */
bool str_number(const char *text, long long min, long long max, long long *out);
/* Lower-case hex of len bytes into dst (2 * len + 1 bytes). */
void str_hex(char *dst, const unsigned char *bytes, size_t len);
/* Hex to exactly len bytes; false on any other length or digit. */
bool str_unhex(unsigned char *dst, size_t len, const char *hex);
#endif
