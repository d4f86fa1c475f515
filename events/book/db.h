/* One SQLite connection with cached prepared statements; only for this room. One thread at a time.
 * Parameters are written $1, $2 ... and always bound through here (db_bind), in any order in the
 * text. Failures stick: after the first one db_failed() is true and further statements do nothing
 * until db_forgive(), so that a command may write several rows and look once. */
#ifndef EVENTS_BOOK_DB_H
#define EVENTS_BOOK_DB_H
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DB_APPLICATION_ID = 1347308372, DB_VERSION = 3, DB_PARAMETERS = 32 };
enum db_mode { DB_WRITE, DB_READ, DB_CREATE /* must not exist */ };
struct db;
struct db_row; /* a prepared statement while it runs */

/* Opens a connection with this house's pragmas (WAL, FULL, secure_delete, foreign_keys). NULL with
 * a sentence in error. The caller frees with db_close. */
struct db *db_open(const char *path, enum db_mode mode, char *error, size_t size);
/* An empty database in memory. */
struct db *db_open_memory(char *error, size_t size);
void db_close(struct db *d);
/* Writes the newest schema into an empty file, within the caller's transaction or none. */
bool db_create_schema(struct db *d);

/* Takes a cached statement (text must live for ever: a literal), resets it and binds $1 ... by
 * types: i int64_t, d int, z int64_t with 0 as NULL, t text (NULL as NULL), h 32-byte hash,
 * k 16-byte key, b bytes (const void *, size_t), n NULL (takes no argument). Texts and blobs are
 * not copied: they live until the statement's last step. Step it with db_step; no need to finish
 * it. */
struct db_row *db_query(struct db *d, const char *sql, const char *types, ...);
/* The same and runs it to its end; false when it failed. */
bool db_do(struct db *d, const char *sql, const char *types, ...);
/* True for a row; false at the end or on failure (then it is reset). */
bool db_step(struct db_row *row);
/* Ends reading early (a read transaction must not stay open). */
void db_done(struct db_row *row);
/* Columns count from 0; a NULL reads as 0 and "". Text and blobs live until the next db_step. */
int64_t db_int(struct db_row *row, int column);
const char *db_text(struct db_row *row, int column);
const unsigned char *db_blob(struct db_row *row, int column, size_t len);  /* NULL: other length */
const unsigned char *db_bytes(struct db_row *row, int column, size_t *len);
bool db_null(struct db_row *row, int column);
int db_columns(struct db_row *row);
const char *db_name(struct db_row *row, int column);
enum db_kind { DB_NULL, DB_NUMBER, DB_TEXT, DB_BYTES };
enum db_kind db_kind(struct db_row *row, int column);
/* One number of the first row, or fallback. */
int64_t db_one(struct db *d, int64_t fallback, const char *sql, const char *types, ...);
/* Several statements without parameters, not cached (schema, pragmas, transactions). */
bool db_exec(struct db *d, const char *sql);
/* Rows changed by the last db_do, and the id it inserted. */
int64_t db_changes(struct db *d);
int64_t db_inserted(struct db *d);

/* Statements of this connection fail once ms have passed; 0 lifts it. */
void db_time_limit(struct db *d, int ms);
bool db_time_over(const struct db *d);
bool db_failed(const struct db *d);
/* True when the failure was a constraint: refused by the rules, the disk is well. */
bool db_refused(const struct db *d);
const char *db_error(const struct db *d);
void db_forgive(struct db *d);
sqlite3 *db_handle(struct db *d);
#endif
