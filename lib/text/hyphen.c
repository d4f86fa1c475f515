/* Hyphenation with libhyphen and the dictionaries of the system. The text's own thread.
 *
 * Words of more than eight letters get soft hyphens, never closer than four letters to an edge;
 * syllables that would fall beside the joint of a compound are dropped (compound.c). */
#include "lib/text/inside.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/utf8.h"

enum { WORD_MIN = 9, WORD_MAX = 200, EDGE = 4, LANGUAGES = 2 };

static const char *const folders[] = { "/usr/local/share/hyphen", "/usr/share/hyphen" };
static const struct { const char *code, *file; } known[LANGUAGES] = {
    { "de", "hyph_de_DE.dic" }, { "en", "hyph_en_US.dic" },
};
struct text_hyphens { HyphenDict *dict[LANGUAGES]; bool looked[LANGUAGES]; };

struct text_hyphens *hyphens_new(void)
{
    return mem_new(1, sizeof(struct text_hyphens));
}

void hyphens_free(struct text_hyphens *h)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        if (h->dict[i])
            hnj_hyphen_free(h->dict[i]);
    free(h);
}

static HyphenDict *dict_of(struct text_hyphens *h, const char *language)
{
    char path[256];
    size_t i = 0;
    while (i < LANGUAGES && (!language || strncmp(language, known[i].code, 2) != 0))
        i++;
    if (i == LANGUAGES)
        return NULL;
    for (size_t f = 0; !h->looked[i] && !h->dict[i] && f < sizeof folders / sizeof *folders; f++)
        if (str_format(path, sizeof path, "%s/%s", folders[f], known[i].file))
            h->dict[i] = hnj_hyphen_load(path);
    h->looked[i] = true;
    return h->dict[i];
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7);
}

static uint32_t lower(uint32_t c)
{
    bool up = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return up ? c + 32 : c;
}

/* The word in the dictionary's own bytes; 0 when it has letters the dictionary does not know. */
static size_t encode(const HyphenDict *d, const uint32_t *letters, size_t n, char *bytes)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = letters[i];
        if (c > 0xFF)
            return 0;
        if (d->utf8 && c >= 0x80) {
            bytes[len++] = (char)(0xC0 | c >> 6);
            c = 0x80 | (c & 0x3F);
        }
        bytes[len++] = (char)c;
    }
    bytes[len] = '\0';
    return len;
}

/* breaks[i] = 1: a hyphen may follow letter i. */
static void syllables(HyphenDict *d, const uint32_t *letters, size_t n, unsigned char *breaks)
{
    char bytes[2 * WORD_MAX + 1], marks[2 * WORD_MAX + 8];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t len = encode(d, letters, n, bytes);
    memset(breaks, 0, n);
    if (len && hnj_hyphen_hyphenate3(d, bytes, (int)len, marks, NULL, &rep, &pos, &cut,
                                     EDGE, EDGE, EDGE, EDGE) == 0)
        for (size_t i = EDGE - 1; i + EDGE < n; i++)
            breaks[i] = (marks[i] & 1) && !(rep && rep[i]);
    for (size_t i = 0; rep && i < len; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

static bool near_joint(const unsigned char *joints, size_t n, size_t i)
{
    for (size_t k = i >= 2 ? i - 2 : 0; k <= i + 2 && k < n; k++)
        if (joints[k])
            return true;
    return false;
}

static bool breaks_of(struct text_hyphens *h, const uint32_t *letters, size_t n,
                      const char *language, enum hyphen_use use, unsigned char *breaks)
{
    unsigned char joints[WORD_MAX] = { 0 };
    HyphenDict *d = n >= WORD_MIN && n <= WORD_MAX ? dict_of(h, language) : NULL;
    bool any = false;
    if (!d)
        return false;
    if (strncmp(language, "de", 2) == 0)
        compound_joints(letters, n, joints);
    syllables(d, letters, n, breaks);
    for (size_t i = 0; i < n; i++) {
        if (joints[i])
            breaks[i] = 1;
        else if (use == HYPHEN_COMPOUND || near_joint(joints, n, i))
            breaks[i] = 0;
        any = any || breaks[i];
    }
    return any;
}

bool hyphens_word(struct text_hyphens *h, struct str *out, const char *word, size_t len,
                  const char *language, enum hyphen_use use)
{
    const char *end = word + len, *done = word;
    uint32_t letters[WORD_MAX + 1];
    unsigned char breaks[WORD_MAX + 1];
    bool any = false;
    for (const char *p = word; p < end; ) {
        size_t n = 0;
        const char *from = p, *to = p;
        while (to < end && n <= WORD_MAX) {
            uint32_t c = utf8_next(&to);
            if (!is_letter(c))
                break;
            letters[n++] = lower(c);
            p = to;
        }
        if (n == 0) {
            p = to;
            continue;
        }
        if (n > WORD_MAX || !breaks_of(h, letters, n, language, use, breaks))
            continue;
        any = true;
        str_add(out, done, (size_t)(from - done));
        done = from;
        for (size_t i = 0; i < n; i++) {
            utf8_next(&from);
            if (!breaks[i])
                continue;
            str_add(out, done, (size_t)(from - done));
            str_puts(out, "\u00AD");
            done = from;
        }
    }
    if (any)
        str_add(out, done, (size_t)(end - done));
    return any;
}

char *text_hyphenate(struct text *t, const char *words, const char *language)
{
    struct str out = STR_INIT;
    if (!hyphens_word(t->hyphens, &out, words, strlen(words), language, HYPHEN_ALL))
        str_puts(&out, words);
    return str_detach(&out);
}
