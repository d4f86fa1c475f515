/* Whether a JPEG is one this program writes: its coefficients, written by our encoder again, give
 * the same bytes. Then it can stay as it is - encoding its pixels anew would lose a little each
 * time - for there is nothing in it that our encoder did not put there. Inside of the cell. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

struct copying {
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    struct jpeg_error_mgr errors;
    unsigned char *bytes;
    unsigned long len;
    jmp_buf exit;
};

static _Noreturn void failed(j_common_ptr jpeg) {
    struct copying *c = jpeg->client_data;
    longjmp(c->exit, 1);
}

/* What our encoder never does is not looked at any further. */
static void warned(j_common_ptr jpeg, int level) {
    if (level < 0)
        failed(jpeg);
}

static bool may_be_ours(const struct copying *c) {
    return !c->from.progressive_mode && !c->from.arith_code && c->from.num_components == 3 &&
           c->from.image_width <= PHOTO_LONG_SIDE && c->from.image_height <= PHOTO_LONG_SIDE;
}

static bool copy(struct copying *c, const unsigned char *bytes, size_t len) {
    jpeg_mem_src(&c->from, bytes, (unsigned long)len);
    jpeg_read_header(&c->from, TRUE);
    if (!may_be_ours(c))
        return false;
    jvirt_barray_ptr *coefficients = jpeg_read_coefficients(&c->from);
    jpeg_mem_dest(&c->to, &c->bytes, &c->len);
    jpeg_copy_critical_parameters(&c->from, &c->to);
    c->to.optimize_coding = TRUE;
    jpeg_write_coefficients(&c->to, coefficients);
    jpeg_finish_compress(&c->to);
    jpeg_finish_decompress(&c->from);
    return true;
}

bool jpeg_is_ours(const unsigned char *bytes, size_t len) {
    struct copying *c = mem_new(1, sizeof *c);
    bool volatile ours = false;
    c->from.err = c->to.err = jpeg_std_error(&c->errors);
    c->errors.error_exit = failed;
    c->errors.emit_message = warned;
    jpeg_create_decompress(&c->from);
    jpeg_create_compress(&c->to);
    c->from.client_data = c->to.client_data = c;
    if (!setjmp(c->exit) && copy(c, bytes, len))
        ours = c->len == len && memcmp(c->bytes, bytes, len) == 0;
    jpeg_destroy_compress(&c->to);
    jpeg_destroy_decompress(&c->from);
    free(c->bytes);
    free(c);
    return ours;
}
