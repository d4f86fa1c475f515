/* Proves: what organisers write for the documentation comes back as written, in its order; two who
 * write the same text are told; voices keep to the consents of those who spoke; pictures need a
 * description; ways of voting with fewer than five people cannot be read or reckoned. */
#include "tests/unit/book/event.h"
#include "events/book/paper.h"

static struct event e;

static int setup(void **state) {
    (void)state;
    secret_start();
    event_make(&e, "secret", "live", "name");
    return 0;
}

static int teardown(void **state) {
    (void)state;
    book_close(e.book);
    unlink(e.path);
    rmdir(e.dir);
    return 0;
}

static struct book_reply desk(enum book_desk_what what, int64_t id, int64_t seen, json_t *data) {
    struct book_cmd c = {.verb = BOOK_DESK};
    c.as.desk = (struct book_desk){.what = what, .id = id, .seen = seen, .data = data};
    str_copy(c.as.desk.account, sizeof c.as.desk.account, "Petra");
    return book_submit_wait(e.book, &c);
}

static void texts(void **state) {
    struct book_paper p;
    (void)state;
    struct book_reply r = desk(BOOK_TEXT_SET, 0, -1, json_pack("{ssss}", "key", "foreword",
        "body", "  Erster Absatz.\r\n\r\n- eins\n- zwei  "));
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.revision, 1);
    r = desk(BOOK_TEXT_SET, 0, -1, json_pack("{ssss}", "key", "foreword", "body", "anders"));
    assert_int_equal(r.result, BOOK_STALE);
    assert_string_equal(r.who, "Petra");
    r = desk(BOOK_TEXT_SET, 0, 1, json_pack("{sssssb}", "key", "foreword", "title", "Grußwort",
                                            "included", 0));
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(r.revision, 2);
    assert_int_equal(desk(BOOK_TEXT_SET, 0, 0, json_pack("{ssss}", "key", "item-2", "body", "x"))
        .result, BOOK_OK);
    assert_int_equal(desk(BOOK_TEXT_SET, 0, 0, json_pack("{ss}", "key", "item-99")).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(desk(BOOK_TEXT_SET, 0, 0, json_pack("{ss}", "key", "../x")).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(desk(BOOK_TEXT_ORDER, 0, 0, json_pack("{s[sss]}", "keys", "items", "foreword",
                                                           "free-1")).result, BOOK_OK);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.texts_n, 4);
    assert_string_equal(p.texts[0].key, "item-2");            /* nobody put it anywhere */
    assert_int_equal(p.texts[0].position, 0);
    assert_string_equal(p.texts[1].key, "items");
    assert_string_equal(p.texts[2].key, "foreword");
    assert_string_equal(p.texts[2].title, "Grußwort");
    assert_string_equal(p.texts[2].body, "Erster Absatz.\n\n- eins\n- zwei");
    assert_false(p.texts[2].included);
    book_paper_release(&p);
}

