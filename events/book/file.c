/* See file.h. */
#include "events/book/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "lib/log.h"
#include "lib/str.h"

enum { HEADER = 100, AT_ENCODING = 56, AT_VERSION = 60, AT_APPLICATION = 68, UTF_8 = 1 };

static uint32_t big_endian(const unsigned char *b) {
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

enum book_open file_look(const char *path) {
    unsigned char header[HEADER];
    enum book_open result = BOOK_NOT_AN_EVENT;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? BOOK_NO_FILE : BOOK_OPEN_FAILED;
    if (read(fd, header, sizeof header) != (ssize_t)sizeof header) goto out;
    if (memcmp(header, "SQLite format 3", 16)) goto out;
    if (big_endian(header + AT_APPLICATION) != DB_APPLICATION_ID) goto out;
    if (big_endian(header + AT_ENCODING) != UTF_8) goto out;
    uint32_t version = big_endian(header + AT_VERSION);
    result = version == 0 ? BOOK_NOT_AN_EVENT : version > DB_VERSION ? BOOK_NEWER : BOOK_OPENED;
out:
    close(fd);
    return result;
}

int file_lock(const char *path) {
    struct str name = STR_INIT;
    str_printf(&name, "%s.lock", path);
    int fd = open(name.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    str_release(&name);
    if (fd < 0) return -2;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
    int why = errno;
    close(fd);
    return why == EWOULDBLOCK ? -1 : -2;
}

void file_unlock(int fd) {
    if (fd >= 0) close(fd);
}

/* Migrations: what leads from version - 1 to version. Whole tables, indices and triggers that are
 * missing come from schema.sql itself afterwards; a row only changes what stands already. */
struct migration { int version; const char *sql; };
static const struct migration migrations[] = {
    {2, "ALTER TABLE person ADD COLUMN function TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE person ADD COLUMN email TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'guest' CHECK (role IN "
        "('guest', 'speaker', 'moderation', 'helper', 'host', 'press'));"
        "ALTER TABLE person ADD COLUMN no_phone INTEGER NOT NULL DEFAULT 0 "
        "CHECK (no_phone IN (0, 1));"
        "ALTER TABLE person ADD COLUMN origin TEXT NOT NULL DEFAULT 'phone' "
        "CHECK (origin IN ('phone', 'tablet', 'desk', 'hands'));"
        "ALTER TABLE person ADD COLUMN batch INTEGER;"
        "ALTER TABLE person ADD COLUMN erased_ms INTEGER;"
        "ALTER TABLE person ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;"
        "ALTER TABLE item ADD COLUMN goal TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE item ADD COLUMN report TEXT NOT NULL DEFAULT 'full' "
        "CHECK (report IN ('full', 'short', 'none'));"
        "ALTER TABLE item ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 "
        "CHECK (removed IN (0, 1));"
        "ALTER TABLE run ADD COLUMN kept_municipalities INTEGER;"
        "ALTER TABLE card ADD COLUMN origin TEXT CHECK (origin IN "
        "('phone', 'tablet', 'desk', 'hands'));"
        "ALTER TABLE card_author ADD COLUMN origin TEXT NOT NULL DEFAULT 'phone' "
        "CHECK (origin IN ('phone', 'tablet', 'desk', 'hands'));"
        "ALTER TABLE step ADD COLUMN account TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE remote ADD COLUMN tablet INTEGER NOT NULL DEFAULT 0 "
        "CHECK (tablet IN (0, 1));"
        "ALTER TABLE item ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;"
        "ALTER TABLE item ADD COLUMN planned_fixed INTEGER NOT NULL DEFAULT 0 "
        "CHECK (planned_fixed IN (0, 1));"
        /* a start that does not follow from the item before was given by hand */
        "UPDATE item SET planned_fixed = 1 WHERE planned_ms <> 0 AND planned_ms <> (SELECT "
        "p.planned_ms + p.minutes * 60000 FROM item p WHERE p.position = (SELECT max(b.position) "
        "FROM item b WHERE b.position < item.position));"
        "DROP TRIGGER person_fixed;"},
    {3, "ALTER TABLE person ADD COLUMN languages TEXT NOT NULL DEFAULT '';"},
};

static bool stands(struct db *d, const char *name) {
    return db_one(d, 0, "SELECT 1 FROM sqlite_master WHERE name = $1", "t", name) == 1;
}

/* Tables before indices and triggers, as schema.sql has them. */
static bool create_missing(struct db *d) {
    char error[128];
    struct db *newest = db_open_memory(error, sizeof error);
    if (!newest || !db_create_schema(newest)) goto out;
    struct db_row *row = db_query(newest, "SELECT name, sql FROM sqlite_master "
                                  "WHERE sql IS NOT NULL ORDER BY rowid", "");
    while (db_step(row))
        if (!stands(d, db_text(row, 0)) && !db_exec(d, db_text(row, 1))) db_done(row);
out:
    db_close(newest);
    return !db_failed(d);
}

static bool migrate_to(struct db *d, const struct migration *m) {
    char version[64];
    str_format(version, sizeof version, "PRAGMA user_version = %d", m->version);
    return db_exec(d, "BEGIN IMMEDIATE") && db_exec(d, m->sql) && create_missing(d) &&
           db_exec(d, version) && db_exec(d, "COMMIT");
}

bool file_migrate_to(struct db *d, int version) {
    int64_t have = db_one(d, 0, "PRAGMA user_version", "");
    for (size_t i = 0; i < sizeof migrations / sizeof *migrations; i++)
        if (migrations[i].version > have && migrations[i].version <= version &&
            !migrate_to(d, &migrations[i])) return false;
    return !db_failed(d);
}

bool file_migrate(struct db *d) {
    int64_t have = db_one(d, 0, "PRAGMA user_version", "");
    bool done = file_migrate_to(d, DB_VERSION);
    if (done && have < DB_VERSION)
        log_line(LOG_NOTE, "event file migrated to version %d", DB_VERSION);
    return done;
}

bool file_quick_check(struct db *d, char *complaint, size_t size) {
    struct db_row *row = db_query(d, "PRAGMA quick_check(1)", "");
    str_copy(complaint, size, "unreadable");
    if (!db_step(row)) return false;
    str_format(complaint, size, "%.200s", db_text(row, 0));
    db_done(row);
    return !strcmp(complaint, "ok");
}
