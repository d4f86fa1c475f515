/* Making pictures smaller. In units where a pixel that comes in is as wide as the result has
 * columns, a column of the result is as wide as the picture has columns: overlaps are whole numbers
 * and their sums divide exactly. Invariant: sums stay below 2^64 (60 million pixels of 255). */
#include <stdlib.h>
#include <string.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

bool image_size_ok(uint64_t width, uint64_t height) {
    return width > 0 && height > 0 && width <= PHOTO_SIDE_MAX && height <= PHOTO_SIDE_MAX &&
           width * height <= PHOTO_PIXELS_MAX;
}

static int fitted(int side, int longest) {
    int64_t n = longest > PHOTO_LONG_SIDE
        ? ((int64_t)side * PHOTO_LONG_SIDE + longest / 2) / longest : side;
    return n > 0 ? (int)n : 1;
}

void scaler_start(struct scaler *s, int width, int height, int channels) {
    int longest = width > height ? width : height;
    *s = (struct scaler){ .width = width, .height = height };
    s->to = (struct image){ fitted(width, longest), fitted(height, longest), channels, NULL };
    size_t values = (size_t)s->to.width * (size_t)channels;
    s->to.pixels = mem_new(values * (size_t)s->to.height, 1);
    s->mixed = mem_new((size_t)width * (size_t)channels, 1);
    s->across = mem_new(values, sizeof *s->across);
    s->sums = mem_new(values, sizeof *s->sums);
}

void scaler_release(struct scaler *s) {
    free(s->mixed);
    free(s->across);
    free(s->sums);
    *s = (struct scaler){ .to = s->to };
}

/* Colours weigh as much as they are seen: a transparent pixel's colour counts nothing. */
static void mix(struct scaler *s, const unsigned char *row) {
    size_t n = (size_t)s->width;
    if (s->to.channels == 3) {
        memcpy(s->mixed, row, n * 3);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const unsigned char *from = row + i * 4;
        unsigned char *to = s->mixed + i * 4;
        for (int c = 0; c < 3; c++)
            to[c] = (unsigned char)((from[c] * from[3] + 127) / 255);
        to[3] = from[3];
    }
}

static void narrow(struct scaler *s) {
    int in = s->width, out = s->to.width, channels = s->to.channels;
    memset(s->across, 0, (size_t)out * (size_t)channels * sizeof *s->across);
    for (int x = 0; x < in; x++) {
        int64_t begin = (int64_t)x * out, end = begin + out;
        int first = (int)(begin / in);
        int64_t edge = (int64_t)(first + 1) * in;
        uint32_t here = (uint32_t)((end < edge ? end : edge) - begin);
        uint32_t next = (uint32_t)out - here;
        for (int c = 0; c < channels; c++) {
            uint32_t value = s->mixed[x * channels + c];
            s->across[first * channels + c] += value * here;
            if (next)
                s->across[(first + 1) * channels + c] += value * next;
        }
    }
}

static void add(struct scaler *s, uint64_t weight) {
    size_t values = (size_t)s->to.width * (size_t)s->to.channels;
    for (size_t i = 0; i < values; i++)
        s->sums[i] += s->across[i] * weight;
}

static void finish_row(struct scaler *s, int row) {
    size_t values = (size_t)s->to.width * (size_t)s->to.channels;
    uint64_t whole = (uint64_t)s->width * (uint64_t)s->height;
    unsigned char *to = s->to.pixels + (size_t)row * values;
    for (size_t i = 0; i < values; i++)
        to[i] = (unsigned char)((s->sums[i] + whole / 2) / whole);
    for (size_t i = 0; s->to.channels == 4 && i < values; i += 4)
        for (size_t c = 0; c < 3 && to[i + 3]; c++) {
            unsigned value = (to[i + c] * 255u + to[i + 3] / 2u) / to[i + 3];
            to[i + c] = value > 255 ? 255 : (unsigned char)value;
        }
    memset(s->sums, 0, values * sizeof *s->sums);
}

void scaler_row(struct scaler *s, const unsigned char *row) {
    int y = s->row++, out = s->to.height;
    if (y >= s->height)
        return;
    if (out == s->height && s->to.width == s->width) {
        size_t bytes = (size_t)s->width * (size_t)s->to.channels;
        memcpy(s->to.pixels + (size_t)y * bytes, row, bytes);
        return;
    }
    mix(s, row);
    narrow(s);
    int64_t begin = (int64_t)y * out, end = begin + out;
    int first = (int)(begin / s->height);
    int64_t edge = (int64_t)(first + 1) * s->height;
    add(s, (uint64_t)((end < edge ? end : edge) - begin));
    if (end >= edge)
        finish_row(s, first);
    if (end > edge)
        add(s, (uint64_t)(end - edge));
}
