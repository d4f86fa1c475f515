/* Pictures people upload (S-14): decoded in a confined child, turned upright, made smaller, written
 * anew. What comes back holds nothing of the file sent but its pixels: no EXIF, no place, no
 * thumbnail, no profile. One that came back here earlier comes back byte for byte. */
#ifndef ADMIN_PHOTO_PHOTO_H
#define ADMIN_PHOTO_PHOTO_H
#include <stdbool.h>
#include <stddef.h>

enum {
    PHOTO_BYTES_MAX = 8 << 20,     /* of an upload */
    PHOTO_PIXELS_MAX = 60000000,   /* of the picture in it */
    PHOTO_SIDE_MAX = 30000,
    PHOTO_LONG_SIDE = 2400,        /* of what comes back */
    PHOTO_PNG_KEEP = 2 << 20       /* a PNG larger than this is a photo: it comes back as JPEG */
};
enum photo_result {
    PHOTO_OK,
    PHOTO_NOT_A_PICTURE,           /* neither JPEG nor PNG by its first bytes */
    PHOTO_TOO_LARGE,               /* more bytes or pixels than allowed */
    PHOTO_BROKEN,                  /* cannot be decoded, or not within time and memory */
    PHOTO_FAILED                   /* our side: the child could not be started or confined */
};
struct photo { bool png; int width, height; unsigned char *bytes; size_t len; };

/* Starts PROGRAM picture and waits for it (at most 15 s; never on a pool thread). The caller frees
 * with photo_release. */
enum photo_result photo_convert(const char *program, const void *bytes, size_t len,
                                struct photo *out);
void photo_release(struct photo *p);
/* "broken": for logs and scripts. */
const char *photo_result_name(enum photo_result result);
/* The child: picture on descriptor in, a line "jpeg 2400 1600 LEN" and the bytes on descriptor out.
 * Does not come back. */
_Noreturn void photo_child(int in, int out);
#endif
