/* Proves: a picture comes back smaller, upright and without anything but its pixels (EXIF, place,
 * thumbnail), one that came back earlier as it is; broken, cut and lying files are refused and
 * never hang or crash the parent; bombs are refused before they are unpacked; what the cell forbids
 * ends the child at once. The child is this very program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "admin/photo/work.h"
#include "lib/mem.h"

static const char *const self = "/proc/self/exe";

/* Four fields of colour, so that every turn can be told: red green over blue white. */
static struct image field(int width, int height, int channels) {
    static const unsigned char colours[4][4] = {
        { 255, 0, 0, 255 }, { 0, 255, 0, 255 }, { 0, 0, 255, 255 }, { 255, 255, 255, 255 },
    };
    struct image i = { width, height, channels, NULL };
    i.pixels = mem_new((size_t)width * (size_t)height, (size_t)channels);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            memcpy(i.pixels + ((size_t)y * (size_t)width + (size_t)x) * (size_t)channels,
                   colours[(y >= height / 2) * 2 + (x >= width / 2)], (size_t)channels);
    return i;
}

static unsigned char *jpeg_of(int width, int height, size_t *len) {
    struct image i = field(width, height, 3);
    unsigned char *bytes = NULL;
    assert_true(jpeg_encode(&i, &bytes, len));
    image_release(&i);
    return bytes;
}

static unsigned char *png_of(int width, int height, int channels, size_t *len) {
    struct image i = field(width, height, channels);
    unsigned char *bytes = NULL;
    assert_true(png_encode(&i, &bytes, len));
    image_release(&i);
    return bytes;
}

/* An EXIF segment behind SOI: orientation, a maker's text and what a phone calls a place. */
static unsigned char *with_exif(unsigned char *jpeg, size_t *len, int orientation, bool big) {
    unsigned char exif[] = {
        0xFF, 0xE1, 0, 0, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0,
        0x0F, 0x01, 2, 0, 12, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0,
        'G', 'P', 'S', ' ', '5', '1', '.', '4', '3', 'N', 0, 0,
    };
    unsigned char *out = mem_new(*len + sizeof exif, 1);
    exif[3] = sizeof exif - 2;
    exif[28] = (unsigned char)orientation;
    if (big) {
        memcpy(exif + 10, "MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0", 19);
        exif[28] = 0;
        exif[29] = (unsigned char)orientation;
    }
    memcpy(out, jpeg, 2);
    memcpy(out + 2, exif, sizeof exif);
    memcpy(out + 2 + sizeof exif, jpeg + 2, *len - 2);
    *len += sizeof exif;
    free(jpeg);
    return out;
}

static bool contains(const struct photo *p, const char *word) {
    return memmem(p->bytes, p->len, word, strlen(word)) != NULL;
}

/* Which of the four fields stands at a corner: 'r', 'g', 'b', 'w'. */
static char corner(const struct image *i, bool right, bool bottom) {
    int x = i->width / 4 + (right ? i->width / 2 : 0), y = i->height / 4;
    y += bottom ? i->height / 2 : 0;
    const unsigned char *p = i->pixels + (y * i->width + x) * i->channels;
    bool r = p[0] > 128, g = p[1] > 128, b = p[2] > 128;
    return r && g && b ? 'w' : r ? 'r' : g ? 'g' : b ? 'b' : '?';
}

static void corners(const struct photo *p, char out[5]) {
    struct image i = { 0, 0, 0, NULL };
    int none = 0;
    assert_int_equal(p->png ? png_decode(p->bytes, p->len, &i)
                            : jpeg_decode(p->bytes, p->len, &i, &none), PHOTO_OK);
    assert_true(i.width == p->width && i.height == p->height);
    for (int n = 0; n < 4; n++)
        out[n] = corner(&i, n & 1, n & 2);
    out[4] = '\0';
    image_release(&i);
}

static void every_orientation(void **state) {
    static const char *const upright[9] = {
        NULL, "rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb",
    };
    (void)state;
    for (int n = 1; n <= 16; n++) {
        int orientation = n > 8 ? n - 8 : n;
        struct photo p;
        char seen[5];
        size_t len;
        unsigned char *jpeg = with_exif(jpeg_of(160, 96, &len), &len, orientation, n > 8);
        assert_int_equal(photo_convert(self, jpeg, len, &p), PHOTO_OK);
        corners(&p, seen);
        assert_string_equal(seen, upright[orientation]);
        assert_int_equal(p.width, orientation > 4 ? 96 : 160);
        assert_false(contains(&p, "Exif") || contains(&p, "GPS"));
        photo_release(&p);
        free(jpeg);
    }
}

