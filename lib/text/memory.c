/* Measured once, painted often: scenes come twice a second with mostly the same words. A direct
 * table by hash; a collision forgets the older entry. The text's own thread. */
#include "lib/text/inside.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

struct text_memory {
    char *words;
    struct text_style style;      /* family and language compared by content */
    char *family, *language;
    double width, height;
    struct fitted fitted;
};

static uint64_t mix(uint64_t h, const void *bytes, size_t len) {
    const unsigned char *b = bytes;
    for (size_t i = 0; i < len; i++)
        h = (h ^ b[i]) * 0x100000001b3ULL;
    return h;
}

static uint64_t key_of(const char *words, const struct text_style *s, double width, double height) {
    double numbers[] = { s->size_max, s->size_min, s->line_height, s->tracking, width, height };
    int small[] = { s->weight, s->lines_max, (int)s->align, s->tabular, s->code, s->ellipsis,
                    s->hyphenate };
    uint64_t h = mix(0xcbf29ce484222325ULL, words, strlen(words));
    h = mix(h, numbers, sizeof numbers);
    h = mix(h, small, sizeof small);
    return h ^ h >> 29;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const struct text_memory *m, const char *words, const struct text_style *s,
                 double width, double height) {
    return m->width == width && m->height == height && m->style.size_max == s->size_max
        && m->style.size_min == s->size_min && m->style.line_height == s->line_height
        && m->style.tracking == s->tracking && m->style.weight == s->weight
        && m->style.lines_max == s->lines_max && m->style.align == s->align
        && m->style.tabular == s->tabular && m->style.code == s->code
        && m->style.ellipsis == s->ellipsis
        && m->style.hyphenate == s->hyphenate && same_text(m->family, s->family)
        && same_text(m->language, s->language) && strcmp(m->words, words) == 0;
}

static void forget(struct text_memory *m) {
    if (!m)
        return;
    free(m->words);
    free(m->family);
    free(m->language);
    free(m->fitted.words);
    free(m);
}

const struct fitted *memory_fit(struct text *t, const char *words, const struct text_style *style,
                                double width, double height) {
    struct text_memory **slot = &t->memory[key_of(words, style, width, height) % TEXT_MEMORY];
    if (*slot && same(*slot, words, style, width, height))
        return &(*slot)->fitted;
    forget(*slot);
    struct text_memory *m = mem_new(1, sizeof *m);
    *m = (struct text_memory){ .words = mem_copy(words), .style = *style, .width = width,
                               .height = height, .family = mem_copy(style->family),
                               .language = mem_copy(style->language) };
    m->fitted = fit_words(t, words, style, width, height);
    *slot = m;
    return &m->fitted;
}

void memory_release(struct text *t) {
    for (size_t i = 0; i < TEXT_MEMORY; i++) {
        forget(t->memory[i]);
        t->memory[i] = NULL;
    }
}
