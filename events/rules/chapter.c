/* Chapters by key; to add one: a row here, its title and content in admin/print. Pure. */
#include "events/rules/chapter.h"
#include <string.h>
#include "lib/str.h"

static const char *const keys[] = {
    "foreword", "summary", "project", "programme", "items", "impressions", "voices", "agreements",
    "outlook", "checklist", "tables", "contacts", "contributors",
    "imprint",
};

const char *rules_chapter(size_t i) {
    return i < sizeof keys / sizeof *keys ? keys[i] : NULL;
}

bool rules_chapter_known(const char *key) {
    long long n;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(key, keys[i])) return true;
    return str_starts(key, "free-") && str_number(key + 5, 1, 99, &n);
}
