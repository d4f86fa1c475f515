/* Runs a target on every file named (or in a folder named), and on some hundred copies of each with
 * bytes changed, dropped, doubled and cut - always the same ones. For sanitizers of any compiler;
 * a crash is the failure. usage: TARGET COPIES FILE|DIR ... */
#include <dirent.h>
#include <sys/stat.h>
#include "lib/mem.h"
#include "lib/str.h"
#include "tests/fuzz/fuzz.h"

enum { FILE_MAX = 1 << 20, LONG = 20000 };
static const char *const words[] = {
    "\"", "{", "}", "[", "]", ",", ":", "\\u0000", "\\", "\xff", "\xf0\x9f\x91\xa9", "\xe2\x80\xae",
    "\r\n", "--", "\t", "-1", "9223372036854775808", "1e999", "null", "{{", "}}", "{{#", "{{/",
    "**", "](", "\n\n", "> ", ";", "''", "&", "=", "\xef\xbb\xbf", "\x01",
};

/* The generator of the C standard's example: the same numbers everywhere. */
static unsigned next(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 8;
}

static void change(struct str *s, unsigned *seed) {
    const char *word = words[next(seed) % (sizeof words / sizeof *words)];
    size_t at = s->len ? next(seed) % s->len : 0, n = s->len - at;
    if (n > 40) n = 1 + next(seed) % 40;
    struct str tail = STR_INIT, piece = STR_INIT;
    unsigned what = next(seed) % 6;
    str_add(&piece, s->data + at, n);
    str_add(&tail, s->data + at, s->len - at);
    if (what == 0 && s->len) {
        s->data[at] = (char)next(seed);
    } else if (what != 5 || next(seed) % 8 == 0) {
        s->len = at;
        if (what == 1) str_puts(s, word);                             /* put in */
        if (what == 2) str_add(s, piece.data, piece.len);             /* doubled */
        if (what != 5) str_add(s, tail.data + (what == 3 ? n : 0),    /* dropped */
                               tail.len - (what == 3 ? n : 0));
    }                                                                 /* 5: cut */
    str_release(&piece);
    str_release(&tail);
}

static void run(const struct str *file, unsigned copies) {
    unsigned seed = (unsigned)file->len;
    LLVMFuzzerTestOneInput((const uint8_t *)file->data, file->len);
    if (file->len > LONG) copies /= 20;
    for (unsigned i = 0; i < copies; i++) {
        struct str copy = STR_INIT;
        str_add(&copy, file->data, file->len);
        for (unsigned k = 0; k <= i % 5; k++) change(&copy, &seed);
        uint8_t *exact = mem_new(copy.len + 1, 1);      /* so that one byte further is an error */
        memcpy(exact, copy.data, copy.len);
        exact = mem_resize(exact, copy.len ? copy.len : 1, 1);
        LLVMFuzzerTestOneInput(exact, copy.len);
        free(exact);
        str_release(&copy);
    }
}

static unsigned run_path(const char *path, unsigned copies);

static unsigned run_folder(const char *path, unsigned copies) {
    struct dirent **names = NULL;
    unsigned files = 0;
    int n = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        struct str inside = STR_INIT;
        str_printf(&inside, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.') files += run_path(inside.data, copies);
        str_release(&inside);
        free(names[i]);
    }
    free(names);
    return files;
}

static unsigned run_path(const char *path, unsigned copies) {
    struct stat st;
    struct str bytes = STR_INIT;
    char chunk[65536];
    size_t n;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return run_folder(path, copies);
    FILE *f = fopen(path, "rb");
    must(f != NULL, path);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 && bytes.len < FILE_MAX)
        str_add(&bytes, chunk, n);
    fclose(f);
    run(&bytes, copies);
    str_release(&bytes);
    return 1;
}

int main(int argc, char **argv) {
    unsigned files = 0;
    for (int i = 2; i < argc; i++) files += run_path(argv[i], (unsigned)atoi(argv[1]));
    printf("%u files\n", files);
    return files == 0;
}
