/* The calibration page (E-10): rulers on two edges and the frames of the chosen sheet with the
 * offset applied. Held against the real sheet it tells how far the printer is off. */
#include <stdlib.h>
#include "admin/print/prints_inside.h"

static void rulers(struct prints *p) {
    const struct prints_type figure = { .size = 6, .leading = 1, .lines = 1, .rgb = PRINTS_MUTED,
                                        .tabular = true };
    const struct sheet *s = &p->sheet;
    char text[8];
    for (int mm = 0; mm <= s->page_w; mm++) {
        double tick = mm % 10 == 0 ? 5 : mm % 5 == 0 ? 3.5 : 2.2;
        pdf_line(p->pdf, mm, 0, mm, tick, 0.1, PRINTS_INK);
        if (mm % 10 == 0 && mm && str_format(text, sizeof text, "%d", mm))
            prints_words(p, NULL, text, &figure, mm + 0.6, 3.2, 8, 0);
    }
    for (int mm = 0; mm <= s->page_h; mm++) {
        double tick = mm % 10 == 0 ? 5 : mm % 5 == 0 ? 3.5 : 2.2;
        pdf_line(p->pdf, 0, mm, tick, mm, 0.1, PRINTS_INK);
        if (mm % 10 == 0 && mm && str_format(text, sizeof text, "%d", mm))
            prints_words(p, NULL, text, &figure, 3.2, mm + 0.4, 8, 0);
    }
}

static void frames(struct prints *p) {
    const struct sheet *s = &p->sheet;
    const struct prints_type number = { .weight = 700, .size = 16, .leading = 1, .lines = 1,
        .rgb = PRINTS_EDGE, .tabular = true };
    char text[8];
    for (int i = 0; i < sheet_labels(s); i++) {
        double x, y;
        sheet_label(s, i, &x, &y);
        x += p->job->offset_x;
        y += p->job->offset_y;
        pdf_frame(p->pdf, x, y, s->label_w, s->label_h, s->round, 0.2, p->accent);
        pdf_line(p->pdf, x + s->label_w / 2 - 3, y + s->label_h - 7, x + s->label_w / 2 + 3,
                 y + s->label_h - 7, 0.15, PRINTS_INK);
        pdf_line(p->pdf, x + s->label_w / 2, y + s->label_h - 10, x + s->label_w / 2,
                 y + s->label_h - 4, 0.15, PRINTS_INK);
        if (str_format(text, sizeof text, "%d", i + 1))
            prints_words(p, NULL, text, &number, x + 8, y + s->label_h - 10, 30, 0);
    }
}

/* In the first frame: what to do with this page. */
static void instructions(struct prints *p) {
    const struct prints_type head = { .weight = 700, .size = 8, .leading = 1.2,
                                      .rgb = PRINTS_INK };
    const struct prints_type body = { .size = 6.5, .min = 4.5, .leading = 1.25,
                                      .rgb = PRINTS_INK };
    double x, y, w = p->sheet.label_w - 12;
    struct str text = STR_INIT;
    char *title = sheet_title(p->sheet.name, lang_code(p->lang));
    sheet_label(&p->sheet, 0, &x, &y);
    x += p->job->offset_x + 8;
    y += p->job->offset_y + 7;
    struct text_fit fit = prints_words(p, "H1", title ? title : "", &head, x, y, w - 4, 0);
    str_puts(&text, prints_text(p, "Print at 100 %, without fitting to the page. Hold the page "
        "against the label sheet in the light: each frame must lie on a label. Measure how far it "
        "is off and enter it as an offset; to the right and down are positive."));
    prints_words(p, "P", text.data, &body, x, y + fit.height + 0.5, w - 4,
                 p->sheet.label_h - 20 - fit.height);
    free(title);
    str_release(&text);
}

static void draw(struct prints *p) {
    pdf_page(p->pdf, p->sheet.page_w, p->sheet.page_h);
    pdf_tag(p->pdf, "Artifact", NULL);
    rulers(p);
    frames(p);
    pdf_end(p->pdf);
    pdf_tag(p->pdf, "Sect", NULL);
    instructions(p);
    pdf_end(p->pdf);
}

const struct prints_kind prints_calibration = { "calibration", "Calibration page", true, NULL,
                                                draw };
