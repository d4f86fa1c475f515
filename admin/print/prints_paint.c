/* What all prints are painted with: words that are counted when they do not fit, QR codes by the
 * size of the code itself, dots, pictograms. See prints_inside.h. */
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include "admin/print/doc.h"
#include "admin/print/ink.h"
#include "admin/print/prints_inside.h"
#include "lib/qr.h"
#include "lib/utf8.h"

#define MM (72.0 / 25.4)

static struct text_style style_of(const struct prints *p, const struct prints_type *t,
                                  const char *language) {
    return (struct text_style){
        .family = t->display ? "Inter Display" : "Inter", .weight = t->weight ? t->weight : 400,
        .size_max = t->size, .size_min = t->min ? t->min : t->size,
        .line_height = t->leading ? t->leading : 1.3, .tracking = t->display ? -0.012 : 0,
        .lines_max = t->lines, .align = t->align, .tabular = t->tabular, .code = t->code,
        .hyphenate = !t->exact, .language = language ? language : lang_code(p->lang),
    };
}

/* Colour emoji are pictures: whoever copies or hears the text gets the words themselves. */
static bool has_picture(const char *text) {
    for (uint32_t c; (c = utf8_next(&text));)
        if (c >= 0x1F000 || (c >= 0x2600 && c < 0x27C0))
            return true;
    return false;
}

/* given: as it stands in the file, which somebody may have made by hand. */
static struct text_fit words(struct prints *p, const char *tag, const char *language,
                             const char *given, const struct prints_type *type, double x, double y,
                             double w, double h) {
    struct text_style style = style_of(p, type, language);
    char *text = doc_clean(given);
    if (tag)
        pdf_tag(p->pdf, tag, NULL);
    if (tag && language)
        pdf_language(p->pdf, language);
    bool picture = has_picture(text);
    if (picture)
        pdf_says_begin(p->pdf, text);
    struct text_fit fit = pdf_words(p->pdf, text, &style, x, y, w, h, type->rgb);
    if (picture)
        pdf_says_end(p->pdf);
    if (tag)
        pdf_end(p->pdf);
    p->notes->clipped += fit.clipped || fit.ellipsised;
    p->notes->missing += fit.missing_glyphs;
    free(text);
    return fit;
}

struct text_fit prints_words(struct prints *p, const char *tag, const char *text,
                             const struct prints_type *type, double x, double y, double w,
                             double h) {
    if (!*text)
        return (struct text_fit){ 0 };
    return words(p, tag, NULL, text, type, x, y, w, h);
}

struct text_fit prints_foreign(struct prints *p, const char *language, const char *text,
                               const struct prints_type *type, double x, double y, double w,
                               double h) {
    return words(p, "P", language, text, type, x, y, w, h);
}

struct text_fit prints_measure(struct prints *p, const char *text, const struct prints_type *type,
                               double w, double h) {
    struct text_style style = style_of(p, type, NULL);
    char *clean = doc_clean(text);
    struct text_fit fit = pdf_measure(p->pdf, clean, &style, w, h);
    free(clean);
    return fit;
}

double prints_quiet(const char *payload, double size) {
    struct qr q;
    if (!qr_init(&q, payload))
        return 0;
    double quiet = size * QR_QUIET / q.modules;
    qr_release(&q);
    return quiet;
}

void prints_qr(struct prints *p, const char *payload, double x, double y, double size,
               const char *alt) {
    double quiet = prints_quiet(payload, size);
    pdf_tag(p->pdf, "Figure", alt);
    (void)pdf_qr(p->pdf, payload, x - quiet, y - quiet, size + 2 * quiet);
    pdf_end(p->pdf);
}

void prints_dot(struct prints *p, double x, double y, double radius, unsigned rgb,
                const char *label) {
    const struct prints_type type = { .weight = 700, .size = radius * 0.95 / PRINTS_PT,
        .min = radius * 0.4 / PRINTS_PT, .leading = 1, .align = TEXT_CENTER, .lines = 1,
        .rgb = PRINTS_WHITE, .tabular = true, .exact = true };
    pdf_dot(p->pdf, x, y, radius, rgb);
    if (!*label)
        return;
    double w = radius * 1.7;
    struct text_fit fit = prints_measure(p, label, &type, w, 2 * radius);
    prints_words(p, NULL, label, &type, x - w / 2, y - fit.height / 2, w, 2 * radius);
}

unsigned prints_colour(size_t i) {
    return ink_dot(i);
}

void prints_dot_row(struct prints *p, double x, double y, double w, int n, double radius) {
    double pitch = (w - 2 * radius) / (n - 1);
    pdf_tag(p->pdf, "Artifact", NULL);
    for (int i = 0; i < n; i++)
        pdf_dot(p->pdf, x + radius + i * pitch, y + radius, radius, prints_colour((size_t)i / 3));
    pdf_end(p->pdf);
}

void prints_dashes(struct prints *p, double x1, double y1, double x2, double y2) {
    static const double dash[] = { 1.2 * MM, 1.2 * MM };
    cairo_t *cr = pdf_cairo(p->pdf);
    cairo_set_dash(cr, dash, 2, 0);
    pdf_line(p->pdf, x1, y1, x2, y2, 0.15, PRINTS_CUT);
    cairo_set_dash(cr, NULL, 0, 0);
}

void prints_turn_begin(struct prints *p, double x, double y, double w, double h) {
    cairo_t *cr = pdf_cairo(p->pdf);
    cairo_save(cr);
    cairo_translate(cr, (x + w / 2) * MM, (y + h / 2) * MM);
    cairo_rotate(cr, M_PI);
    cairo_translate(cr, -(x + w / 2) * MM, -(y + h / 2) * MM);
}

void prints_turn_end(struct prints *p) {
    cairo_restore(pdf_cairo(p->pdf));
}

void prints_margin_note(struct prints *p, const char *text) {
    const struct prints_type type = { .size = 7, .rgb = PRINTS_MUTED };
    pdf_tag(p->pdf, "Artifact", NULL);
    prints_words(p, NULL, text, &type, 15, 290, 180, 5);
    pdf_end(p->pdf);
}