static void voices(void **state) {
    struct book_paper p;
    (void)state;
    event_reopen(&e, "INSERT INTO consent VALUES (2, 'quote', 'Zitat', 1);"
        "INSERT INTO person (id, name, registered_ms) VALUES (1, 'Ayşe Öz', 1), (2, 'B', 1), "
        "(3, 'C', 1);"
        "INSERT INTO person_consent VALUES (1, 2, 1), (2, 2, 0), (3, 2, 2);");
    struct book_reply r = desk(BOOK_VOICE_SET, 0, 0, json_pack("{sssssi}", "text", "Vertrauen.",
        "attribution", "Ayse OZ, Stadt Essen", "person", 1));
    assert_int_equal(r.result, BOOK_BAD_VALUE);
    assert_string_equal(r.where, "attribution");
    r = desk(BOOK_VOICE_SET, 0, 0, json_pack("{sssi}", "text", "Nein.", "person", 2));
    assert_string_equal(r.where, "person");
    r = desk(BOOK_VOICE_SET, 0, 0, json_pack("{sssssi}", "text", "Vertrauen.", "attribution",
                                             "Dezernentin, Stadt M.", "person", 1));
    assert_int_equal(r.result, BOOK_OK);
    int64_t first = r.id;
    r = desk(BOOK_VOICE_SET, 0, 0, json_pack("{sssssisi}", "text", "Ja.", "attribution", "C",
                                             "person", 3, "after", 0));
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(desk(BOOK_VOICE_SET, first, 9, json_pack("{ss}", "text", "y")).result,
                     BOOK_STALE);
    assert_int_equal(desk(BOOK_VOICE_SET, first, 1, json_pack("{ss}", "text", "")).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(desk(BOOK_VOICE_SET, first, 1, json_pack("{ss}", "heading", "Nutzen")).result,
                     BOOK_OK);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.voices_n, 2);
    assert_string_equal(p.voices[0].text, "Ja.");
    assert_string_equal(p.voices[1].heading, "Nutzen");
    assert_string_equal(p.voices[1].attribution, "Dezernentin, Stadt M.");
    assert_int_equal(p.voices[1].person, 1);
    book_paper_release(&p);
    assert_int_equal(desk(BOOK_VOICE_REMOVE, first, 0, NULL).result, BOOK_OK);
    assert_int_equal(desk(BOOK_VOICE_REMOVE, first, 0, NULL).result, BOOK_NO_SUCH_THING);
}

static void voice_is(int64_t id, const char *attribution, int included) {
    struct book_paper p;
    assert_true(book_paper(e.book, &p));
    for (size_t i = 0; i < p.voices_n; i++)
        if (p.voices[i].id == id) {
            assert_string_equal(p.voices[i].attribution, attribution);
            assert_int_equal(p.voices[i].included, included);
            assert_int_equal(p.voices[i].person, 0);
        }
    book_paper_release(&p);
}

/* Who goes takes the name along, also where it was typed by hand; who was not to be quoted is not
 * quoted because nobody knows any more who it was. */
static void forgotten(void **state) {
    (void)state;
    event_reopen(&e, "INSERT INTO consent VALUES (2, 'quote', 'Zitat', 1);"
        "INSERT INTO organisation (id, name) VALUES (90, 'Stadt Moers');"
        "INSERT INTO person (id, name, organisation, registered_ms) VALUES (11, 'Ayşe Öz', 90, 1), "
        "(12, 'Bea Nein', 90, 1), (13, 'Carla Cohn', 90, 1), (14, 'Dora Da', 90, 1);"
        "INSERT INTO person_consent VALUES (11, 2, 1), (13, 2, 2), (14, 2, 2);"
        "INSERT INTO voice (id, position, text, attribution, person) VALUES "
        "(91, 91, 'A', 'Dezernentin', 11), (92, 92, 'B', 'Bea Nein', 12), "
        "(93, 93, 'C', 'Carla Cohn, Stadt Moers', 13), (94, 94, 'D', 'COHN, Carla', NULL), "
        "(95, 95, 'E', 'Frau Da', 14), (96, 96, 'F', 'Ein Gast', NULL);");
    assert_int_equal(desk(BOOK_ERASE, 13, 0, NULL).result, BOOK_OK);
    voice_is(93, "", 0);
    voice_is(94, "", 0);
    voice_is(96, "Ein Gast", 1);
    assert_int_equal(desk(BOOK_EVENT_CLOSE, 0, 0, NULL).result, BOOK_OK);
    assert_int_equal(desk(BOOK_ANONYMISE, 0, 0, NULL).result, BOOK_OK);
    voice_is(91, "Stadt Moers", 1);
    voice_is(92, "", 0);
    voice_is(95, "Stadt Moers", 1);
    voice_is(96, "Ein Gast", 1);
}

static void tables(void **state) {
    struct book_paper p;
    (void)state;
    struct book_reply r = desk(BOOK_TABLE_SET, 0, 0, json_pack("{ssssssss}", "title", "Personal",
        "dated", "31.12.2008", "body", "Stadt;alle\nEssen;9.273[^1]", "notes", "ohne Betriebe"));
    assert_int_equal(r.result, BOOK_OK);
    assert_int_equal(desk(BOOK_TABLE_SET, 0, 0, json_pack("{ss}", "body", "x")).result,
                     BOOK_BAD_VALUE);
    assert_int_equal(desk(BOOK_TABLE_SET, r.id, 1, json_pack("{ss}", "source", "Stadt")).result,
                     BOOK_OK);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.tables_n, 1);
    assert_string_equal(p.tables[0].body, "Stadt;alle\nEssen;9.273[^1]");
    assert_string_equal(p.tables[0].source, "Stadt");
    book_paper_release(&p);
    assert_int_equal(desk(BOOK_TABLE_REMOVE, r.id, 0, NULL).result, BOOK_OK);
}

