/* Command lines against a table of rows. Main thread. */
#include "lib/opt.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

struct opt {
    const struct opt_row *rows;
    const char **values;  /* per row; NULL when absent */
    const char **args;
    int arg_count;
};

static int row_of(const struct opt_row *rows, const char *name, size_t len) {
    for (int i = 0; rows[i].name; i++)
        if (strlen(rows[i].name) == len && strncmp(rows[i].name, name, len) == 0)
            return i;
    return -1;
}

/* Takes argv[*i] (and the value after it). False after a line on standard error. */
static bool take_option(struct opt *o, char **argv, int argc, int *i) {
    const char *name = argv[*i] + 2;
    const char *equals = strchr(name, '=');
    int row = row_of(o->rows, name, equals ? (size_t)(equals - name) : strlen(name));
    if (row < 0) {
        fprintf(stderr, "unknown option %s (see --help)\n", argv[*i]);
        return false;
    }
    const char *wanted = o->rows[row].value;
    if (!wanted && equals) {
        fprintf(stderr, "--%s takes no value\n", o->rows[row].name);
        return false;
    }
    if (wanted && !equals && *i + 1 >= argc) {
        fprintf(stderr, "--%s needs a value: %s\n", o->rows[row].name, wanted);
        return false;
    }
    if (!wanted)
        o->values[row] = "";
    else
        o->values[row] = equals ? equals + 1 : argv[++*i];
    return true;
}

struct opt *opt_parse(int argc, char **argv, const struct opt_row *rows) {
    struct opt *o = mem_new(1, sizeof *o);
    size_t count = 0;
    while (rows[count].name)
        count++;
    o->rows = rows;
    o->values = mem_new(count, sizeof *o->values);
    o->args = mem_new((size_t)argc, sizeof *o->args);
    bool options = true;
    for (int i = 1; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (options && strncmp(argv[i], "--", 2) == 0) {
            if (!take_option(o, argv, argc, &i)) {
                opt_free(o);
                return NULL;
            }
        } else {
            o->args[o->arg_count++] = argv[i];
        }
    }
    return o;
}

void opt_free(struct opt *o) {
    if (!o)
        return;
    free(o->values);
    free(o->args);
    free(o);
}

const char *opt_value(const struct opt *o, const char *name) {
    int row = row_of(o->rows, name, strlen(name));
    if (row < 0)
        BUG("option --%s stands in no row", name);
    return o->values[row];
}

bool opt_has(const struct opt *o, const char *name) {
    return opt_value(o, name) != NULL;
}

int opt_count(const struct opt *o) {
    return o->arg_count;
}

const char *opt_arg(const struct opt *o, int i) {
    return i >= 0 && i < o->arg_count ? o->args[i] : NULL;
}

void opt_help(const char *usage, const struct opt_row *rows) {
    printf("%s\n", usage);
    for (; rows->name; rows++) {
        int used = printf("  --%s%s%s", rows->name, rows->value ? " " : "",
                          rows->value ? rows->value : "");
        printf("%*s%s\n", used < 28 ? 28 - used : 1, "", rows->help);
    }
}
