/* Proves what a record tells and what it never tells: texts that would be formulas, markup, line
 * breaks or control characters arrive as texts in CSV and XLSX; of a run that is not revealed only
 * how many took part; names only with the consents; ranks, ties and the cut line as decided; and
 * the same event gives the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "admin/print/model.h"
#include "admin/print/name.h"
#include "admin/print/print.h"
#include "lib/csv.h"

#define COUNT(list) (sizeof (list) / sizeof *(list))
#define START 1794038400000

static const struct book_consent consents[] = {
    { "quote", "Zitat", true }, { "name_stage", "Bühne", false }, { "name_list", "Liste", false },
};
static const struct book_person people[] = {
    { .id = 1, .name = "Zora Ja", .organisation_name = "Stadt Essen", .municipality = "Essen",
      .discipline_name = "Personal", .consents = { 0, 1, 1 }, .present = true },
    { .id = 2, .name = "Anna Nein", .organisation_name = "Stadt Bochum", .municipality = "Bochum",
      .discipline_name = "Politik", .consents = { 2, 1, 0 }, .present = true },
    { .id = 3, .name = "@SUM(A1)", .organisation_name = "=1+1", .discipline_name = "",
      .consents = { 0, 0, 1 } },
};
static const struct book_card cards[] = {
    { .id = 1, .text = "=HYPERLINK(\"http://evil\";\"x\")", .state = RULES_SHOWN, .person = 1,
      .name = "Zora Ja", .municipality = "Essen", .order = 1, .created_ms = START },
    { .id = 2, .text = "Zeile eins\nZeile \"zwei\"; <b>&amp;", .state = RULES_SHOWN, .person = 2,
      .name = "Anna Nein", .municipality = "Bochum", .order = 2, .edited = true },
    { .id = 3, .text = "a\x01" "b\x0b" "c\xef\xbf\xbf" "d بلدية", .state = RULES_HELD,
      .late = true },
};
static const struct book_option tied[] = {
    { .id = 1, .text = "Ausbildung", .points = 5, .people = 3, .municipalities = -1, .rank = 3 },
    { .id = 2, .text = "Bildung", .points = 40, .people = 20, .municipalities = 6, .rank = 1,
      .tied = true },
    { .id = 3, .text = "Kultur", .points = 40, .people = 20, .municipalities = 6, .rank = 1,
      .tied = true },
};
static const struct book_option hidden[] = {
    { .id = 9, .text = "GEHEIMOPTION", .points = 77771, .people = 77772, .municipalities = 77773,
      .rank = 1, .above_cut = true },
};
static const struct book_card silent_cards[] = {
    { .id = 8, .text = "GEHEIMKARTE", .state = RULES_SHOWN, .order = 1, .municipality = "GEHEIM" },
};

static const struct book_run run_cards = {
    .id = 1, .number = 1, .name = "", .state = RULES_REVEALED, .appear = RULES_RELEASE,
    .turnout = 3, .present = 80, .cards = cards, .cards_n = COUNT(cards), .tie_reason = "" };
static const struct book_run run_silent = {
    .id = 2, .number = 1, .name = "", .state = RULES_CLOSED, .appear = RULES_REVEAL, .turnout = 17,
    .present = 80, .cards = silent_cards, .cards_n = 1, .tie_reason = "" };
static const struct book_run run_old = {
    .id = 3, .number = 1, .name = "Vormittag", .state = RULES_ARCHIVED, .sealed = true,
    .turnout = 33, .present = 81, .options = hidden, .options_n = 1, .tie_reason = "" };
static const struct book_run run_shown = {
    .id = 4, .number = 2, .name = "", .state = RULES_REVEALED, .sealed = true, .shown = true,
    .turnout = 61, .present = 80, .points = 85, .people = 61, .tie = RULES_TIE_DECIDED,
    .tie_reason = "Los", .options = tied, .options_n = COUNT(tied) };
static const struct book_run run_back = {  /* the reveal was undone: shown alone is not enough */
    .id = 5, .number = 1, .name = "", .state = RULES_CLOSED, .sealed = true, .shown = true,
    .turnout = 44, .present = 80, .options = hidden, .options_n = 1, .tie_reason = "" };