static json_t *picture(const char *kind, const char *bytes, const char *alt) {
    json_t *data = json_pack("{sssssssisi}", "chapter", "impressions", "caption", "Am Tisch",
                             "alt", alt, "width", 40, "height", 30);
    json_object_set_new(data, kind, json_stringn_nocheck(bytes, 20));
    return data;
}

static void pictures(void **state) {
    static const char jpeg[21] = "\xFF\xD8\xFF\xE0\0\0\x01\xFE..........";
    struct book_paper p;
    size_t len;
    (void)state;
    struct book_reply r = desk(BOOK_PICTURE_ADD, 0, 0, picture("jpeg", jpeg, ""));
    assert_string_equal(r.where, "alt");
    assert_int_equal(desk(BOOK_PICTURE_ADD, 0, 0, picture("png", jpeg, "Leute")).result,
                     BOOK_BAD_VALUE);
    r = desk(BOOK_PICTURE_ADD, 0, 0, picture("jpeg", jpeg, "Leute"));
    assert_int_equal(r.result, BOOK_OK);
    unsigned char *bytes = book_picture(e.book, r.id, &len);
    assert_int_equal(len, 20);
    assert_memory_equal(bytes, jpeg, 20);
    free(bytes);
    assert_null(book_picture(e.book, 99, &len));
    assert_int_equal(desk(BOOK_PICTURE_SET, r.id, 1, json_pack("{ss}", "chapter", "nirgends"))
        .result, BOOK_BAD_VALUE);
    assert_int_equal(desk(BOOK_PICTURE_SET, r.id, 1, json_pack("{ss}", "chapter", "logo")).result,
                     BOOK_OK);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.pictures_n, 1);
    assert_string_equal(p.pictures[0].chapter, "logo");
    assert_int_equal(p.pictures[0].width, 40);
    book_paper_release(&p);
    assert_int_equal(desk(BOOK_PICTURE_REMOVE, r.id, 0, NULL).result, BOOK_OK);
}

/* Twenty people vote; the ways differ from row to row. */
static void ways(const char *sql, const int64_t expected[4]) {
    struct book_paper p;
    event_reopen(&e, sql);
    assert_true(book_paper(e.book, &p));
    assert_int_equal(p.origins_n, 1);
    const struct book_origin *o = &p.origins[0];
    int64_t got[4] = {o->phone, o->tablet, o->desk, o->paper};
    assert_memory_equal(got, expected, sizeof got);
    book_paper_release(&p);
}

static void origins(void **state) {
    (void)state;
    ways("UPDATE run SET state = 'closed', opened_ms = 1, closed_ms = 2 WHERE id = 3;"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
         "INSERT INTO turnout SELECT 3, i, CASE WHEN i <= 20 THEN 'phone' "
         "WHEN i <= 32 THEN 'tablet' ELSE 'desk' END FROM n;", (int64_t[]){20, 12, 8, -1});
    ways("UPDATE turnout SET origin = 'phone' WHERE person > 35;",    /* 25, 12, 3: 3 = 40 - 37 */
         (int64_t[]){25, -1, -1, -1});
    ways("UPDATE turnout SET origin = 'phone';", (int64_t[]){40, -1, -1, -1});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts, setup, teardown),
        cmocka_unit_test_setup_teardown(voices, setup, teardown),
        cmocka_unit_test_setup_teardown(forgotten, setup, teardown),
        cmocka_unit_test_setup_teardown(tables, setup, teardown),
        cmocka_unit_test_setup_teardown(pictures, setup, teardown),
        cmocka_unit_test_setup_teardown(origins, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
