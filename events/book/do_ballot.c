/* Ballots, secret and open. Writer thread; the hot path: a first secret ballot is one lookup and
 * three plus n inserts, the run comes from the cache.
 * Invariants: a ballot and its turnout row are written in one savepoint; ballot_map is written
 * last, its trigger checks the whole ballot; nothing here writes person and dots in one row of a
 * secret run, nor a time. A ballot is changed only the way it came (turnout.origin): phone, tablet
 * and desk are three ways, and one person votes by one of them. */
#include <string.h>
#include "events/book/write.h"
#include "events/rules/ballot.h"
#include "events/rules/name.h"
#include "lib/secret.h"

struct wish { struct rules_dot dots[BOOK_OPTIONS_MAX]; size_t n; };
struct stored {
    struct rules_stored at;
    unsigned char key[16];
    int64_t ballot;
    enum rules_origin origin;    /* the way it came, when there is one */
};

static bool tidy(const struct book_ballot *ballot, struct wish *wish) {
    if (ballot->options > BOOK_OPTIONS_MAX) return false;
    for (size_t i = 0; i < ballot->options; i++)
        wish->dots[i] = (struct rules_dot){ballot->dots[i].option, ballot->dots[i].points};
    wish->n = rules_ballot_tidy(wish->dots, ballot->options);
    return true;
}

static void load_secret(struct writer *w, int64_t run, int64_t person, struct stored *out) {
    struct db_row *row = db_query(w->db, "SELECT m.key, m.revision, m.nonce, t.origin "
        "FROM ballot_map m LEFT JOIN turnout t ON t.run = m.run AND t.person = m.person "
        "WHERE m.run = $1 AND m.person = $2", "ii", run, person);
    if (!db_step(row)) return;
    const unsigned char *key = db_blob(row, 0, sizeof out->key);
    if (key) memcpy(out->key, key, sizeof out->key);
    out->at = (struct rules_stored){db_int(row, 1), db_int(row, 2)};
    rules_origin_from_name(db_text(row, 3), &out->origin);
    db_done(row);
}

static void load_named(struct writer *w, int64_t run, int64_t person, struct stored *out) {
    struct db_row *row = db_query(w->db, "SELECT b.id, b.revision, b.nonce, t.origin "
        "FROM named_ballot b LEFT JOIN turnout t ON t.run = b.run AND t.person = b.person "
        "WHERE b.run = $1 AND b.person = $2 ORDER BY b.revision DESC LIMIT 1", "ii", run, person);
    if (!db_step(row)) return;
    out->ballot = db_int(row, 0);
    out->at = (struct rules_stored){db_int(row, 1), db_int(row, 2)};
    rules_origin_from_name(db_text(row, 3), &out->origin);
    db_done(row);
}

/* Whether the wish is exactly what is stored. */
static int same_dots(struct writer *w, bool secret, const struct stored *s,
                     const struct wish *wish) {
    struct db_row *row = secret
        ? db_query(w->db, "SELECT option, points FROM ballot_dot WHERE key = $1 ORDER BY option",
                   "k", s->key)
        : db_query(w->db, "SELECT option, points FROM named_dot WHERE ballot = $1 "
                   "ORDER BY option", "i", s->ballot);
    size_t i = 0;
    bool same = true;
    for (; db_step(row); i++)
        if (i >= wish->n || wish->dots[i].option != db_int(row, 0) ||
            wish->dots[i].points != db_int(row, 1)) same = false;
    return same && i == wish->n;
}

#ifdef PUNKTUM_LEAKY
/* Only for the test of the secrecy test: keys count up, so that they keep the order of sending. */
static void new_key(struct writer *w, unsigned char key[16]) {
    uint64_t n = (uint64_t)db_one(w->db, 0, "SELECT count(*) FROM ballot", "") + 1;
    memset(key, 0, 16);
    for (int i = 0; i < 8; i++) key[15 - i] = (unsigned char)(n >> (8 * i));
}
#else
static void new_key(struct writer *w, unsigned char key[16]) {
    (void)w;
    secret_random(key, 16);
}
#endif

static void write_secret(struct writer *w, const struct book_cmd *cmd, const struct wish *wish,
                         struct stored *s) {
    const struct book_ballot *b = &cmd->as.ballot;
    bool first = s->at.revision == 0;
    if (first) {
        new_key(w, s->key);
        db_do(w->db, "INSERT INTO ballot (key, run) VALUES ($1, $2)", "ki", s->key, b->run);
        db_do(w->db, "INSERT INTO turnout (run, person, origin) VALUES ($1, $2, $3) "
              "ON CONFLICT DO NOTHING", "iit", b->run, cmd->person, rules_origin_name(b->origin));
    } else {
        db_do(w->db, "DELETE FROM ballot_dot WHERE key = $1", "k", s->key);
    }
    for (size_t i = 0; i < wish->n; i++)
        db_do(w->db, "INSERT INTO ballot_dot (key, option, points) VALUES ($1, $2, $3)", "kid",
              s->key, wish->dots[i].option, wish->dots[i].points);
    if (first)
        db_do(w->db, "INSERT INTO ballot_map (run, person, key, revision, nonce) "
              "VALUES ($1, $2, $3, $4, $5)", "iikiz", b->run, cmd->person, s->key, b->revision,
              cmd->nonce);
    else
        db_do(w->db, "UPDATE ballot_map SET revision = $3, nonce = $4 WHERE run = $1 "
              "AND person = $2", "iiiz", b->run, cmd->person, b->revision, cmd->nonce);
}

