/* Widths of a table's columns. See paper_columns.h. */
#include "admin/print/paper_columns.h"
#include <math.h>
#include "lib/text/flow.h"

void paper_columns_cell(struct text *t, struct paper_column *c, const char *words,
                        const struct text_style *style, double most, double extra, bool head) {
    c->least = fmax(c->least, fmin(text_word_width(t, words, style), most) + extra);
    if (head)
        return;
    struct text_flow *f = text_flow_plain(t, words, style, 0);
    c->wish = fmax(c->wish, text_flow_width(f) + extra + 0.5);
    text_flow_free(f);
}

static double sum_least(const struct paper_column *c, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += c[i].least;
    return sum;
}

/* What is left over goes to those who want more, by how much they want; then by shares. */
static void share(struct paper_column *c, size_t n, double room) {
    double wanted = 0, weights = 0;
    for (size_t i = 0; i < n; i++) {
        c[i].width = c[i].least;
        wanted += c[i].wish - c[i].least;
        weights += c[i].weight > 0 ? c[i].weight : 1;
    }
    double given = wanted < room ? wanted : room;
    for (size_t i = 0; i < n; i++)
        c[i].width += wanted > 0 ? given * (c[i].wish - c[i].least) / wanted : 0;
    for (size_t i = 0; i < n; i++)
        c[i].width += (room - given) * (c[i].weight > 0 ? c[i].weight : 1) / weights;
}

void paper_columns(struct paper_column *columns, size_t n, double width, double gap) {
    double room = width - gap * (double)(n - 1), least = sum_least(columns, n), x = 0;
    for (size_t i = 0; i < n; i++)
        if (columns[i].wish < columns[i].least)
            columns[i].wish = columns[i].least;
    if (least > room)
        for (size_t i = 0; i < n; i++)
            columns[i].width = columns[i].least * room / least;
    else
        share(columns, n, room - least);
    for (size_t i = 0; i < n; i++) {
        columns[i].x = x;
        x += columns[i].width + gap;
    }
}
