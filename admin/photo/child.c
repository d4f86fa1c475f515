/* punktum picture: reads, confines itself, decodes, writes. One thread. Invariant: not a byte of
 * the picture is looked at before the cell is shut. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "admin/photo/work.h"
#include "lib/mem.h"
#include "lib/str.h"

/* Returns the length, or more than PHOTO_BYTES_MAX when there is more. */
static size_t read_all(int in, unsigned char *to) {
    size_t len = 0;
    while (len <= PHOTO_BYTES_MAX) {
        ssize_t got = read(in, to + len, PHOTO_BYTES_MAX + 1 - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    return len;
}

static bool write_all(int out, const void *bytes, size_t len) {
    const unsigned char *p = bytes;
    while (len) {
        ssize_t n = write(out, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        len -= (size_t)n;
    }
    return true;
}

static enum photo_result decode(const unsigned char *bytes, size_t len, struct image *image,
                                bool *png) {
    static const unsigned char png_magic[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    enum photo_result result;
    int orientation = 1;
    *png = len >= sizeof png_magic && memcmp(bytes, png_magic, sizeof png_magic) == 0;
    if (len > PHOTO_BYTES_MAX)
        return PHOTO_TOO_LARGE;
    if (!*png && (len < 3 || bytes[0] != 0xFF || bytes[1] != 0xD8 || bytes[2] != 0xFF))
        return PHOTO_NOT_A_PICTURE;
    result = *png ? png_decode(bytes, len, image) : jpeg_decode(bytes, len, image, &orientation);
    if (result == PHOTO_OK)
        image_turn(image, orientation);
    return result;
}

/* A drawing or logo stays a PNG, a photo becomes a JPEG. */
static bool encode(struct image *image, bool *png, unsigned char **bytes, size_t *len) {
    if (*png && png_encode(image, bytes, len) && *len <= PHOTO_PNG_KEEP)
        return true;
    free(*bytes);
    *bytes = NULL;
    *png = false;
    image_flatten(image);
    return jpeg_encode(image, bytes, len);
}

static bool say(int out, bool png, const struct image *image, const void *bytes, size_t len) {
    char line[80];
    str_format(line, sizeof line, "%s %d %d %zu\n", png ? "png" : "jpeg", image->width,
               image->height, len);
    return write_all(out, line, strlen(line)) && write_all(out, bytes, len);
}

/* sent: the bytes that came. A JPEG of our own was decoded like any other, and stays as it is. */
static bool answer(int out, struct image *image, bool png, const unsigned char *sent,
                   size_t sent_len) {
    unsigned char *bytes = NULL;
    size_t len = 0;
    if (!png && jpeg_is_ours(sent, sent_len))
        return say(out, false, image, sent, sent_len);
    return encode(image, &png, &bytes, &len) && say(out, png, image, bytes, len);
}

_Noreturn void photo_child(int in, int out) {
    unsigned char *bytes = mem_new(PHOTO_BYTES_MAX + 1, 1);
    struct image image = { 0, 0, 0, NULL };
    enum photo_result result = PHOTO_FAILED;
    bool png = false;
    char line[80];
    if (confine_self()) {
        size_t len = read_all(in, bytes);
        result = decode(bytes, len, &image, &png);
        if (result == PHOTO_OK && answer(out, &image, png, bytes, len))
            _exit(0);
        if (result == PHOTO_OK)
            result = PHOTO_BROKEN;
    }
    str_format(line, sizeof line, "no %s\n", photo_result_name(result));
    write_all(out, line, strlen(line));
    _exit(1);
}