static void write_named(struct writer *w, const struct book_cmd *cmd, const struct wish *wish) {
    const struct book_ballot *b = &cmd->as.ballot;
    int64_t id = db_one(w->db, 0, "INSERT INTO named_ballot (run, person, revision, nonce, at_ms) "
        "VALUES ($1, $2, $3, $4, $5) RETURNING id", "iiizi", b->run, cmd->person, b->revision,
        cmd->nonce, w->now.wall_ms);
    for (size_t i = 0; i < wish->n; i++)
        db_do(w->db, "INSERT INTO named_dot (ballot, option, points) VALUES ($1, $2, $3)", "iid",
              id, wish->dots[i].option, wish->dots[i].points);
    db_do(w->db, "INSERT INTO turnout (run, person, origin) VALUES ($1, $2, $3) "
          "ON CONFLICT DO NOTHING", "iit", b->run, cmd->person, rules_origin_name(b->origin));
}

static enum book_result refusal(enum rules_ballot check) {
    switch (check) {
    case RULES_BALLOT_TOO_MANY: return BOOK_TOO_MANY_DOTS;
    case RULES_BALLOT_TOO_MANY_ON_OPTION: return BOOK_TOO_MANY_ON_OPTION;
    case RULES_BALLOT_NO_SUCH_OPTION: return BOOK_NO_SUCH_OPTION;
    case RULES_BALLOT_GOOD: break;
    }
    return BOOK_OK;
}

static enum book_result closed_answer(const struct run_row *run) {
    return run->state == RULES_PREPARED || run->state == RULES_PAUSED ? BOOK_NOT_OPEN : BOOK_OVER;
}

/* Voted already by another way (methods.md 4.0, Double vote): the reason, else BOOK_OK. */
static enum book_result second_way(const struct book_ballot *b, const struct stored *s) {
    if (!s->at.revision || s->origin == b->origin) return BOOK_OK;
    switch (s->origin) {
    case RULES_PHONE: return BOOK_VOTED_PHONE;
    case RULES_TABLET: return BOOK_VOTED_TABLET;
    default: return BOOK_VOTED_DESK;
    }
}

/* An answer lost on the way is given again even after the close; all else needs an open run. */
static enum book_result decide(struct writer *w, const struct book_cmd *cmd,
                               const struct run_row *run, const struct wish *wish,
                               const struct stored *s) {
    const struct book_ballot *b = &cmd->as.ballot;
    bool may_be_same = s->at.revision && cmd->nonce && s->at.nonce == cmd->nonce;
    int same = may_be_same && same_dots(w, run_secret_ballots(run), s, wish);
    enum rules_order order = rules_ballot_order(&s->at, b->revision, cmd->nonce, same);
    if (order == RULES_SAME_AGAIN) return BOOK_AGAIN;
    if (run->discarded || !rules_run_takes(run->state)) return closed_answer(run);
    if (second_way(b, s) != BOOK_OK) return second_way(b, s);
    if (order == RULES_OLD) return BOOK_OLD_REVISION;
    return refusal(rules_ballot_check(wish->dots, wish->n, run->options, run->options_n, run->dots,
                                      run->per_option));
}

enum book_result do_ballot(struct writer *w, const struct book_cmd *cmd, struct book_reply *reply) {
    const struct book_ballot *b = &cmd->as.ballot;
    const struct run_row *run = run_cached(w, b->run);
    struct wish wish;
    struct stored stored = {0};
    if (!run || run->kind != RULES_DOTS || !snap_takes_part(w->snap, cmd->person))
        return BOOK_NOT_ALLOWED;
    if (b->item && b->item != run->item) return BOOK_NOT_ALLOWED;
    if (b->origin > RULES_DESK) return BOOK_NOT_ALLOWED;     /* hands are totals, never ballots */
    if (b->revision < 1) return BOOK_OLD_REVISION;
    if (!tidy(b, &wish)) return BOOK_NO_SUCH_OPTION;
    if (run_secret_ballots(run)) load_secret(w, run->id, cmd->person, &stored);
    else load_named(w, run->id, cmd->person, &stored);
    enum book_result result = decide(w, cmd, run, &wish, &stored);
    reply->revision = stored.at.revision;
    if (result != BOOK_OK) return result;
    if (run_secret_ballots(run)) write_secret(w, cmd, &wish, &stored);
    else write_named(w, cmd, &wish);
    if (db_refused(w->db)) return BOOK_OLD_REVISION;   /* somebody else's nonce: see the schema */
    reply->revision = b->revision;
    dirty_item(&w->dirty, run->item);
    return BOOK_OK;
}
