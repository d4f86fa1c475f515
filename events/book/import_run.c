/* A run of a record into a new event file. The order of writing is the schema's: options while the
 * run is prepared, then cards and ballots, its state last.
 * Invariant: ballots of secret runs get random keys and belong to nobody; of who took part only the
 * number is kept (run.kept_turnout). */
#include <stdlib.h>
#include <string.h>
#include "events/book/import.h"
#include "events/book/cmd.h"
#include "lib/json.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { CARDS_MAX = 50000, BALLOTS_MAX = 20000, OPTION_MAX = 400, REASON_MAX = 400, COUNT = 100000 };
#define MS_MAX INT64_C(253402300799999)

/* What is known of the run while its parts are read. */
struct run {
    int64_t id, first_option, options, dots, per_option, closed_ms;
    bool named, by_name;
    int64_t *points, *people;          /* per option, counted from the ballots */
};

/* Ids of named cards go up as they were sent; those of secret cards say nothing. */
void import_card_ids(struct import *im) {
    const json_t *agenda = json_object_get(im->root, "agenda");
    int64_t next = 0;
    for (size_t i = 0; i < json_array_size(agenda); i++) {
        const json_t *runs = json_object_get(json_array_get(agenda, i), "runs");
        for (size_t k = 0; k < json_array_size(runs); k++) {
            const json_t *run = json_array_get(runs, k), *cards = json_object_get(run, "cards");
            bool by_name = !strcmp(json_text(run, "author", ""), "name");
            size_t n = json_array_size(cards);
            if (n > CARDS_MAX || !n) continue;
            im->cards = mem_resize(im->cards, im->cards_n + n, sizeof *im->cards);
            for (size_t c = 0; c < n; c++)
                im->cards[im->cards_n++] = by_name ? ++next : secret_id();
        }
    }
}

static void card(struct import *im, const json_t *one, const struct run *run) {
    int64_t number = import_number(im, one, "number", (int64_t)im->cards_n);
    int64_t person = import_number(im, one, "person", im->people);
    const char *municipality = import_text(im, one, "municipality", 120, UTF8_ONE_LINE);
    const char *letters = import_text(im, one, "letters", 3, UTF8_ONE_LINE);
    const char *text = import_text(im, one, "text", 800, UTF8_ONE_LINE);
    if (!number) import_fault(im, "number", "is missing");
    if (run->by_name != (person != 0)) import_fault(im, "person", "does not go with author");
    if (import_failed(im)) return;
    int64_t id = im->cards[number - 1];
    db_do(im->d, "INSERT INTO card (id, run, person, created_ms, municipality, letters, late) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7)", "iizzttd", id, run->id, person,
          run->by_name ? import_int(im, one, "created_ms", 1, MS_MAX, 1) : 0,
          *municipality ? municipality : NULL, *letters ? letters : NULL,
          (int)import_flag(im, one, "late"));
    db_do(im->d, "INSERT INTO card_version (card, number, text, moderator) VALUES ($1, 1, $2, $3)",
          "itd", id, text, (int)import_flag(im, one, "edited"));
    db_do(im->d, "INSERT INTO card_place (card, state, place, quote) VALUES ($1, $2, $3, $4)",
          "itid", id, import_text(im, one, "state", 20, UTF8_ONE_LINE),
          import_int(im, one, "place", 0, COUNT, 0), (int)import_flag(im, one, "quote"));
}

static void cards(struct import *im, const json_t *of, const struct run *run, const char *where) {
    const json_t *list = import_list(im, of, "cards", CARDS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        import_at(im, "%s.cards[%zu]", where, i);
        card(im, json_array_get(list, i), run);
    }
}

static void options(struct import *im, const json_t *of, struct run *run, const char *where) {
    const json_t *list = import_list(im, of, "options", BOOK_OPTIONS_MAX);
    run->first_option = im->options + 1;
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i);
        import_at(im, "%s.options[%zu]", where, i);
        db_do(im->d, "INSERT INTO option (id, run, text, card, dropped) "
              "VALUES ($1, $2, $3, $4, $5)", "iitzd", ++im->options, run->id,
              import_text(im, one, "text", OPTION_MAX, UTF8_ONE_LINE), import_card(im, one),
              (int)import_flag(im, one, "dropped"));
        run->options++;
    }
}

