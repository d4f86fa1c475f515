/* A text's hyphenation dictionaries (lib/hyphen.h), each loaded when a text first needs it. The
 * text's own thread. */
#include "lib/text/inside.h"

#include <string.h>

static const char *const codes[TEXT_LANGUAGES] = { "de", "en" };

const struct hyphen *hyphens_of(struct text *t, const char *language) {
    size_t i = 0;
    while (i < TEXT_LANGUAGES && (!language || strncmp(language, codes[i], 2) != 0))
        i++;
    if (i == TEXT_LANGUAGES)
        return NULL;
    if (!t->looked[i])
        t->hyphens[i] = hyphen_load(codes[i]);
    t->looked[i] = true;
    return t->hyphens[i];
}

void hyphens_release(struct text *t) {
    for (size_t i = 0; i < TEXT_LANGUAGES; i++)
        hyphen_free(t->hyphens[i]);
}

char *text_hyphenate(struct text *t, const char *words, const char *language) {
    struct str out = STR_INIT;
    if (!hyphen_add(hyphens_of(t, language), &out, words, strlen(words), HYPHEN_WORD_MIN,
                    HYPHEN_ALL))
        str_puts(&out, words);
    return str_detach(&out);
}
