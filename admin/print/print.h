/* Documents made from a closed or copied event file: the record (CSV, XLSX). Runs in a child
 * process (punktum export), never beside a live writer. */
#ifndef ADMIN_PRINT_PRINT_H
#define ADMIN_PRINT_PRINT_H
#include <stdbool.h>
#include <stddef.h>
#include "events/book/book.h"

/* Writes the record of the event in snap into dir (made if missing): record.xlsx and, for agenda,
 * each item that collected and participants, NAME.csv and NAME-roh.csv (for programs). Of a result
 * that is not revealed only how many took part; names only with consent. False with a sentence in
 * error; files already written stay. */
bool print_record(const struct book_snap *snap, const char *dir, char *error, size_t size);
#endif
