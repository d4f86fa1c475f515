/* Sealing a run (methods.md, Decisions; A-15): what needs the mapping is counted, ballots are
 * written anew in random order under fresh keys, the mapping is deleted; secret cards lose author
 * and order. All in the caller's transaction; the WAL's truncation is owed by the same commit.
 * Writer thread. Invariant: after the commit no row of the file links a person to a ballot or to a
 * secret card of the run. */
#include <stdlib.h>
#include <string.h>
#include "events/book/write.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { FEW = 5 };   /* fewer people behind an option: municipalities are not shown */

/* Municipalities behind each option; -1 where few people stand behind it or where it equals the
 * number of municipalities that voted. */
static void count_municipalities(struct writer *w, int64_t run) {
    int64_t voted = db_one(w->db, 0, "SELECT count(DISTINCT o.municipality) FROM ballot_map m "
        "JOIN person p ON p.id = m.person JOIN organisation o ON o.id = p.organisation "
        "WHERE m.run = $1", "i", run);
    db_do(w->db, "INSERT INTO option_total (option, run, municipalities) "
        "SELECT x.id, x.run, CASE WHEN count(m.person) < $2 OR count(DISTINCT o.municipality) = $3 "
        "THEN -1 ELSE count(DISTINCT o.municipality) END FROM option x "
        "LEFT JOIN ballot_dot d ON d.option = x.id LEFT JOIN ballot_map m ON m.key = d.key "
        "AND m.run = x.run LEFT JOIN person p ON p.id = m.person "
        "LEFT JOIN organisation o ON o.id = p.organisation WHERE x.run = $1 "
        "GROUP BY x.id, x.run", "idi", run, (int)FEW, voted);
}

#ifndef PUNKTUM_LEAKY
struct dot { unsigned char key[16]; int64_t option, points; };
struct urn { unsigned char (*keys)[16]; size_t keys_n; struct dot *dots; size_t dots_n; };

static void shuffle(void *items, size_t n, size_t size) {
    unsigned char spare[64], *bytes = items;
    BUG_IF(size > sizeof spare);
    for (size_t i = n; i > 1; i--) {
        size_t j = secret_below((uint32_t)i);
        memcpy(spare, bytes + j * size, size);
        memcpy(bytes + j * size, bytes + (i - 1) * size, size);
        memcpy(bytes + (i - 1) * size, spare, size);
    }
}

static void load_urn(struct writer *w, int64_t run, struct urn *urn) {
    int64_t keys = db_one(w->db, 0, "SELECT count(*) FROM ballot WHERE run = $1", "i", run);
    int64_t dots = db_one(w->db, 0, "SELECT count(*) FROM ballot b JOIN ballot_dot d "
                          "ON d.key = b.key WHERE b.run = $1", "i", run);
    urn->keys = mem_new((size_t)keys + 1, sizeof *urn->keys);
    urn->dots = mem_new((size_t)dots + 1, sizeof *urn->dots);
    struct db_row *row = db_query(w->db, "SELECT b.key, d.option, d.points FROM ballot b "
        "LEFT JOIN ballot_dot d ON d.key = b.key WHERE b.run = $1 ORDER BY b.key", "i", run);
    while (db_step(row)) {
        const unsigned char *key = db_blob(row, 0, 16);
        if (!key) continue;
        if (!urn->keys_n || memcmp(urn->keys[urn->keys_n - 1], key, 16))
            memcpy(urn->keys[urn->keys_n++], key, 16);
        if (db_null(row, 1)) continue;
        struct dot *dot = &urn->dots[urn->dots_n++];
        memcpy(dot->key, key, 16);
        dot->option = db_int(row, 1);
        dot->points = db_int(row, 2);
    }
}

static int by_key(const void *a, const void *b) {
    return memcmp(((const struct dot *)a)->key, ((const struct dot *)b)->key, 16);
}

/* One ballot under a fresh key; its dots are found by the old one (dots are sorted by it). */
static void write_anew(struct writer *w, int64_t run, const struct urn *urn,
                       const unsigned char old[16]) {
    unsigned char key[16];
    size_t lo = 0, hi = urn->dots_n;
    secret_random(key, sizeof key);
    db_do(w->db, "INSERT INTO ballot (key, run) VALUES ($1, $2)", "ki", key, run);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (memcmp(urn->dots[mid].key, old, 16) < 0) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < urn->dots_n && !memcmp(urn->dots[lo].key, old, 16); lo++)
        db_do(w->db, "INSERT INTO ballot_dot (key, option, points) VALUES ($1, $2, $3)", "kii",
              key, urn->dots[lo].option, urn->dots[lo].points);
}

static void rewrite_ballots(struct writer *w, int64_t run) {
    struct urn urn = {0};
    load_urn(w, run, &urn);
    db_do(w->db, "DELETE FROM ballot_dot WHERE key IN (SELECT key FROM ballot WHERE run = $1)",
          "i", run);
    db_do(w->db, "DELETE FROM ballot WHERE run = $1", "i", run);
    db_do(w->db, "DELETE FROM ballot_map WHERE run = $1", "i", run);
    qsort(urn.dots, urn.dots_n, sizeof *urn.dots, by_key);
    shuffle(urn.keys, urn.keys_n, sizeof *urn.keys);
    for (size_t i = 0; i < urn.keys_n; i++) write_anew(w, run, &urn, urn.keys[i]);
    free(urn.keys);
    free(urn.dots);
}
#else
/* Only for the test of the secrecy test. */
static void rewrite_ballots(struct writer *w, int64_t run) { (void)w; (void)run; }