/* The dots of one ballot, within the run's budget; false with a fault. */
static bool points_ok(struct import *im, const json_t *points, struct run *run) {
    int64_t sum = 0;
    bool good = json_array_size(points) == (size_t)run->options;
    for (size_t i = 0; good && i < (size_t)run->options; i++) {
        const json_t *value = json_array_get(points, i);
        json_int_t n = json_integer_value(value);
        good = json_is_integer(value) && n >= 0 && n <= run->per_option && (sum += n) <= run->dots;
        run->points[i] += n;
        run->people[i] += n > 0;
    }
    if (!good) import_fault(im, "points", "not within the budget of the run");
    return good;
}

static void secret_ballot(struct import *im, const json_t *points, struct run *run) {
    unsigned char key[16];
    secret_random(key, sizeof key);
    if (!points_ok(im, points, run)) return;
    db_do(im->d, "INSERT INTO ballot (key, run) VALUES ($1, $2)", "ki", key, run->id);
    for (size_t i = 0; i < json_array_size(points); i++) {
        int64_t n = json_integer_value(json_array_get(points, i));
        if (n) db_do(im->d, "INSERT INTO ballot_dot (key, option, points) VALUES ($1, $2, $3)",
                     "kii", key, run->first_option + (int64_t)i, n);
    }
}

static void named_ballot(struct import *im, const json_t *one, struct run *run) {
    const json_t *points = json_object_get(one, "points");
    int64_t person = import_number(im, one, "person", im->people);
    if (!person) import_fault(im, "person", "is missing");
    if (!points_ok(im, points, run) || import_failed(im)) return;
    db_do(im->d, "INSERT INTO named_ballot (run, person, revision, at_ms) VALUES ($1, $2, 1, $3)",
          "iii", run->id, person, run->closed_ms);
    int64_t ballot = db_inserted(im->d);
    for (size_t i = 0; i < json_array_size(points); i++) {
        int64_t n = json_integer_value(json_array_get(points, i));
        if (n) db_do(im->d, "INSERT INTO named_dot (ballot, option, points) VALUES ($1, $2, $3)",
                     "iii", ballot, run->first_option + (int64_t)i, n);
    }
    db_do(im->d, "INSERT INTO turnout (run, person, origin) VALUES ($1, $2, $3)", "iit", run->id,
          person, import_text(im, one, "origin", 20, UTF8_ONE_LINE));
}

/* Totals are told beside the ballots; here they must agree. */
static void totals(struct import *im, const json_t *of, const struct run *run, const char *where) {
    const json_t *list = import_list(im, of, "totals", BOOK_OPTIONS_MAX);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        const json_t *one = json_array_get(list, i), *m = json_object_get(one, "municipalities");
        import_at(im, "%s.totals[%zu]", where, i);
        if (i >= (size_t)run->options || json_int(one, "points", -1) != run->points[i] ||
            json_int(one, "people", -1) != run->people[i])
            import_fault(im, "points", "not what the ballots add up to");
        else if (!run->named)
            db_do(im->d, "INSERT INTO option_total (option, run, municipalities) "
                  "VALUES ($1, $2, $3)", "iii", run->first_option + (int64_t)i, run->id,
                  json_is_null(m) ? -1 : import_int(im, one, "municipalities", 0, COUNT, -1));
    }
}

static void ballots(struct import *im, const json_t *of, struct run *run, const char *where) {
    const json_t *list = import_list(im, of, "ballots", BALLOTS_MAX);
    run->points = mem_new((size_t)run->options + 1, sizeof *run->points);
    run->people = mem_new((size_t)run->options + 1, sizeof *run->people);
    for (size_t i = 0; i < json_array_size(list) && !import_failed(im); i++) {
        import_at(im, "%s.ballots[%zu]", where, i);
        if (run->named) named_ballot(im, json_array_get(list, i), run);
        else secret_ballot(im, json_array_get(list, i), run);
    }
    totals(im, of, run, where);
    free(run->points);
    free(run->people);
}

