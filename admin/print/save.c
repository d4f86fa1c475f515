/* Files whole or not at all; ZIP files with fixed times. See save.h. */
#include "admin/print/save.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"

bool save_file(const char *path, const void *bytes, size_t len, char *error, size_t size) {
    struct str made = STR_INIT;
    str_printf(&made, "%s.new", path);
    FILE *f = fopen(made.data, "wb");
    bool well = f && fwrite(bytes, 1, len, f) == len;
    if (f)
        well = fclose(f) == 0 && well;
    well = well && rename(made.data, path) == 0;
    if (!well) {
        str_format(error, size, "%s: %s", path, strerror(errno));
        unlink(made.data);
    }
    str_release(&made);
    return well;
}

struct save_zip {
    zip_t *zip;
    struct str path, made;
    zip_uint16_t time, date;
    struct str failed;                     /* the first sentence */
};

/* As DOS counts, in two-second steps; before 1980 there is nothing. */
static void set_time(struct save_zip *z, long long made_ms) {
    struct clock_date at = clock_date(made_ms > 0 ? made_ms : 946684800000);
    int year = at.year < 1980 ? 1980 : at.year > 2107 ? 2107 : at.year;
    z->date = (zip_uint16_t)((year - 1980) << 9 | at.month << 5 | at.day);
    z->time = (zip_uint16_t)(at.hour << 11 | at.minute << 5 | at.second / 2);
}

struct save_zip *save_zip_new(const char *path, long long made_ms) {
    struct save_zip *z = mem_new(1, sizeof *z);
    int code = 0;
    z->path = z->made = z->failed = (struct str)STR_INIT;
    str_puts(&z->path, path);
    str_printf(&z->made, "%s.new", path);
    set_time(z, made_ms);
    z->zip = zip_open(z->made.data, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!z->zip)
        str_printf(&z->failed, "%s: ZIP error %d", path, code);
    return z;
}

void save_zip_add(struct save_zip *z, const char *name, const void *bytes, size_t len,
                  bool stored) {
    void *copy;
    zip_source_t *source;
    zip_int64_t index;
    if (z->failed.len)
        return;
    copy = mem_new(len + 1, 1);
    memcpy(copy, bytes, len);
    source = zip_source_buffer(z->zip, copy, len, 1);
    index = source ? zip_file_add(z->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source)
            zip_source_free(source);
        else
            free(copy);
        str_printf(&z->failed, "%s: %s: %s", z->path.data, name, zip_strerror(z->zip));
        return;
    }
    zip_set_file_compression(z->zip, (zip_uint64_t)index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                             6);
    zip_file_set_dostime(z->zip, (zip_uint64_t)index, z->time, z->date, 0);
    zip_file_set_external_attributes(z->zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX,
                                     (zip_uint32_t)0100644 << 16);
}

/* Packed already: packing again only takes time. */
static bool is_packed(const char *name) {
    static const char *const endings[] = { ".png", ".jpg", ".odt", ".xlsx" };
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len > end && strcmp(name + len - end, endings[i]) == 0)
            return true;
    }
    return false;
}

bool save_zip_add_file(struct save_zip *z, const char *name, const char *path, char *error,
                       size_t size) {
    struct str bytes = STR_INIT;
    char piece[65536];
    FILE *f = fopen(path, "rb");
    bool well = f != NULL;
    for (size_t n; well && (n = fread(piece, 1, sizeof piece, f)) > 0;)
        str_add(&bytes, piece, n);
    well = well && !ferror(f);
    if (!well)
        str_format(error, size, "%s: %s", path, strerror(errno));
    else
        save_zip_add(z, name, bytes.data, bytes.len, is_packed(name));
    if (f)
        fclose(f);
    str_release(&bytes);
    return well;
}

static void release(struct save_zip *z) {
    str_release(&z->path);
    str_release(&z->made);
    str_release(&z->failed);
    free(z);
}

bool save_zip_end(struct save_zip *z, char *error, size_t size) {
    bool well = false;
    if (z->zip && z->failed.len) {
        zip_discard(z->zip);
    } else if (z->zip && zip_close(z->zip) != 0) {
        str_printf(&z->failed, "%s: %s", z->path.data, zip_strerror(z->zip));
        zip_discard(z->zip);
    }
    if (!z->failed.len && rename(z->made.data, z->path.data) != 0)
        str_printf(&z->failed, "%s: %s", z->path.data, strerror(errno));
    well = !z->failed.len;
    if (!well) {
        str_format(error, size, "%.300s", z->failed.data);
        unlink(z->made.data);
    }
    release(z);
    return well;
}

void save_zip_drop(struct save_zip *z) {
    if (z->zip)
        zip_discard(z->zip);
    release(z);
}
