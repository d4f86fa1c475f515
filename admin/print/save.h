/* Files written whole or not at all: somebody may be fetching an earlier one. One thread. */
#ifndef ADMIN_PRINT_SAVE_H
#define ADMIN_PRINT_SAVE_H
#include <stdbool.h>
#include <stddef.h>

/* False with "PATH: why" in error. */
bool save_file(const char *path, const void *bytes, size_t len, char *error, size_t size);
/* A ZIP in the making (libzip): entries in the order added, times fixed to made_ms (local). */
struct save_zip;
struct save_zip *save_zip_new(const char *path, long long made_ms);
/* Copies bytes. stored: not deflated. */
void save_zip_add(struct save_zip *z, const char *name, const void *bytes, size_t len,
                  bool stored);
/* The file at path as name; false with a sentence when it cannot be read. */
bool save_zip_add_file(struct save_zip *z, const char *name, const char *path, char *error,
                       size_t size);
/* Writes it and frees z; false with a sentence, then there is no file. */
bool save_zip_end(struct save_zip *z, char *error, size_t size);
/* Frees z without a file. */
void save_zip_drop(struct save_zip *z);
#endif
