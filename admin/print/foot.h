/* Footnotes and headings as every writer needs them. Pure. */
#ifndef ADMIN_PRINT_FOOT_H
#define ADMIN_PRINT_FOOT_H
#include <stddef.h>
#include "admin/print/doc.h"
#include "lib/lang.h"

/* "Oberhausen[^1]": bytes of the text before the mark; note: its number, 0 without. A mark that
 * names none of the table's notes is text. */
size_t foot_split(const char *cell, size_t notes, int *note);
/* A note's number in raised figures: "¹²", for what has no other way to raise them; 1 to 99.
 * Borrowed for ever. */
const char *foot_raised(int note);
/* The marks of a language's quotations, "„" and "“"; both borrowed for ever. */
void foot_quotes(const char *language, const char **open, const char **close);
/* Of a code ("de"), German where there is none. */
const struct lang *foot_lang(const char *code);
/* Points per dot so that the most voted needs at most max dots: 1, 2, 5, 10 ... */
int64_t foot_points_per_dot(const struct doc_plot *plot, int64_t max);
/* "42 Personen · 18 Kommunen"; people alone where municipalities are not told. The caller frees. */
char *foot_people(const struct doc_plot_row *row, const char *language);
/* The same, with figures in line with those of the other rows (tabular figures). */
char *foot_people_in(const struct doc_plot *p, const struct doc_plot_row *row,
                     const char *language);
/* What one dot stands for; NULL where it is one point. The caller frees. */
char *foot_scale(const struct lang *lang, int64_t each);
/* Text in the marks of its language. The caller frees. */
char *foot_quoted(const char *language, const char *text);
/* "zusammen", "Total:" – what the first cell of a row of sums says. */
bool foot_is_sum(const char *cell);
/* 2, or 3 where all cards are short. */
int foot_card_columns(const struct doc_node *cards);
#endif
