/* Proves: a record tells what may be told and nothing else (names, words, codes, unshown results);
 * read into a new event file it gives the same record again, byte for byte, and a file that passes
 * every check; what does not fit together is refused with its path and leaves no file. */
#include "tests/unit/book/event.h"
#include "tests/unit/book/renew.h"
#include "events/book/record.h"
#include "lib/json.h"

static struct event e;

static const char rich[] =
    "UPDATE setting SET value = 'Rückblick & <Ausblick>' WHERE name = 'title';"
    "INSERT INTO setting VALUES ('password', 'GEHEIM-WLAN'), ('start', '1794038400000'), "
    "('dark', '1'), ('expected', '80'), ('privacy', 'Zeile 1\n\nZeile 2');"
    "INSERT INTO consent VALUES (2, 'quote', 'Zitat', 1), (3, 'contact', 'Kontakt', 0);"
    "INSERT INTO person (id, name, function, email, organisation, discipline, registered_ms, role, "
    "origin) VALUES (1, 'Ayşe Öz', 'Leiterin', 'a@example.org', 1, 1, 1001, 'guest', 'phone'), "
    "(2, 'Bernd Verborgen', 'Amtsrat', 'b@example.org', 3, NULL, 1002, 'speaker', 'desk'), "
    "(3, 'Cem', '', 'c@example.org', NULL, NULL, 1003, 'guest', 'phone'), "
    "(5, '', '', '', 2, 1, 1004, 'guest', 'phone');"
    "UPDATE person SET organisation_text = 'Büro für =1+1' WHERE id = 3;"
    "UPDATE person SET languages = 'de tr' WHERE id = 1;"
    "UPDATE person SET languages = 'fa dgs' WHERE id = 2;"
    "UPDATE person SET erased_ms = 99 WHERE id = 5;"
    "INSERT INTO person_consent VALUES (1, 0, 1), (1, 2, 2), (1, 3, 1), (2, 0, 0), (2, 2, 1), "
    "(3, 0, 1), (3, 2, 0);"
    "INSERT INTO presence (person, present, at_ms) VALUES (1, 1, 2000), (1, 0, 3000), (2, 1, 2001);"
    "INSERT INTO session (person, hash, begun_ms) VALUES (1, zeroblob(32), 5);"
    "INSERT INTO item (id, position, kind, title, author, appear, report) VALUES "
    "(7, 7, 'visions', 'Mit Namen', 'name', 'live', 'short'), (8, 6, 'dots', 'Offen', 'anonymous', "
    "'auto', 'full'), (9, 9, 'visions', 'Stille', 'anonymous', 'reveal', 'full');"
    "UPDATE item SET removed = 1 WHERE id = 4;"
    "UPDATE item SET options_from = 7, secrecy = 'named' WHERE id = 8;"
    /* a secret collection, sealed: cards without person and time */
    "UPDATE run SET state = 'closed', opened_ms = 10, closed_ms = 20, sealed = 1, shown = 1, "
    "present = 4 WHERE id = 2;"
    "INSERT INTO card (id, run, municipality, letters) VALUES (900001, 2, 'Aach', 'A'), "
    "(800001, 2, NULL, NULL), (700001, 2, NULL, NULL), (600001, 2, NULL, NULL);"
    "INSERT INTO card_version VALUES (900001, 1, 'Vertrauen', 0), (800001, 1, 'Ein Fhler', 0), "
    "(800001, 2, 'Ein Fehler', 1), (700001, 1, 'ZURÜCKGEZOGEN', 0), (600001, 1, 'Ein Fehler', 0);"
    "INSERT INTO card_place VALUES (900001, 'shown', 1, 1, 1), (800001, 'held', 0, 2, 0), "
    "(700001, 'waiting', 0, 1, 0), (600001, 'waiting', 0, 1, 0);"
    "INSERT INTO card_withdrawn VALUES (700001);"
    "INSERT INTO turnout VALUES (2, 1, 'phone'), (2, 2, 'phone'), (2, 3, 'phone');"
    "INSERT INTO run_origin VALUES (2, 'phone', 12), (2, 'tablet', 2), (2, 'desk', 7);"
    /* a secret vote, shown; a second run, not shown */
    "INSERT INTO option (id, run, text) VALUES (7, 3, 'weg');"
    "UPDATE option SET dropped = 1 WHERE id = 7;"
    "UPDATE run SET state = 'archived', name = 'Probe', dots = 2, per_option = 2, opened_ms = 30, "
    "closed_ms = 40, sealed = 1, shown = 1, present = 3, tie = 'decided', tie_option = 2, "
    "tie_reason = 'Los' WHERE id = 3;"
    "INSERT INTO ballot VALUES (X'00000000000000000000000000000002', 3), "
    "(X'00000000000000000000000000000001', 3), (X'00000000000000000000000000000003', 3);"
    "INSERT INTO ballot_dot VALUES (X'00000000000000000000000000000002', 2, 2), "
    "(X'00000000000000000000000000000001', 1, 1), (X'00000000000000000000000000000001', 6, 1);"
    "INSERT INTO turnout VALUES (3, 1, 'phone'), (3, 2, 'desk'), (3, 3, 'phone');"
    "INSERT INTO option_total VALUES (1, 3, -1), (2, 3, 1), (3, 3, -1), (4, 3, -1), (5, 3, -1), "
    "(6, 3, -1), (7, 3, -1);"
    "INSERT INTO run (id, item, number, secrecy, author) VALUES (11, 3, 2, 'secret', 'anonymous');"
    "INSERT INTO option (id, run, text) VALUES (21, 11, 'NOCHMAL');"
    "UPDATE run SET state = 'closed', dots = 1, per_option = 1, opened_ms = 50, closed_ms = 60, "
    "sealed = 1 WHERE id = 11;"
    "INSERT INTO ballot VALUES (X'00000000000000000000000000000009', 11);"
    "INSERT INTO ballot_dot VALUES (X'00000000000000000000000000000009', 21, 1);"
    "INSERT INTO turnout VALUES (11, 1, 'phone');";
