/* Names for sheets and files made from titles. Pure. The caller frees. */
#ifndef ADMIN_PRINT_NAME_H
#define ADMIN_PRINT_NAME_H
#include <stddef.h>

/* "05 Welche Felder": at most 31 UTF-16 units, none of []:*?/\, no ' at its ends. Different numbers
 * (0: none) give different names. */
char *name_sheet(size_t number, const char *title);
/* "05-welche-felder": a-z, 0-9 and '-'; fallback when nothing of the title remains. */
char *name_file(size_t number, const char *title, const char *fallback);
#endif
