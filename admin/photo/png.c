/* PNG in and out. libpng reports errors by a jump (see jpeg.c). An interlaced picture is held
 * whole, others row by row. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

struct reading {
    png_structp png;
    png_infop info;
    const unsigned char *bytes;
    size_t len, at;
    struct scaler scaler;
    unsigned char *row, *whole;
    png_bytep *rows;
};
struct writing { unsigned char *bytes; size_t len, cap; };

static void give(png_structp png, png_bytep to, size_t len) {
    struct reading *r = png_get_io_ptr(png);
    if (len > r->len - r->at)
        png_error(png, "ends early");
    memcpy(to, r->bytes + r->at, len);
    r->at += len;
}

static void quiet(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static _Noreturn void failed(png_structp png, png_const_charp text) {
    (void)text;
    longjmp(*png_set_longjmp_fn(png, longjmp, sizeof(jmp_buf)), 1);
}

/* Everything becomes 8 bits of red, green, blue, and alpha where the picture has some. */
static int ask_for_rgb(struct reading *r) {
    int type = png_get_color_type(r->png, r->info);
    png_set_expand(r->png);
    png_set_scale_16(r->png);
    if (!(type & PNG_COLOR_MASK_COLOR))
        png_set_gray_to_rgb(r->png);
    if (png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE)
        png_set_interlace_handling(r->png);
    png_read_update_info(r->png, r->info);
    return png_get_channels(r->png, r->info);
}

static void read_whole(struct reading *r, int width, int height, int channels) {
    size_t bytes = (size_t)width * (size_t)channels;
    r->whole = mem_new((size_t)height, bytes);
    r->rows = mem_new((size_t)height, sizeof *r->rows);
    for (int y = 0; y < height; y++)
        r->rows[y] = r->whole + (size_t)y * bytes;
    png_read_image(r->png, r->rows);
    for (int y = 0; y < height; y++)
        scaler_row(&r->scaler, r->rows[y]);
}

static void read_picture(struct reading *r) {
    int width = (int)png_get_image_width(r->png, r->info);
    int height = (int)png_get_image_height(r->png, r->info);
    bool interlaced = png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE;
    int channels = ask_for_rgb(r);
    if (channels < 3 || channels > 4)
        png_error(r->png, "no colours");
    scaler_start(&r->scaler, width, height, channels);
    r->row = mem_new((size_t)width, (size_t)channels);
    if (interlaced)
        read_whole(r, width, height, channels);
    for (int y = 0; !interlaced && y < height; y++) {
        png_read_row(r->png, r->row, NULL);
        scaler_row(&r->scaler, r->row);
    }
    png_read_end(r->png, NULL);
}

static bool begin(struct reading *r) {
    r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, failed, quiet);
    r->info = r->png ? png_create_info_struct(r->png) : NULL;
    if (!r->info)
        return false;
    png_set_read_fn(r->png, r, give);
    /* Compressed texts and profiles may be bombs; none of them is wanted. */
    png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(r->png, PHOTO_SIDE_MAX, PHOTO_SIDE_MAX);
    png_set_chunk_cache_max(r->png, 64);
    png_set_chunk_malloc_max(r->png, 1 << 20);
    return true;
}

/* IHDR is always the first chunk: its sizes can be read before libpng is asked. */
static bool size_is_sane(const unsigned char *b, size_t len) {
    uint64_t width, height;
    if (len < 33)
        return true;                       /* libpng says what is wrong */
    width = (uint64_t)b[16] << 24 | b[17] << 16 | b[18] << 8 | b[19];
    height = (uint64_t)b[20] << 24 | b[21] << 16 | b[22] << 8 | b[23];
    return image_size_ok(width, height);
}

enum photo_result png_decode(const unsigned char *bytes, size_t len, struct image *out) {
    struct reading *r = mem_new(1, sizeof *r);
    enum photo_result volatile result = PHOTO_BROKEN;
    r->bytes = bytes;
    r->len = len;
    if (!size_is_sane(bytes, len)) {
        result = PHOTO_TOO_LARGE;
        goto out;
    }
    if (!begin(r) || setjmp(png_jmpbuf(r->png)))
        goto out;
    png_read_info(r->png, r->info);
    read_picture(r);
    *out = r->scaler.to;
    r->scaler.to.pixels = NULL;
    result = PHOTO_OK;
out:
    png_destroy_read_struct(&r->png, &r->info, NULL);
    free(r->scaler.to.pixels);
    scaler_release(&r->scaler);
    free(r->row);
    free(r->whole);
    free(r->rows);
    free(r);
    return result;
}

static void take(png_structp png, png_bytep from, size_t len) {
    struct writing *w = png_get_io_ptr(png);
    if (len > w->cap - w->len) {
        w->cap = w->len + len + w->cap / 2 + 65536;
        w->bytes = mem_resize(w->bytes, w->cap, 1);
    }
    memcpy(w->bytes + w->len, from, len);
    w->len += len;
}

static void nothing_to_flush(png_structp png) {
    (void)png;
}

bool png_encode(const struct image *image, unsigned char **bytes, size_t *len) {
    struct writing *w = mem_new(1, sizeof *w);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, failed, quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    size_t row = (size_t)image->width * (size_t)image->channels;
    bool volatile done = false;
    if (info && !setjmp(png_jmpbuf(png))) {
        png_set_write_fn(png, w, take, nothing_to_flush);
        png_set_IHDR(png, info, (png_uint_32)image->width, (png_uint_32)image->height, 8,
                     image->channels == 4 ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB,
                     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_write_info(png, info);
        for (int y = 0; y < image->height; y++)
            png_write_row(png, image->pixels + (size_t)y * row);
        png_write_end(png, NULL);
        done = true;
    }
    png_destroy_write_struct(&png, &info);
    *bytes = w->bytes;
    *len = w->len;
    free(w);
    return done;
}
