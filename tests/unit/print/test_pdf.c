/* Proves the base of every PDF: the same calls give the same bytes, words come out as they went in
 * (also where they look like PDF), brackets of content carry our tags, artifacts none, and a file
 * that cannot be written is told as a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "admin/print/pdf.h"
#include "admin/print/pdf_image.h"
#include "admin/print/pdf_inside.h"
#include "lib/mem.h"

static const struct text_style body = { .size_max = 10, .size_min = 10, .line_height = 1.4,
                                        .hyphenate = true, .language = "de" };

static void head(struct pdf *p, const char *tag, const char *words, const char *place) {
    pdf_tag(p, tag, NULL);
    pdf_bookmark(p, tag[1] - '0', words, place, 20);
    pdf_words(p, words, &body, 20, 20, 150, 0, 0x16202C);
    pdf_end(p);
}

static void table(struct pdf *p) {
    static const char *const cells[] = { "Stadt", "Zahl", "Essen", "9.273" };
    pdf_tag(p, "Table", NULL);
    for (int row = 0; row < 2; row++) {
        pdf_tag(p, "TR", NULL);
        for (int i = 0; i < 2; i++) {
            if (row == 0 || i == 0)
                pdf_head_cell(p, row == 1);
            else
                pdf_tag(p, "TD", NULL);
            pdf_words(p, cells[row * 2 + i], &body, 20 + i * 40, 60 + row * 8, 40, 0, 0);
            pdf_end(p);
        }
        pdf_end(p);
    }
    pdf_end(p);
}

static void page_one(struct pdf *p) {
    pdf_page(p, 210, 297);
    pdf_tag(p, "Artifact", NULL);
    pdf_words(p, "Kolumnentitel", &body, 20, 10, 100, 0, 0x4A5561);
    pdf_line(p, 20, 15, 190, 15, 0.2, 0xDDD6CA);
    pdf_end(p);
    head(p, "H1", "Prüfung (1) \\ << /MCID 0 >> BDC", "eins");
    pdf_tag(p, "P", NULL);
    pdf_words(p, "/Span << /MCID 0 >> BDC und ) ( am \\ Ende EMC", &body, 20, 30, 150, 0, 0);
    pdf_link_begin(p, NULL, "https://example.org/a(b)");
    pdf_words(p, "ein Verweis", &body, 20, 40, 50, 0, 0x0A4F96);
    pdf_link_end(p);
    pdf_words(p, "und danach", &body, 60, 40, 50, 0, 0);
    pdf_end(p);
    table(p);
    pdf_tag(p, "Figure", "Drei Punkte und ein Code");
    for (int i = 0; i < 3; i++)
        pdf_dot(p, 30 + i * 8, 100, 3, 0x0A4F96);
    assert_true(pdf_qr(p, "HTTP://10.0.0.1/K7MQ", 20, 110, 30));
    pdf_end(p);
}

static bool make(const char *path, char *error, size_t size) {
    struct pdf_meta meta = { .title = "Prüfung <&>", .language = "de", .made_ms = 1226059200000 };
    struct pdf *p = pdf_new(&meta);
    page_one(p);
    pdf_tag(p, "P", NULL);
    pdf_link_begin(p, "eins", NULL);
    pdf_words(p, "Über zwei", &body, 20, 270, 50, 0, 0);
    pdf_page(p, 148, 105);
    pdf_words(p, "Seiten 😀 مرحبا", &body, 20, 20, 50, 0, 0);
    pdf_link_end(p);
    pdf_end(p);
    head(p, "H2", "Zweitens", "zwei");
    return pdf_finish(p, path, error, size);
}

static struct str slurp(const char *path) {
    struct str s = STR_INIT;
    char block[4096];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0; )
        str_add(&s, block, n);
    fclose(f);
    return s;
}

static void same_bytes(void **state) {
    (void)state;
    char error[256] = "";
    assert_true(make("/tmp/punktum-pdf-1.pdf", error, sizeof error));
    assert_true(make("/tmp/punktum-pdf-2.pdf", error, sizeof error));
    struct str a = slurp("/tmp/punktum-pdf-1.pdf"), b = slurp("/tmp/punktum-pdf-2.pdf");
    assert_true(a.len > 4000);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    str_release(&a);
    str_release(&b);
}

static void brackets(void **state) {
    (void)state;
    static const char in[] = "q (a\\) /Span << /MCID 0 >> BDC () ) Tj <2f53> Tj\n"
        "/Span << /MCID 0 >> BDC x EMC /Span << /MCID 1 >> BDC y EMC /Span << /MCID 2 >> BDC";
    static char smile[] = "😀";
    static const struct pdf_elem elems[] = { { .tag = "Document" }, { .tag = "H1" },
                                             { .tag = "Span", .actual = smile } };
    static const struct pdf_piece pieces[] = {
        { .elem = 1, .mcid = 0 }, { .elem = PDF_ARTIFACT, .mcid = -1 }, { .elem = 2, .mcid = 1 } };
    struct str out = STR_INIT;
    assert_true(pdf_content(&out, (const unsigned char *)in, sizeof in - 1, pieces, elems, 3));
    assert_string_equal(out.data, "q (a\\) /Span << /MCID 0 >> BDC () ) Tj <2f53> Tj\n"
        "/H1 << /MCID 0 >> BDC x EMC /Artifact BMC y EMC "
        "/Span << /MCID 1 /ActualText <FEFFD83DDE00> >> BDC");
    str_clear(&out);
    assert_false(pdf_content(&out, (const unsigned char *)in, sizeof in - 1, pieces, elems, 2));
    str_clear(&out);
    assert_false(pdf_content(&out, (const unsigned char *)in, 60, pieces, elems, 3));
    str_release(&out);
}

static void no_such_folder(void **state) {
    (void)state;
    char error[256] = "";
    assert_false(make("/nonexistent/x.pdf", error, sizeof error));
    assert_non_null(strstr(error, "/nonexistent/x.pdf"));
}

static void broken_pictures(void **state) {
    (void)state;
    char error[256] = "";
    struct pdf_meta meta = { .title = "Bilder", .language = "de" };
    struct pdf *p = pdf_new(&meta);
    pdf_page(p, 100, 100);
    pdf_tag(p, "Figure", "nichts");
    static const unsigned char cut[] = { 0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8 };
    assert_false(pdf_picture(p, cut, sizeof cut, true, 0, 0, 10, 10));
    assert_false(pdf_picture(p, cut, sizeof cut, false, 0, 0, 10, 10));
    pdf_end(p);
    assert_true(pdf_finish(p, "/tmp/punktum-pdf-1.pdf", error, sizeof error));
    unlink("/tmp/punktum-pdf-1.pdf");
    unlink("/tmp/punktum-pdf-2.pdf");
}

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len) {
    str_add(ctx, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

static struct str png(cairo_format_t format) {
    struct str out = STR_INIT;
    cairo_surface_t *s = cairo_image_surface_create(format, 7, 5);
    cairo_t *cr = cairo_create(s);
    cairo_set_source_rgba(cr, 1, 0.5, 0, 0.5);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_write_to_png_stream(s, take, &out);
    cairo_surface_destroy(s);
    return out;
}

/* Which pictures go in as they are, and that a stand-in is known again. */
static void pictures_as_they_are(void **state) {
    (void)state;
    struct pdf_image image = { 0 };
    struct str rgb = png(CAIRO_FORMAT_RGB24), clear = png(CAIRO_FORMAT_ARGB32);
    assert_true(pdf_image_read(&image, (unsigned char *)rgb.data, rgb.len, false));
    assert_int_equal(image.width, 7);
    assert_int_equal(image.height, 5);
    assert_int_equal(image.colours, 3);
    free(image.data);
    assert_false(pdf_image_read(&image, (unsigned char *)clear.data, clear.len, false));
    assert_false(pdf_image_read(&image, (unsigned char *)rgb.data, rgb.len - 13, false));
    rgb.data[rgb.len / 2] ^= 1;
    assert_false(pdf_image_read(&image, (unsigned char *)rgb.data, rgb.len, false));
    static const unsigned char sof[] = { 0xFF, 0xD8, 0xFF, 0xC2, 0, 17, 8, 0, 9, 0, 16, 3, 0, 0 };
    assert_true(pdf_image_read(&image, sof, sizeof sof, true));
    assert_int_equal(image.width, 16);
    assert_int_equal(image.height, 9);
    free(image.data);
    cairo_surface_t *s = pdf_image_stand_in(70000);
    const unsigned char *b = cairo_image_surface_get_data(s);
    unsigned char pixels[PDF_STAND_IN];
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            pixels[i * 3 + k] = b[i * 4 + 2 - k];
    assert_int_equal(pdf_image_of(pixels, sizeof pixels), 70000);
    pixels[0]++;
    assert_int_equal(pdf_image_of(pixels, sizeof pixels), -1);
    cairo_surface_destroy(s);
    str_release(&rgb);
    str_release(&clear);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes), cmocka_unit_test(brackets), cmocka_unit_test(no_such_folder),
        cmocka_unit_test(broken_pictures), cmocka_unit_test(pictures_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
