/* Pictures in memory: turned upright, put on white. */
#include <stdlib.h>
#include <string.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

void image_release(struct image *image) {
    free(image->pixels);
    *image = (struct image){ 0, 0, 0, NULL };
}

/* By EXIF's number: where a pixel of the upright picture is in the one that came in. */
static const struct { bool swap, from_right, from_bottom; } turns[9] = {
    [1] = { false, false, false }, [2] = { false, true, false }, [3] = { false, true, true },
    [4] = { false, false, true }, [5] = { true, false, false }, [6] = { true, false, true },
    [7] = { true, true, true }, [8] = { true, true, false },
};

void image_turn(struct image *image, int orientation) {
    if (orientation < 2 || orientation > 8)
        return;
    bool swap = turns[orientation].swap;
    struct image to = *image;
    to.width = swap ? image->height : image->width;
    to.height = swap ? image->width : image->height;
    size_t bytes = (size_t)image->channels;
    to.pixels = mem_new((size_t)to.width * (size_t)to.height, bytes);
    for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++) {
            int fx = swap ? y : x, fy = swap ? x : y;
            if (turns[orientation].from_right)
                fx = image->width - 1 - fx;
            if (turns[orientation].from_bottom)
                fy = image->height - 1 - fy;
            memcpy(to.pixels + ((size_t)y * (size_t)to.width + (size_t)x) * bytes,
                   image->pixels + ((size_t)fy * (size_t)image->width + (size_t)fx) * bytes,
                   bytes);
        }
    free(image->pixels);
    *image = to;
}

void image_flatten(struct image *image) {
    size_t n = (size_t)image->width * (size_t)image->height;
    if (image->channels != 4)
        return;
    for (size_t i = 0; i < n; i++) {
        const unsigned char *from = image->pixels + i * 4;
        unsigned alpha = from[3];
        for (size_t c = 0; c < 3; c++)
            image->pixels[i * 3 + c] =
                (unsigned char)((from[c] * alpha + 255u * (255u - alpha) + 127u) / 255u);
    }
    image->channels = 3;
}
