/* Data files of "name = value" lines: sheets of labels, words of the table signs. "#" begins a
 * comment line. Pure. */
#ifndef LIB_VALUES_H
#define LIB_VALUES_H
#include <stdbool.h>

/* The value behind name, without the space around it. The caller frees; NULL: no such line. */
char *values_get(const char *file, const char *name);
/* Millimetres as people write them: "1.5", "-0,7". False outside of min..max or when it is no
 * number. Independent of the locale. */
bool values_mm(const char *text, double min, double max, double *out);
#endif
