/* Inside of lib/hyphen: shared by its own files only. */
#ifndef LIB_HYPHEN_INSIDE_H
#define LIB_HYPHEN_INSIDE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks the letters (lower case) after which a German compound is joined. joints has n bytes. */
void compound_joints(const uint32_t *letters, size_t n, unsigned char *joints);

/* A hyphenation dictionary (Liang's patterns); NULL when the file cannot be read. */
struct patterns;
struct patterns *patterns_load(const char *path);
void patterns_free(struct patterns *p);
/* breaks[i] = 1 where a hyphen may follow letter i of the word (lower case, n <= 200 letters).
 * False for letters it does not know. */
bool patterns_apply(const struct patterns *p, const uint32_t *letters, size_t n,
                    unsigned char *breaks);
#endif
