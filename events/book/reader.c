/* Read-only connections, a few for all pool threads, and what they answer: a person's own ballot,
 * whose code one is. Any thread. Every read ends its transaction at once, or the WAL could not be
 * truncated. */
#include "events/book/book.h"
#include "events/book/inside.h"
#include "events/rules/name.h"

bool readers_open(struct book *b, char *error, size_t size) {
    for (int i = 0; i < READERS; i++) {
        b->readers[i].db = db_open(b->path, DB_READ, error, size);
        if (!b->readers[i].db) return false;
    }
    return true;
}

void readers_close(struct book *b) {
    for (int i = 0; i < READERS; i++) {
        db_close(b->readers[i].db);
        b->readers[i].db = NULL;
    }
}

struct reader *reader_take(struct book *b) {
    unsigned at = atomic_fetch_add(&b->next_reader, 1);
    for (unsigned i = 0; i < READERS; i++) {
        struct reader *r = &b->readers[(at + i) % READERS];
        if (pthread_mutex_trylock(&r->lock) == 0) return r;
    }
    pthread_mutex_lock(&b->readers[at % READERS].lock);
    return &b->readers[at % READERS];
}

void reader_give(struct reader *r) {
    db_forgive(r->db);
    pthread_mutex_unlock(&r->lock);
}

static size_t read_options(struct db *d, int64_t run, int64_t options[BOOK_OPTIONS_MAX]) {
    size_t n = 0;
    struct db_row *row = db_query(d, "SELECT id FROM option WHERE run = $1 AND dropped = 0 "
                                  "ORDER BY id", "i", run);
    while (db_step(row))
        if (n < BOOK_OPTIONS_MAX) options[n++] = db_int(row, 0);
    return n;
}

static void read_dots(struct db_row *row, const int64_t *options, size_t n,
                      struct book_own *out) {
    while (db_step(row)) {
        out->revision = db_int(row, 0);
        for (size_t i = 0; i < n; i++)
            if (options[i] == db_int(row, 1)) out->points[i] = (uint16_t)db_int(row, 2);
    }
}

bool book_own_ballot(struct book *b, int64_t run, int64_t person, struct book_own *out) {
    int64_t options[BOOK_OPTIONS_MAX];
    struct reader *r = reader_take(b);
    struct db *d = r->db;
    *out = (struct book_own){0};
    size_t n = read_options(d, run, options);
    read_dots(db_query(d, "SELECT m.revision, d.option, d.points FROM ballot_map m "
                       "LEFT JOIN ballot_dot d ON d.key = m.key "
                       "WHERE m.run = $1 AND m.person = $2", "ii", run, person), options, n, out);
    if (!out->revision)
        read_dots(db_query(d, "SELECT b.revision, d.option, d.points FROM named_ballot b "
            "LEFT JOIN named_dot d ON d.ballot = b.id WHERE b.run = $1 AND b.person = $2 AND "
            "b.revision = (SELECT max(n.revision) FROM named_ballot n WHERE n.run = $1 "
            "AND n.person = $2)", "ii", run, person), options, n, out);
    struct db_row *row = db_query(d, "SELECT origin FROM turnout WHERE run = $1 AND person = $2",
                                  "ii", run, person);
    if (db_step(row)) {
        out->voted = rules_origin_from_name(db_text(row, 0), &out->origin);
        db_done(row);
    }
    bool good = !db_failed(d);
    reader_give(r);
    return good;
}

int64_t book_code_person(struct book *b, const unsigned char hash[BOOK_HASH], bool *old) {
    int64_t person = 0;
    struct reader *r = reader_take(b);
    struct db_row *row = db_query(r->db, "SELECT c.person, EXISTS (SELECT 1 FROM person_code n "
        "WHERE n.person = c.person AND n.id > c.id) FROM person_code c WHERE c.hash = $1", "h",
        hash);
    *old = false;
    if (db_step(row)) {
        person = db_int(row, 0);
        *old = db_int(row, 1) != 0;
        db_done(row);
    }
    reader_give(r);
    return person;
}
