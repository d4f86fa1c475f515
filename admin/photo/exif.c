/* The one thing wanted of EXIF: which way is up. Everything else of it is dropped unread.
 * Invariant: no byte outside of data[0..len) is looked at, whatever the offsets in it say. */
#include <string.h>
#include "admin/photo/work.h"

enum { HEAD = 6, TIFF_HEAD = 8, ENTRY = 12, ORIENTATION = 0x0112, SHORT = 3 };

static unsigned two(const unsigned char *p, bool big) {
    return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static uint32_t four(const unsigned char *p, bool big) {
    return big ? (uint32_t)two(p, true) << 16 | two(p + 2, true)
               : (uint32_t)two(p + 2, false) << 16 | two(p, false);
}

int exif_orientation(const unsigned char *data, size_t len) {
    if (len < HEAD + TIFF_HEAD || memcmp(data, "Exif\0\0", HEAD) != 0)
        return 1;
    const unsigned char *tiff = data + HEAD;
    size_t size = len - HEAD;
    bool big = tiff[0] == 'M';
    uint32_t at = four(tiff + 4, big);
    if (at > size - 2)
        return 1;
    unsigned entries = two(tiff + at, big);
    size_t fit = (size - at - 2) / ENTRY;
    for (size_t i = 0; i < entries && i < fit; i++) {
        const unsigned char *e = tiff + at + 2 + i * ENTRY;
        unsigned value = two(e + 8, big);
        if (two(e, big) == ORIENTATION && two(e + 2, big) == SHORT)
            return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}
