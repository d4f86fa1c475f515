/* Allocation that cannot fail, and the one way to die of our own mistakes. Any thread.
 * Invariant: nothing here returns NULL for a count > 0; the supervisor starts us again instead. */
#include "lib/mem.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *mem_new(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        BUG("out of memory: %zu x %zu bytes", count, size);
    return p;
}

void *mem_resize(void *old, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        BUG("array too large: %zu x %zu bytes", count, size);
    if (!count || !size) {
        free(old);
        return NULL;
    }
    void *p = realloc(old, count * size);
    if (!p)
        BUG("out of memory: %zu x %zu bytes", count, size);
    return p;
}

char *mem_copy(const char *text) {
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    return memcpy(mem_new(size, 1), text, size);
}

void mem_bug(const char *file, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    flockfile(stderr);
    fprintf(stderr, "<2>bug at %s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    funlockfile(stderr);
    va_end(args);
    abort();
}
