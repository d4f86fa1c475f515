/* People at the desk: a name stays as it was given; a typed organisation that is in the list is the
 * listed one; what does not fit names its field and changes nothing; an old form is refused with
 * who was faster; codes are stored as hashes, once; a check-in twice is told, an undo takes back
 * exactly one step of the desk; an import is whole, fast and can be taken back but for those who
 * came; merging moves people and loses nobody; an erased person leaves no word on the disk. */
#include <time.h>
#include "tests/unit/book/event.h"

static struct book_reply wish(struct event *e, enum book_desk_what what, int64_t id, int64_t seen,
                              json_t *data) {
    struct book_cmd cmd = {.verb = BOOK_DESK};
    cmd.as.desk.what = what;
    cmd.as.desk.id = id;
    cmd.as.desk.seen = seen;
    cmd.as.desk.data = data;
    str_copy(cmd.as.desk.account, sizeof cmd.as.desk.account, "Anna");
    return book_submit_wait(e->book, &cmd);
}

static const struct book_person *person_of(const struct book_snap *s, int64_t id) {
    const struct book_person *p = snap_person(s, id);
    assert_non_null(p);
    return p;
}

static void add_and_set(void **state) {
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    struct book_reply r = wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:{s:i}}", "name",
        "  van den Berg-Schmitz,  Liselotte ",
        "organisation_text", "stadt  AACH", "function", "Leitung", "email", "l@aach.example",
        "role", "speaker", "languages", "Türkisch, DE", "no_phone", 1, "consents", "name_list", 1));
    assert_int_equal(r.result, BOOK_OK);
    int64_t id = r.id;
    const struct book_snap *s = book_snap(e.book);
    const struct book_person *p = person_of(s, id);
    assert_string_equal(p->name, "van den Berg-Schmitz, Liselotte");
    assert_int_equal(p->organisation, 1);
    assert_string_equal(p->organisation_name, "Stadt Aach");
    assert_string_equal(p->function, "Leitung");
    assert_string_equal(p->email, "l@aach.example");
    assert_string_equal(p->role, "speaker");
    assert_string_equal(p->languages, "tr de");
    assert_true(p->no_phone && !p->present && !p->coded);
    assert_int_equal(p->origin, RULES_DESK);
    assert_int_equal(p->consents[0], 1);
    book_snap_release(s);
    r = wish(&e, BOOK_PERSON_SET, id, 1, json_pack("{s:s, s:i, s:s, s:b}", "name", "Suharto",
             "discipline", 1, "organisation_text", "Verein Neu", "no_phone", 0));
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.revision, 2);
    s = book_snap(e.book);
    p = person_of(s, id);
    assert_string_equal(p->name, "Suharto");
    assert_int_equal(p->organisation, 0);
    assert_string_equal(p->organisation_name, "Verein Neu");
    assert_string_equal(p->function, "Leitung");
    assert_int_equal(p->discipline, 1);
    assert_false(p->no_phone);
    assert_string_equal(p->languages, "tr de");
    book_snap_release(s);
    r = wish(&e, BOOK_PERSON_SET, id, 1, json_pack("{s:s}", "name", "Zu spät"));
    assert_int_equal(r.result, BOOK_STALE);
    assert_string_equal(r.who, "Anna");
    event_end(&e);
}

static void bad_values(void **state) {
    static const struct { const char *key, *value; } rows[] = {
        {"name", "\xff"}, {"email", "ohne-at"}, {"role", "Kaiserin"},
        {"languages", "Deutsch, Klingonisch"},
        {"code_hash", "abc"}, {"function",
         "0123456789012345678901234567890123456789012345678901234567890"}
    };
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *data = json_pack("{s:s}", "name", "A");
        json_object_set_new_nocheck(data, rows[i].key, json_string_nocheck(rows[i].value));
        struct book_reply r = wish(&e, BOOK_PERSON_ADD, 0, 0, data);
        assert_int_equal(r.result, BOOK_BAD_VALUE);
        assert_string_equal(r.where, rows[i].key);
    }
    assert_int_equal(wish(&e, BOOK_PERSON_ADD, 0, 0,
                          json_pack("{s:s, s:i}", "name", "A", "organisation", 99)).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s, s:{s:i}}", "name", "A",
                          "consents", "name_list", 2)).result, BOOK_BAD_VALUE);
    assert_int_equal(wish(&e, BOOK_PERSON_SET, 77, 0, json_object()).result, BOOK_NO_SUCH_THING);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM desk_log"), 0);
    event_end(&e);
}

