/* Soft hyphens from the dictionaries of the system. Any thread; nothing changes once loaded.
 *
 * Words of more than eight letters get soft hyphens, never closer than four letters to an edge;
 * syllables that would fall beside the joint of a compound are dropped (hyphen_compound.c). */
#include "lib/hyphen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/hyphen_inside.h"
#include "lib/mem.h"
#include "lib/utf8.h"

enum { WORD_MAX = 200, EDGE = 4, SOFT_MIN = 12, PART_WHOLE = 12 };

static const char *const folders[] = { "/usr/local/share/hyphen", "/usr/share/hyphen" };
static const struct { const char *code, *file; } known[] = {
    { "de", "hyph_de_DE.dic" }, { "en", "hyph_en_US.dic" },
};
struct hyphen { struct patterns *dict; bool compounds; };

struct hyphen *hyphen_load(const char *language) {
    struct patterns *dict = NULL;
    char path[256];
    size_t i = 0, n = sizeof known / sizeof *known;
    while (i < n && (!language || strncmp(language, known[i].code, 2) != 0))
        i++;
    for (size_t f = 0; i < n && !dict && f < sizeof folders / sizeof *folders; f++)
        if (str_format(path, sizeof path, "%s/%s", folders[f], known[i].file))
            dict = patterns_load(path);
    if (!dict)
        return NULL;
    struct hyphen *h = mem_new(1, sizeof *h);
    *h = (struct hyphen){ .dict = dict, .compounds = i == 0 };
    return h;
}

void hyphen_free(struct hyphen *h) {
    if (!h)
        return;
    patterns_free(h->dict);
    free(h);
}

static bool is_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7);
}

static uint32_t lower(uint32_t c) {
    bool up = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return up ? c + 32 : c;
}

static bool near_joint(const unsigned char *joints, size_t n, size_t i) {
    for (size_t k = i >= 2 ? i - 2 : 0; k <= i + 2 && k < n; k++)
        if (joints[k])
            return true;
    return false;
}

/* Takes the syllables out of the parts of a compound that a narrow line can hold whole. */
static void keep_parts_whole(const unsigned char *joints, size_t n, unsigned char *breaks) {
    bool compound = memchr(joints, 1, n) != NULL;
    for (size_t from = 0, i = 0; compound && i < n; i++) {
        if (!joints[i] && i + 1 < n)
            continue;
        if (i + 1 - from <= PART_WHOLE)
            memset(breaks + from, 0, i - from);
        from = i + 1;
    }
}

static bool breaks_of(const struct hyphen *h, const uint32_t *letters, size_t n,
                      enum hyphen_use use, unsigned char *breaks) {
    unsigned char joints[WORD_MAX] = { 0 };
    bool any = false;
    if (!patterns_apply(h->dict, letters, n, breaks))
        return false;
    if (h->compounds)
        compound_joints(letters, n, joints);
    for (size_t i = 0; i < n; i++) {
        bool edge = i + 1 < EDGE || i + EDGE >= n;
        joints[i] = !edge && joints[i];
        breaks[i] = !edge && breaks[i];
    }
    if (use == HYPHEN_LONG_PARTS)
        keep_parts_whole(joints, n, breaks);
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
static size_t take_letters(const char *from, const char *end, uint32_t *letters, const char **to) {
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
                       const unsigned char *breaks) {
    for (size_t i = 0; from < to; i++) {
        const char *letter = from;
        utf8_next(&from);
        str_add(out, letter, (size_t)(from - letter));
        if (breaks[i])
            str_puts(out, "\u00AD");
    }
}

bool hyphen_add(const struct hyphen *h, struct str *out, const char *words, size_t len,
                size_t letters_min, enum hyphen_use use) {
    const char *end = words + len, *done = words, *to;
    size_t min = letters_min > HYPHEN_WORD_MIN ? letters_min : HYPHEN_WORD_MIN;
    uint32_t letters[WORD_MAX + 1];
    unsigned char breaks[WORD_MAX + 1];
    for (const char *p = words; h && p < end; p = to) {
        size_t n = take_letters(p, end, letters, &to);
        if (n == 0) {
            to = p;
            utf8_next(&to);
        } else if (n >= min && n <= WORD_MAX && breaks_of(h, letters, n, use, breaks)) {
            str_add(out, done, (size_t)(p - done));
            add_broken(out, p, to, breaks);
            done = to;
        }
    }
    if (done == words)
        return false;
    str_add(out, done, (size_t)(end - done));
    return true;
}

char *hyphen_soft(const struct hyphen *h, const char *words) {
    struct str out = STR_INIT;
    if (!hyphen_add(h, &out, words, strlen(words), SOFT_MIN, HYPHEN_LONG_PARTS))
        str_puts(&out, words);
    return str_detach(&out);
}
