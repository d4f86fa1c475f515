/* Pictures that go into a PDF as they are: cairo paints a stand-in of three pixels, the pass puts
 * the file's own compressed data in its place. For pdf*.c only. */
#ifndef ADMIN_PRINT_PDF_IMAGE_H
#define ADMIN_PRINT_PDF_IMAGE_H
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

struct pdf_image {
    char name[48];                 /* of its bytes: the same picture twice is written once */
    bool jpeg;
    int width, height, colours;    /* colours: 1 grey, 3 RGB; always 8 bits */
    unsigned char *data;           /* JPEG file or PNG's compressed rows; owned */
    size_t len;
};
enum { PDF_STAND_IN = 9 };         /* bytes of a stand-in's pixels */

/* Fills in from a file's bytes; false when it must be decoded (palettes, transparency, interlaced,
 * CMYK) or is broken. */
bool pdf_image_read(struct pdf_image *image, const unsigned char *bytes, size_t len, bool jpeg);
void pdf_image_name(struct pdf_image *image, const unsigned char *bytes, size_t len);
/* The surface that stands for image number index. */
cairo_surface_t *pdf_image_stand_in(int index);
/* Number of the image these pixels stand for; -1 when they are a picture of their own. */
int pdf_image_of(const unsigned char *pixels, size_t len);
#endif