static void large_ones_become_smaller(void **state) {
    struct photo p;
    char seen[5];
    size_t len;
    unsigned char *bytes = jpeg_of(6001, 3999, &len);
    (void)state;
    assert_int_equal(photo_convert(self, bytes, len, &p), PHOTO_OK);
    assert_false(p.png);
    assert_int_equal(p.width, PHOTO_LONG_SIDE);
    assert_in_range(p.height, 1598, 1601);
    corners(&p, seen);
    assert_string_equal(seen, "rgbw");
    photo_release(&p);
    free(bytes);
    bytes = png_of(5000, 900, 3, &len);
    assert_int_equal(photo_convert(self, bytes, len, &p), PHOTO_OK);
    assert_true(p.png && p.width == PHOTO_LONG_SIDE && p.height == 432);
    corners(&p, seen);
    assert_string_equal(seen, "rgbw");
    photo_release(&p);
    free(bytes);
}

static void a_logo_keeps_its_alpha(void **state) {
    struct image in = field(40, 40, 4), out = { 0, 0, 0, NULL };
    unsigned char *bytes = NULL;
    struct photo p;
    size_t len;
    (void)state;
    in.pixels[3] = 0;
    assert_true(png_encode(&in, &bytes, &len));
    assert_int_equal(photo_convert(self, bytes, len, &p), PHOTO_OK);
    assert_int_equal(png_decode(p.bytes, p.len, &out), PHOTO_OK);
    assert_int_equal(out.channels, 4);
    assert_memory_equal(out.pixels, in.pixels, 40 * 40 * 4);
    image_release(&in);
    image_release(&out);
    photo_release(&p);
    free(bytes);
}

static void the_same_gives_the_same(void **state) {
    struct photo a, b;
    size_t len;
    unsigned char *bytes = jpeg_of(3000, 2000, &len);
    (void)state;
    assert_int_equal(photo_convert(self, bytes, len, &a), PHOTO_OK);
    assert_int_equal(photo_convert(self, bytes, len, &b), PHOTO_OK);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.bytes, b.bytes, a.len);
    photo_release(&a);
    photo_release(&b);
    free(bytes);
}

static bool unchanged(const unsigned char *bytes, size_t len) {
    struct photo p;
    assert_int_equal(photo_convert(self, bytes, len, &p), PHOTO_OK);
    bool same = p.len == len && memcmp(p.bytes, bytes, len) == 0;
    photo_release(&p);
    return same;
}

/* Pictures go out in records and come in again: ours lose nothing on that way, however often. One
 * with anything our encoder does not write is encoded anew. */
static void ours_stay_as_they_are(void **state) {
    struct photo first;
    size_t len;
    unsigned char *bytes = with_exif(jpeg_of(3001, 1999, &len), &len, 6, false);
    (void)state;
    assert_int_equal(photo_convert(self, bytes, len, &first), PHOTO_OK);
    free(bytes);
    assert_true(unchanged(first.bytes, first.len));
    bytes = mem_new(first.len + 6, 1);                 /* a comment behind the first marker */
    memcpy(bytes, "\xFF\xD8\xFF\xFE\0\x04hi", 8);
    memcpy(bytes + 8, first.bytes + 2, first.len - 2);
    assert_false(unchanged(bytes, first.len + 6));
    memcpy(bytes, first.bytes, first.len);             /* something behind the end */
    memcpy(bytes + first.len, "<?php", 6);
    assert_false(unchanged(bytes, first.len + 6));
    free(bytes);
    photo_release(&first);
    for (int channels = 3; channels <= 4; channels++) {
        bytes = png_of(321, 200, channels, &len);
        assert_true(unchanged(bytes, len));
        free(bytes);
    }
}

static void refused(const void *bytes, size_t len, enum photo_result why) {
    struct photo p;
    assert_int_equal(photo_convert(self, bytes, len, &p), why);
    assert_null(p.bytes);
}

