/* Proves: an uploaded event file is used only when its schema is word for word one this program
 * writes, in whatever version it was born; anything added, dropped or weakened, damage, and
 * contents against the rules are refused, each with its own reason. Pictures are decoded anew,
 * links in it end, a taken code gives way. And a closed file tells who it is. */
#include "tests/unit/book/event.h"
#include "tests/unit/book/renew.h"
#include <fcntl.h>
#include "events/book/stranger.h"

static bool taken(void *ctx, const char *code) {
    const char *const *codes = ctx;
    for (size_t i = 0; codes && codes[i]; i++)
        if (!strcmp(codes[i], code)) return true;
    return false;
}

static enum book_adopted adopt(struct event *e, const char *const *codes) {
    char error[300];
    const struct book_adoption how = {&renewing, taken, (void *)(uintptr_t)codes};
    return book_adopt(e->path, &how, error, sizeof error);
}

/* As another program would: without our pragmas and limits. */
static void stranger_sql(struct event *e, const char *sql) {
    sqlite3 *handle;
    char *why = NULL;
    assert_int_equal(sqlite3_open(e->path, &handle), SQLITE_OK);
    if (sqlite3_exec(handle, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s: %s", sql, why);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void make(struct event *e) {
    event_make(e, "secret", "live", "name");
    people_add(e, 2);
    book_close(e->book);
    e->book = NULL;
}

static void done(struct event *e) {
    char command[160];
    str_format(command, sizeof command, "rm -rf %s", e->dir);
    assert_int_equal(system(command), 0);
}

static void ours(void **state) {
    static const char *const codes[] = {"K7MQ", NULL};
    struct event e;
    struct book_peek peek = {0};
    (void)state;
    make(&e);
    event_sql(&e, "INSERT INTO remote (id, label, token_hash, created_ms) "
              "VALUES (1, 'x', zeroblob(32), 5)");
    assert_int_equal(adopt(&e, NULL), BOOK_ADOPTED);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM remote WHERE revoked_ms IS NULL"), 0);
    assert_int_equal(book_peek(e.path, &peek), BOOK_OPENED);
    assert_string_equal(peek.code, "K7MQ");
    assert_string_equal(peek.title, "Probe");
    assert_int_equal(peek.people, 2);
    assert_int_equal(peek.items, 4);
    assert_int_equal(adopt(&e, codes), BOOK_ADOPTED);
    assert_int_equal(book_peek(e.path, &peek), BOOK_OPENED);
    assert_string_not_equal(peek.code, "K7MQ");
    assert_int_equal(strlen(peek.code), 4);
    event_open(&e);                             /* and it can be used */
    assert_int_equal(book_peek(e.path, &peek), BOOK_LOCKED);
    event_end(&e);
}

/* One change of the schema each; what was added could run when the file is used. */
static void foreign_schema(void **state) {
    static const char *const changes[] = {
        "CREATE TABLE more (a)", "CREATE VIEW more AS SELECT 1", "DROP TRIGGER card_fixed",
        "CREATE TRIGGER more AFTER INSERT ON turnout BEGIN SELECT 1; END",
        "CREATE INDEX more ON person (name)", "ALTER TABLE person ADD COLUMN more TEXT",
        "DROP INDEX card_run",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, "
        "'CHECK (points > 0)', '') WHERE name = 'ballot_dot'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, "
        "'never goes back', 'may go back') WHERE name = 'ballot_map_update'",
    };
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct event e;
        make(&e);
        stranger_sql(&e, changes[i]);
        if (adopt(&e, NULL) != BOOK_STRANGER_SCHEMA) fail_msg("taken: %s", changes[i]);
        done(&e);
    }
}

static void broken(void **state) {
    struct event e;
    char junk[6000];
    int fd;
    (void)state;
    make(&e);
    stranger_sql(&e, "PRAGMA foreign_keys = OFF; INSERT INTO ballot_dot VALUES "
                 "(zeroblob(16), 1, 1)");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_RULES);
    done(&e);

    make(&e);                                   /* pages overwritten, the first one sound */
    memset(junk, 0xa5, sizeof junk);
    fd = open(e.path, O_WRONLY);
    assert_int_equal(pwrite(fd, junk, sizeof junk, 4096 * 20), sizeof junk);
    close(fd);
    assert_int_not_equal(adopt(&e, NULL), BOOK_ADOPTED);
    done(&e);

    make(&e);
    stranger_sql(&e, "PRAGMA user_version = 99");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_NEWER);
    stranger_sql(&e, "PRAGMA user_version = 2; PRAGMA application_id = 1");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_NO_EVENT);
    assert_int_equal(truncate(e.path, 50), 0);
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_NO_EVENT);
    done(&e);
}

