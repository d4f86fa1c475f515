/* Inside of lib/text: shared by its own files only. */
#ifndef LIB_TEXT_INSIDE_H
#define LIB_TEXT_INSIDE_H
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>
#include "lib/hyphen.h"
#include "lib/str.h"
#include "lib/text/text.h"

enum { TEXT_MEMORY = 2048, TEXT_LANGUAGES = 2 };
struct text_memory;                    /* a measured text: words, style, box -> outcome */
struct text {
    FcConfig *fonts;
    PangoFontMap *map;
    PangoContext *context;
    struct hyphen *hyphens[TEXT_LANGUAGES];
    bool looked[TEXT_LANGUAGES];
    struct text_memory *memory[TEXT_MEMORY];
};

/* The dictionary of a language, loaded on first use; NULL when there is none. */
const struct hyphen *hyphens_of(struct text *t, const char *language);
void hyphens_release(struct text *t);

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
