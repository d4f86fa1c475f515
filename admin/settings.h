/* The event's settings at the desk, in groups. Pool threads. */
#ifndef ADMIN_SETTINGS_H
#define ADMIN_SETTINGS_H
#include <stddef.h>

struct settings_group { const char *title; const char *names[12]; };  /* names NULL-ended */
/* Group i, NULL after the last. Every setting stands in one of them or is the program's own. */
const struct settings_group *settings_group(size_t i);
#endif