static void not_pictures(void **state) {
    static const char *const texts[] = {
        "", "x", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "RIFFxxxxWEBP",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        refused(texts[i], strlen(texts[i]), PHOTO_NOT_A_PICTURE);
    refused("\xFF\xD8\xFF", 3, PHOTO_BROKEN);
    refused("\x89PNG\r\n\x1a\n", 8, PHOTO_BROKEN);
}

/* Cut at many places, and with bytes overturned: refused or a picture, never more than that. */
static void broken_files(void **state) {
    unsigned char *files[2];
    size_t lens[2];
    unsigned seed = 7;
    (void)state;
    files[0] = with_exif(jpeg_of(200, 150, &lens[0]), &lens[0], 6, false);
    files[1] = png_of(200, 150, 4, &lens[1]);
    for (int f = 0; f < 2; f++) {
        for (size_t cut = 20; cut < lens[f] - 12; cut += lens[f] / 9)
            refused(files[f], cut, PHOTO_BROKEN);
        for (int n = 0; n < 40; n++) {
            unsigned char *copy = mem_new(lens[f], 1);
            struct photo p;
            memcpy(copy, files[f], lens[f]);
            for (int k = 0; k < 4; k++) {
                seed = seed * 1103515245u + 12345u;
                copy[8 + seed / 65536u % (lens[f] - 8)] = (unsigned char)(seed >> 8);
            }
            enum photo_result r = photo_convert(self, copy, lens[f], &p);
            assert_true(r == PHOTO_OK || r == PHOTO_BROKEN || r == PHOTO_TOO_LARGE);
            photo_release(&p);
            free(copy);
        }
        free(files[f]);
    }
}

static void bombs(void **state) {
    size_t len;
    unsigned char *png = png_of(64, 64, 3, &len), *jpeg;
    (void)state;
    memcpy(png + 16, "\0\0\xEA\x60\0\0\xEA\x60", 8);           /* 60000 x 60000 */
    refused(png, len, PHOTO_TOO_LARGE);
    memcpy(png + 16, "\0\0\x1F\x40\0\0\x1F\x40", 8);           /* 8000 x 8000: 64 million */
    refused(png, len, PHOTO_TOO_LARGE);
    memcpy(png + 16, "\0\0\0\0\0\0\0\x40", 8);
    refused(png, len, PHOTO_TOO_LARGE);
    free(png);
    jpeg = jpeg_of(64, 64, &len);
    unsigned char *sof = memmem(jpeg, len, "\xFF\xC0", 2);
    assert_non_null(sof);
    memcpy(sof + 5, "\xFF\x00\xFF\x00", 4);
    refused(jpeg, len, PHOTO_TOO_LARGE);
    free(jpeg);
    unsigned char *much = mem_new(PHOTO_BYTES_MAX + 1, 1);
    refused(much, PHOTO_BYTES_MAX + 1, PHOTO_TOO_LARGE);
    free(much);
}

static void do_open(void) { open("/etc/hostname", O_RDONLY); }
static void do_socket(void) { socket(AF_INET, SOCK_STREAM, 0); }
static void do_fork(void) { fork(); }
static void do_exec(void) { execl("/bin/true", "true", (char *)NULL); }
static void do_run_memory(void) {
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
static void do_nothing(void) { free(mem_new(100, 1)); }

/* The signal that ended a child which did this in the cell; 0 when it went on. */
static int ended_by(void (*act)(void)) {
    int status = 0;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (!confine_self())
            _exit(9);
        act();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

static void the_cell_is_shut(void **state) {
    (void)state;
    assert_int_equal(ended_by(do_nothing), 0);
    assert_int_equal(ended_by(do_open), SIGSYS);
    assert_int_equal(ended_by(do_socket), SIGSYS);
    assert_int_equal(ended_by(do_fork), SIGSYS);
    assert_int_equal(ended_by(do_exec), SIGSYS);
    assert_int_equal(ended_by(do_run_memory), SIGSYS);
}

static void no_program_no_picture(void **state) {
    struct photo p;
    (void)state;
    assert_int_equal(photo_convert("/no/such/program", "x", 1, &p), PHOTO_FAILED);
    assert_int_equal(photo_convert("/bin/echo", "x", 1, &p), PHOTO_BROKEN);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_orientation), cmocka_unit_test(large_ones_become_smaller),
        cmocka_unit_test(a_logo_keeps_its_alpha), cmocka_unit_test(the_same_gives_the_same),
        cmocka_unit_test(ours_stay_as_they_are),
        cmocka_unit_test(not_pictures), cmocka_unit_test(broken_files), cmocka_unit_test(bombs),
        cmocka_unit_test(the_cell_is_shut), cmocka_unit_test(no_program_no_picture),
    };
    if (argc > 1 && strcmp(argv[1], "picture") == 0)
        photo_child(STDIN_FILENO, STDOUT_FILENO);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