static void hands(struct import *im, const json_t *of, const struct run *run, const char *where) {
    const json_t *shown = json_object_get(of, "hands"), *points;
    import_at(im, "%s.hands", where);
    points = import_list(im, shown, "points", (size_t)run->options);
    for (size_t i = 0; i < json_array_size(points); i++)
        db_do(im->d, "INSERT INTO hands (run, option, points, people) VALUES ($1, $2, $3, $4)",
              "iiii", run->id, run->first_option + (int64_t)i,
              (int64_t)json_integer_value(json_array_get(points, i)),
              import_int(im, shown, "people", 0, COUNT, 0));
}

/* Ways of taking part as they were told; -1 stays "not told". */
static void origins(struct import *im, const json_t *of, const struct run *run,
                    const char *where) {
    static const char *const ways[] = {"phone", "tablet", "desk", "hands"};
    const json_t *told = json_object_get(of, "origins");
    import_at(im, "%s.origins", where);
    for (size_t i = 0; told && i < sizeof ways / sizeof *ways; i++) {
        bool hidden = json_is_null(json_object_get(told, ways[i]));
        db_do(im->d, "INSERT INTO run_origin (run, origin, cards) VALUES ($1, $2, $3)", "iti",
              run->id, ways[i], hidden ? -1 : import_int(im, told, ways[i], 0, COUNT, 0));
    }
}

static void finish(struct import *im, const json_t *of, const struct run *run, bool ballots_named) {
    const char *state = import_text(im, of, "state", 20, UTF8_ONE_LINE);
    const char *tie = import_text(im, of, "tie", 20, UTF8_ONE_LINE);
    int64_t tie_option = import_number(im, of, "tie_option", run->options);
    if (!strcmp(state, "open") || !strcmp(state, "closing"))
        import_fault(im, "state", "a record stands still");
    db_do(im->d, "UPDATE run SET state = $2, name = $3, opened_ms = $4, closed_ms = $5, "
          "sealed = $6, shown = $7, present = $8, tie = $9, tie_option = $10, tie_reason = $11 "
          "WHERE id = $1", "ittiidditit", run->id, state,
          import_text(im, of, "name", 120, UTF8_ONE_LINE),
          import_int(im, of, "opened_ms", 0, MS_MAX, 0), run->closed_ms,
          (int)import_flag(im, of, "sealed"), (int)import_flag(im, of, "shown"),
          import_int(im, of, "present", 0, COUNT, 0), *tie ? tie : "undecided",
          tie_option ? run->first_option + tie_option - 1 : 0,
          import_text(im, of, "tie_reason", REASON_MAX, UTF8_ONE_LINE));
    if (!ballots_named)
        db_do(im->d, "UPDATE run SET kept_turnout = $2, kept_municipalities = $3 WHERE id = $1",
              "izz", run->id, import_int(im, of, "turnout", 0, COUNT, 0),
              import_int(im, of, "municipalities", 0, COUNT, 0));
}

void import_run(struct import *im, const json_t *of, int64_t id, int64_t item) {
    const char *secrecy = import_text(im, of, "secrecy", 20, UTF8_ONE_LINE);
    const char *author = import_text(im, of, "author", 20, UTF8_ONE_LINE);
    struct run run = {.id = id, .named = !strcmp(secrecy, "named"),
                      .by_name = !strcmp(author, "name"),
                      .dots = import_int(im, of, "dots", 0, 1000, 0),
                      .per_option = import_int(im, of, "per_option", 0, 1000, 0),
                      .closed_ms = import_int(im, of, "closed_ms", 0, MS_MAX, 0)};
    char where[80];
    (void)str_copy(where, sizeof where, im->where);
    db_do(im->d, "INSERT INTO run (id, item, number, secrecy, appear, author, dots, per_option) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "iiitttii", id, item,
          import_int(im, of, "number", 1, COUNT, 1), secrecy,
          import_text(im, of, "appear", 20, UTF8_ONE_LINE), author, run.dots, run.per_option);
    bool named = run.named && json_object_get(of, "ballots");
    options(im, of, &run, where);
    cards(im, of, &run, where);
    ballots(im, of, &run, where);
    hands(im, of, &run, where);
    if (!named) origins(im, of, &run, where);
    import_at(im, "%s", where);
    if (!import_failed(im)) finish(im, of, &run, named);
}
