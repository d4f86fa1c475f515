/* Cards and ballots in a record. Invariants: secret cards and all ballots stand in an order made of
 * their content alone; nothing of a secret one says who or when. */
#include <stdlib.h>
#include <string.h>
#include "events/book/record_inside.h"
#include "lib/mem.h"

static json_t *card(struct record *r, struct db_row *row) {
    json_t *one = json_object();
    record_id(&r->cards, db_int(row, 0));
    json_object_set_new(one, "number", json_integer((json_int_t)r->cards.n));
    record_text(one, "text", db_text(row, 1));
    record_text(one, "state", db_text(row, 2));
    record_int(one, "place", db_int(row, 3));
    record_flag(one, "quote", db_int(row, 4) != 0);
    record_flag(one, "edited", db_int(row, 5) != 0);
    record_flag(one, "late", db_int(row, 6) != 0);
    record_text(one, "municipality", db_text(row, 7));
    record_text(one, "letters", db_text(row, 8));
    record_int(one, "person", record_number(&r->people, db_int(row, 9)));
    record_int(one, "created_ms", db_int(row, 10));
    return one;
}

/* Those that stand on the stage first. created_ms, and with it the id, tells only of cards with a
 * name: secret ones have none and differ in the columns before. */
json_t *record_cards(struct record *r, int64_t run) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT c.id, v.text, p.state, p.place, p.quote, "
        "EXISTS (SELECT 1 FROM card_version m WHERE m.card = c.id AND m.moderator = 1 "
        "AND m.number <= p.version) AS edited, c.late, c.municipality, c.letters, c.person, "
        "c.created_ms FROM card c JOIN card_place p ON p.card = c.id JOIN card_version v "
        "ON v.card = c.id AND v.number = p.version WHERE c.run = $1 AND NOT EXISTS "
        "(SELECT 1 FROM card_withdrawn x WHERE x.card = c.id) ORDER BY "
        "CASE WHEN p.place = 0 THEN 1 ELSE 0 END, p.place, coalesce(c.created_ms, 0), "
        "CASE WHEN c.created_ms IS NULL THEN '' ELSE CAST(c.person AS TEXT) END, "
        "v.text, p.state, c.municipality, c.letters, c.late, edited, p.quote, c.id", "i", run);
    while (db_step(row)) json_array_append_new(out, card(r, row));
    return out;
}

struct ballot { int64_t person; char origin[8]; int64_t *points; };
struct urn { struct ballot *list; size_t n, options; };

static struct ballot *next(struct urn *u, struct record_ids *cap) {
    if (u->n == cap->cap)
        u->list = mem_resize(u->list, cap->cap = cap->cap * 2 + 64, sizeof *u->list);
    struct ballot *b = &u->list[u->n++];
    *b = (struct ballot){.points = mem_new(u->options + 1, sizeof *b->points)};
    return b;
}

static size_t place_of(const struct record_ids *options, int64_t id) {
    return (size_t)record_number(options, id);
}

static void read_secret(struct record *r, int64_t run, const struct record_ids *options,
                        struct urn *u) {
    unsigned char last[16] = {0};
    struct record_ids cap = {NULL, 0, 0};
    struct db_row *row = db_query(r->d, "SELECT b.key, d.option, d.points FROM ballot b "
        "LEFT JOIN ballot_dot d ON d.key = b.key WHERE b.run = $1 ORDER BY b.key", "i", run);
    while (db_step(row)) {
        const unsigned char *key = db_blob(row, 0, 16);
        if (!key) continue;
        struct ballot *b = u->n && !memcmp(last, key, 16) ? &u->list[u->n - 1] : next(u, &cap);
        memcpy(last, key, 16);
        size_t at = place_of(options, db_int(row, 1));
        if (at) b->points[at - 1] = db_int(row, 2);
    }
}

static void read_named(struct record *r, int64_t run, const struct record_ids *options,
                       struct urn *u) {
    struct record_ids cap = {NULL, 0, 0};
    int64_t last = 0;
    struct db_row *row = db_query(r->d, "SELECT b.person, d.option, d.points, "
        "coalesce(t.origin, 'phone') FROM named_ballot b LEFT JOIN named_dot d ON d.ballot = b.id "
        "LEFT JOIN turnout t ON t.run = b.run AND t.person = b.person WHERE b.run = $1 AND "
        "NOT EXISTS (SELECT 1 FROM named_ballot n WHERE n.run = b.run AND n.person = b.person "
        "AND n.revision > b.revision) ORDER BY b.person", "i", run);
    while (db_step(row)) {
        struct ballot *b = u->n && last == db_int(row, 0) ? &u->list[u->n - 1] : next(u, &cap);
        last = b->person = db_int(row, 0);
        (void)str_copy(b->origin, sizeof b->origin, db_text(row, 3));
        size_t at = place_of(options, db_int(row, 1));
        if (at) b->points[at - 1] = db_int(row, 2);
    }
}

/* Most points for the first option first; open ballots of equal content by person. */
static int by_content(const void *a, const void *b, void *options) {
    const struct ballot *x = a, *y = b;
    for (size_t i = 0; i < *(size_t *)options; i++)
        if (x->points[i] != y->points[i]) return x->points[i] > y->points[i] ? -1 : 1;
    return x->person < y->person ? -1 : x->person > y->person;
}

static json_t *ballot(struct record *r, const struct ballot *b, size_t options, bool named) {
    json_t *points = json_array();
    for (size_t i = 0; i < options; i++) json_array_append_new(points, json_integer(b->points[i]));
    if (!named) return points;
    return json_pack("{sosIss}", "points", points, "person", record_number(&r->people, b->person),
                     "origin", b->origin);
}

json_t *record_ballots(struct record *r, int64_t run, bool named, size_t options_n) {
    struct record_ids options = {NULL, 0, 0};
    struct urn u = {.options = options_n};
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT id FROM option WHERE run = $1 ORDER BY id", "i",
                                  run);
    while (db_step(row)) record_id(&options, db_int(row, 0));
    if (named) read_named(r, run, &options, &u);
    else read_secret(r, run, &options, &u);
    if (u.n) qsort_r(u.list, u.n, sizeof *u.list, by_content, &u.options);
    for (size_t i = 0; i < u.n; i++) {
        json_array_append_new(out, ballot(r, &u.list[i], options_n, named));
        free(u.list[i].points);
    }
    free(u.list);
    free(options.ids);
    return out;
}
