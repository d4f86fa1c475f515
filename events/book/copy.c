/* Private copies of an event file: no mapping, ballot, turnout row or author of an unsealed
 * secret run; only the count stays and the run is marked as not contained (run.kept_turnout).
 * The copy is made in memory, cleaned there and only then written, so that nothing secret reaches
 * the disk a second time. Any thread but the writer's and the pool's.
 * Invariant: a copy begun before a sealing is thrown away and begun anew after it. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "events/book/file.h"
#include "events/book/inside.h"

enum { PAGES = 512, WAIT_MS = 20, TRIES = 1500, AGAIN = 1, DONE = 0, FAILED = -1 };

static void pause_ms(long ms) {
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

/* b NULL: from a closed file. One read transaction, so that writers do not start it over. */
static int backup(struct book *b, struct db *from, struct db *to, unsigned sealings) {
    int code = SQLITE_OK, result = FAILED;
    db_exec(from, "BEGIN");
    db_one(from, 0, "SELECT count(*) FROM run", "");
    sqlite3_backup *copy = sqlite3_backup_init(db_handle(to), "main", db_handle(from), "main");
    while (copy && code == SQLITE_OK && result != AGAIN) {
        code = sqlite3_backup_step(copy, PAGES);
        if (b && atomic_load(&b->sealings) != sealings) result = AGAIN;
    }
    sqlite3_backup_finish(copy);
    db_exec(from, "COMMIT");
    if (code == SQLITE_DONE && result != AGAIN) result = DONE;
    return db_failed(from) ? FAILED : result;
}

#define UNSEALED "(SELECT r.id FROM run r JOIN item i ON i.id = r.item WHERE r.sealed = 0 AND " \
    "((i.kind = 'dots' AND r.secrecy <> 'named') OR (i.kind = 'visions' AND r.author <> 'name')))"

static bool clean(struct db *d) {
    db_exec(d, "PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; BEGIN");
    db_do(d, "UPDATE run SET kept_turnout = coalesce(kept_turnout, 0) + "
          "(SELECT count(*) FROM turnout t WHERE t.run = run.id) WHERE id IN " UNSEALED, "");
    db_do(d, "DELETE FROM turnout WHERE run IN " UNSEALED, "");
    db_do(d, "DELETE FROM ballot_dot WHERE key IN (SELECT key FROM ballot WHERE run IN " UNSEALED
          ")", "");
    db_do(d, "DELETE FROM ballot WHERE run IN " UNSEALED, "");
    db_do(d, "DELETE FROM ballot_map WHERE run IN " UNSEALED, "");
    db_do(d, "DELETE FROM card_author WHERE run IN " UNSEALED, "");
    db_do(d, "DELETE FROM spent_nonce WHERE run IN " UNSEALED, "");
    return db_exec(d, "COMMIT");
}

static bool write_out(struct db *d, const char *path) {
    mode_t old = umask(0077);
    db_do(d, "VACUUM INTO $1", "t", path);
    umask(old);
    if (db_failed(d)) return false;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return synced;
}

/* One go; AGAIN when a sealing came between. */
static int copy_once(struct book *b, struct db *from, const char *path, char *error, size_t size) {
    char why[256];
    unsigned sealings = b ? atomic_load(&b->sealings) : 0;
    struct db *to = db_open_memory(why, sizeof why);
    int result = FAILED;
    if (!to) goto out;
    result = backup(b, from, to, sealings);
    if (result != DONE) goto out;
    result = clean(to) && write_out(to, path) ? DONE : FAILED;
    if (result == DONE && b && atomic_load(&b->sealings) != sealings) {
        unlink(path);
        result = AGAIN;
    }
out:
    if (result == FAILED)
        str_format(error, size, "%s: %s", path, to && db_failed(to) ? db_error(to)
                   : db_failed(from) ? db_error(from) : "could not be copied");
    db_close(to);
    return result;
}

static bool may_write(const char *path, char *error, size_t size) {
    if (access(path, F_OK) != 0 && errno == ENOENT) return true;
    str_format(error, size, "%s: exists already", path);
    return false;
}

bool book_copy(struct book *b, const char *path, char *error, size_t size) {
    int result = AGAIN;
    if (!may_write(path, error, size)) return false;
    struct db *from = db_open(b->path, DB_READ, error, size);
    if (!from) return false;
    for (int i = 0; result == AGAIN && i < TRIES; i++) {
        if (atomic_load(&b->owed)) pause_ms(WAIT_MS);      /* the truncation comes first */
        else result = copy_once(b, from, path, error, size);
    }
    if (result == AGAIN) str_format(error, size, "%s: the event file is busy", path);
    db_close(from);
    return result == DONE;
}

bool book_copy_file(const char *from_path, const char *path, char *error, size_t size) {
    bool done = false;
    if (!may_write(path, error, size)) return false;
    enum book_open look = file_look(from_path);
    if (look != BOOK_OPENED) {
        str_format(error, size, "%s: %s", from_path, look == BOOK_NO_FILE ? "no such file"
                   : look == BOOK_NEWER ? "made by a newer version" : "not an event file");
        return false;
    }
    int lock = file_lock(from_path);
    if (lock == -1) {
        str_format(error, size, "%s: in use by a running server", from_path);
        return false;
    }
    struct db *from = db_open(from_path, access(from_path, W_OK) == 0 ? DB_WRITE : DB_READ, error,
                              size);
    if (from) done = copy_once(NULL, from, path, error, size) == DONE;
    db_close(from);
    file_unlock(lock);
    return done;
}
