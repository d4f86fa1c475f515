/* Names in signatures, word by word as the search compares them. Pure. */
#include "events/rules/quote.h"
#include <stdlib.h>
#include <string.h>
#include "events/rules/search.h"

/* Words of names that tell nobody. */
static bool is_title(const char *word, size_t len) {
    static const char *const titles[] = { "dr", "prof", "med", "phil", "dipl", "ing", "frau",
                                          "herr", "von", "van", "zu", "zur", "der", "de", "und" };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strlen(titles[i]) == len && !strncmp(titles[i], word, len)) return true;
    return len < 2;
}

static bool has_word(const char *key, const char *word, size_t len) {
    for (const char *at = key; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == len && !strncmp(at, word, len)) return true;
        at += n;
    }
    return false;
}

bool rules_tells_name(const char *text, const char *name, const char *known) {
    char *key = rules_search_key(text), *words = rules_search_key(name);
    char *fine = rules_search_key(known ? known : "");
    bool tells = false;
    for (const char *at = words; *at && !tells; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        tells = !is_title(at, len) && has_word(key, at, len) && !has_word(fine, at, len);
        at += len;
    }
    free(key);
    free(words);
    free(fine);
    return tells;
}

bool rules_holds_name(const char *text, const char *name) {
    char *key = rules_search_key(text), *words = rules_search_key(name);
    bool holds = *words != '\0';
    for (const char *at = words; *at && holds; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        holds = has_word(key, at, len);
        at += len;
    }
    free(key);
    free(words);
    return holds;
}
