/* The search for size and hyphens. The text's own thread.
 *
 * 1. Sizes go down from size_max to size_min; the first that fits is taken (bisection: a smaller
 *    size fits whenever a larger one does).
 * 2. A word is hyphenated only where it must be: when it is wider than a line, or when it leaves
 *    the line before it more than half empty. Joints of compounds are tried before syllables.
 * 3. A text that nearly fits without hyphens gets the smaller size rather than the hyphens.
 * 4. Below size_min nothing is searched: the text ends in an ellipsis if it may, or it is clipped
 *    and says so. */
#include "lib/text/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

enum { TOKENS_MAX = 400, ROUNDS_MAX = 24 };
/* A word up to white space: where it stands in the source and in the text with soft hyphens. */
struct token { size_t from, len, at; int level; };  /* level: 0 whole, 1 joints, 2 syllables */

struct search {
    struct text *t;
    const char *words;
    const struct text_style *style;
    double width, height;
    struct token tokens[TOKENS_MAX];
    size_t tokens_n;
    struct str built;
};

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

static void split(struct search *s) {
    const char *w = s->words;
    for (size_t i = 0; w[i] && s->tokens_n < TOKENS_MAX; ) {
        while (is_space(w[i]))
            i++;
        size_t from = i;
        while (w[i] && !is_space(w[i]))
            i++;
        if (i > from)
            s->tokens[s->tokens_n++] = (struct token){ .from = from, .len = i - from };
    }
}

static void build(struct search *s) {
    const struct hyphen *dict = hyphens_of(s->t, s->style->language);
    size_t done = 0;
    str_clear(&s->built);
    for (size_t i = 0; i < s->tokens_n; i++) {
        struct token *k = &s->tokens[i];
        str_add(&s->built, s->words + done, k->from - done);
        k->at = s->built.len;
        done = k->from + k->len;
        if (k->level == 0
            || !hyphen_add(dict, &s->built, s->words + k->from, k->len, HYPHEN_WORD_MIN,
                           k->level == 1 ? HYPHEN_COMPOUND : HYPHEN_ALL))
            str_add(&s->built, s->words + k->from, k->len);
    }
    str_puts(&s->built, s->words + done);
}

static struct token *token_at(struct search *s, size_t at) {
    struct token *found = NULL;
    for (size_t i = 0; i < s->tokens_n && s->tokens[i].at <= at; i++)
        found = &s->tokens[i];
    return found;
}

static double line_width(PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

/* The word that should be hyphenated next, NULL when the lines are good. */
static struct token *worst(struct search *s, PangoLayout *layout) {
    for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next) {
        PangoLayoutLine *line = l->data, *next = l->next ? l->next->data : NULL;
        double w = line_width(line);
        struct token *k = NULL;
        if (w > s->width + 0.5)
            k = token_at(s, (size_t)line->start_index);
        else if (next && !next->is_paragraph_start && w < s->width * 0.5)
            k = token_at(s, (size_t)next->start_index);
        if (k && k->level < 2)
            return k;
    }
    return NULL;
}

static bool fits(const struct search *s, PangoLayout *layout, double size) {
    int lines = pango_layout_get_line_count(layout);
    double leading = s->style->line_height > 0 ? s->style->line_height : 1.25;
    if (s->style->lines_max > 0 && lines > s->style->lines_max)
        return false;
    if (s->height > 0 && lines * leading * size > s->height + 0.5)
        return false;
    return shape_fits_width(layout, s->width);
}

/* Lays the words out at size; with hyphens word by word as needed. s->built holds the result. */
static bool try_size(struct search *s, double size, bool hyphens) {
    for (size_t i = 0; i < s->tokens_n; i++)
        s->tokens[i].level = 0;
    for (int round = 0; ; round++) {
        build(s);
        PangoLayout *layout = shape_new(s->t, s->built.data, s->style, size, s->width);
        struct token *next = hyphens && s->width > 0 && round < ROUNDS_MAX ? worst(s, layout)
                                                                           : NULL;
        bool good = next ? false : fits(s, layout, size);
        g_object_unref(layout);
        if (!next)
            return good;
        next->level++;
    }
}

