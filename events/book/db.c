/* See db.h. The cache is keyed by the address of the SQL literal: a lookup costs a few steps of
 * open addressing and no string compare. Where two literals have the same text but different
 * addresses, both are prepared; that costs memory, never correctness.
 * Invariant: a failure is remembered in d->code until db_forgive; while it stands nothing runs. */
#include "events/book/db.h"
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/str.h"

enum { SLOTS = 1024, STEPS = 100000 /* of SQLite's machine between two looks at the clock */ };
struct db_row {
    struct db *db;
    const char *sql;                        /* key: address */
    sqlite3_stmt *stmt;
    unsigned char index[DB_PARAMETERS + 1]; /* "$n" -> SQLite's number; 0: not in the text */
};
struct db {
    sqlite3 *handle;
    struct db_row *slots[SLOTS];
    size_t used;
    int code;
    int64_t until_ms;                       /* by the boot clock; 0: no limit */
    char error[256];
};

static void fail(struct db *d, int code) {
    if (d->code) return;
    d->code = code;
    if (!str_format(d->error, sizeof d->error, "%.200s (%d)", sqlite3_errmsg(d->handle), code))
        str_copy(d->error, sizeof d->error, "?");
}

bool db_failed(const struct db *d) { return d->code != 0; }
bool db_refused(const struct db *d) { return (d->code & 0xff) == SQLITE_CONSTRAINT; }
const char *db_error(const struct db *d) { return d->error; }
void db_forgive(struct db *d) { d->code = 0; d->error[0] = 0; }
sqlite3 *db_handle(struct db *d) { return d->handle; }
int64_t db_changes(struct db *d) { return sqlite3_changes64(d->handle); }
int64_t db_inserted(struct db *d) { return sqlite3_last_insert_rowid(d->handle); }

bool db_exec(struct db *d, const char *sql) {
    if (d->code) return false;
    int code = sqlite3_exec(d->handle, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) fail(d, sqlite3_extended_errcode(d->handle));
    return code == SQLITE_OK;
}

/* Memory statistics cost two locks per allocation and nobody reads them. Too late once SQLite has
 * started: then it just stays as it is. */