static void hex_of(char dst[2 * BOOK_HASH + 1], int64_t n) {
    unsigned char hash[BOOK_HASH];
    hash_of(hash, "badge", n);
    str_hex(dst, hash, sizeof hash);
}

static void codes(void **state) {
    struct event e;
    char one[2 * BOOK_HASH + 1], two[2 * BOOK_HASH + 1];
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    hex_of(one, 1);
    hex_of(two, 2);
    for (int i = 1; i <= 2; i++)
        assert_int_equal(wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s}", "name", "P")).id, i);
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, 1, 0, json_pack("{s:s}", "code_hash", one)).result,
                     BOOK_OK);
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, 2, 0, json_pack("{s:s}", "code_hash", one)).result,
                     BOOK_CODE_TAKEN);
    /* all or nothing */
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, 0, 0, json_pack("{s:[{s:i, s:s}, {s:i, s:s}]}",
                     "codes", "id", 1, "hash", two, "id", 2, "hash", one)).result,
                     BOOK_CODE_TAKEN);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person_code"), 1);
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, 0, 0, json_pack("{s:[{s:i, s:s}]}", "codes", "id",
                     2, "hash", two)).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_true(person_of(s, 1)->coded && person_of(s, 2)->coded);
    book_snap_release(s);
    unsigned char hash[BOOK_HASH];
    bool old;
    hash_of(hash, "badge", 1);
    assert_int_equal(book_code_person(e.book, hash, &old), 1);
    assert_false(old);
    hex_of(two, 3);
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, 1, 0, json_pack("{s:s}", "code_hash", two)).result,
                     BOOK_OK);
    assert_int_equal(book_code_person(e.book, hash, &old), 1);
    assert_true(old);
    hash_of(hash, "badge", 9);
    assert_int_equal(book_code_person(e.book, hash, &old), 0);
    struct book_cmd take = {.verb = BOOK_TAKE_OVER};     /* the badge's code works on a phone */
    hash_of(take.as.take.code_hash, "badge", 2);
    hash_of(take.as.take.session_hash, "session", 2);
    assert_int_equal(book_submit_wait(e.book, &take).id, 2);
    event_end(&e);
}

static void presence(void **state) {
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 1);                                   /* by phone: present */
    int64_t id = wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s}", "name", "A")).id;
    assert_int_equal(wish(&e, BOOK_CHECK_IN, 99, 0, NULL).result, BOOK_NO_SUCH_THING);
    assert_int_equal(wish(&e, BOOK_CHECK_IN, id, 0, json_pack("{s:b}", "no_phone", 1)).result,
                     BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_true(person_of(s, id)->present && person_of(s, id)->no_phone);
    int64_t came = person_of(s, id)->presence_ms;
    assert_true(came > 0);
    assert_int_equal(s->present, 2);
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_CHECK_IN, id, 0, NULL).result, BOOK_AGAIN);
    assert_int_equal(wish(&e, BOOK_CHECK_UNDO, id, came - 5, NULL).result, BOOK_NOTHING_TO_UNDO);
    assert_int_equal(wish(&e, BOOK_CHECK_UNDO, id, came, NULL).result, BOOK_OK);
    assert_int_equal(wish(&e, BOOK_CHECK_UNDO, id, came, NULL).result, BOOK_NOTHING_TO_UNDO);
    assert_int_equal(wish(&e, BOOK_CHECK_UNDO, 1, 0, NULL).result, BOOK_NOTHING_TO_UNDO);
    assert_int_equal(wish(&e, BOOK_CHECK_OUT, id, 0, NULL).result, BOOK_AGAIN);
    /* who is here already is without a phone from now on, and stays here once */
    assert_int_equal(wish(&e, BOOK_CHECK_IN, 1, 0, json_pack("{s:b}", "no_phone", 1)).result,
                     BOOK_OK);
    assert_int_equal(wish(&e, BOOK_CHECK_IN, 1, 0, json_pack("{s:b}", "no_phone", 1)).result,
                     BOOK_AGAIN);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM presence WHERE person = 1"), 1);
    assert_int_equal(wish(&e, BOOK_CHECK_OUT, 1, 0, NULL).result, BOOK_OK);
    s = book_snap(e.book);
    assert_true(person_of(s, 1)->no_phone);
    assert_int_equal(s->present, 0);
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_CHECK_UNDO, 1, 0, NULL).result, BOOK_OK);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM presence WHERE person = 1 "
                                  "AND present = 1"), 1);
    event_end(&e);
}

