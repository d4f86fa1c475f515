/* Files of every earlier version open: their rows stay, their tables, columns, indices and triggers
 * are afterwards those of a new file. schema_1.sql ... are the schemas as they were then. */
#include "tests/unit/book/event.h"

static void read_old(struct str *sql, int version) {
    char bytes[4096], path[64];
    size_t n;
    str_format(path, sizeof path, "events/book/schema_%d.sql", version);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0) str_add(sql, bytes, n);
    fclose(f);
}

static void make_old(struct event *e, int version) {
    struct str sql = STR_INIT;
    char error[300];
    str_copy(e->dir, sizeof e->dir, "/tmp/punktum-book-XXXXXX");
    assert_non_null(mkdtemp(e->dir));
    str_format(e->path, sizeof e->path, "%s/event.punktum", e->dir);
    struct db *d = db_open(e->path, DB_CREATE, error, sizeof error);
    assert_non_null(d);
    read_old(&sql, version);
    str_puts(&sql, "INSERT INTO setting VALUES ('title', 'Alt'), ('code', 'K7MQ');"
        "INSERT INTO item (id, position, kind, title) VALUES (1, 1, 'dots', 'Was');"
        "INSERT INTO person (id, name, registered_ms) VALUES (7, 'Elif', 5);");
    if (!db_exec(d, sql.data)) fail_msg("%s", db_error(d));
    db_close(d);
    str_release(&sql);
}

/* Names of everything in a file, columns too, in one text. */
static void shape(struct event *e, struct str *out) {
    char error[300];
    struct db *d = db_open(e->path, DB_READ, error, sizeof error);
    assert_non_null(d);
    struct db_row *row = db_query(d, "SELECT m.type, m.name, coalesce(c.name, ''), "
        "coalesce(c.type, ''), coalesce(c.\"notnull\", 0), coalesce(c.dflt_value, '') "
        "FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c "
        "ORDER BY m.type, m.name, c.name", "");
    while (db_step(row))
        str_printf(out, "%s %s %s %s %lld %s\n", db_text(row, 0), db_text(row, 1),
                   db_text(row, 2), db_text(row, 3), (long long)db_int(row, 4), db_text(row, 5));
    assert_false(db_failed(d));
    db_close(d);
}

static void opens(int version) {
    struct event old, fresh;
    struct str was = STR_INIT, want = STR_INIT;
    make_old(&old, version);
    event_open(&old);
    const struct book_snap *s = book_snap(old.book);
    assert_int_equal(s->people_n, 1);
    assert_string_equal(s->people[0].name, "Elif");
    assert_string_equal(s->people[0].role, "guest");
    assert_string_equal(s->people[0].languages, "");
    assert_string_equal(s->items[0]->report, "full");
    assert_string_equal(snap_setting(s, "retention_days"), "30");
    book_snap_release(s);
    assert_int_equal(event_number(&old, "PRAGMA user_version"), DB_VERSION);
    event_make(&fresh, "secret", "live", "anonymous");
    shape(&old, &was);
    shape(&fresh, &want);
    assert_true(want.len > 1000);
    assert_string_equal(was.data, want.data);
    str_release(&was);
    str_release(&want);
    event_end(&old);
    event_end(&fresh);
}

static void every_version(void **state) {
    (void)state;
    for (int version = 1; version < DB_VERSION; version++) opens(version);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_version)};
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
