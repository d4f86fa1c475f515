/* The two writers of a record's tables. False with a sentence in error; files already written
 * stay. */
#ifndef ADMIN_PRINT_WRITE_H
#define ADMIN_PRINT_WRITE_H
#include <stdbool.h>
#include <stddef.h>
#include "admin/print/model.h"

/* FILE.csv for spreadsheets and FILE-roh.csv for programs (lib/csv.h), each table. */
bool write_csv(const struct model *m, const char *dir, char *error, size_t size);
/* A workbook at path, a sheet per table. The same tables give the same bytes. */
bool write_xlsx(const struct model *m, const char *path, char *error, size_t size);
#endif
