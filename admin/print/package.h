/* The ZIP of all documents with its contents page. One thread. */
#ifndef ADMIN_PRINT_PACKAGE_H
#define ADMIN_PRINT_PACKAGE_H
#include "admin/print/format.h"

/* dir/Dokumentation.zip from what the formats wrote into dir: entries in the formats' order, files
 * of a folder by name, times those of the data; the same data gives the same bytes. */
bool package_write(const struct print_made *made, const struct print_format *const *formats,
                   size_t n, const char *dir, char *error, size_t size);
#endif
