/* The first page: one dot per person, coloured by municipality, and the title. The last: the same
 * dots small, what it was, when and where. */
#include <math.h>
#include <string.h>
#include "admin/print/dots.h"
#include "admin/print/paper.h"
#include "admin/print/pdf_inside.h"

#define TITLE_Y 446.0                  /* kicker's top, from the text block's */
#define TITLE_H 160.0
#define FOOT_Y 718.0
#define BACK_Y 470.0
#define BACK_SCALE 0.25

/* The height of the field; scale 1 fills the width. */
static double paint_dots(struct paper *w, double x, double y, double scale, bool figure) {
    const struct doc_cover *c = &w->doc->cover;
    int n = dots_people(c), at = 0;
    if (n == 0)
        return 0;
    struct dots_field f = dots_field(n);
    f.step *= scale;
    double r = f.step * DOTS_SHARE / 2;
    if (figure)
        pdf_tag(w->pdf, "Figure", c->people && *c->people ? c->people : c->title);
    else
        pdf_tag(w->pdf, "Artifact", NULL);
    for (size_t i = 0; i < c->groups_n; i++)
        for (int k = 0; k < c->groups[i]; k++, at++)
            pdf_dot(w->pdf, (x + at % f.columns * f.step + r) / PDF_MM,
                    (y + at / f.columns * f.step + r) / PDF_MM, r / PDF_MM,
                    look_dots[i % LOOK_DOTS]);
    pdf_end(w->pdf);
    return (f.rows - 1 + DOTS_SHARE) * f.step;
}

static double words(struct paper *w, const char *tag, const char *text, enum look_type type,
                    double x, double y) {
    if (!text || !*text)
        return 0;
    pdf_tag(w->pdf, tag, NULL);
    double height = paper_paint_flow(w, paper_flow(w, text, type, LOOK_WIDTH), type, x, y,
                                     paper_rgb(w, type));
    pdf_end(w->pdf);
    return height;
}

/* The largest of three sizes that leaves room for what follows. */
static enum look_type title_type(struct paper *w, const char *title) {
    enum look_type type = LOOK_COVER_TITLE;
    while (type < LOOK_COVER_TITLE_3
           && paper_flow_height(paper_flow(w, title, type, LOOK_WIDTH), type) > TITLE_H)
        type++;
    return type;
}

static void paint_logo(struct paper *w, double x, double foot) {
    const struct doc_figure *f = w->doc->cover.logo;
    if (!f || f->media == DOC_NONE || f->width <= 0 || f->height <= 0)
        return;
    double height = fmin(44, 150.0 * f->height / f->width), width = height * f->width / f->height;
    pdf_tag(w->pdf, "Figure", f->alt && *f->alt ? f->alt : "Logo");
    pdf_picture(w->pdf, f->bytes, f->len, f->media == DOC_JPEG, (x + LOOK_WIDTH - width) / PDF_MM,
                (foot - height) / PDF_MM, width / PDF_MM, height / PDF_MM);
    pdf_end(w->pdf);
}

static void paint_cover(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct doc_cover *c = &w->doc->cover;
    (void)b;
    paint_dots(w, x, y, 1, true);
    double at = y + TITLE_Y;
    at += words(w, "P", c->kicker, LOOK_COVER_KICKER, x, at) + 4;
    at += words(w, "H1", c->title, title_type(w, c->title ? c->title : ""), x - 0.8, at) + 20;
    at += words(w, "P", c->dates, LOOK_COVER_TEXT, x, at);
    words(w, "P", c->people, LOOK_COVER_TEXT, x, at);
    words(w, "P", c->host, LOOK_BY, x, y + FOOT_Y - looks[LOOK_BY].leading);
    paint_logo(w, x, y + FOOT_Y);
}

void paper_cover(struct paper *w) {
    w->part->bare = true;
    paper_box(w, LOOK_HEIGHT, paint_cover, NULL);
}

static void paint_back(struct paper *w, const struct paper_box *b, double x, double y) {
    const struct doc_cover *c = &w->doc->cover;
    (void)b;
    double at = y + BACK_Y;
    at += paint_dots(w, x, at, BACK_SCALE, false) + 16;
    at += words(w, "P", c->title, LOOK_H2, x, at) + 3;
    at += words(w, "P", c->dates, LOOK_BY, x, at);
    words(w, "P", c->people, LOOK_BY, x, at);
    words(w, "P", c->host, LOOK_BY, x, y + FOOT_Y - looks[LOOK_BY].leading);
}

void paper_back(struct paper *w) {
    w->part->bare = true;
    paper_box(w, LOOK_HEIGHT, paint_back, NULL);
}
