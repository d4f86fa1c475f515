/* Words and their text forms: one table per enum. Pure. */
#include "events/rules/name.h"
#include <stddef.h>
#include <string.h>

static const char *const kinds[] = {"arrival", "talk", "visions", "dots", "break"};
static const char *const states[] = {"prepared", "open", "paused", "closing", "closed", "revealed",
                                     "archived"};
static const char *const secrecies[] = {"secret", "named", "mood"};
static const char *const appears[] = {"auto", "release", "live", "reveal"};
static const char *const authors[] = {"name", "city", "anonymous"};
static const char *const cards[] = {"waiting", "shown", "held", "withdrawn"};
static const char *const origins[] = {"phone", "tablet", "desk", "hands"};
static const char *const ties[] = {"undecided", "all", "runoff", "decided"};

static int find(const char *const *names, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (!strcmp(names[i], name)) return (int)i;
    return -1;
}

#define COUNT(names) (sizeof(names) / sizeof *(names))
#define NAMED(word, names) \
    const char *rules_##word##_name(enum rules_##word value) { \
        return (size_t)value < COUNT(names) ? names[value] : "?"; \
    } \
    bool rules_##word##_from_name(const char *name, enum rules_##word *out) { \
        int i = find(names, COUNT(names), name); \
        if (i >= 0) *out = (enum rules_##word)i; \
        return i >= 0; \
    }
NAMED(kind, kinds)
NAMED(state, states)
NAMED(secrecy, secrecies)
NAMED(appear, appears)
NAMED(author, authors)
NAMED(card, cards)
NAMED(origin, origins)
NAMED(tie, ties)