static void import_and_undo(void **state) {
    struct event e;
    json_t *people = json_array();
    struct timespec a, b;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    for (int i = 0; i < 1000; i++) {
        char name[64], of[64];
        str_format(name, sizeof name, "Person %d", i);
        str_format(of, sizeof of, i % 2 ? "Stadt Neu %d" : "stadt bonn", i % 60);
        json_array_append_new(people, json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", name,
            "organisation_text", of, "discipline_text", i % 3 ? "personal" : "Kultur",
            "municipality", "Neu", "email", "p@x.example"));
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    struct book_reply r = wish(&e, BOOK_IMPORT, 0, 0, json_pack("{s:s, s:b, s:o}", "file",
                               "Gäste.csv", "lists", 1, "people", people));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.revision, 1000);
    assert_true((double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9 < 1.0);
    int64_t batch = r.id;
    const struct book_snap *s = book_snap(e.book);
    assert_int_equal(s->people_n, 1000);
    assert_int_equal(s->disciplines_n, 2);               /* "personal" is the listed one */
    assert_int_equal(s->organisations_n, 3 + 30);
    assert_int_equal(s->people[0].organisation, 3);
    assert_string_equal(s->people[1].municipality, "Neu");
    int64_t first = s->people[0].id, second = s->people[1].id;
    book_snap_release(s);
    /* one came, one has only a code: the one who came stays */
    assert_int_equal(wish(&e, BOOK_CHECK_IN, first, 0, NULL).result, BOOK_OK);
    char hex[2 * BOOK_HASH + 1];
    hex_of(hex, 5);
    assert_int_equal(wish(&e, BOOK_PERSON_CODE, second, 0,
                          json_pack("{s:s}", "code_hash", hex)).result, BOOK_OK);
    r = wish(&e, BOOK_IMPORT_UNDO, batch, 0, NULL);
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.revision, 1);
    assert_int_equal(wish(&e, BOOK_IMPORT_UNDO, batch, 0, NULL).result, BOOK_NOTHING_TO_UNDO);
    s = book_snap(e.book);
    assert_int_equal(s->people_n, 1);
    assert_int_equal(s->people[0].id, first);
    /* the lists' thirty new organisations are gone again; "Kultur", where the one who came works,
     * stays, like what the event had of its own */
    assert_int_equal(s->organisations_n, 3);
    assert_int_equal(s->disciplines_n, 2);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM batch_grew"), 1);
    book_snap_release(s);
    event_end(&e);
}

/* One bad row: nobody comes. A person who was not imported can never be deleted. */
static void import_is_whole(void **state) {
    struct event e;
    char error[300];
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    assert_int_equal(wish(&e, BOOK_IMPORT, 0, 0, json_pack("{s:[{s:s}, {s:s, s:s}]}", "people",
                     "name", "Gut", "name", "Schlecht", "email", "x")).result, BOOK_BAD_VALUE);
    assert_int_equal(wish(&e, BOOK_IMPORT, 0, 0, json_pack("{s:[]}", "people")).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM person"), 0);
    assert_int_equal(event_number(&e, "SELECT count(*) FROM batch"), 0);
    assert_int_equal(wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s}", "name", "A")).id, 1);
    book_close(e.book);
    struct db *d = db_open(e.path, DB_WRITE, error, sizeof error);
    assert_false(db_exec(d, "DELETE FROM person"));
    db_close(d);
    event_open(&e);
    event_end(&e);
}

static void lists(void **state) {
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    people_add(&e, 3);                                   /* organisations 2, 3, 1 */
    struct book_reply r = wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s, s:s}", "name", "A",
                               "organisation_text", "St. Bonn"));
    assert_int_equal(r.id, 4);
    r = wish(&e, BOOK_LIST_ADD, 0, 0, json_pack("{s:s, s:s, s:s}", "list", "organisation", "name",
             "Bundesstadt Bonn", "letters", "BN"));
    assert_int_equal(r.result, BOOK_OK);
    int64_t bonn = r.id;
    r = wish(&e, BOOK_LIST_ADD, 0, 0, json_pack("{s:s, s:s}", "list", "organisation", "name",
             "STADT bonn"));
    assert_int_equal(r.result, BOOK_BAD_VALUE);
    assert_string_equal(r.where, "taken");
    assert_int_equal(wish(&e, BOOK_LIST_REMOVE, 3, 0, json_pack("{s:s}", "list", "organisation"))
                     .result, BOOK_NOT_NOW);
    assert_int_equal(wish(&e, BOOK_LIST_MERGE, bonn, 0, json_pack("{s:s, s:[i], s:[s]}", "list",
                     "organisation", "others", 3, "typed", "St. Bonn")).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_int_equal(person_of(s, 2)->organisation, bonn);
    assert_int_equal(person_of(s, 4)->organisation, bonn);
    assert_string_equal(person_of(s, 4)->organisation_name, "Bundesstadt Bonn");
    assert_string_equal(person_of(s, 2)->municipality, "Bonn");   /* from the one that went */
    assert_int_equal(s->organisations_n, 3);
    assert_int_equal(s->people_n, 4);
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_LIST_SET, bonn, 0, json_pack("{s:s, s:s, s:s}", "list",
                     "organisation", "name", "Stadt Bonn", "municipality", "Bonn am Rhein"))
                     .result, BOOK_OK);
    s = book_snap(e.book);
    assert_string_equal(person_of(s, 2)->organisation_name, "Stadt Bonn");
    assert_string_equal(person_of(s, 2)->municipality, "Bonn am Rhein");
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_LIST_SET, 99, 0, json_pack("{s:s, s:s}", "list", "discipline",
                     "name", "X")).result, BOOK_NO_SUCH_THING);
    assert_int_equal(wish(&e, BOOK_LIST_REMOVE, 1, 0, json_pack("{s:s}", "list", "discipline"))
                     .result, BOOK_OK);
    event_end(&e);
}

