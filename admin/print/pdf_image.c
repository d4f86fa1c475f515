/* Reads just enough of PNG and JPEG files to put them into a PDF undecoded. Pure. */
#include "admin/print/pdf_image.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/str.h"

static const char stand_in[] = "Punkt#";           /* and the number in three bytes */

static uint32_t big(const unsigned char *b) {
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t checksum(const unsigned char *b, size_t len) {
    static const uint32_t nibble[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158,
        0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4,
        0xA00AE278, 0xBDBDF21C };
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < len; i++) {
        crc = crc >> 4 ^ nibble[(crc ^ b[i]) & 15];
        crc = crc >> 4 ^ nibble[(crc ^ (uint32_t)b[i] >> 4) & 15];
    }
    return ~crc;
}

/* 8 bits, grey or RGB, not interlaced. */
static bool read_header(struct pdf_image *image, const unsigned char *b, size_t len) {
    if (len != 13 || b[8] != 8 || (b[9] != 0 && b[9] != 2) || b[10] || b[11] || b[12])
        return false;
    image->width = (int)big(b);
    image->height = (int)big(b + 4);
    image->colours = b[9] == 2 ? 3 : 1;
    return image->width > 0 && image->height > 0;
}

/* Rows of all IDAT chunks one behind the other: a zlib stream that PDF knows. */
static bool read_png(struct pdf_image *image, const unsigned char *b, size_t len) {
    struct str rows = STR_INIT;
    bool header = false, end = false;
    for (size_t at = 8; len - at >= 12 && !end; ) {
        size_t n = big(b + at), room = len - at - 12;
        const unsigned char *type = b + at + 4, *data = b + at + 8;
        if (n > room || big(data + n) != checksum(type, n + 4) || memcmp(type, "tRNS", 4) == 0)
            break;
        if (memcmp(type, "IHDR", 4) == 0)
            header = read_header(image, data, n);
        else if (memcmp(type, "IDAT", 4) == 0)
            str_add(&rows, data, n);
        end = memcmp(type, "IEND", 4) == 0;
        at += n + 12;
    }
    if (!header || !end || rows.len == 0) {
        str_release(&rows);
        return false;
    }
    image->len = rows.len;
    image->data = (unsigned char *)str_detach(&rows);
    return true;
}

/* The frame header of a baseline or progressive JPEG in grey or colour. */
static bool read_jpeg(struct pdf_image *image, const unsigned char *b, size_t len) {
    for (size_t i = 2; len - i >= 10 && b[i] == 0xFF; i += 2 + (size_t)(b[i + 2] << 8 | b[i + 3])) {
        if (b[i + 1] < 0xC0 || b[i + 1] > 0xC2)
            continue;
        image->height = b[i + 5] << 8 | b[i + 6];
        image->width = b[i + 7] << 8 | b[i + 8];
        image->colours = b[i + 9];
        if (b[i + 4] != 8 || image->width < 1 || image->height < 1
            || (image->colours != 1 && image->colours != 3))
            return false;
        image->data = mem_new(len, 1);
        image->len = len;
        memcpy(image->data, b, len);
        return true;
    }
    return false;
}

void pdf_image_name(struct pdf_image *image, const unsigned char *bytes, size_t len) {
    uint64_t h = 0xcbf29ce484222325ULL;
    for (size_t i = 0; i < len; i++)
        h = (h ^ bytes[i]) * 0x100000001b3ULL;
    str_format(image->name, sizeof image->name, "%016llx-%zu", (unsigned long long)h, len);
}

bool pdf_image_read(struct pdf_image *image, const unsigned char *bytes, size_t len, bool jpeg) {
    static const unsigned char png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    image->jpeg = jpeg;
    if (jpeg)
        return len > 12 && bytes[0] == 0xFF && bytes[1] == 0xD8 && read_jpeg(image, bytes, len);
    return len > 20 && memcmp(bytes, png, sizeof png) == 0 && read_png(image, bytes, len);
}

cairo_surface_t *pdf_image_stand_in(int index) {
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 3, 1);
    unsigned char rgb[PDF_STAND_IN];
    memcpy(rgb, stand_in, 6);
    for (int i = 0; i < 3; i++)
        rgb[6 + i] = (unsigned char)(index >> (16 - 8 * i));
    uint32_t *pixels = (uint32_t *)(void *)cairo_image_surface_get_data(s);
    cairo_surface_flush(s);
    for (int i = 0; i < 3; i++)
        pixels[i] = (uint32_t)rgb[i * 3] << 16 | (uint32_t)rgb[i * 3 + 1] << 8 | rgb[i * 3 + 2];
    cairo_surface_mark_dirty(s);
    return s;
}

int pdf_image_of(const unsigned char *pixels, size_t len) {
    if (len != PDF_STAND_IN || memcmp(pixels, stand_in, 6) != 0)
        return -1;
    return pixels[6] << 16 | pixels[7] << 8 | pixels[8];
}
