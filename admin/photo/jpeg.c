/* JPEG in and out. libjpeg reports errors by a call that must not come back: a jump to the one exit
 * of each function. State that outlives the jump stands in a struct. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

enum { QUALITY = 85, SCANS_MAX = 200 };
struct reading {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    struct scaler scaler;
    unsigned char *row, *rgb;
    jmp_buf exit;
};
struct writing {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes;
    unsigned long len;
    jmp_buf exit;
};

static _Noreturn void reading_failed(j_common_ptr jpeg) {
    struct reading *r = jpeg->client_data;
    longjmp(r->exit, 1);
}

/* A warning is survivable, a file that ends in its middle is not a picture. */
static void reading_warned(j_common_ptr jpeg, int level) {
    if (level < 0 && jpeg->err->msg_code == JWRN_JPEG_EOF)
        reading_failed(jpeg);
}

/* Thousands of scans are no photo but a way to spend our time. */
static void reading_goes_on(j_common_ptr jpeg) {
    if (((j_decompress_ptr)jpeg)->input_scan_number > SCANS_MAX)
        reading_failed(jpeg);
}

static int find_orientation(j_decompress_ptr jpeg) {
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next)
        if (m->data_length >= 6 && memcmp(m->data, "Exif\0\0", 6) == 0)
            return exif_orientation(m->data, m->data_length);
    return 1;
}

/* The decoder itself halves and quarters at no cost, as long as enough is left. */
static void choose_scale(j_decompress_ptr jpeg) {
    JDIMENSION width = jpeg->image_width, height = jpeg->image_height;
    JDIMENSION longest = width > height ? width : height;
    jpeg->scale_denom = 8;
    for (jpeg->scale_num = 1; jpeg->scale_num < 8; jpeg->scale_num *= 2)
        if ((uint64_t)longest * jpeg->scale_num / 8 >= PHOTO_LONG_SIDE)
            break;
}

/* Adobe writes CMYK turned round: 255 is no ink. */
static void from_cmyk(const struct reading *r, int width) {
    for (int x = 0; x < width; x++) {
        const unsigned char *from = r->row + x * 4;
        for (int c = 0; c < 3; c++) {
            unsigned ink = from[c], black = from[3];
            if (!r->jpeg.saw_Adobe_marker) {
                ink = 255 - ink;
                black = 255 - black;
            }
            r->rgb[x * 3 + c] = (unsigned char)((ink * black + 127) / 255);
        }
    }
}

static void read_rows(struct reading *r) {
    bool cmyk = r->jpeg.num_components == 4;
    int width = (int)r->jpeg.output_width;
    r->row = mem_new((size_t)width, 4);
    r->rgb = mem_new((size_t)width, 3);
    scaler_start(&r->scaler, width, (int)r->jpeg.output_height, 3);
    while (r->jpeg.output_scanline < r->jpeg.output_height) {
        JSAMPROW row = r->row;
        jpeg_read_scanlines(&r->jpeg, &row, 1);
        if (cmyk)
            from_cmyk(r, width);
        scaler_row(&r->scaler, cmyk ? r->rgb : r->row);
    }
}

static void begin(struct reading *r, const unsigned char *bytes, size_t len) {
    r->jpeg.client_data = r;
    jpeg_mem_src(&r->jpeg, bytes, (unsigned long)len);
    jpeg_save_markers(&r->jpeg, JPEG_APP0 + 1, 0xFFFF);
    r->progress.progress_monitor = reading_goes_on;
    r->jpeg.progress = &r->progress;
}

enum photo_result jpeg_decode(const unsigned char *bytes, size_t len, struct image *out,
                              int *orientation) {
    struct reading *r = mem_new(1, sizeof *r);
    enum photo_result volatile result = PHOTO_BROKEN;
    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = reading_failed;
    r->errors.emit_message = reading_warned;
    jpeg_create_decompress(&r->jpeg);
    if (setjmp(r->exit))
        goto out;
    begin(r, bytes, len);
    jpeg_read_header(&r->jpeg, TRUE);
    if (!image_size_ok(r->jpeg.image_width, r->jpeg.image_height)) {
        result = PHOTO_TOO_LARGE;
        goto out;
    }
    *orientation = find_orientation(&r->jpeg);
    choose_scale(&r->jpeg);
    r->jpeg.out_color_space = r->jpeg.num_components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&r->jpeg);
    read_rows(r);
    jpeg_finish_decompress(&r->jpeg);
    *out = r->scaler.to;
    r->scaler.to.pixels = NULL;
    result = PHOTO_OK;
out:
    free(r->scaler.to.pixels);
    scaler_release(&r->scaler);
    free(r->row);
    free(r->rgb);
    jpeg_destroy_decompress(&r->jpeg);
    free(r);
    return result;
}

static _Noreturn void writing_failed(j_common_ptr jpeg) {
    struct writing *w = jpeg->client_data;
    longjmp(w->exit, 1);
}

static void write_rows(struct writing *w, const struct image *image) {
    w->jpeg.image_width = (JDIMENSION)image->width;
    w->jpeg.image_height = (JDIMENSION)image->height;
    w->jpeg.input_components = 3;
    w->jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&w->jpeg);
    jpeg_set_quality(&w->jpeg, QUALITY, TRUE);
    w->jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&w->jpeg, TRUE);
    for (int y = 0; y < image->height; y++) {
        JSAMPROW row = image->pixels + (size_t)y * (size_t)image->width * 3;
        jpeg_write_scanlines(&w->jpeg, &row, 1);
    }
    jpeg_finish_compress(&w->jpeg);
}

bool jpeg_encode(const struct image *image, unsigned char **bytes, size_t *len) {
    struct writing *w = mem_new(1, sizeof *w);
    bool volatile done = false;
    w->jpeg.err = jpeg_std_error(&w->errors);
    w->errors.error_exit = writing_failed;
    jpeg_create_compress(&w->jpeg);
    w->jpeg.client_data = w;
    if (!setjmp(w->exit)) {
        jpeg_mem_dest(&w->jpeg, &w->bytes, &w->len);
        write_rows(w, image);
        done = true;
    }
    jpeg_destroy_compress(&w->jpeg);
    *bytes = w->bytes;
    *len = w->len;
    free(w);
    return done;
}