#define PICTURE "INSERT INTO picture (position, chapter, alt, png, width, height, bytes) VALUES "

/* Bytes, kind and size are those of the picture encoded anew, whatever stood there. */
static void pictures(void **state) {
    struct event e;
    (void)state;
    make(&e);
    event_sql(&e, PICTURE "(1, 'logo', 'Wappen', 0, 99999, 1, X'89504E470D0A1A0A00010203')");
    assert_int_equal(adopt(&e, NULL), BOOK_ADOPTED);
    assert_int_equal(event_number(&e, "SELECT png * 10000 + width * 100 + height FROM picture"),
                     10403);
    event_sql(&e, PICTURE "(2, 'logo', 'Wappen', 1, 4, 3, X'89504E470D0A1A0A00424144')");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_PICTURE);
    event_sql(&e, "UPDATE picture SET bytes = zeroblob(40000000) WHERE id = 2");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_PICTURE);
    event_sql(&e, "UPDATE picture SET bytes = zeroblob(0) WHERE id = 2");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_PICTURE);
    event_sql(&e, "DELETE FROM picture; INSERT INTO picture (position, chapter, png, width, "
              "height, bytes) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
              "WHERE i < 501) SELECT i, 'logo', 1, 4, 3, X'89504E470D0A1A0A00010203' FROM n");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_RULES);
    done(&e);
}

/* A sound schema with values no program of ours ever wrote: each alone is enough. */
static void foreign_values(void **state) {
    static const char *const changes[] = {
        "UPDATE item SET title = CAST(X'C328FF' AS TEXT) WHERE id = 1",
        "UPDATE item SET title = CAST(X'410042' AS TEXT) WHERE id = 1",
        "UPDATE item SET planned_ms = -1 WHERE id = 1",
        "UPDATE item SET planned_ms = 9223372036854775807 WHERE id = 1",
        "UPDATE item SET minutes = 4611686018427387904 WHERE id = 2",
        "UPDATE item SET dots = 2147483648 WHERE id = 3",
        "UPDATE item SET cut = 100000 WHERE id = 3",
        "UPDATE item SET removed = 1", "DELETE FROM show",
        "UPDATE person SET name = replace(hex(zeroblob(600)), '0', 'x') WHERE id = 1",
        "UPDATE person SET name = 'A' || replace(hex(zeroblob(20000)), '00', char(769))",
        "UPDATE person SET registered_ms = -9223372036854775808 WHERE id = 1",
        "UPDATE person SET id = -7 WHERE id = 2",
        "UPDATE run SET present = 1099511627776 WHERE id = 1",
        "UPDATE setting SET value = '' WHERE name = 'title'",
        "INSERT INTO setting VALUES ('language', '../../etc')",
        "INSERT INTO setting VALUES ('expected', '99999999999999999999')",
        "INSERT INTO setting VALUES ('start', '-1')",
        "INSERT INTO turnout VALUES (3, 77, 'phone')",
        "INSERT INTO turnout VALUES (88, 1, 'phone')",
        "INSERT INTO ballot VALUES (randomblob(16), 99)",
        "INSERT INTO ballot_map VALUES (3, 1, randomblob(16), 1, NULL)",
        "INSERT INTO card (id, run) VALUES (5, 2)", "INSERT INTO option (run, text, card) "
        "VALUES (3, 'x', 12345)",
        "INSERT INTO hands VALUES (2, 1, 1, 1)", "INSERT INTO option_total VALUES (1, 2, 1)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
        "INSERT INTO option (run, text) SELECT 3, i FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
        "INSERT INTO person (name, registered_ms) SELECT i, 1 FROM n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct event e;
        make(&e);
        stranger_sql(&e, changes[i]);
        if (adopt(&e, NULL) != BOOK_STRANGER_RULES) fail_msg("taken: %s", changes[i]);
        done(&e);
    }
}

