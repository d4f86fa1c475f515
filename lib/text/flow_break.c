/* Where a paragraph's lines break: word by word the next line's first word is parted when the line
 * before it would stay ragged. Joints of compounds are tried before syllables. The text's own
 * thread.
 *
 * Invariants: at most two lines in a row end in a hyphen, and the paragraph's last word stays
 * whole, but for words wider than a line; in the end only the hyphens that are used stand in the
 * words, so that nothing else is found between the letters of a PDF. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/text/flow_inside.h"

enum { ROUNDS_MAX = 200, ROW_MAX = 2, SHORT_WORD = 7 };
static const double ragged = 0.14;     /* of the width, may stay empty */

struct token {
    size_t from, len, at, made;        /* at, made: in the built words */
    int level;                         /* 0 whole, 1 at joints, 2 at syllables */
    bool forced, whole;                /* wider than a line; parted no more */
};
struct job {
    struct text *t;
    struct text_flow *f;
    const struct text_style *style;
    char *words;                       /* as they came */
    struct flow_part *parts;
    struct token *tokens;
    size_t n;
    struct str built;
};

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

static void split(struct job *j) {
    const char *w = j->words;
    j->tokens = mem_new(strlen(w) / 2 + 2, sizeof *j->tokens);
    for (size_t i = 0; w[i]; ) {
        while (is_space(w[i]))
            i++;
        size_t from = i;
        while (w[i] && !is_space(w[i]))
            i++;
        if (i > from)
            j->tokens[j->n++] = (struct token){ .from = from, .len = i - from };
    }
}

static bool is_soft(const char *at) {
    return at[0] == '\xC2' && at[1] == '\xAD';
}

/* Place in the built words of a place in the words as they came. */
static size_t moved(const struct job *j, size_t place) {
    size_t i = j->n;
    while (i > 0 && j->tokens[i - 1].from > place)
        i--;
    if (i == 0)
        return place;
    const struct token *k = &j->tokens[i - 1];
    if (place >= k->from + k->len)
        return k->at + k->made + (place - k->from - k->len);
    size_t at = k->at, from = k->from;
    while (from < place) {
        if (is_soft(j->built.data + at) && !is_soft(j->words + from))
            at += 2;
        else {
            at++;
            from++;
        }
    }
    return at;
}

static void build(struct job *j) {
    const struct hyphen *dict = hyphens_of(j->t, j->style->language);
    size_t done = 0;
    str_clear(&j->built);
    for (size_t i = 0; i < j->n; i++) {
        struct token *k = &j->tokens[i];
        str_add(&j->built, j->words + done, k->from - done);
        k->at = j->built.len;
        done = k->from + k->len;
        if (k->level == 0
            || !hyphen_add(dict, &j->built, j->words + k->from, k->len, SHORT_WORD,
                           k->level == 1 ? HYPHEN_COMPOUND : HYPHEN_ALL))
            str_add(&j->built, j->words + k->from, k->len);
        k->made = j->built.len - k->at;
    }
    str_puts(&j->built, j->words + done);
    for (size_t i = 0; i < j->f->parts_n; i++) {
        j->f->parts[i].from = moved(j, j->parts[i].from);
        j->f->parts[i].to = moved(j, j->parts[i].to);
    }
    free(j->f->words);
    j->f->words = mem_copy(j->built.data);
}

static struct token *token_at(struct job *j, size_t at) {
    struct token *found = NULL;
    for (size_t i = 0; i < j->n && j->tokens[i].at <= at; i++)
        found = &j->tokens[i];
    return found;
}

static double extent(PangoLayoutLine *line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static bool ends_soft(const struct job *j, const PangoLayoutLine *line) {
    size_t end = (size_t)line->start_index + (size_t)line->length;
    return line->length >= 2 && is_soft(j->f->words + end - 2);
}

/* A word for this line to end in; NULL when the line is good as it is. */
static struct token *parted_after(struct job *j, PangoLayoutLine *line, PangoLayoutLine *next) {
    if (!next || next->is_paragraph_start || ends_soft(j, line)
        || extent(line) >= j->f->width * (1 - ragged))
        return NULL;
    struct token *k = token_at(j, (size_t)next->start_index);
    return k == &j->tokens[j->n - 1] || k->whole || k->level == 2 ? NULL : k;
}

/* Changes one word for the better; false when all lines are good. */
static bool improve(struct job *j, PangoLayout *layout) {
    int row = 0;                       /* lines before this one that end in a hyphen */
    for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next) {
        PangoLayoutLine *line = l->data, *next = l->next ? l->next->data : NULL;
        struct token *k = token_at(j, (size_t)line->start_index);
        if (extent(line) > j->f->width + 0.5 && k && k->level < 2) {
            k->level++;
            k->forced = true;
            return true;
        }
        k = row < ROW_MAX ? parted_after(j, line, next) : NULL;
        if (k) {
            k->level++;
            return true;
        }
        row = ends_soft(j, line) ? row + 1 : 0;
        k = row > ROW_MAX ? token_at(j, (size_t)(line->start_index + line->length) - 1) : NULL;
        if (k && !k->forced) {
            k->level = 0;
            k->whole = true;
            return true;
        }
    }
    return false;
}

/* Takes out every soft hyphen that no line ends in; they were ours. */
static void tidy(struct job *j, PangoLayout *layout) {
    size_t ends[512], n = 0;
    for (GSList *l = pango_layout_get_lines_readonly(layout); l && n < 512; l = l->next)
        if (ends_soft(j, l->data))
            ends[n++] = (size_t)((PangoLayoutLine *)l->data)->start_index
                + (size_t)((PangoLayoutLine *)l->data)->length - 2;
    struct str out = STR_INIT;
    size_t used = 0, parts = j->f->parts_n;
    size_t *from = mem_new(parts + 1, sizeof *from), *to = mem_new(parts + 1, sizeof *to);
    for (size_t at = 0; ; at++) {
        for (size_t i = 0; i < parts; i++) {
            if (j->f->parts[i].from == at)
                from[i] = out.len;
            if (j->f->parts[i].to == at)
                to[i] = out.len;
        }
        if (!j->f->words[at])
            break;
        bool drop = is_soft(j->f->words + at) && !(used < n && ends[used] == at);
        if (is_soft(j->f->words + at) && !drop)
            used++;
        if (drop)
            at++;
        else
            str_putc(&out, j->f->words[at]);
    }
    for (size_t i = 0; i < parts; i++) {
        j->f->parts[i].from = from[i];
        j->f->parts[i].to = to[i];
    }
    free(from);
    free(to);
    free(j->f->words);
    j->f->words = str_detach(&out);
}

void flow_break(struct text *t, struct text_flow *f, const struct text_style *style) {
    if (!style->hyphenate || !hyphens_of(t, style->language))
        return;
    struct job j = { .t = t, .f = f, .style = style, .words = mem_copy(f->words),
                     .built = STR_INIT };
    j.parts = mem_new(f->parts_n + 1, sizeof *j.parts);
    memcpy(j.parts, f->parts, f->parts_n * sizeof *j.parts);
    split(&j);
    for (int round = 0; ; round++) {
        build(&j);
        PangoLayout *layout = flow_layout(t, f, style);
        bool more = j.n && round < ROUNDS_MAX && improve(&j, layout);
        if (!more)
            tidy(&j, layout);
        g_object_unref(layout);
        if (!more)
            break;
    }
    free(j.words);
    free(j.parts);
    free(j.tokens);
    str_release(&j.built);
}
