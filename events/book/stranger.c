/* Closed event files and those of strangers. A schema is code: triggers, checks, views run when the
 * file is used. So before anything is read but the schema's own text, that text must be one this
 * program writes itself - born in some version, migrated up to the file's. Each connection is
 * defensive and trusts no schema (db.c). */
#include "events/book/stranger.h"
#include <string.h>
#include "events/book/file.h"
#include "events/book/plan.h"
#include "events/book/stranger_inside.h"
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/secret.h"
#include "lib/str.h"

enum { LIMIT_MS = 60000 };             /* of one upload, on the worker others wait for too */

/* --- schemas as text ---------------------------------------------------------------------- */
static bool is_mark(char c) { return c && strchr("(),;=<>|", c); }

/* Without comments, one space between words, none beside marks; what is quoted stays as it is. */
static void add_plain(struct str *out, const char *sql) {
    bool space = false;
    while (*sql) {
        if (!strncmp(sql, "--", 2)) {
            sql += strcspn(sql, "\n");
            space = true;
        } else if (strchr(" \t\r\n", *sql)) {
            space = true;
            sql++;
        } else {
            char last = out->len ? out->data[out->len - 1] : '\n';
            if (space && last != '\n' && !is_mark(last) && !is_mark(*sql)) str_putc(out, ' ');
            space = false;
            char quote[2] = {*sql, 0};
            size_t len = strchr("'\"", *sql) ? strcspn(sql + 1, quote) + 2 : 1;
            len = strnlen(sql, len);
            str_add(out, sql, len);
            sql += len;
        }
    }
    str_putc(out, '\n');
}

/* Everything a schema holds, in one text. */
static bool shape(struct db *d, struct str *out) {
    struct db_row *row = db_query(d, "SELECT type, name, tbl_name, sql FROM sqlite_master "
                                  "WHERE sql IS NOT NULL ORDER BY type, name", "");
    while (db_step(row)) {
        str_printf(out, "%s %s %s\n", db_text(row, 0), db_text(row, 1), db_text(row, 2));
        add_plain(out, db_text(row, 3));
    }
    return !db_failed(d);
}

/* What a file born in one version looks like in another. */
static bool reference(int born, int version, struct str *out) {
    char name[32], error[128];
    bool done = false;
    struct db *d = db_open_memory(error, sizeof error);
    if (!d) return false;
    if (born == DB_VERSION) done = db_create_schema(d);
    else if (str_format(name, sizeof name, "schema_%d.sql", born) && asset_get(name, NULL))
        done = db_exec(d, asset_get(name, NULL)) && file_migrate_to(d, version);
    done = done && shape(d, out);
    db_close(d);
    return done;
}

static bool schema_ours(struct db *d) {
    struct str theirs = STR_INIT, ours = STR_INIT;
    int version = (int)db_one(d, 0, "PRAGMA user_version", "");
    bool same = false;
    if (!shape(d, &theirs)) goto out;
    for (int born = version; born >= 1 && !same; born--) {
        str_clear(&ours);
        same = reference(born, version, &ours) && !strcmp(ours.data, theirs.data);
    }
out:
    str_release(&theirs);
    str_release(&ours);
    return same;
}

/* --- adopting ------------------------------------------------------------------------------ */
static bool new_code(struct db *d, const struct book_adoption *how) {
    struct db_row *row = db_query(d, "SELECT value FROM setting WHERE name = 'code'", "");
    char code[5] = "", old[8] = "";
    if (db_step(row)) str_copy(old, sizeof old, db_text(row, 0));
    db_done(row);
    if (secret_code_clean(code, 4, old) && !strcmp(code, old) && !how->taken(how->ctx, old))
        return true;
    do secret_event_code(code);
    while (!plan_code_free(code) || how->taken(how->ctx, code));
    return db_do(d, "INSERT INTO setting (name, value) VALUES ('code', $1) "
                 "ON CONFLICT (name) DO UPDATE SET value = excluded.value", "t", code);
}

static enum book_adopted adopt(struct db *d, const struct book_adoption *how, char *error,
                               size_t size) {
    struct str findings = STR_INIT;
    enum book_adopted result = BOOK_STRANGER_SCHEMA;
    char complaint[256];
    str_copy(error, size, "a schema that is not ours");
    if (!schema_ours(d)) goto out;
    result = BOOK_STRANGER_DAMAGED;
    if (!file_quick_check(d, complaint, sizeof complaint)) {
        str_format(error, size, "%.100s", complaint);
        goto out;
    }
    result = BOOK_STRANGER_RULES;
    if (!file_migrate(d) || !file_check_rules(&findings, d)) {
        str_format(error, size, "%.*s", (int)strcspn(findings.data, "\n"), findings.data);
        goto out;
    }
    if ((result = stranger_renew(d, how->renew, error, size)) != BOOK_ADOPTED) goto out;
    db_do(d, "UPDATE remote SET revoked_ms = $1 WHERE revoked_ms IS NULL", "i",
          clock_now().wall_ms);
    result = new_code(d, how) ? BOOK_ADOPTED : BOOK_STRANGER_FAILED;
out:
    str_release(&findings);
    return db_failed(d) && result == BOOK_ADOPTED ? BOOK_STRANGER_FAILED : result;
}

enum book_adopted book_adopt(const char *path, const struct book_adoption *how, char *error,
                             size_t size) {
    enum book_open look = file_look(path);
    str_copy(error, size, "not an event file");
    if (look == BOOK_NEWER) return BOOK_STRANGER_NEWER;
    if (look != BOOK_OPENED) return BOOK_STRANGER_NO_EVENT;
    struct db *d = db_open(path, DB_WRITE, error, size);
    if (!d) return BOOK_STRANGER_DAMAGED;
    db_time_limit(d, LIMIT_MS);
    enum book_adopted result = adopt(d, how, error, size);
    if (db_failed(d)) str_format(error, size, "%.200s", db_error(d));
    db_close(d);
    return result;
}

/* --- looking ------------------------------------------------------------------------------- */
static int64_t number(struct db *d, const char *name) {
    return db_one(d, 0, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = $1", "t", name);
}

static void words(struct db *d, const char *name, char *dst, size_t size) {
    struct db_row *row = db_query(d, "SELECT value FROM setting WHERE name = $1", "t", name);
    dst[0] = '\0';
    if (!db_step(row)) return;
    str_copy(dst, size, db_text(row, 0));
    db_done(row);
}

enum book_open book_peek(const char *path, struct book_peek *out) {
    char error[300];
    enum book_open look = file_look(path);
    if (look != BOOK_OPENED) return look;
    int lock = file_lock(path);
    if (lock < 0) return lock == -1 ? BOOK_LOCKED : BOOK_OPEN_FAILED;
    struct db *d = db_open(path, DB_WRITE, error, sizeof error);
    if (!d) {
        file_unlock(lock);
        return BOOK_DAMAGED;
    }
    words(d, "title", out->title, sizeof out->title);
    words(d, "place", out->place, sizeof out->place);
    words(d, "code", out->code, sizeof out->code);
    out->start_ms = number(d, "start");
    out->closed_ms = number(d, "closed_ms");
    out->people = (int)db_one(d, 0, "SELECT count(*) FROM person", "");
    out->items = (int)db_one(d, 0, "SELECT count(*) FROM item", "");
    bool failed = db_failed(d);
    db_close(d);
    file_unlock(lock);
    return failed ? BOOK_DAMAGED : BOOK_OPENED;
}
