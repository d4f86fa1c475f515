/* See foot.h. */
#include "admin/print/foot.h"
#include <stdlib.h>
#include <string.h>
#include "lib/lang.h"
#include "lib/mem.h"
#include "lib/utf8.h"

size_t foot_split(const char *cell, size_t notes, int *note) {
    size_t len = strlen(cell), digits = 0;
    *note = 0;
    if (len < 4 || cell[len - 1] != ']')
        return len;
    while (digits < 3 && digits + 3 < len && cell[len - 2 - digits] >= '0' &&
           cell[len - 2 - digits] <= '9')
        digits++;
    const char *at = cell + len - 1 - digits;     /* the first digit */
    if (!digits || at[-1] != '^' || at - cell < 2 || at[-2] != '[')
        return len;
    for (size_t i = 0; i < digits; i++)
        *note = *note * 10 + (at[i] - '0');
    if (*note > 0 && (size_t)*note <= notes)
        return (size_t)(at - 2 - cell);
    *note = 0;
    return len;
}

const char *foot_raised(int note) {
    static const char figures[100][8] = {
        "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹",
        "¹⁰", "¹¹", "¹²", "¹³", "¹⁴", "¹⁵", "¹⁶", "¹⁷", "¹⁸", "¹⁹",
        "²⁰", "²¹", "²²", "²³", "²⁴", "²⁵", "²⁶", "²⁷", "²⁸", "²⁹",
        "³⁰", "³¹", "³²", "³³", "³⁴", "³⁵", "³⁶", "³⁷", "³⁸", "³⁹",
        "⁴⁰", "⁴¹", "⁴²", "⁴³", "⁴⁴", "⁴⁵", "⁴⁶", "⁴⁷", "⁴⁸", "⁴⁹",
        "⁵⁰", "⁵¹", "⁵²", "⁵³", "⁵⁴", "⁵⁵", "⁵⁶", "⁵⁷", "⁵⁸", "⁵⁹",
        "⁶⁰", "⁶¹", "⁶²", "⁶³", "⁶⁴", "⁶⁵", "⁶⁶", "⁶⁷", "⁶⁸", "⁶⁹",
        "⁷⁰", "⁷¹", "⁷²", "⁷³", "⁷⁴", "⁷⁵", "⁷⁶", "⁷⁷", "⁷⁸", "⁷⁹",
        "⁸⁰", "⁸¹", "⁸²", "⁸³", "⁸⁴", "⁸⁵", "⁸⁶", "⁸⁷", "⁸⁸", "⁸⁹",
        "⁹⁰", "⁹¹", "⁹²", "⁹³", "⁹⁴", "⁹⁵", "⁹⁶", "⁹⁷", "⁹⁸", "⁹⁹",
    };
    return note > 0 && note < 100 ? figures[note] : "";
}

void foot_quotes(const char *language, const char **open, const char **close) {
    bool german = !language || strncmp(language, "de", 2) == 0;
    *open = german ? "„" : "“";
    *close = german ? "“" : "”";
}

int64_t foot_points_per_dot(const struct doc_plot *plot, int64_t max) {
    static const int64_t steps[] = { 1, 2, 5 };
    int64_t most = 0, ten = 1;
    for (size_t i = 0; i < plot->n; i++)
        if (plot->rows[i].points > most)
            most = plot->rows[i].points;
    for (size_t i = 0; ; i++) {
        int64_t each = steps[i % 3] * ten;
        if (most <= each * max)
            return each;
        if (i % 3 == 2)
            ten *= 10;
    }
}

/* most: the widest of this column, so that figures stand in line below each other. */
static void count(struct str *out, const struct lang *lang, const char *one, const char *many,
                  int64_t n, int64_t most) {
    struct str figure = STR_INIT;
    for (int64_t ten = 10; ten <= most && most < 1000; ten *= 10)
        if (n < ten)
            str_puts(&figure, "\u2007");
    lang_number(&figure, lang, n);
    lang_fill(out, lang_plural(lang, one, many, n), "n", figure.data, NULL);
    str_release(&figure);
}

const struct lang *foot_lang(const char *code) {
    const struct lang *lang = code ? lang_get(code) : NULL;
    return lang ? lang : lang_get("de");
}

char *foot_people_in(const struct doc_plot *p, const struct doc_plot_row *row,
                     const char *language) {
    const struct lang *lang = foot_lang(language);
    struct str out = STR_INIT;
    int64_t people = 0, municipalities = 0;
    for (size_t i = 0; p && i < p->n; i++) {
        people = p->rows[i].people > people ? p->rows[i].people : people;
        municipalities = p->rows[i].municipalities > municipalities ? p->rows[i].municipalities
                                                                    : municipalities;
    }
    count(&out, lang, "{n} person", "{n} people", row->people, people);
    if (row->municipalities >= 0) {
        str_puts(&out, " · ");
        count(&out, lang, "{n} municipality", "{n} municipalities", row->municipalities,
              municipalities);
    }
    return str_detach(&out);
}

char *foot_people(const struct doc_plot_row *row, const char *language) {
    return foot_people_in(NULL, row, language);
}

char *foot_scale(const struct lang *lang, int64_t each) {
    struct str out = STR_INIT, n = STR_INIT;
    if (each < 2)
        return NULL;
    lang_number(&n, lang, each);
    lang_fill(&out, lang_text(lang, "One mark stands for {n} dots."), "n", n.data, NULL);
    str_release(&n);
    return str_detach(&out);
}

char *foot_quoted(const char *language, const char *text) {
    const char *open, *close;
    struct str out = STR_INIT;
    foot_quotes(language, &open, &close);
    str_printf(&out, "%s%s%s", open, text ? text : "", close);
    return str_detach(&out);
}

enum { SHORT = 44 };

int foot_card_columns(const struct doc_node *cards) {
    for (size_t i = 0; i < cards->n; i++)
        if (utf8_graphemes(cards->children[i]->text ? cards->children[i]->text : "") > SHORT)
            return 2;
    return cards->n >= 6 ? 3 : 2;
}

bool foot_is_sum(const char *cell) {
    static const char *const words[] = {
        "zusammen", "summe", "gesamt", "insgesamt", "total", "sum", "together",
    };
    char *folded = utf8_fold(cell);
    bool sum = false;
    folded[strcspn(folded, " [:")] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        sum = sum || strcmp(folded, words[i]) == 0;
    free(folded);
    return sum;
}