static const struct book_run *const of_cards[] = { &run_cards },
    *const of_silent[] = { &run_silent }, *const of_dots[] = { &run_old, &run_shown },
    *const of_back[] = { &run_back };
#define ITEM(k, t, r, n) { .kind = (k), .title = (t), .kicker = "", .speaker = "", .hint = "", \
                           .note = "INTERN", .minutes = 15, .planned_ms = START, .runs = (r), \
                           .runs_n = (n), .cut = 1 }
static const struct book_item list[] = {
    ITEM(RULES_TALK, "=cmd|' /C calc'!A0", of_cards, 0),
    ITEM(RULES_VISIONS, "Woran erkennen wir 2030: [Öffnung]/\\*? überall und für alle",
         of_cards, 1),
    ITEM(RULES_DOTS, "Welche Handlungsfelder?", of_dots, 2),
    ITEM(RULES_VISIONS, "بلدية", of_silent, 1),
    ITEM(RULES_DOTS, "Welche Handlungsfelder?", of_back, 1),
};
static const struct book_item *const items[] = { &list[0], &list[1], &list[2], &list[3], &list[4] };
static const struct book_snap snap = {
    .settings = { .title = "Dialog", .language = "de", .start_ms = START },
    .consents = consents, .consents_n = COUNT(consents), .people = people,
    .people_n = COUNT(people), .items = items, .items_n = COUNT(items) };

struct folder { char dir[64]; };

static int make(void **state) {
    static struct folder f;
    char error[300] = "";
    str_copy(f.dir, sizeof f.dir, "/tmp/punktum-print-XXXXXX");
    assert_non_null(mkdtemp(f.dir));
    if (!print_record(&snap, NULL, f.dir, error, sizeof error))
        fail_msg("%s", error);
    *state = &f;
    return 0;
}

static int drop(void **state) {
    const struct folder *f = *state;
    char command[200];
    str_format(command, sizeof command, "rm -r '%s'", f->dir);
    return system(command);
}

static struct str from(FILE *in) {
    struct str out = STR_INIT;
    char piece[4096];
    assert_non_null(in);
    for (size_t n; (n = fread(piece, 1, sizeof piece, in)) > 0;)
        str_add(&out, piece, n);
    return out;
}

static struct str read_file(const struct folder *f, const char *name) {
    char path[200];
    str_format(path, sizeof path, "%s/%s", f->dir, name);
    FILE *in = fopen(path, "rb");
    struct str out = from(in);
    fclose(in);
    return out;
}

/* Everything inside the workbook, unpacked. */
static struct str read_book(const struct folder *f) {
    char command[200];
    str_format(command, sizeof command, "unzip -p '%s/record.xlsx'", f->dir);
    FILE *in = popen(command, "r");
    struct str out = from(in);
    assert_int_equal(pclose(in), 0);
    return out;
}

/* Row i (0: the head) of a CSV; the text stays with the caller. */
static int row(struct str *text, char sep, int i, char **fields) {
    char *at = text->data;
    int n = 0;
    for (; i >= 0; i--)
        n = csv_split(&at, sep, fields, 16);
    return n;
}

static void assert_row(void **state, const char *name, char sep, int i, const char *const *want) {
    struct str text = read_file(*state, name);
    char *fields[16];
    int n = row(&text, sep, i, fields);
    for (int j = 0; j < n; j++)
        assert_string_equal(fields[j], want[j]);
    assert_true(n > 0);
    assert_null(want[n]);
    str_release(&text);
}
#define ROW(name, sep, i, ...) \
    assert_row(state, name, sep, i, (const char *const[]){ __VA_ARGS__, NULL })
#define CARDS "02-woran-erkennen-wir-2030-oeffnung-ueberall-und"

