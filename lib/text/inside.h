/* Inside of lib/text: shared by its own files only. */
#ifndef LIB_TEXT_INSIDE_H
#define LIB_TEXT_INSIDE_H
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stdint.h>
#include "lib/str.h"
#include "lib/text/text.h"

enum { TEXT_MEMORY = 2048 };
struct text_memory;                    /* a measured text: words, style, box -> outcome */
struct text_hyphens;                   /* dictionaries, loaded on first use */
struct text {
    FcConfig *fonts;
    PangoFontMap *map;
    PangoContext *context;
    struct text_hyphens *hyphens;
    struct text_memory *memory[TEXT_MEMORY];
};

/* Where a word may break. */
enum hyphen_use { HYPHEN_COMPOUND, HYPHEN_ALL };
struct text_hyphens *hyphens_new(void);
void hyphens_free(struct text_hyphens *h);
/* Appends one word (len bytes) with soft hyphens; false (and nothing appended) when it has none. */
bool hyphens_word(struct text_hyphens *h, struct str *out, const char *word, size_t len,
                  const char *language, enum hyphen_use use);
/* Marks the letters (lower case) after which a German compound is joined. joints has n bytes. */
void compound_joints(const uint32_t *letters, size_t n, unsigned char *joints);

/* A hyphenation dictionary (Liang's patterns); NULL when the file cannot be read. */
struct patterns;
struct patterns *patterns_load(const char *path);
void patterns_free(struct patterns *p);
/* breaks[i] = 1 where a hyphen may follow letter i of the word (lower case, n <= 200 letters).
 * False for letters it does not know. */
bool patterns_apply(const struct patterns *p, const uint32_t *letters, size_t n,
                    unsigned char *breaks);

/* A Pango layout of words in style at size px; width in px, 0 = no wrapping. */
PangoLayout *shape_new(struct text *t, const char *words, const struct text_style *style,
                       double size, double width);
/* True when each line is at most width px wide. */
bool shape_fits_width(PangoLayout *layout, double width);

/* What fitting found: the words as they are to be shaped (with soft hyphens), and the outcome. */
struct fitted { char *words; struct text_fit fit; bool break_anywhere; int lines_shown; };
/* Finds size and hyphens; words is owned by the caller afterwards. */
struct fitted fit_words(struct text *t, const char *words, const struct text_style *style,
                        double width, double height);
/* The layout of what was found, ready to measure or paint. Caller unrefs. */
PangoLayout *fit_layout(struct text *t, const struct fitted *f, const struct text_style *style,
                        double width);

/* The outcome of an earlier, equal call, or a new one kept for the next. Borrowed until the next
 * call. */
const struct fitted *memory_fit(struct text *t, const char *words, const struct text_style *style,
                                double width, double height);
void memory_release(struct text *t);
#endif