/* Largest size in min..max that fits; 0 when none does. */
static double search_size(struct search *s, double min, double max, bool hyphens) {
    if (try_size(s, max, hyphens))
        return max;
    double step = fmax(0.5, max / 160);
    int low = 1, high = (int)ceil((max - min) / step);
    if (high < 1 || !try_size(s, min, hyphens))
        return 0;
    while (low < high) {
        int middle = (low + high) / 2;
        if (try_size(s, fmax(min, max - middle * step), hyphens))
            high = middle;
        else
            low = middle + 1;
    }
    double size = fmax(min, max - high * step);
    return try_size(s, size, hyphens) ? size : 0;
}

static double best_size(struct search *s) {
    double max = s->style->size_max, min = fmin(s->style->size_min, max);
    if (!s->style->hyphenate)
        return search_size(s, min, max, false);
    double whole = search_size(s, fmax(min, 0.85 * max), max, false);
    if (whole <= 0)
        return search_size(s, min, max, true);
    if (!try_size(s, whole, true))        /* hyphens only to close long gaps */
        try_size(s, whole, false);
    return whole;
}

/* Nothing fits at the smallest size: end in "..." or be clipped. */
static void squeeze(struct search *s, struct fitted *f) {
    double size = fmin(s->style->size_min, s->style->size_max);
    double leading = s->style->line_height > 0 ? s->style->line_height : 1.25;
    int room = s->height > 0 ? (int)((s->height + 0.5) / (leading * size)) : 0;
    int lines = s->style->lines_max;
    try_size(s, size, s->style->hyphenate);
    f->fit.size = size;
    f->break_anywhere = true;
    if (s->style->ellipsis)
        f->lines_shown = room > 0 && (lines == 0 || room < lines) ? room : lines;
}

PangoLayout *fit_layout(struct text *t, const struct fitted *f, const struct text_style *style,
                        double width) {
    PangoLayout *layout = shape_new(t, f->words, style, f->fit.size, width);
    if (f->break_anywhere)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (f->lines_shown > 0) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout, -f->lines_shown);
    }
    return layout;
}

static void take_extents(struct search *s, struct fitted *f, PangoLayout *layout) {
    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    f->fit.width = (double)logical.width / PANGO_SCALE;
    f->fit.height = (double)MAX(logical.height, ink.y + ink.height) / PANGO_SCALE;
    f->fit.baseline = (double)pango_layout_get_baseline(layout) / PANGO_SCALE;
    f->fit.lines = pango_layout_get_line_count(layout);
    f->fit.ellipsised = pango_layout_is_ellipsized(layout);
    f->fit.missing_glyphs = pango_layout_get_unknown_glyphs_count(layout);
    f->fit.clipped = !fits(s, layout, f->fit.size);
    PangoLayoutLine *first = pango_layout_get_line_readonly(layout, 0);
    f->fit.rtl = first && pango_layout_line_get_resolved_direction(first) == PANGO_DIRECTION_RTL;
}

struct fitted fit_words(struct text *t, const char *words, const struct text_style *style,
                        double width, double height) {
    struct search *s = mem_new(1, sizeof *s);
    struct fitted f = { 0 };
    char *flat = mem_copy(words);
    if (style->ellipsis)
        for (char *c = flat; *c; c++)
            if (*c == '\n')
                *c = ' ';
    *s = (struct search){ .t = t, .words = flat, .style = style, .width = width, .height = height,
                          .built = STR_INIT };
    split(s);
    f.fit.size = best_size(s);
    if (f.fit.size <= 0)
        squeeze(s, &f);
    f.words = str_detach(&s->built);
    PangoLayout *layout = fit_layout(t, &f, style, width);
    take_extents(s, &f, layout);
    g_object_unref(layout);
    free(flat);
    free(s);
    return f;
}
