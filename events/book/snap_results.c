/* Results of a vote, only once they are shown: tallies are queries; only the municipalities of a
 * secret run are what its sealing stored. Writer thread. */
#include <stdlib.h>
#include "events/book/snap_build.h"
#include "events/rules/name.h"
#include "events/rules/rank.h"
#include "lib/mem.h"

static const char secret_tally[] =
    "SELECT o.id, coalesce(sum(d.points), 0), count(d.key), coalesce((SELECT t.municipalities "
    "FROM option_total t WHERE t.option = o.id), -1) FROM option o "
    "LEFT JOIN ballot_dot d ON d.option = o.id WHERE o.run = $1 AND o.dropped = 0 "
    "GROUP BY o.id ORDER BY o.id";
static const char named_tally[] =
    "SELECT o.id, coalesce(sum(d.points), 0), count(d.ballot), count(DISTINCT g.municipality) "
    "FROM option o LEFT JOIN (named_dot d JOIN named_ballot b ON b.id = d.ballot "
    "AND NOT EXISTS (SELECT 1 FROM named_ballot n WHERE n.run = b.run AND n.person = b.person "
    "AND n.revision > b.revision) JOIN person p ON p.id = b.person "
    "LEFT JOIN organisation g ON g.id = p.organisation) ON d.option = o.id "
    "WHERE o.run = $1 AND o.dropped = 0 GROUP BY o.id ORDER BY o.id";

static bool is_shown(struct writer *w, int64_t run, enum rules_tie *tie, int64_t *chosen) {
    struct db_row *row = db_query(w->db, "SELECT tie, tie_option FROM run WHERE id = $1 "
        "AND shown = 1 AND sealed = 1 AND state IN ('revealed', 'archived')", "i", run);
    if (!db_step(row)) return false;
    rules_tie_from_name(db_text(row, 0), tie);
    *chosen = db_int(row, 1);
    db_done(row);
    return true;
}

static void read_tallies(struct writer *w, const struct run_row *run, struct snap_body *body,
                         struct book_option *options) {
    struct db_row *row = run_secret_ballots(run) ? db_query(w->db, secret_tally, "i", run->id)
                                                 : db_query(w->db, named_tally, "i", run->id);
    for (size_t i = 0; i < body->options_n && db_step(row); i++) {
        options[i].points = db_int(row, 1);
        options[i].people = db_int(row, 2);
        options[i].municipalities = (int)db_int(row, 3);
        body->points += options[i].points;
    }
    db_done(row);
    body->people = db_one(w->db, 0, "SELECT coalesce(r.kept_turnout, 0) + "
        "(SELECT count(*) FROM turnout t WHERE t.run = r.id) FROM run r WHERE r.id = $1", "i",
        run->id);
    body->municipalities = db_one(w->db, 0, "SELECT coalesce(r.kept_municipalities, "
        "(SELECT count(DISTINCT g.municipality) FROM turnout t JOIN person p ON p.id = t.person "
        "JOIN organisation g ON g.id = p.organisation WHERE t.run = r.id)) FROM run r "
        "WHERE r.id = $1", "i", run->id);
}

void snap_fill_results(struct writer *w, const struct run_row *run, struct snap_body *body,
                       struct book_option *options) {
    enum rules_tie tie = RULES_TIE_UNDECIDED;
    int64_t chosen = 0;
    if (!is_shown(w, run->id, &tie, &chosen)) return;
    read_tallies(w, run, body, options);
    struct rules_tally *tallies = mem_new(body->options_n + 1, sizeof *tallies);
    for (size_t i = 0; i < body->options_n; i++)
        tallies[i] = (struct rules_tally){.option = options[i].id, .points = options[i].points,
                                          .index = i};
    rules_rank(tallies, body->options_n, run->cut, tie, chosen);
    for (size_t i = 0; i < body->options_n; i++) {
        struct book_option *o = &options[tallies[i].index];
        o->rank = tallies[i].rank;
        o->tied = tallies[i].tied;
        o->above_cut = tallies[i].above;
    }
    free(tallies);
}