static const char richer[] =
    /* cards with names, two at the same moment; an open vote on one of them */
    "INSERT INTO run (id, item, number, secrecy, appear, author, state, opened_ms, closed_ms, "
    "sealed, shown, present) VALUES (17, 7, 1, 'secret', 'live', 'name', 'revealed', 70, 80, 1, 1, "
    "3), (19, 9, 1, 'secret', 'reveal', 'anonymous', 'open', 110, 0, 0, 0, 0);"
    "INSERT INTO card (id, run, person, created_ms) VALUES (31, 17, 2, 75), (32, 17, 1, 75);"
    "INSERT INTO card_version VALUES (31, 1, 'später \"zuerst\"', 0), (32, 1, 'dann', 0);"
    "INSERT INTO card_place VALUES (31, 'shown', 2, 1, 0), (32, 'shown', 1, 1, 0);"
    "INSERT INTO turnout VALUES (17, 1, 'phone'), (17, 2, 'desk');"
    "INSERT INTO card (id, run) VALUES (41, 19);"
    "INSERT INTO card_version VALUES (41, 1, 'STILLEKARTE', 0);"
    "INSERT INTO card_place VALUES (41, 'shown', 0, 1, 0);"
    "INSERT INTO card_author VALUES (41, 19, 1, 1, 'phone');"
    "INSERT INTO turnout VALUES (19, 1, 'phone');"
    "INSERT INTO run (id, item, number, secrecy, author) VALUES (18, 8, 1, 'named', 'anonymous');"
    "INSERT INTO option (id, run, text, card) VALUES (22, 18, 'dann', 32), (23, 18, 'nie', NULL);"
    "UPDATE run SET state = 'revealed', dots = 3, per_option = 2, opened_ms = 90, closed_ms = 100, "
    "sealed = 1, shown = 1, present = 3 WHERE id = 18;"
    "INSERT INTO named_ballot (id, run, person, revision, at_ms) VALUES (1, 18, 1, 1, 91), "
    "(2, 18, 1, 2, 92), (3, 18, 2, 1, 93);"
    "INSERT INTO named_dot VALUES (1, 23, 2), (2, 22, 2), (2, 23, 1);"
    "INSERT INTO turnout VALUES (18, 1, 'phone'), (18, 2, 'tablet');"
    "INSERT INTO hands VALUES (18, 22, 5, 9), (18, 23, 4, 9);"
    /* documentation */
    "INSERT INTO chapter (key, position, title, body, included) VALUES ('summary', 2, '', "
    "'Absatz\n\n- eins', 1), ('foreword', 1, 'Gruß', '', 0), ('item-7', 0, '', 'x', 1), "
    "('item-4', 3, '', 'fort', 1), ('free-1', 4, 'Mehr', 'y', 1);"
    "INSERT INTO voice (position, heading, text, attribution, person, card) VALUES "
    "(2, 'Nutzen', 'Ja.', 'Ayşe Öz, Leiterin', 1, 32), "
    "(1, '', 'Nein.', 'BERND verborgen', 2, NULL), "
    "(3, '', 'SCHWEIGT', 'Cem', 3, NULL), (4, '', 'Von draußen', 'Frau K.', NULL, 900001);"
    "INSERT INTO comparison (position, title, dated, source, body, notes) VALUES (1, 'Personal', "
    "'31.12.2008', 'Städte', 'Stadt;alle\nEssen;\"9;2\"', 'k. A.');"
    "INSERT INTO picture (position, chapter, caption, alt, png, width, height, bytes) VALUES "
    "(1, 'item-7', 'Am Tisch', 'Leute', 0, 40, 30, X'FFD8FFE000010203040506070809AABBCC'), "
    "(2, 'logo', '', 'Wappen', 1, 4, 3, X'89504E470D0A1A0A0001020304050607');"
    "UPDATE show SET item = 7;";