/* No other encoding of texts, no other kind of header. */
static void foreign_headers(void **state) {
    static const struct { int at; unsigned char byte; } changes[] = {
        {56 + 3, 2}, {56 + 3, 3}, {56 + 3, 0}, {18, 9}, {16, 0x03}, {20, 250}, {21, 1}, {44 + 3, 9},
    };
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct event e;
        make(&e);
        int fd = open(e.path, O_WRONLY);
        assert_int_equal(pwrite(fd, &changes[i].byte, 1, changes[i].at), 1);
        close(fd);
        if (adopt(&e, NULL) == BOOK_ADOPTED) fail_msg("taken: byte %d", changes[i].at);
        done(&e);
    }
}

static void add_file(struct str *sql, const char *path) {
    char bytes[4096];
    size_t n;
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0) str_add(sql, bytes, n);
    fclose(f);
}

/* Every table is looked at, whichever comes. */
static void every_table(void **state) {
    struct event e;
    struct str check = STR_INIT;
    char error[300], select[80];
    (void)state;
    make(&e);
    add_file(&check, "events/book/check_values.c");
    struct db *d = db_open(e.path, DB_READ, error, sizeof error);
    struct db_row *row = db_query(d, "SELECT name FROM sqlite_master WHERE type = 'table'", "");
    while (db_step(row)) {
        str_format(select, sizeof select, "\"SELECT * FROM %s\"", db_text(row, 0));
        if (!strstr(check.data, select)) fail_msg("check_values.c does not look: %s", select);
    }
    db_close(d);
    done(&e);
    str_release(&check);
}

/* Born in an earlier version: as it was then, and once more after it was opened here. */
static void born_in(int version) {
    char path[64];
    struct str sql = STR_INIT;
    struct event e = {0};
    str_copy(e.dir, sizeof e.dir, "/tmp/punktum-book-XXXXXX");
    assert_non_null(mkdtemp(e.dir));
    str_format(e.path, sizeof e.path, "%s/event.punktum", e.dir);
    str_format(path, sizeof path, "events/book/schema_%d.sql", version);
    add_file(&sql, path);
    str_puts(&sql, "INSERT INTO setting VALUES ('title', 'Alt'), ('code', 'K7MQ');"
             "INSERT INTO item (id, position, kind, title) VALUES (1, 1, 'dots', 'Was');"
             "INSERT INTO run (id, item, number, secrecy, appear, author) "
             "SELECT id, id, 1, secrecy, appear, author FROM item;"
             "INSERT INTO show (id, item) VALUES (1, 1);");
    stranger_sql(&e, sql.data);
    stranger_sql(&e, "CREATE VIEW more AS SELECT 1");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_SCHEMA);
    stranger_sql(&e, "DROP VIEW more");
    assert_int_equal(adopt(&e, NULL), BOOK_ADOPTED);
    assert_int_equal(event_number(&e, "PRAGMA user_version"), DB_VERSION);
    assert_int_equal(adopt(&e, NULL), BOOK_ADOPTED);
    stranger_sql(&e, "DROP TRIGGER card_fixed");
    assert_int_equal(adopt(&e, NULL), BOOK_STRANGER_SCHEMA);
    done(&e);
    str_release(&sql);
}

static void older(void **state) {
    (void)state;
    for (int version = 1; version < DB_VERSION; version++) born_in(version);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ours), cmocka_unit_test(foreign_schema), cmocka_unit_test(broken),
        cmocka_unit_test(pictures),
        cmocka_unit_test(foreign_values), cmocka_unit_test(foreign_headers),
        cmocka_unit_test(every_table),
        cmocka_unit_test(older),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
