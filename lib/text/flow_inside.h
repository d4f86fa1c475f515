/* Inside of lib/text/flow*.c. */
#ifndef LIB_TEXT_FLOW_INSIDE_H
#define LIB_TEXT_FLOW_INSIDE_H
#include "lib/text/flow.h"
#include "lib/text/inside.h"

struct flow_part {                 /* a span as it stands in the built words */
    size_t from, to;               /* bytes */
    bool strong, emphasis, raised;
    int mark;
    unsigned rgb;
};
struct text_flow {
    PangoLayout *layout;
    char *words;                   /* with the hyphens that are used */
    struct flow_part *parts;
    size_t parts_n;
    double width;
};
/* A layout of f->words with the parts' attributes. Caller unrefs. */
PangoLayout *flow_layout(struct text *t, const struct text_flow *f, const struct text_style *style);
/* Chooses hyphens: f->words and f->parts are replaced. */
void flow_break(struct text *t, struct text_flow *f, const struct text_style *style);
#endif
