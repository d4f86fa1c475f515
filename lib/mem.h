/* Allocation that cannot fail: out of memory ends the process (the supervisor restarts it and the
 * event resumes at the same place), and BUG() for what is our mistake. Any thread. */
#ifndef LIB_MEM_H
#define LIB_MEM_H
#include <stddef.h>

/* Zeroed memory; the caller owns it and frees it with free(). Never NULL. */
void *mem_new(size_t count, size_t size);
/* Grows or shrinks an array; aborts when count * size overflows. Never NULL for count > 0. */
void *mem_resize(void *old, size_t count, size_t size);
/* A copy of a C string (NULL gives NULL). The caller frees it. */
char *mem_copy(const char *text);

/* Prints where and why, then aborts: a state the program believes impossible. */
_Noreturn void mem_bug(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define BUG(...) mem_bug(__FILE__, __LINE__, __VA_ARGS__)
#define BUG_IF(condition) do { if (condition) BUG("%s", #condition); } while (0)
#endif
