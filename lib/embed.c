/* Host tool of the build: prints the files named on its command line as C, a table of
 * {name, bytes, len, hash} sorted by name that lib/asset.c searches.
 * "assets/pages/x.html" is named "pages/x.html", "events/samples/x.json" "samples/x.json",
 * "events/book/schema.sql" "schema.sql". Stands alone: links nothing of ours. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
    const char *path, *name;
    unsigned char *bytes;
    size_t len;
};

static const char *name_of(const char *path) {
    static const char *const heads[] = { "assets/", "events/book/", "events/", NULL };
    for (int i = 0; heads[i]; i++)
        if (strncmp(path, heads[i], strlen(heads[i])) == 0)
            return path + strlen(heads[i]);
    return path;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static int load(struct file *f) {
    FILE *in = fopen(f->path, "rb");
    size_t cap = 0, got = 0;
    if (!in)
        goto fail;
    do {
        f->len += got;
        if (cap - f->len < 4096) {
            cap = cap ? cap * 2 : 16384;
            unsigned char *more = realloc(f->bytes, cap);
            if (!more)
                goto fail;
            f->bytes = more;
        }
        got = fread(f->bytes + f->len, 1, cap - f->len, in);
    } while (got);
    if (ferror(in))
        goto fail;
    fclose(in);
    return 1;
fail:
    perror(f->path);
    if (in)
        fclose(in);
    return 0;
}

/* FNV-1a; the same as in lib/asset.c. */
static uint32_t hash_of(const struct file *f) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < f->len; i++)
        h = (h ^ f->bytes[i]) * 16777619u;
    return h;
}

static void print_bytes(const struct file *f) {
    fputs("\"", stdout);
    for (size_t i = 0; i < f->len; i++) {
        unsigned char c = f->bytes[i];
        if (c == '\n')
            fputs("\\n\"\n\"", stdout);
        else if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '?') /* '?': trigraphs */
            printf("\\%03o", c);
        else
            putchar(c);
        if (i % 512 == 511)
            fputs("\"\n\"", stdout);
    }
    fputs("\"", stdout);
}

int main(int argc, char **argv) {
    size_t count = (size_t)(argc - 1);
    struct file *files = calloc(count + 1, sizeof *files);
    if (!files)
        return 1;
    for (size_t i = 0; i < count; i++) {
        files[i].path = argv[i + 1];
        files[i].name = name_of(argv[i + 1]);
        if (!load(&files[i]))
            return 1;
    }
    qsort(files, count, sizeof *files, by_name);
    puts("/* Made by lib/embed.c. */\n#include <stddef.h>\n"
         "struct asset_row { const char *name, *bytes; size_t len; const char *hash; };\n"
         "extern const struct asset_row asset_rows[];\nextern const size_t asset_rows_count;\n"
         "const struct asset_row asset_rows[] = {");
    for (size_t i = 0; i < count; i++) {
        if (i && strcmp(files[i].name, files[i - 1].name) == 0) {
            fprintf(stderr, "embed: two files are called %s\n", files[i].name);
            return 1;
        }
        printf("{ \"%s\",\n", files[i].name);
        print_bytes(&files[i]);
        printf(", %zu, \"%08x\" },\n", files[i].len, (unsigned)hash_of(&files[i]));
    }
    printf("{ 0, 0, 0, 0 } };\nconst size_t asset_rows_count = %zu;\n", count);
    return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
