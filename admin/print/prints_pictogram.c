/* Pictograms as lines in a square of 24: no font, no picture file, sharp at every size. */
#include <cairo.h>
#include <math.h>
#include "admin/print/prints_inside.h"

#define MM (72.0 / 25.4)

static void box(cairo_t *cr, double x, double y, double w, double h, double r) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + w - r, y + r, r, -M_PI / 2, 0);
    cairo_arc(cr, x + w - r, y + h - r, r, 0, M_PI / 2);
    cairo_arc(cr, x + r, y + h - r, r, M_PI / 2, M_PI);
    cairo_arc(cr, x + r, y + r, r, M_PI, 3 * M_PI / 2);
    cairo_close_path(cr);
}

static void ring(cairo_t *cr, double x, double y, double r) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, x, y, r, 0, 2 * M_PI);
}

static void line(cairo_t *cr, double x1, double y1, double x2, double y2) {
    cairo_move_to(cr, x1, y1);
    cairo_line_to(cr, x2, y2);
}

/* Not allowed. White beside the line: at 4 mm the two would run together. */
static void slash(cairo_t *cr) {
    cairo_pattern_t *ink = cairo_pattern_reference(cairo_get_source(cr));
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_set_line_width(cr, 6);
    line(cr, 2.5, 22, 21.5, 2.5);
    cairo_stroke(cr);
    cairo_set_source(cr, ink);
    cairo_pattern_destroy(ink);
    cairo_set_line_width(cr, 2.4);
    line(cr, 1.5, 23, 22.5, 1.5);
}

static void camera_off(cairo_t *cr) {
    box(cr, 2, 7, 20, 13, 2.5);
    cairo_move_to(cr, 8, 7);
    cairo_line_to(cr, 9.5, 4);
    cairo_line_to(cr, 14.5, 4);
    cairo_line_to(cr, 16, 7);
    ring(cr, 12, 13.5, 3.4);
    cairo_stroke(cr);
    slash(cr);
}

static void microphone(cairo_t *cr) {
    box(cr, 8.5, 2, 7, 12, 3.5);
    cairo_new_sub_path(cr);
    cairo_arc_negative(cr, 12, 11, 6.5, M_PI, 0);
    line(cr, 12, 17.5, 12, 22);
    line(cr, 8, 22, 16, 22);
}

static void team(cairo_t *cr) {
    ring(cr, 9, 8, 4);
    cairo_new_sub_path(cr);
    cairo_arc(cr, 9, 21, 7, M_PI, 2 * M_PI);
    cairo_close_path(cr);
    line(cr, 19.5, 5, 19.5, 13);
    line(cr, 15.5, 9, 23.5, 9);
}

static void wifi(cairo_t *cr) {
    for (int i = 1; i <= 3; i++) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, 12, 19, i * 5, -0.75 * M_PI, -0.25 * M_PI);
    }
    ring(cr, 12, 19, 0.6);
}

static void phone(cairo_t *cr) {
    box(cr, 6, 1.5, 12, 21, 2.5);
    line(cr, 10.5, 19.5, 13.5, 19.5);
}

static void pencil(cairo_t *cr) {
    cairo_move_to(cr, 3, 21);
    cairo_line_to(cr, 4.5, 15.5);
    cairo_line_to(cr, 17, 3);
    cairo_line_to(cr, 21, 7);
    cairo_line_to(cr, 8.5, 19.5);
    cairo_close_path(cr);
    line(cr, 14.5, 5.5, 18.5, 9.5);
}

static void help(cairo_t *cr) {
    ring(cr, 12, 12, 10);
    cairo_new_sub_path(cr);
    cairo_arc(cr, 12, 9.3, 3, M_PI, 0.35 * M_PI);
    cairo_line_to(cr, 12, 14.4);
    ring(cr, 12, 17.6, 0.5);
}

/* A speech bubble. */
static void bubble(cairo_t *cr) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, 19, 6.5, 3, -M_PI / 2, 0);
    cairo_arc(cr, 19, 13.5, 3, 0, M_PI / 2);
    cairo_line_to(cr, 12, 16.5);
    cairo_line_to(cr, 7, 21.5);
    cairo_line_to(cr, 7, 16.5);
    cairo_arc(cr, 5, 13.5, 3, M_PI / 2, M_PI);
    cairo_arc(cr, 5, 6.5, 3, M_PI, 3 * M_PI / 2);
    cairo_close_path(cr);
}

static void speaks(cairo_t *cr) {
    bubble(cr);
    line(cr, 7, 8, 17, 8);
    line(cr, 7, 12, 14, 12);
}

static void quotes_off(cairo_t *cr) {
    for (int i = 0; i < 2; i++) {
        double x = 5.5 + i * 9;
        ring(cr, x + 1.5, 14.5, 2.6);
        cairo_move_to(cr, x - 1.1, 14.5);
        cairo_curve_to(cr, x - 1.1, 10, x + 0.5, 8, x + 4, 6.5);
    }
    cairo_stroke(cr);
    slash(cr);
}

void prints_pictogram(struct prints *p, enum prints_sign sign, double x, double y, double side,
                      unsigned rgb) {
    static void (*const draw[])(cairo_t *) = {
        [PRINTS_CAMERA_OFF] = camera_off, [PRINTS_MICROPHONE] = microphone, [PRINTS_TEAM] = team,
        [PRINTS_WIFI] = wifi, [PRINTS_PHONE] = phone, [PRINTS_PENCIL] = pencil,
        [PRINTS_HELP] = help, [PRINTS_SPEAKS] = speaks, [PRINTS_QUOTES_OFF] = quotes_off,
    };
    cairo_t *cr = pdf_cairo(p->pdf);
    cairo_save(cr);
    cairo_translate(cr, x * MM, y * MM);
    cairo_scale(cr, side * MM / 24, side * MM / 24);
    cairo_set_line_width(cr, 2);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
    cairo_new_path(cr);
    draw[sign](cr);
    cairo_stroke(cr);
    cairo_restore(cr);
}