static void shuffle(void *items, size_t n, size_t size) { (void)items; (void)n; (void)size; }
#endif

/* Numbers of one column, for the two short lists below; the caller frees. */
static int64_t *list(struct writer *w, int64_t run, const char *sql, size_t *n) {
    size_t cap = 64;
    int64_t *ids = mem_new(cap, sizeof *ids);
    struct db_row *row = db_query(w->db, sql, "i", run);
    for (*n = 0; db_step(row); (*n)++) {
        if (*n == cap) ids = mem_resize(ids, cap *= 2, sizeof *ids);
        ids[*n] = db_int(row, 0);
    }
    return ids;
}

/* Cards that stand on the stage get places in random order: at reveal the order of the waves, in a
 * secret collection also so that no place tells when a card was sent. */
static void shuffle_places(struct writer *w, int64_t run) {
    size_t n;
    int64_t *cards = list(w, run, "SELECT c.id FROM card c JOIN card_place p ON p.card = c.id "
                          "WHERE c.run = $1 AND p.state = 'shown' ORDER BY c.id", &n);
    shuffle(cards, n, sizeof *cards);
    for (size_t i = 0; i < n; i++)
        db_do(w->db, "UPDATE card_place SET place = $2 WHERE card = $1", "ii", cards[i],
              (int64_t)i + 1);
    free(cards);
}

void seal_place_rest(struct writer *w, int64_t run) {
    size_t n;
    int64_t place = db_one(w->db, 0, "SELECT max(p.place) FROM card c JOIN card_place p "
                           "ON p.card = c.id WHERE c.run = $1", "i", run);
    int64_t *cards = list(w, run, "SELECT c.id FROM card c JOIN card_place p ON p.card = c.id "
        "WHERE c.run = $1 AND p.state = 'shown' AND p.place = 0 ORDER BY c.id", &n);
    shuffle(cards, n, sizeof *cards);
    for (size_t i = 0; i < n; i++)
        db_do(w->db, "UPDATE card_place SET place = $2 WHERE card = $1", "ii", cards[i], ++place);
    free(cards);
}

/* The ways cards came, while it is still known; withdrawn ones are no contributions. */
static void count_origins(struct writer *w, const struct run_row *run) {
    db_do(w->db, run_secret_cards(run)
        ? "INSERT INTO run_origin (run, origin, cards) SELECT a.run, a.origin, count(*) "
          "FROM card_author a WHERE a.run = $1 AND NOT EXISTS (SELECT 1 FROM card_withdrawn x "
          "WHERE x.card = a.card) GROUP BY a.run, a.origin ON CONFLICT (run, origin) DO UPDATE "
          "SET cards = run_origin.cards + excluded.cards"
        : "INSERT INTO run_origin (run, origin, cards) SELECT c.run, c.origin, count(*) "
          "FROM card c WHERE c.run = $1 AND c.origin IS NOT NULL AND NOT EXISTS (SELECT 1 "
          "FROM card_withdrawn x WHERE x.card = c.id) GROUP BY c.run, c.origin ON CONFLICT "
          "(run, origin) DO UPDATE SET cards = run_origin.cards + excluded.cards", "i", run->id);
}

static void forget_authors(struct writer *w, int64_t run) {
#ifndef PUNKTUM_LEAKY
    size_t n;
    int64_t *nonces = list(w, run, "SELECT nonce FROM spent_nonce WHERE run = $1 ORDER BY nonce",
                           &n);
    db_do(w->db, "DELETE FROM card_author WHERE run = $1", "i", run);
    db_do(w->db, "DELETE FROM spent_nonce WHERE run = $1", "i", run);
    for (size_t i = 0; i < n; i++)
        db_do(w->db, "INSERT INTO spent_nonce (nonce, run) VALUES ($1, $2)", "ii", nonces[i], run);
    free(nonces);
#else
    (void)w; (void)run;
#endif
}

void seal_run(struct writer *w, int64_t id) {
    struct run_row run;
    w->run.id = 0;
    if (!run_load(w, id, &run) || run.sealed) return;
    bool secret = run_secret_ballots(&run) || run_secret_cards(&run);
    if (run_secret_ballots(&run)) {
        count_municipalities(w, id);
        rewrite_ballots(w, id);
    }
    if (run_secret_cards(&run) || (run.kind == RULES_VISIONS && run.appear == RULES_REVEAL))
        shuffle_places(w, id);
    if (run.kind == RULES_VISIONS) count_origins(w, &run);
    if (run_secret_cards(&run)) forget_authors(w, id);
    db_do(w->db, "UPDATE run SET sealed = 1, seal_ms = 0, seal_boot_ms = 0, seal_boot_id = '' "
          "WHERE id = $1", "i", id);
    if (secret) {
        db_do(w->db, "INSERT INTO owed (what) VALUES ('truncate') ON CONFLICT DO NOTHING", "");
        w->state.owed = true;
    }
    dirty_run(&w->dirty, id, run.item);
}
