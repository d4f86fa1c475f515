/* punktum check FILE: is it an event, is it whole, and does it keep the rules that are constraints
 * - also when somebody wrote into it with another program. Any thread; the file is not open
 * elsewhere. */
#include <unistd.h>
#include "events/book/file.h"

struct rule { const char *name, *count; };
static const struct rule rules[] = {
    {"items without a current run",
     "SELECT count(*) FROM item i WHERE NOT EXISTS (SELECT 1 FROM run r WHERE r.item = i.id "
     "AND r.state <> 'archived' AND r.discarded = 0)"},
    {"secret ballots over the budget",
     "SELECT count(*) FROM (SELECT d.key FROM ballot b JOIN ballot_dot d ON d.key = b.key "
     "JOIN run r ON r.id = b.run GROUP BY d.key, r.dots HAVING sum(d.points) > r.dots)"},
    {"open ballots over the budget",
     "SELECT count(*) FROM (SELECT d.ballot FROM named_ballot b JOIN named_dot d "
     "ON d.ballot = b.id JOIN run r ON r.id = b.run GROUP BY d.ballot, r.dots "
     "HAVING sum(d.points) > r.dots)"},
    {"dots on an option of another run",
     "SELECT count(*) FROM ballot b JOIN ballot_dot d ON d.key = b.key "
     "LEFT JOIN option o ON o.id = d.option AND o.run = b.run WHERE o.id IS NULL"},
    {"dots without a ballot",
     "SELECT count(*) FROM ballot_dot d WHERE NOT EXISTS (SELECT 1 FROM ballot b "
     "WHERE b.key = d.key)"},
    {"sealed runs that still know who gave which ballot",
     "SELECT count(*) FROM run r WHERE r.sealed = 1 AND (EXISTS (SELECT 1 FROM ballot_map m "
     "WHERE m.run = r.id) OR EXISTS (SELECT 1 FROM card_author a WHERE a.run = r.id))"},
    {"runs with more ballots than people who voted",
     "SELECT count(*) FROM run r WHERE (SELECT count(*) FROM ballot b WHERE b.run = r.id) > "
     "(SELECT count(*) FROM turnout t WHERE t.run = r.id) + coalesce(r.kept_turnout, 0)"},
    {"secret cards with an author or a time",
     "SELECT count(*) FROM card c JOIN run r ON r.id = c.run WHERE r.author <> 'name' "
     "AND (c.person IS NOT NULL OR c.created_ms IS NOT NULL)"},
    {"agendas without an item",
     "SELECT count(*) FROM (SELECT count(*) AS n FROM item WHERE removed = 0) a WHERE a.n = 0"},
    {"stages that show nothing",
     "SELECT count(*) FROM (SELECT count(*) AS n FROM show) s WHERE s.n = 0"},
    {"runs with more options than a ballot has room for",
     "SELECT count(*) FROM (SELECT run FROM option WHERE dropped = 0 GROUP BY run "
     "HAVING count(*) > 128) o"},
    {"cards without a text in force",
     "SELECT count(*) FROM card c LEFT JOIN card_place p ON p.card = c.id LEFT JOIN card_version v "
     "ON v.card = c.id AND v.number = p.version WHERE v.card IS NULL"},
    {"people who voted but are not there",
     "SELECT count(*) FROM turnout t LEFT JOIN person p ON p.id = t.person "
     "LEFT JOIN run r ON r.id = t.run WHERE p.id IS NULL OR r.id IS NULL"},
    {"ballots of a run that is not there",
     "SELECT count(*) FROM ballot b LEFT JOIN run r ON r.id = b.run WHERE r.id IS NULL"},
    {"ballots of people that are not there",
     "SELECT count(*) FROM ballot_map m LEFT JOIN person p ON p.id = m.person "
     "LEFT JOIN ballot b ON b.key = m.key AND b.run = m.run WHERE p.id IS NULL OR b.key IS NULL"},
    {"open dots on an option of another run",
     "SELECT count(*) FROM named_dot d JOIN named_ballot b ON b.id = d.ballot "
     "JOIN option o ON o.id = d.option WHERE o.run <> b.run"},
    {"totals of another run's options",
     "SELECT count(*) FROM option_total t JOIN option o ON o.id = t.option WHERE o.run <> t.run"},
    {"hands for another run's options",
     "SELECT count(*) FROM hands h JOIN option o ON o.id = h.option WHERE o.run <> h.run"},
    {"options of cards that are not there",
     "SELECT count(*) FROM option o LEFT JOIN card c ON c.id = o.card "
     "WHERE o.card IS NOT NULL AND c.id IS NULL"},
};

bool file_check_rules(struct str *out, struct db *d) {
    bool good = file_check_values(out, d);
    int faults = 0;
    for (size_t i = 0; good && i < sizeof rules / sizeof *rules; i++) {
        int64_t n = db_one(d, 0, rules[i].count, "");
        if (n) str_printf(out, "%s: %lld\n", rules[i].name, (long long)n);
        faults += n != 0;
    }
    if (db_failed(d)) str_printf(out, "cannot be read: %s\n", db_error(d));
    if (!good || db_failed(d)) return false;
    int64_t orphans = db_one(d, 0, "SELECT count(*) FROM pragma_foreign_key_check", "");
    if (orphans) str_printf(out, "rows that point nowhere: %lld\n", (long long)orphans);
    return !faults && orphans == 0 && !db_failed(d);
}

static bool check_open(struct str *out, const char *path) {
    char error[400];
    struct db *d = db_open(path, access(path, W_OK) == 0 ? DB_WRITE : DB_READ, error,
                           sizeof error);
    bool good = false;
    if (!d) {
        str_printf(out, "%s\n", error);
        return false;
    }
    if (!file_quick_check(d, error, sizeof error)) str_printf(out, "damaged: %s\n", error);
    else good = file_check_rules(out, d);
    db_close(d);
    return good;
}

bool book_check_file(struct str *out, const char *path) {
    switch (file_look(path)) {
    case BOOK_OPENED: break;
    case BOOK_NO_FILE: str_printf(out, "%s: no such file\n", path); return false;
    case BOOK_NEWER: str_printf(out, "%s: made by a newer version\n", path); return false;
    case BOOK_NOT_AN_EVENT: str_printf(out, "%s: not an event file\n", path); return false;
    default: str_printf(out, "%s: cannot be read\n", path); return false;
    }
    int lock = file_lock(path);
    if (lock == -1) {
        str_printf(out, "%s: in use by a running server\n", path);
        return false;
    }
    bool good = check_open(out, path);
    file_unlock(lock);
    return good;
}