static void consent_lines(void **state) {
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    assert_int_equal(wish(&e, BOOK_CONSENTS, 0, 0, json_pack("{s:[{s:s, s:s}, {s:s, s:s}]}",
                     "consents", "key", "quote", "text", "Zitat", "key", "contact", "text",
                     "Kontakt")).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_int_equal(s->consents_n, 2);
    assert_true(s->consents[0].choice && !s->consents[1].choice);
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_CONSENTS, 0, 0, json_pack("{s:[{s:s, s:s}]}", "consents", "key",
                     "soul", "text", "x")).result, BOOK_BAD_VALUE);
    people_add(&e, 1);
    assert_int_equal(wish(&e, BOOK_CONSENTS, 0, 0, json_pack("{s:[]}", "consents")).result,
                     BOOK_NOT_NOW);
    event_end(&e);
}

static bool on_disk(struct event *e, const char *word) {
    char path[160], bytes[65536];
    bool found = false;
    for (int wal = 0; wal < 2; wal++) {
        str_format(path, sizeof path, "%s%s", e->path, wal ? "-wal" : "");
        FILE *f = fopen(path, "rb");
        for (size_t n; f && !found && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
            found = memmem(bytes, n, word, strlen(word)) != NULL;
        if (f) fclose(f);
    }
    return found;
}

static void erase(void **state) {
    struct event e;
    (void)state;
    event_make(&e, "secret", "live", "anonymous");
    int64_t id = wish(&e, BOOK_PERSON_ADD, 0, 0, json_pack("{s:s, s:s, s:s, s:b, s:{s:i}}", "name",
        "Wilhelmine Unverwechselbar", "languages", "de", "email", "wu@einmalig.example",
        "check_in", 1, "consents", "name_list", 1)).id;
    assert_true(on_disk(&e, "Unverwechselbar"));
    assert_int_equal(wish(&e, BOOK_ERASE, id, 0, NULL).result, BOOK_OK);
    const struct book_snap *s = book_snap(e.book);
    assert_true(person_of(s, id)->erased);
    assert_string_equal(person_of(s, id)->name, "");
    assert_string_equal(person_of(s, id)->languages, "");
    assert_int_equal(person_of(s, id)->consents[0], 0);
    assert_int_equal(s->present, 1);                     /* that somebody was there stays */
    book_snap_release(s);
    assert_int_equal(wish(&e, BOOK_ERASE, id, 0, NULL).result, BOOK_NO_SUCH_THING);
    assert_int_equal(wish(&e, BOOK_PERSON_SET, id, 0, json_pack("{s:s}", "name", "X")).result,
                     BOOK_NO_SUCH_THING);
    event_reopen(&e, NULL);
    assert_false(on_disk(&e, "Unverwechselbar"));
    assert_false(on_disk(&e, "einmalig"));
    event_end(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add_and_set), cmocka_unit_test(bad_values), cmocka_unit_test(codes),
        cmocka_unit_test(presence), cmocka_unit_test(import_and_undo),
        cmocka_unit_test(import_is_whole), cmocka_unit_test(lists),
        cmocka_unit_test(consent_lines), cmocka_unit_test(erase),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