static void texts_arrive_as_texts(void **state) {
    ROW(CARDS ".csv", ';', 0, "Durchgang", "Name des Durchgangs", "Nr.", "Text", "Herkunft", "Zeit",
        "Stand", "Verspätet", "Bearbeitet", "Beteiligt", "Anwesend", "Bemerkung");
    ROW(CARDS ".csv", ';', 1, "1", "", "1", "'=HYPERLINK(\"http://evil\";\"x\")", "Zora Ja",
        "2026-11-07 08:00:00", "gezeigt", "", "", "3", "80", "");
    ROW(CARDS ".csv", ';', 2, "1", "", "2", "Zeile eins\nZeile \"zwei\"; <b>&amp;", "Bochum", "",
        "gezeigt", "", "ja", "3", "80", "");
    ROW(CARDS ".csv", ';', 3, "1", "", "3", "abcd بلدية", "", "", "zurückgehalten", "ja", "", "3",
        "80", "");
    ROW(CARDS "-roh.csv", ',', 1, "1", "", "1", "=HYPERLINK(\"http://evil\";\"x\")", "Zora Ja",
        "2026-11-07 08:00:00", "gezeigt", "", "", "3", "80", "");
    ROW("ablauf.csv", ';', 1, "1", "2026-11-07 08:00:00", "15", "Beitrag", "'=cmd|' /C calc'!A0",
        "");
}

static void the_workbook_holds_strings(void **state) {
    struct str book = read_book(*state);
    assert_null(strstr(book.data, "<f>"));
    assert_null(strstr(book.data, "<hyperlink"));
    assert_non_null(strstr(book.data, "=HYPERLINK(\"http://evil\";\"x\")"));
    assert_non_null(strstr(book.data, "&lt;b&gt;&amp;amp;"));
    assert_non_null(strstr(book.data, "abcd بلدية"));
    for (size_t i = 0; i < book.len; i++)
        assert_true((unsigned char)book.data[i] >= 0x20 || strchr("\t\r\n", book.data[i]));
    assert_non_null(strstr(book.data, "name=\"02 Woran erkennen wir 2030\""));
    assert_non_null(strstr(book.data, "name=\"03 Welche Handlungsfelder\""));
    assert_non_null(strstr(book.data, "name=\"05 Welche Handlungsfelder\""));
    assert_non_null(strstr(book.data, "<autoFilter"));
    assert_non_null(strstr(book.data, "state=\"frozen\""));
    str_release(&book);
}

static void results_as_decided(void **state) {
    const char *const dots = "03-welche-handlungsfelder.csv";
    const char *const note = "Gleichstand an der Linie: Die Moderation hat entschieden (Los)";
    ROW(dots, ';', 2, "2", "", "1", "Bildung", "40", "20", "6", "gleichauf", "", "61", "80", note);
    ROW(dots, ';', 3, "2", "", "1", "Kultur", "40", "20", "6", "gleichauf", "", "61", "80", note);
    ROW(dots, ';', 4, "2", "", "3", "Ausbildung", "5", "3", "–", "", "", "61", "80", "");
}

static void nothing_of_an_unrevealed_run(void **state) {
    static const char *const files[] = { "03-welche-handlungsfelder.csv",
        "03-welche-handlungsfelder-roh.csv", "04-visions.csv", "04-visions-roh.csv",
        "05-welche-handlungsfelder.csv", "05-welche-handlungsfelder-roh.csv", NULL };
    const char *const later = "Ergebnis noch nicht gezeigt";
    ROW(files[0], ';', 1, "1", "Vormittag", "", "", "", "", "", "", "", "33", "81", later);
    ROW(files[2], ';', 1, "1", "", "", "", "", "", "", "", "", "17", "80", later);
    ROW(files[4], ';', 1, "1", "", "", "", "", "", "", "", "", "44", "80", later);
    for (int i = 0; i <= 6; i++) {
        struct str text = files[i] ? read_file(*state, files[i]) : read_book(*state);
        assert_null(strstr(text.data, "GEHEIM"));
        assert_null(strstr(text.data, "7777"));
        assert_null(strstr(text.data, "INTERN"));
        str_release(&text);
    }
}

static void names_only_with_consent(void **state) {
    ROW("teilnehmende.csv", ';', 1, "1", "'@SUM(A1)", "'=1+1", "", "", "nein");
    ROW("teilnehmende.csv", ';', 2, "2", "", "Stadt Bochum", "Bochum", "Politik", "ja");
    ROW("teilnehmende.csv", ';', 3, "3", "Zora Ja", "Stadt Essen", "Essen", "Personal", "ja");
    struct str book = read_book(*state);
    assert_non_null(strstr(book.data, "Zora Ja"));
    assert_null(strstr(book.data, "Anna Nein"));
    str_release(&book);
    struct str text = read_file(*state, CARDS "-roh.csv");
    assert_null(strstr(text.data, "Anna Nein"));
    str_release(&text);
}

