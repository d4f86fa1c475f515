/* The agenda in a record: items, their runs and what may be told of them.
 * Invariant: of a vote whose result was not shown, and of a collection in its silent phase, only
 * how many took part. */
#include <string.h>
#include "events/book/record_inside.h"

/* Running ones are written as paused: a record stands still. */
static const char *state_word(const char *state) {
    bool runs = !strcmp(state, "open") || !strcmp(state, "closing");
    return runs ? "paused" : state;
}

static size_t options(struct record *r, int64_t run, json_t *to, int64_t tie_option) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT o.id, o.text, o.card, o.dropped, t.municipalities "
        "FROM option o LEFT JOIN option_total t ON t.option = o.id WHERE o.run = $1 ORDER BY o.id",
        "i", run);
    while (db_step(row)) {
        json_t *one = json_object();
        record_text(one, "text", db_text(row, 1));
        record_int(one, "card", record_number(&r->cards, db_int(row, 2)));
        record_flag(one, "dropped", db_int(row, 3) != 0);
        json_array_append_new(out, one);
        if (tie_option && db_int(row, 0) == tie_option)
            record_int(to, "tie_option", (json_int_t)json_array_size(out));
    }
    size_t n = json_array_size(out);
    if (n) json_object_set_new(to, "options", out);
    else json_decref(out);
    return n;
}

/* Per option, in their order; municipalities null where they are not told. */
static void totals(struct record *r, int64_t run, bool named, json_t *to) {
    json_t *out = json_array();
    struct db_row *row = named
        ? db_query(r->d, "SELECT coalesce(sum(d.points), 0), count(d.ballot), "
            "count(DISTINCT g.municipality) FROM option o LEFT JOIN (named_dot d "
            "JOIN named_ballot b ON b.id = d.ballot AND NOT EXISTS (SELECT 1 FROM named_ballot n "
            "WHERE n.run = b.run AND n.person = b.person AND n.revision > b.revision) "
            "JOIN person p ON p.id = b.person LEFT JOIN organisation g ON g.id = p.organisation) "
            "ON d.option = o.id WHERE o.run = $1 GROUP BY o.id ORDER BY o.id", "i", run)
        : db_query(r->d, "SELECT coalesce(sum(d.points), 0), count(d.key), coalesce((SELECT "
            "t.municipalities FROM option_total t WHERE t.option = o.id), -1) FROM option o "
            "LEFT JOIN ballot_dot d ON d.option = o.id WHERE o.run = $1 GROUP BY o.id "
            "ORDER BY o.id", "i", run);
    while (db_step(row)) {
        json_t *one = json_object();
        json_object_set_new(one, "points", json_integer(db_int(row, 0)));
        json_object_set_new(one, "people", json_integer(db_int(row, 1)));
        json_object_set_new(one, "municipalities", db_int(row, 2) < 0 ? json_null()
                            : json_integer(db_int(row, 2)));
        json_array_append_new(out, one);
    }
    json_object_set_new(to, "totals", out);
    json_object_set_new(to, "municipalities", json_integer(db_one(r->d, 0, "SELECT coalesce("
        "r.kept_municipalities, (SELECT count(DISTINCT g.municipality) FROM turnout t "
        "JOIN person p ON p.id = t.person JOIN organisation g ON g.id = p.organisation "
        "WHERE t.run = r.id)) FROM run r WHERE r.id = $1", "i", run)));
}

static void hands(struct record *r, int64_t run, json_t *to) {
    json_t *points = json_array();
    json_int_t people = 0;
    struct db_row *row = db_query(r->d, "SELECT coalesce(h.points, 0), coalesce(h.people, 0) "
        "FROM option o LEFT JOIN hands h ON h.option = o.id AND h.run = o.run WHERE o.run = $1 "
        "AND EXISTS (SELECT 1 FROM hands x WHERE x.run = o.run) ORDER BY o.id", "i", run);
    while (db_step(row)) {
        json_array_append_new(points, json_integer(db_int(row, 0)));
        if (db_int(row, 1) > people) people = db_int(row, 1);
    }
    if (json_array_size(points))
        json_object_set_new(to, "hands", json_pack("{sIsO}", "people", people, "points", points));
    json_decref(points);
}

static void dots(struct record *r, int64_t run, bool named, bool told, int64_t tie_option,
                 json_t *to) {
    size_t n = options(r, run, to, tie_option);
    hands(r, run, to);
    if (!told) return;
    json_object_set_new(to, "ballots", record_ballots(r, run, named, n));
    totals(r, run, named, to);
}

