/* What can be painted into a tagged PDF: words, rectangles, lines, dots, QR codes, pictures. Takes
 * millimetres, paints in points. One thread. */
#include "admin/print/pdf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "admin/print/pdf_image.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"
#include "lib/qr.h"

static void colour(cairo_t *cr, unsigned rgb) {
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

static struct text_fit in_mm(struct text_fit fit) {
    fit.width /= PDF_MM;
    fit.height /= PDF_MM;
    fit.baseline /= PDF_MM;
    return fit;
}

struct text_fit pdf_words(struct pdf *p, const char *words, const struct text_style *style,
                          double x, double y, double width, double height, unsigned rgb) {
    pdf_bracket(p);
    struct text_fit fit = text_paint(p->text, p->cr, words, style, x * PDF_MM, y * PDF_MM,
                                     width * PDF_MM, height * PDF_MM, rgb);
    double slack = width > 0 ? width * PDF_MM - fit.width : 0;
    double left = style->align == TEXT_END ? slack : style->align == TEXT_CENTER ? slack / 2 : 0;
    pdf_touch(p, x * PDF_MM + left, y * PDF_MM, fit.width, fit.height);
    pdf_link_words(p, words);
    return in_mm(fit);
}

struct text_fit pdf_measure(struct pdf *p, const char *words, const struct text_style *style,
                            double width, double height) {
    return in_mm(text_measure(p->text, words, style, width * PDF_MM, height * PDF_MM));
}

static void path_of(cairo_t *cr, double x, double y, double w, double h, double r) {
    const double quarter = 1.5707963267948966;
    if (r <= 0) {
        cairo_rectangle(cr, x, y, w, h);
        return;
    }
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + w - r, y + r, r, -quarter, 0);
    cairo_arc(cr, x + w - r, y + h - r, r, 0, quarter);
    cairo_arc(cr, x + r, y + h - r, r, quarter, 2 * quarter);
    cairo_arc(cr, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cr);
}

void pdf_rect(struct pdf *p, double x, double y, double w, double h, double radius, unsigned rgb) {
    pdf_bracket(p);
    path_of(p->cr, x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM, radius * PDF_MM);
    colour(p->cr, rgb);
    cairo_fill(p->cr);
    pdf_touch(p, x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM);
}

void pdf_frame(struct pdf *p, double x, double y, double w, double h, double radius, double line,
               unsigned rgb) {
    pdf_bracket(p);
    path_of(p->cr, x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM, radius * PDF_MM);
    colour(p->cr, rgb);
    cairo_set_line_width(p->cr, line * PDF_MM);
    cairo_stroke(p->cr);
    pdf_touch(p, x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM);
}

void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double line,
              unsigned rgb) {
    pdf_bracket(p);
    cairo_move_to(p->cr, x1 * PDF_MM, y1 * PDF_MM);
    cairo_line_to(p->cr, x2 * PDF_MM, y2 * PDF_MM);
    colour(p->cr, rgb);
    cairo_set_line_width(p->cr, line * PDF_MM);
    cairo_stroke(p->cr);
}

void pdf_dot(struct pdf *p, double x, double y, double radius, unsigned rgb) {
    pdf_bracket(p);
    double r = radius * PDF_MM;
    cairo_new_sub_path(p->cr);
    cairo_arc(p->cr, x * PDF_MM, y * PDF_MM, r, 0, 6.283185307179586);
    colour(p->cr, rgb);
    cairo_fill(p->cr);
    pdf_touch(p, x * PDF_MM - r, y * PDF_MM - r, 2 * r, 2 * r);
}

/* Runs of dark modules in a row become one rectangle: no hairlines between them. */
bool pdf_qr(struct pdf *p, const char *text, double x, double y, double size) {
    struct qr q;
    if (!qr_init(&q, text))
        return false;
    pdf_rect(p, x, y, size, size, 0, 0xFFFFFF);
    double module = size * PDF_MM / (q.modules + 2 * QR_QUIET);
    for (int row = 0; row < q.modules; row++)
        for (int at = 0, end; at < q.modules; at = end) {
            bool dark = q.dark[row * q.modules + at];
            for (end = at; end < q.modules && q.dark[row * q.modules + end] == dark; )
                end++;
            if (dark)
                cairo_rectangle(p->cr, x * PDF_MM + (QR_QUIET + at) * module,
                                y * PDF_MM + (QR_QUIET + row) * module, (end - at) * module,
                                module);
        }
    colour(p->cr, 0x000000);
    cairo_fill(p->cr);
    qr_release(&q);
    return true;
}

struct reading { const unsigned char *bytes; size_t len, at; };

static cairo_status_t read_some(void *ctx, unsigned char *dst, unsigned len) {
    struct reading *r = ctx;
    if (len > r->len - r->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(dst, r->bytes + r->at, len);
    r->at += len;
    return CAIRO_STATUS_SUCCESS;
}

/* The picture's number; -1 when it must be decoded. */
static int image_of(struct pdf *p, const unsigned char *bytes, size_t len, bool jpeg) {
    struct pdf_image image = { 0 };
    pdf_image_name(&image, bytes, len);
    for (int i = 0; i < p->images_n; i++)
        if (strcmp(p->images[i].name, image.name) == 0)
            return i;
    if (!pdf_image_read(&image, bytes, len, jpeg))
        return -1;
    struct pdf_image *slot = pdf_grow((void **)&p->images, &p->images_n, sizeof *p->images);
    *slot = image;
    return p->images_n - 1;
}

static cairo_surface_t *decoded(const unsigned char *bytes, size_t len) {
    struct reading r = { bytes, len, 0 };
    return cairo_image_surface_create_from_png_stream(read_some, &r);
}

/* The same picture twice is written once. */
static void name_picture(cairo_surface_t *s, const unsigned char *bytes, size_t len) {
    struct pdf_image image = { 0 };
    pdf_image_name(&image, bytes, len);
    char *id = mem_copy(image.name);
    if (cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *)id, strlen(id),
                                    free, id) != CAIRO_STATUS_SUCCESS)
        free(id);
}

bool pdf_picture(struct pdf *p, const unsigned char *bytes, size_t len, bool jpeg, double x,
                 double y, double w, double h) {
    int image = len ? image_of(p, bytes, len, jpeg) : -1;
    if (image < 0 && (jpeg || len == 0))
        return false;
    cairo_surface_t *s = image >= 0 ? pdf_image_stand_in(image) : decoded(bytes, len);
    if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(s);
        return false;
    }
    name_picture(s, bytes, len);
    pdf_bracket(p);
    cairo_save(p->cr);
    cairo_translate(p->cr, x * PDF_MM, y * PDF_MM);
    cairo_scale(p->cr, w * PDF_MM / cairo_image_surface_get_width(s),
                h * PDF_MM / cairo_image_surface_get_height(s));
    cairo_set_source_surface(p->cr, s, 0, 0);
    cairo_paint(p->cr);
    cairo_restore(p->cr);
    cairo_surface_destroy(s);
    pdf_touch(p, x * PDF_MM, y * PDF_MM, w * PDF_MM, h * PDF_MM);
    return true;
}