static void configure(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
static pthread_once_t configured = PTHREAD_ONCE_INIT;

static bool open_file(struct db *d, const char *path, enum db_mode mode, char *error, size_t size) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
        (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
    if (mode == DB_CREATE && access(path, F_OK) == 0) {
        str_format(error, size, "%s: exists already", path);
        return false;
    }
    mode_t old = umask(0077);               /* names and votes: for the owner's eyes */
    int code = sqlite3_open_v2(path, &d->handle, flags, NULL);
    if (code == SQLITE_OK)                  /* whatever a stranger's schema holds */
        sqlite3_db_config(d->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code == SQLITE_OK && mode == DB_CREATE)
        code = sqlite3_exec(d->handle, "PRAGMA user_version = 0", NULL, NULL, NULL);
    umask(old);
    if (code != SQLITE_OK)
        str_format(error, size, "%s: %s", path,
                   d->handle ? sqlite3_errmsg(d->handle) : "out of memory");
    return code == SQLITE_OK;
}

struct db *db_open(const char *path, enum db_mode mode, char *error, size_t size) {
    pthread_once(&configured, configure);
    struct db *d = mem_new(1, sizeof *d);
    if (!open_file(d, path, mode, error, size)) goto out;
    sqlite3_busy_timeout(d->handle, 5000);
    db_exec(d, "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
               "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
    if (mode != DB_READ)
        db_exec(d, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                   "PRAGMA cache_size = -65536;");
    if (!d->code) return d;
    str_format(error, size, "%s: %s", path, d->error);
out:
    if (mode == DB_CREATE && d->handle) unlink(path);     /* ours: it was not there before */
    db_close(d);
    return NULL;
}

struct db *db_open_memory(char *error, size_t size) {
    struct db *d = mem_new(1, sizeof *d);
    if (sqlite3_open(":memory:", &d->handle) == SQLITE_OK) return d;
    str_copy(error, size, "out of memory");
    db_close(d);
    return NULL;
}

void db_close(struct db *d) {
    if (!d) return;
    for (size_t i = 0; i < SLOTS; i++) {
        if (!d->slots[i]) continue;
        sqlite3_finalize(d->slots[i]->stmt);
        free(d->slots[i]);
    }
    sqlite3_close(d->handle);
    free(d);
}

bool db_create_schema(struct db *d) {
    const char *sql = asset_get("schema.sql", NULL);
    BUG_IF(!sql);
    return db_exec(d, sql);
}

bool db_time_over(const struct db *d) {
    return d->until_ms && clock_now().boot_ms > d->until_ms;
}

static int out_of_time(void *ctx) {
    return db_time_over(ctx);
}

void db_time_limit(struct db *d, int ms) {
    d->until_ms = ms ? clock_now().boot_ms + ms : 0;
    sqlite3_progress_handler(d->handle, ms ? STEPS : 0, ms ? out_of_time : NULL, d);
}

/* --- statements ------------------------------------------------------------------------------- */
static struct db_row *prepare(struct db *d, const char *sql) {
    struct db_row *row = mem_new(1, sizeof *row);
    row->db = d;
    row->sql = sql;
    int code = sqlite3_prepare_v3(d->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &row->stmt, NULL);
    if (code != SQLITE_OK) {
        fail(d, code);                      /* a stranger's file may lack a table: no BUG here */
        free(row);
        return NULL;
    }
    for (int n = 1; n <= DB_PARAMETERS; n++) {
        char name[8];
        str_format(name, sizeof name, "$%d", n);
        row->index[n] = (unsigned char)sqlite3_bind_parameter_index(row->stmt, name);
    }
    return row;
}

static struct db_row *get(struct db *d, const char *sql) {
    size_t i = ((uintptr_t)sql >> 3) * 2654435761u % SLOTS;
    while (d->slots[i] && d->slots[i]->sql != sql) i = (i + 1) % SLOTS;
    if (!d->slots[i]) {
        BUG_IF(d->used >= SLOTS / 2);
        d->slots[i] = prepare(d, sql);
        if (d->slots[i]) d->used++;
    } else {
        sqlite3_reset(d->slots[i]->stmt);
    }
    return d->slots[i];
}

static void bind_text(sqlite3_stmt *stmt, int at, const char *text) {
    if (text) sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
    else sqlite3_bind_null(stmt, at);
}

static void bind(struct db_row *row, const char *types, va_list args) {
    for (int n = 1; types[n - 1]; n++) {
        BUG_IF(n > DB_PARAMETERS);
        int at = row->index[n];
        if (!at) BUG("no $%d in: %s", n, row->sql);
        int64_t number;
        const void *bytes;
        switch (types[n - 1]) {
        case 'i': sqlite3_bind_int64(row->stmt, at, va_arg(args, int64_t)); break;
        case 'd': sqlite3_bind_int64(row->stmt, at, va_arg(args, int)); break;
        case 'z':
            number = va_arg(args, int64_t);
            if (number) sqlite3_bind_int64(row->stmt, at, number);
            else sqlite3_bind_null(row->stmt, at);
            break;
        case 't': bind_text(row->stmt, at, va_arg(args, const char *)); break;
        case 'h': sqlite3_bind_blob(row->stmt, at, va_arg(args, const void *), 32,
                                    SQLITE_STATIC); break;
        case 'k': sqlite3_bind_blob(row->stmt, at, va_arg(args, const void *), 16,
                                    SQLITE_STATIC); break;
        case 'b': bytes = va_arg(args, const void *);
                  sqlite3_bind_blob64(row->stmt, at, bytes, va_arg(args, size_t), SQLITE_STATIC);
                  break;
        case 'n': sqlite3_bind_null(row->stmt, at); break;
        default: BUG("type %c", types[n - 1]);
        }
    }
    if (sqlite3_bind_parameter_count(row->stmt) != (int)strlen(types))
        BUG("%zu values for: %s", strlen(types), row->sql);
}

static struct db_row *start(struct db *d, const char *sql, const char *types, va_list args) {
    if (d->code) return NULL;
    struct db_row *row = get(d, sql);
    if (row) bind(row, types, args);
    return row;
}

struct db_row *db_query(struct db *d, const char *sql, const char *types, ...) {
    va_list args;
    va_start(args, types);
    struct db_row *row = start(d, sql, types, args);
    va_end(args);
    return row;
}

bool db_step(struct db_row *row) {
    if (!row || row->db->code) return false;
    int code = sqlite3_step(row->stmt);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(row->db, code);
    sqlite3_reset(row->stmt);
    return false;
}

void db_done(struct db_row *row) {
    if (row) sqlite3_reset(row->stmt);
}

bool db_do(struct db *d, const char *sql, const char *types, ...) {
    va_list args;
    va_start(args, types);
    struct db_row *row = start(d, sql, types, args);
    va_end(args);
    while (db_step(row)) continue;
    return !d->code;
}

int64_t db_one(struct db *d, int64_t fallback, const char *sql, const char *types, ...) {
    va_list args;
    va_start(args, types);
    struct db_row *row = start(d, sql, types, args);
    va_end(args);
    if (!db_step(row)) return fallback;
    int64_t value = db_null(row, 0) ? fallback : db_int(row, 0);
    db_done(row);
    return value;
}

/* --- columns ---------------------------------------------------------------------------------- */
int64_t db_int(struct db_row *row, int column) { return sqlite3_column_int64(row->stmt, column); }
bool db_null(struct db_row *row, int column) {
    return sqlite3_column_type(row->stmt, column) == SQLITE_NULL;
}
const char *db_text(struct db_row *row, int column) {
    const unsigned char *text = sqlite3_column_text(row->stmt, column);
    return text ? (const char *)text : "";
}
const unsigned char *db_blob(struct db_row *row, int column, size_t len) {
    const void *blob = sqlite3_column_blob(row->stmt, column);
    return blob && (size_t)sqlite3_column_bytes(row->stmt, column) == len ? blob : NULL;
}

const unsigned char *db_bytes(struct db_row *row, int column, size_t *len) {
    const void *blob = sqlite3_column_blob(row->stmt, column);
    *len = blob ? (size_t)sqlite3_column_bytes(row->stmt, column) : 0;
    return blob;
}

int db_columns(struct db_row *row) { return sqlite3_column_count(row->stmt); }
const char *db_name(struct db_row *row, int column) {
    const char *name = sqlite3_column_name(row->stmt, column);
    return name ? name : "";
}
enum db_kind db_kind(struct db_row *row, int column) {
    switch (sqlite3_column_type(row->stmt, column)) {
    case SQLITE_NULL: return DB_NULL;
    case SQLITE_TEXT: return DB_TEXT;
    case SQLITE_BLOB: return DB_BYTES;
    default: return DB_NUMBER;
    }
}
