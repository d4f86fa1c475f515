/* Soft hyphens from the dictionaries of the system. The text's own thread.
 *
 * Words of more than eight letters get soft hyphens, never closer than four letters to an edge;
 * syllables that would fall beside the joint of a compound are dropped (compound.c). */
#include "lib/text/inside.h"

#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/utf8.h"

enum { WORD_MIN = 9, WORD_MAX = 200, EDGE = 4, LANGUAGES = 2 };

static const char *const folders[] = { "/usr/local/share/hyphen", "/usr/share/hyphen" };
static const struct { const char *code, *file; } known[LANGUAGES] = {
    { "de", "hyph_de_DE.dic" }, { "en", "hyph_en_US.dic" },
};
struct text_hyphens { struct patterns *dict[LANGUAGES]; bool looked[LANGUAGES]; };

struct text_hyphens *hyphens_new(void)
{
    return mem_new(1, sizeof(struct text_hyphens));
}

void hyphens_free(struct text_hyphens *h)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        patterns_free(h->dict[i]);
    free(h);
}

static struct patterns *dict_of(struct text_hyphens *h, const char *language)
{
    char path[256];
    size_t i = 0;
    while (i < LANGUAGES && (!language || strncmp(language, known[i].code, 2) != 0))
        i++;
    if (i == LANGUAGES)
        return NULL;
    for (size_t f = 0; !h->looked[i] && !h->dict[i] && f < sizeof folders / sizeof *folders; f++)
        if (str_format(path, sizeof path, "%s/%s", folders[f], known[i].file))
            h->dict[i] = patterns_load(path);
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
    struct patterns *d = n >= WORD_MIN && n <= WORD_MAX ? dict_of(h, language) : NULL;
    bool any = false;
    if (!d || !patterns_apply(d, letters, n, breaks))
        return false;
    if (strncmp(language, "de", 2) == 0)
        compound_joints(letters, n, joints);
    for (size_t i = 0; i < n; i++) {
        bool edge = i + 1 < EDGE || i + EDGE >= n;
        joints[i] = !edge && joints[i];
        breaks[i] = !edge && breaks[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (joints[i])
            breaks[i] = 1;
        else if (use == HYPHEN_COMPOUND || near_joint(joints, n, i))
            breaks[i] = 0;
        any = any || breaks[i];
    }
    return any;
}

/* The letters at from, lower case; their end in to. 0 when there is none at from. */
static size_t take_letters(const char *from, const char *end, uint32_t *letters, const char **to)
{
    size_t n = 0;
    for (*to = from; from < end && n <= WORD_MAX; *to = from) {
        uint32_t c = utf8_next(&from);
        if (!is_letter(c))
            break;
        letters[n++] = lower(c);
    }
    return n;
}

/* Letters from..to with soft hyphens after those that are marked. */
static void add_broken(struct str *out, const char *from, const char *to,
                       const unsigned char *breaks)
{
    for (size_t i = 0; from < to; i++) {
        const char *letter = from;
        utf8_next(&from);
        str_add(out, letter, (size_t)(from - letter));
        if (breaks[i])
            str_puts(out, "\u00AD");
    }
}

bool hyphens_word(struct text_hyphens *h, struct str *out, const char *word, size_t len,
                  const char *language, enum hyphen_use use)
{
    const char *end = word + len, *done = word, *to;
    uint32_t letters[WORD_MAX + 1];
    unsigned char breaks[WORD_MAX + 1];
    for (const char *p = word; p < end; p = to) {
        size_t n = take_letters(p, end, letters, &to);
        if (n == 0) {
            to = p;
            utf8_next(&to);
        } else if (n <= WORD_MAX && breaks_of(h, letters, n, language, use, breaks)) {
            str_add(out, done, (size_t)(p - done));
            add_broken(out, p, to, breaks);
            done = to;
        }
    }
    if (done == word)
        return false;
    str_add(out, done, (size_t)(end - done));
    return true;
}

char *text_hyphenate(struct text *t, const char *words, const char *language)
{
    struct str out = STR_INIT;
    if (!hyphens_word(t->hyphens, &out, words, strlen(words), language, HYPHEN_ALL))
        str_puts(&out, words);
    return str_detach(&out);
}