static void same_event_same_bytes(void **state) {
    static const char *const files[] = { "record.xlsx", "ablauf.csv", CARDS ".csv" };
    struct str before[COUNT(files)];
    char error[300];
    for (size_t i = 0; i < COUNT(files); i++)
        before[i] = read_file(*state, files[i]);
    sleep(1);                                  /* the workbook must not hold today's time */
    assert_true(print_record(&snap, NULL, ((struct folder *)*state)->dir, error, sizeof error));
    for (size_t i = 0; i < COUNT(files); i++) {
        struct str after = read_file(*state, files[i]);
        assert_int_equal(after.len, before[i].len);
        assert_memory_equal(after.data, before[i].data, after.len);
        str_release(&after);
        str_release(&before[i]);
    }
}

/* A file that cannot be replaced is named, and nothing half-made is left behind. */
static void nothing_half_made(void **state) {
    static const char *const names[] = { "record.xlsx", "ablauf.csv" };
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        char dir[] = "/tmp/punktum-print-XXXXXX", path[100], error[300] = "";
        struct folder f;
        assert_non_null(mkdtemp(dir));
        str_format(path, sizeof path, "%s/%s", dir, names[i]);
        assert_int_equal(mkdir(path, 0700), 0);
        assert_false(print_record(&snap, NULL, dir, error, sizeof error));
        assert_non_null(strstr(error, names[i]));
        str_format(path, sizeof path, "%s/.%s.new", dir, names[i]);
        assert_int_equal(access(path, F_OK), -1);
        str_copy(f.dir, sizeof f.dir, dir);
        assert_int_equal(drop(&(void *){ &f }), 0);
    }
}

static void a_folder_that_cannot_be_made(void **state) {
    char error[300] = "";
    (void)state;
    assert_false(print_record(&snap, NULL, "/proc/nowhere/record", error, sizeof error));
    assert_non_null(strstr(error, "/proc/nowhere/record"));
}

static void names_of_sheets_and_files(void **state) {
    static const struct { const char *title, *sheet, *file; } rows[] = {
        { "'Los'", "07 ’Los’", "07-los" }, { "", "07", "07-dots" }, { "...", "07 ...", "07-dots" },
        { "Größe – Maß für Ça va?", "07 Größe – Maß für Ça va", "07-groesse-mass-fuer-ca-va" },
        { "../../etc/passwd", "07 .. .. etc passwd", "07-etc-passwd" },
        { "🌻🌻 34567890123456789012345678", "07 🌻🌻 3456789012345678901234…",
          "07-34567890123456789012345678" },
        { "Welche Vorhaben sollen die Städte", "07 Welche Vorhaben sollen die",
          "07-welche-vorhaben-sollen-die-staedte" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *sheet = name_sheet(7, rows[i].title), *file = name_file(7, rows[i].title, "dots");
        assert_string_equal(sheet, rows[i].sheet);
        assert_string_equal(file, rows[i].file);
        free(sheet);
        free(file);
    }
}

/* Two tables of one name are two sheets and two files: a workbook with one name twice is none. */
static void names_are_told_apart(void **state) {
    struct model m = { .n = 0 };
    (void)state;
    model_table(&m, 0, "Ablauf", "vergleich");
    model_table(&m, 0, "ABLAUF", "vergleich");
    model_table(&m, 0, "", "vergleich");
    assert_string_equal(m.tables[0].sheet, "Ablauf");
    assert_string_equal(m.tables[1].sheet, "02 ABLAUF");
    assert_string_equal(m.tables[1].file, "02-ablauf");
    assert_string_equal(m.tables[2].sheet, "03");
    model_release(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_arrive_as_texts),
        cmocka_unit_test(the_workbook_holds_strings),
        cmocka_unit_test(results_as_decided),
        cmocka_unit_test(nothing_of_an_unrevealed_run),
        cmocka_unit_test(names_only_with_consent),
        cmocka_unit_test(same_event_same_bytes),
        cmocka_unit_test(nothing_half_made),
        cmocka_unit_test(a_folder_that_cannot_be_made),
        cmocka_unit_test(names_of_sheets_and_files),
        cmocka_unit_test(names_are_told_apart),
    };
    setenv("TZ", "UTC", 1);
    return cmocka_run_group_tests(tests, make, drop);
}
