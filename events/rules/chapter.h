/* The fixed chapters of a documentation, in their usual order. Pure. */
#ifndef EVENTS_RULES_CHAPTER_H
#define EVENTS_RULES_CHAPTER_H
#include <stdbool.h>
#include <stddef.h>

/* Key of chapter i ("foreword"), NULL after the last. */
const char *rules_chapter(size_t i);
/* A fixed chapter, or "free-1" to "free-99". */
bool rules_chapter_known(const char *key);
#endif
