/* Inside of the child that decodes pictures: one thread, no files, everything in memory. */
#ifndef ADMIN_PHOTO_WORK_H
#define ADMIN_PHOTO_WORK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "admin/photo/photo.h"

struct image { int width, height, channels; /* 3, or 4 with alpha */ unsigned char *pixels; };

/* Area averages, row after row (scale.c): the picture is never in memory at its full size. Exact
 * integers: the same picture gives the same bytes on every machine. */
struct scaler {
    struct image to;                   /* its pixels are complete after the last row */
    int width, height, row;            /* of what comes in */
    unsigned char *mixed;              /* a row with its colours weighted by alpha */
    uint32_t *across;                  /* the row, made narrower */
    uint64_t *sums;                    /* of the row of to that is being filled */
};
void scaler_start(struct scaler *s, int width, int height, int channels);
void scaler_row(struct scaler *s, const unsigned char *row);
void scaler_release(struct scaler *s);
/* True when a picture of that size is within bounds. */
bool image_size_ok(uint64_t width, uint64_t height);
/* Turned as EXIF says: 1 as it is ... 8 (turn.c). */
void image_turn(struct image *image, int orientation);
/* On white, without alpha. */
void image_flatten(struct image *image);
void image_release(struct image *image);

/* jpeg.c, png.c. Decoders fill an image of at most PHOTO_LONG_SIDE. */
enum photo_result jpeg_decode(const unsigned char *bytes, size_t len, struct image *out,
                              int *orientation);
bool jpeg_encode(const struct image *image, unsigned char **bytes, size_t *len);
/* True for a JPEG that jpeg_encode made, to its last byte (jpeg_ours.c). */
bool jpeg_is_ours(const unsigned char *bytes, size_t len);
enum photo_result png_decode(const unsigned char *bytes, size_t len, struct image *out);
bool png_encode(const struct image *image, unsigned char **bytes, size_t *len);
/* exif.c: the orientation in an APP1 segment's data, 1 when it names none. Reads that tag only. */
int exif_orientation(const unsigned char *data, size_t len);

/* confine.c: from here on only reading, writing, memory and ending; anything else ends the process
 * at once. False when the system cannot do it. */
bool confine_self(void);
#endif
