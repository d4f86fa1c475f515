/* An event file as a file: recognised, locked, migrated. No threads of its own. */
#ifndef EVENTS_BOOK_FILE_H
#define EVENTS_BOOK_FILE_H
#include <stddef.h>
#include "events/book/book.h"
#include "events/book/db.h"

/* What the file's header says, without SQLite (which would turn a stranger's file into WAL mode).
 * BOOK_OPENED: an event of a version we know or can migrate. */
enum book_open file_look(const char *path);
/* Keeps other processes out through FILE.lock (SQLite's own locks would be dropped if we opened
 * the file itself a second time). Descriptor, -1: somebody has it, -2: cannot be made. */
int file_lock(const char *path);
void file_unlock(int fd);
/* user_version up to DB_VERSION, one transaction per step. */
bool file_migrate(struct db *d);
/* The same up to a version only, without a word: for what files of older versions look like. */
bool file_migrate_to(struct db *d, int version);
/* Every value is one this program could have written (check_values.c); a line for the first that is
 * not. */
bool file_check_values(struct str *out, struct db *d);
/* The same, and the rules that are constraints (check_file.c); a line per finding. */
bool file_check_rules(struct str *out, struct db *d);
/* "ok", or SQLite's first complaint; the caller gives the space. */
bool file_quick_check(struct db *d, char *complaint, size_t size);
#endif