static int setup(void **state) {
    (void)state;
    secret_start();
    event_make(&e, "secret", "live", "city");
    book_close(e.book);
    event_sql(&e, rich);
    event_sql(&e, richer);
    event_open(&e);
    return 0;
}

static int teardown(void **state) {
    char clean[200];
    (void)state;
    book_close(e.book);
    str_format(clean, sizeof clean, "rm -r %s", e.dir);
    assert_int_equal(system(clean), 0);
    return 0;
}

static void record_of(struct book *b, struct str *out) {
    json_t *record = book_record(b);
    assert_non_null(record);
    book_record_write(out, record);
    json_decref(record);
}

static void told_and_not_told(void **state) {
    static const char *const told[] = {
        "Ayşe Öz", "Leiterin", "a@example.org", "Büro für =1+1", "Vertrauen", "Ein Fehler",
        "\"Probe\"", "später \\\"zuerst\\\"", "NOCHMAL", "Frau K.", "\"Nein.\"",
        "\"tie_reason\":\"Los\"",
        "\"contained\":false", "Absatz\\n\\n- eins", "/9j/4AABAgM",
        "\"languages\":\"de tr\"",
    };
    static const char *const hidden[] = {
        "Bernd", "BERND", "Amtsrat", "b@example.org", "c@example.org", "GEHEIM-WLAN", "K7MQ",
        "ZURÜCKGEZOGEN", "Fhler", "STILLEKARTE", "SCHWEIGT", "Pause", "fort", "hash", "900001",
        "dgs",
    };
    struct str text = STR_INIT;
    (void)state;
    record_of(e.book, &text);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(text.data, told[i])) fail_msg("not told: %s in %s", told[i], text.data);
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (strstr(text.data, hidden[i])) fail_msg("told: %s", hidden[i]);
    json_t *r = json_loads(text.data, 0, NULL);
    const json_t *run = json_array_get(json_object_get(json_array_get(json_object_get(r, "agenda"),
                                                                      2), "runs"), 0);
    struct str ballots = STR_INIT;
    json_write(&ballots, json_object_get(run, "ballots"));
    assert_string_equal(ballots.data,
                        "[[1,0,0,0,0,1,0],[0,2,0,0,0,0,0],[0,0,0,0,0,0,0]]");
    assert_null(json_object_get(json_array_get(json_object_get(json_array_get(
        json_object_get(r, "agenda"), 2), "runs"), 1), "ballots"));
    str_release(&ballots);
    json_decref(r);
    str_release(&text);
}

/* Writes text as a record into a new file; its record must be the same. */
static void goes_round(const struct str *text, const char *name) {
    struct str again = STR_INIT, findings = STR_INIT;
    char path[200], error[400] = "";
    struct book *b;
    str_format(path, sizeof path, "%s/%s.punktum", e.dir, name);
    if (!book_create_record(path, text->data, text->len, &renewing, error, sizeof error))
        fail_msg("%s", error);
    if (!book_check_file(&findings, path)) fail_msg("%s", findings.data);
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_OPENED);
    record_of(b, &again);
    assert_string_equal(again.data, text->data);
    const struct book_snap *s = book_snap(b);
    assert_string_not_equal(s->settings.code, "K7MQ");
    book_snap_release(s);
    book_close(b);
    str_release(&again);
    str_release(&findings);
}

static void round_trip(void **state) {
    struct str text = STR_INIT;
    (void)state;
    record_of(e.book, &text);
    goes_round(&text, "first");
    str_release(&text);
}

/* The results of the copy are the results of the original. */
static void results_stay(void **state) {
    struct str text = STR_INIT;
    char path[200], error[400] = "";
    struct book *b;
    (void)state;
    record_of(e.book, &text);
    str_format(path, sizeof path, "%s/results.punktum", e.dir);
    assert_true(book_create_record(path, text.data, text.len, &renewing, error, sizeof error));
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_OPENED);
    const struct book_snap *old = book_snap(e.book), *new = book_snap(b);
    assert_int_equal(old->items_n, new->items_n);
    for (size_t i = 0; i < old->items_n; i++) {
        assert_string_equal(old->items[i]->title, new->items[i]->title);
        assert_int_equal(old->items[i]->runs_n, new->items[i]->runs_n);
        for (size_t k = 0; k < old->items[i]->runs_n; k++) {
            const struct book_run *x = old->items[i]->runs[k], *y = new->items[i]->runs[k];
            assert_int_equal(x->turnout, y->turnout);
            assert_int_equal(x->points, y->points);
            assert_int_equal(x->people, y->people);
            assert_int_equal(x->municipalities, y->municipalities);
            assert_int_equal(x->options_n, y->options_n);
            for (size_t o = 0; o < x->options_n; o++) {
                assert_int_equal(x->options[o].rank, y->options[o].rank);
                assert_int_equal(x->options[o].municipalities, y->options[o].municipalities);
                assert_int_equal(x->options[o].above_cut, y->options[o].above_cut);
            }
        }
    }
    book_snap_release(old);
    book_snap_release(new);
    book_close(b);
    str_release(&text);
}

