/* See typed.h. Pure. */
#include "events/rules/typed.h"
#include <string.h>
#include "lib/utf8.h"

char *rules_typed_bare(const char *text) {
    char *s = utf8_fold(text), *to = s;
    for (const unsigned char *p = (const unsigned char *)s; *p; p++)
        if (*p >= 0x80 || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) *to++ = (char)*p;
    *to = '\0';
    return s;
}

bool rules_typed_among(const char *list, const char *word) {
    size_t len = strlen(word);
    if (!len) return false;
    for (const char *p = list; p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL)
        if (!strncmp(p, word, len) && (p[len] == '|' || !p[len])) return true;
    return false;
}
