/* Hyphenation dictionaries of the system (hyphen-de, hyphen-en-us): Liang's patterns, in one or two
 * levels. In the German one the first level holds words, the second syllables for what is left.
 *
 * The files are libhyphen's, the reader is ours: libhyphen takes 2.9 s to load the German one, and
 * a stage that crashed must be back within 2 s. Read-only once loaded. */
#include "lib/hyphen_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

enum { LEVELS = 2, WORD_MAX = 200, PATTERN_MAX = 64, FILE_MAX = 8 << 20 };

struct level {
    uint32_t *slots, slots_n;   /* open addressing: 1 + offset of the pattern in the file, 0 free */
    uint32_t used;
    size_t longest;
};
struct patterns { char *file; size_t len; bool utf8; int levels_n; struct level levels[LEVELS]; };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static uint32_t hash_more(uint32_t h, unsigned char letter) {
    return (h ^ letter) * 16777619u;
}

/* True when the pattern's letters (digits skipped, up to the line's end) are these n bytes. */
static bool same_letters(const char *pattern, const unsigned char *letters, size_t n) {
    for (; *pattern; pattern++) {
        if (is_digit(*pattern))
            continue;
        if (n == 0 || (unsigned char)*pattern != *letters)
            return false;
        letters++, n--;
    }
    return n == 0;
}

static const char *find(const struct patterns *p, const struct level *l, uint32_t hash,
                        const unsigned char *letters, size_t n) {
    for (uint32_t i = hash & (l->slots_n - 1); l->slots[i]; i = (i + 1) & (l->slots_n - 1))
        if (same_letters(p->file + l->slots[i] - 1, letters, n))
            return p->file + l->slots[i] - 1;
    return NULL;
}

static void put(struct patterns *p, struct level *l, const char *pattern) {
    uint32_t hash = 2166136261u;
    size_t n = 0;
    bool digits = false;
    for (const char *c = pattern; *c; c++)
        if (is_digit(*c))
            digits = true;
        else
            hash = hash_more(hash, (unsigned char)*c), n++;
    if (!digits || n == 0 || n > PATTERN_MAX || l->used * 2 > l->slots_n || strchr(pattern, '/'))
        return;
    uint32_t i = hash & (l->slots_n - 1);
    while (l->slots[i])
        i = (i + 1) & (l->slots_n - 1);
    l->slots[i] = (uint32_t)(pattern - p->file) + 1;
    l->used++;
    l->longest = n > l->longest ? n : l->longest;
}

static void open_level(struct patterns *p) {
    struct level *l = &p->levels[p->levels_n++];
    *l = (struct level){ .slots_n = 1u << 18 };
    l->slots = mem_new(l->slots_n, sizeof *l->slots);
}

/* The first line names the character set; "#" and "%" begin comments, capitals settings. */
static void parse(struct patterns *p) {
    char *save = NULL;
    char *line = strtok_r(p->file, "\r\n", &save);
    p->utf8 = line && strcmp(line, "UTF-8") == 0;
    open_level(p);
    while ((line = strtok_r(NULL, "\r\n", &save))) {
        if (strcmp(line, "NEXTLEVEL") == 0 && p->levels_n < LEVELS)
            open_level(p);
        else if (*line != '#' && *line != '%' && !(*line >= 'A' && *line <= 'Z'))
            put(p, &p->levels[p->levels_n - 1], line);
    }
}

struct patterns *patterns_load(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    struct patterns *p = mem_new(1, sizeof *p);
    p->file = mem_new(1, FILE_MAX + 1);
    p->len = fread(p->file, 1, FILE_MAX, f);
    fclose(f);
    parse(p);
    return p;
}

void patterns_free(struct patterns *p) {
    if (!p)
        return;
    for (int i = 0; i < p->levels_n; i++)
        free(p->levels[i].slots);
    free(p->file);
    free(p);
}

/* Raises values (n + 3 of them, value[i] between bytes i - 1 and i) by one pattern found at
 * from. */
static void raise_values(unsigned char *values, size_t from, const char *pattern) {
    for (size_t at = from; *pattern; pattern++)
        if (!is_digit(*pattern))
            at++;
        else if ((unsigned char)(*pattern - '0') > values[at])
            values[at] = (unsigned char)(*pattern - '0');
}

/* Liang: word between dots, every pattern in it, odd values part. */
static void apply_level(const struct patterns *p, const struct level *l,
                        const unsigned char *word, size_t n, unsigned char *breaks) {
    unsigned char dotted[WORD_MAX + 2], values[WORD_MAX + 3] = { 0 };
    dotted[0] = dotted[n + 1] = '.';
    memcpy(dotted + 1, word, n);
    for (size_t from = 0; from < n + 2; from++) {
        uint32_t hash = 2166136261u;
        for (size_t len = 1; len <= l->longest && from + len <= n + 2; len++) {
            hash = hash_more(hash, dotted[from + len - 1]);
            const char *pattern = find(p, l, hash, dotted + from, len);
            if (pattern)
                raise_values(values, from, pattern);
        }
    }
    for (size_t i = 0; i + 1 < n; i++)
        breaks[i] = values[i + 2] & 1;
    breaks[n - 1] = 0;
}

bool patterns_apply(const struct patterns *p, const uint32_t *letters, size_t n,
                    unsigned char *breaks) {
    unsigned char word[WORD_MAX], whole[WORD_MAX];
    if (n == 0 || n > WORD_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (letters[i] > (p->utf8 ? 0x7F : 0xFF))
            return false;
        word[i] = (unsigned char)letters[i];
    }
    apply_level(p, &p->levels[0], word, n, p->levels_n == 1 ? breaks : whole);
    if (p->levels_n == 1)
        return true;
    for (size_t from = 0, i = 0; i < n; i++)
        if (whole[i] || i + 1 == n) {
            apply_level(p, &p->levels[1], word + from, i + 1 - from, breaks + from);
            breaks[i] = whole[i];
            from = i + 1;
        }
    return true;
}
