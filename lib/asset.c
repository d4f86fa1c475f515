/* Assets: a sorted table, compiled in (made by lib/embed.c) or read from disk once.
 * The table is chosen by asset_set_root before threads start and read-only afterwards. */
#include "lib/asset.h"
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/str.h"

struct asset_row {
    const char *name, *bytes;
    size_t len;
    const char *hash;
};
extern const struct asset_row asset_rows[]; /* the compiled-in copies */
extern const size_t asset_rows_count;

static struct {
    struct asset_row *rows;  /* NULL: the compiled-in ones are used */
    size_t count;
} disk;

static const struct asset_row *table(size_t *count) {
    *count = disk.rows ? disk.count : asset_rows_count;
    return disk.rows ? disk.rows : asset_rows;
}

/* Index of the first name >= wanted. */
static size_t lower_bound(const struct asset_row *rows, size_t count, const char *wanted) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(rows[mid].name, wanted) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const struct asset_row *find(const char *path) {
    size_t count;
    const struct asset_row *rows = table(&count);
    size_t i = lower_bound(rows, count, path);
    return i < count && strcmp(rows[i].name, path) == 0 ? &rows[i] : NULL;
}

const char *asset_get(const char *path, size_t *len) {
    const struct asset_row *row = find(path);
    if (len)
        *len = row ? row->len : 0;
    return row ? row->bytes : NULL;
}

const char *asset_name(const char *prefix, size_t i) {
    size_t count;
    const struct asset_row *rows = table(&count);
    size_t at = lower_bound(rows, count, prefix) + i;
    return at < count && str_starts(rows[at].name, prefix) ? rows[at].name : NULL;
}

const char *asset_hash(const char *path) {
    const struct asset_row *row = find(path);
    return row ? row->hash : "00000000";
}

/* FNV-1a; the same as in lib/embed.c. */
static char *hash_text(const char *bytes, size_t len) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)bytes[i]) * 16777619u;
    struct str text = STR_INIT;
    str_printf(&text, "%08x", (unsigned)h);
    return str_detach(&text);
}

static void add_file(const char *path, const char *name) {
    FILE *in = fopen(path, "rb");
    if (!in) {
        log_line(LOG_WARN, "asset %s cannot be read", path);
        return;
    }
    struct str bytes = STR_INIT;
    char chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, in)) > 0;)
        str_add(&bytes, chunk, got);
    fclose(in);
    disk.rows = mem_resize(disk.rows, disk.count + 1, sizeof *disk.rows);
    struct asset_row *row = &disk.rows[disk.count++];
    row->name = mem_copy(name);
    row->len = bytes.len;
    row->bytes = str_detach(&bytes);
    row->hash = hash_text(row->bytes, row->len);
}

static void add_tree(const char *path, const char *name) {
    DIR *dir = opendir(path);
    if (!dir)
        return;
    for (const struct dirent *e; (e = readdir(dir));) {
        struct str below = STR_INIT, called = STR_INIT;
        struct stat st;
        if (e->d_name[0] == '.')
            continue;
        str_printf(&below, "%s/%s", path, e->d_name);
        str_printf(&called, "%s%s%s", name, *name ? "/" : "", e->d_name);
        if (stat(below.data, &st) == 0 && S_ISDIR(st.st_mode))
            add_tree(below.data, called.data);
        else
            add_file(below.data, called.data);
        str_release(&below);
        str_release(&called);
    }
    closedir(dir);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct asset_row *)a)->name, ((const struct asset_row *)b)->name);
}

static void drop_disk(void) {
    for (size_t i = 0; i < disk.count; i++) {
        free((char *)disk.rows[i].name);
        free((char *)disk.rows[i].bytes);
        free((char *)disk.rows[i].hash);
    }
    free(disk.rows);
    disk.rows = NULL;
    disk.count = 0;
}

/* schema.sql and those of earlier versions: schema_1.sql ... */
static void add_schemas(const char *dir) {
    struct str path = STR_INIT, name = STR_INIT;
    str_puts(&name, "schema.sql");
    for (int version = 1;; version++) {
        str_printf(&path, "%s/events/book/%s", dir, name.data);
        if (access(path.data, R_OK) != 0) break;
        add_file(path.data, name.data);
        str_clear(&path);
        str_clear(&name);
        str_printf(&name, "schema_%d.sql", version);
    }
    str_release(&path);
    str_release(&name);
}

void asset_set_root(const char *dir) {
    struct str path = STR_INIT;
    drop_disk();
    str_printf(&path, "%s/assets", dir);
    add_tree(path.data, "");
    str_clear(&path);
    str_printf(&path, "%s/events/samples", dir);
    add_tree(path.data, "samples");
    add_schemas(dir);
    str_release(&path);
    if (disk.rows)
        qsort(disk.rows, disk.count, sizeof *disk.rows, by_name);
    else
        log_line(LOG_WARN, "no assets below %s: the compiled-in ones are used", dir);
}