/* What of the row decides how much of the run is told. */
struct telling { int64_t run; bool visions, named, shown, silent; };

static struct telling telling_of(struct db_row *row, const char *kind) {
    struct telling t = {.run = db_int(row, 0), .visions = !strcmp(kind, "visions"),
                        .named = !strcmp(db_text(row, 4), "named")};
    const char *state = db_text(row, 3), *appear = db_text(row, 5);
    t.shown = db_int(row, 12) && (!strcmp(state, "revealed") || !strcmp(state, "archived"));
    t.silent = !t.shown && (!strcmp(appear, "reveal") || !strcmp(appear, "auto"));
    return t;
}

static json_t *run_frame(struct db_row *row) {
    json_t *one = json_object();
    record_int(one, "number", db_int(row, 1));
    record_text(one, "name", db_text(row, 2));
    record_text(one, "state", state_word(db_text(row, 3)));
    record_text(one, "secrecy", db_text(row, 4));
    record_text(one, "appear", db_text(row, 5));
    record_text(one, "author", db_text(row, 6));
    record_int(one, "dots", db_int(row, 7));
    record_int(one, "per_option", db_int(row, 8));
    record_int(one, "opened_ms", db_int(row, 9));
    record_int(one, "closed_ms", db_int(row, 10));
    record_flag(one, "sealed", db_int(row, 11) != 0);
    record_flag(one, "shown", db_int(row, 12) != 0);
    record_int(one, "present", db_int(row, 13));
    if (strcmp(db_text(row, 14), "undecided")) record_text(one, "tie", db_text(row, 14));
    record_text(one, "tie_reason", db_text(row, 15));
    record_int(one, "turnout", db_int(row, 17));
    return one;
}

static json_t *runs(struct record *r, int64_t item, const char *kind) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT x.id, x.number, x.name, x.state, x.secrecy, "
        "x.appear, x.author, x.dots, x.per_option, x.opened_ms, x.closed_ms, x.sealed, x.shown, "
        "x.present, x.tie, x.tie_reason, x.tie_option, coalesce(x.kept_turnout, 0) + "
        "(SELECT count(*) FROM turnout t WHERE t.run = x.id) FROM run x WHERE x.item = $1 "
        "AND x.discarded = 0 ORDER BY x.number", "i", item);
    while (db_step(row)) {
        json_t *one = run_frame(row);
        struct telling t = telling_of(row, kind);
        bool told = t.visions ? !t.silent : t.shown && db_int(row, 11);
        if (!strcmp(kind, "dots")) dots(r, t.run, t.named, told, db_int(row, 16), one);
        else if (t.visions && told) json_object_set_new(one, "cards", record_cards(r, t.run));
        if (db_int(row, 9) && !told && (t.visions || !strcmp(kind, "dots")))
            json_object_set_new(one, "contained", json_false());
        json_array_append_new(out, one);
    }
    return out;
}

static json_t *item(struct record *r, struct db_row *row) {
    static const char *const texts[] = {"kind", "title", "kicker", "speaker", "hint", "note",
        "goal", "report", "secrecy", "appear", "author"};
    static const char *const numbers[] = {"minutes", "timer_s", "planned_ms", "cards_max",
        "card_length", "dots", "per_option", "cut"};
    json_t *one = json_object();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        record_text(one, texts[i], db_text(row, 1 + (int)i));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        record_int(one, numbers[i], db_int(row, 12 + (int)i));
    json_object_set_new(one, "timer_visible", json_boolean(db_int(row, 20)));
    record_flag(one, "planned_fixed", db_int(row, 21) != 0);
    record_int(one, "options_from", record_number(&r->items, db_int(row, 22)));
    json_object_set_new(one, "runs", runs(r, db_int(row, 0), db_text(row, 1)));
    return one;
}

void record_agenda(struct record *r) {
    json_t *out = json_array();
    struct db_row *row = db_query(r->d, "SELECT id FROM item WHERE removed = 0 ORDER BY position",
                                  "");
    while (db_step(row)) record_id(&r->items, db_int(row, 0));
    row = db_query(r->d, "SELECT id, kind, title, kicker, speaker, hint, note, goal, report, "
        "secrecy, appear, author, minutes, timer_s, planned_ms, cards_max, card_length, dots, "
        "per_option, cut, timer_visible, planned_fixed, options_from FROM item WHERE removed = 0 "
        "ORDER BY position", "");
    while (db_step(row)) json_array_append_new(out, item(r, row));
    json_object_set_new(r->root, "agenda", out);
    record_int(r->root, "shown_item", record_number(&r->items,
               db_one(r->d, 0, "SELECT item FROM show", "")));
}
