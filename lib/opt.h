/* Command lines: one const row per option, --help made from the rows. Main thread. */
#ifndef LIB_OPT_H
#define LIB_OPT_H
#include <stdbool.h>

struct opt_row {
    const char *name;   /* "port": --port VALUE or --port=VALUE */
    const char *value;  /* name of the value for --help; NULL for a flag */
    const char *help;
};
struct opt;
/* Parses argv against rows (ended by a row with name NULL). On a mistake prints one line to
 * standard error and returns NULL: exit with 2. Owned by the caller. */
struct opt *opt_parse(int argc, char **argv, const struct opt_row *rows);
void opt_free(struct opt *o);
/* The value given, "" for a flag given, NULL when absent. Borrowed from argv. */
const char *opt_value(const struct opt *o, const char *name);
bool opt_has(const struct opt *o, const char *name);
/* Number of plain arguments, and the i-th. */
int opt_count(const struct opt *o);
const char *opt_arg(const struct opt *o, int i);
/* Usage line, then the rows, to standard output. */
void opt_help(const char *usage, const struct opt_row *rows);
#endif
