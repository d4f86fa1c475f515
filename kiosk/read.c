/* A whole file as text. Main thread. */
#include "kiosk/read.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

bool read_file(struct str *out, const char *path) {
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rbe");
    char part[16384];
    bool well = f != NULL;

    for (size_t n; well && (n = fread(part, 1, sizeof part, f)) > 0;)
        str_add(out, part, n);
    well = well && !ferror(f);
    if (!well)
        fprintf(stderr, "punktum: %s: %s\n", path, strerror(errno));
    if (f && f != stdin)
        fclose(f);
    return well;
}