/* A vote of which only the number of people is known cannot be shown as if nobody had voted. */
static void not_contained_is_not_shown(void **state) {
    struct str text = STR_INIT;
    char path[200], error[400] = "";
    struct book *b;
    (void)state;
    record_of(e.book, &text);
    str_format(path, sizeof path, "%s/hidden.punktum", e.dir);
    assert_true(book_create_record(path, text.data, text.len, &renewing, error, sizeof error));
    assert_int_equal(book_open(&b, path, NULL, NULL), BOOK_OPENED);
    const struct book_snap *s = book_snap(b);
    struct book_cmd c = {.verb = BOOK_STEP};
    c.as.step.step = RULES_STEP_GOTO;
    c.as.step.arg = s->items[2]->id;
    book_snap_release(s);
    assert_int_equal(book_submit_wait(b, &c).result, BOOK_OK);
    s = book_snap(b);
    assert_int_equal(snap_run(s->items[2])->turnout, 1);
    book_snap_release(s);
    c.as.step.step = RULES_STEP_REVEAL;
    c.as.step.seen.by_version = true;
    s = book_snap(b);
    c.as.step.seen.version = s->version;
    book_snap_release(s);
    assert_int_equal(book_submit_wait(b, &c).result, BOOK_NOT_NOW);
    book_close(b);
    str_release(&text);
}

static void refused(const char *path_of_fault, const char *from, const char *to) {
    struct str text = STR_INIT, changed = STR_INIT;
    char path[200], error[400] = "";
    record_of(e.book, &text);
    const char *at = strstr(text.data, from);
    if (!at) fail_msg("not in the record: %s", from);
    str_add(&changed, text.data, (size_t)(at - text.data));
    str_puts(&changed, to);
    str_puts(&changed, at + strlen(from));
    str_format(path, sizeof path, "%s/refused.punktum", e.dir);
    assert_false(book_create_record(path, changed.data, changed.len, &renewing, error,
                                    sizeof error));
    if (!strstr(error, path_of_fault)) fail_msg("%s instead of %s", error, path_of_fault);
    assert_int_not_equal(access(path, F_OK), 0);
    str_release(&text);
    str_release(&changed);
}

static void faults(void **state) {
    (void)state;
    refused("$.version", "\"version\": 1", "\"version\": 2");
    refused("$.format", "punktum record", "punktum rekord");
    refused("$.agenda[2].runs[0].ballots[1]", "[0,2,0,0,0,0,0]", "[0,3,0,0,0,0,0]");
    refused("$.agenda[2].runs[0].ballots[1]", "[0,2,0,0,0,0,0]", "[0,2]");
    refused("$.agenda[2].runs[0].totals[1]", "[0,2,0,0,0,0,0]", "[0,1,0,0,0,0,0]");
    refused("$.people[0].organisation", "\"organisation\":1", "\"organisation\":9");
    refused("$.agenda[0]", "\"kind\":\"arrival\"", "\"kind\":\"departure\"");
    refused("$.agenda[1].runs[0].cards[0].person", "\"text\":\"Vertrauen\"",
            "\"text\":\"Vertrauen\",\"person\":1");
    refused("$: runs with more ballots", "[0,0,0,0,0,0,0]]", "[0,0,0,0,0,0,0],[0,0,0,0,0,0,0]]");
    refused("$.settings.code", "\"settings\": {", "\"settings\": {\"code\":\"AAAA\",");
    refused("$.pictures[0].bytes", "/9j/4AABAgM", "R0lGODlhAgM");
    refused("$.pictures[1].bytes", "iVBORw0KGgo", "aVBORw0KGgo");
    refused("$.pictures[0].bytes", "/9j/4AAB", "/9j/4EJBRAAB");
    refused("$.texts", "\"key\":\"free-1\"", "\"key\":\"summary\"");
    refused("line", "{", "[");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_and_not_told), cmocka_unit_test(round_trip),
        cmocka_unit_test(results_stay),
        cmocka_unit_test(not_contained_is_not_shown), cmocka_unit_test(faults),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
