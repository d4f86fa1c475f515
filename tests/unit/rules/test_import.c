/* Files as Excel (German, Mac, "Unicode text"), LibreOffice, Outlook and Google write them, byte by
 * byte: encoding, separator, heads and people are found; every kind of broken row is told with its
 * line; twins are found inside of the file and against those already there; a wrong guess can be
 * changed; nothing of it crashes on cut or random bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "events/rules/import.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static const char *const organisations[] = { "Stadt Bochum", "Stadt Essen" };
static const char *const there[] = { "Elif Yılmaz" };
static const char *const there_of[] = { "Stadt Bochum" };
static const struct rules_import_known known = {
    there, there_of, 1, organisations, 2, NULL, 0
};

static void slurp(struct str *out, const char *name) {
    char path[128], chunk[4096];
    assert_true(str_format(path, sizeof path, "tests/import/%s", name));
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) str_add(out, chunk, n);
    fclose(f);
}

struct file {
    struct str text;
    struct csv_table table;
    struct rules_import_plan plan;
    struct rules_import people;
};

static enum csv_encoding read_bytes(struct file *f, const void *bytes, size_t len) {
    *f = (struct file){ .text = STR_INIT };
    enum csv_encoding encoding = csv_decode(&f->text, bytes, len);
    assert_true(utf8_valid(f->text.data, f->text.len));
    csv_table_read(&f->table, f->text.data, 0, RULES_IMPORT_ROWS);
    rules_import_guess(&f->plan, &f->table);
    rules_import_read(&f->people, &f->table, &f->plan, &known);
    return encoding;
}

static enum csv_encoding read_file(struct file *f, const char *name) {
    struct str bytes = STR_INIT;
    slurp(&bytes, name);
    enum csv_encoding encoding = read_bytes(f, bytes.data, bytes.len);
    str_release(&bytes);
    return encoding;
}

static void release(struct file *f) {
    rules_import_release(&f->people);
    csv_table_release(&f->table);
    str_release(&f->text);
}

struct wanted { size_t line; const char *name, *organisation, *city, *discipline, *function,
                *email, *role; };
static void check(const struct rules_import_person *p, const struct wanted *w) {
    assert_int_equal(p->line, w->line);
    assert_string_equal(p->name, w->name);
    assert_string_equal(p->organisation, w->organisation);
    assert_string_equal(p->city, w->city);
    assert_string_equal(p->discipline, w->discipline);
    assert_string_equal(p->function, w->function);
    assert_string_equal(p->email, w->email);
    assert_string_equal(p->role, w->role);
    assert_int_equal(p->findings & RULES_ROW_ERRORS, 0);
}

static void test_excel(void **state) {
    static const struct { const char *file; enum csv_encoding encoding; char separator;
                          const char *second; } files[] = {
        { "excel-de.csv", CSV_WINDOWS_1252, ';', "Mehmet Yilmaz" },
        { "excel-de-utf8.csv", CSV_UTF8, ';', "Mehmet Yılmaz" },
        { "excel-mac.csv", CSV_MAC_ROMAN, ';', "Mehmet Yilmaz" },
        { "excel-unicode.txt", CSV_UTF16_LE, '\t', "Mehmet Yılmaz" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct file f;
        assert_int_equal(read_file(&f, files[i].file), files[i].encoding);
        assert_int_equal(f.table.separator, files[i].separator);
        assert_int_equal(f.plan.header, 1);
        assert_int_equal(f.people.n, 3);
        check(&f.people.people[0], &(struct wanted){ 2, "Dr. Jürgen-Lena Groß-Öhlmann",
            "Stadt Mülheim an der Ruhr", "Mülheim", "Soziales", "Fachbereichsleiterin",
            "groess@muelheim.example", "guest" });
        check(&f.people.people[1], &(struct wanted){ 3, files[i].second,
            "Verein \"Miteinander\" e. V.", "Essen", "Kultur", "Vorstand",
            "yilmaz@miteinander.example", "speaker" });
        check(&f.people.people[2], &(struct wanted){ 4, "Zoë D’Angelo",
            "Büro für Stadtforschung", "Köln", "Bildung", "Leitung – Büro",
            "zoe@buero.example", "guest" });
        release(&f);
    }
}

static void test_excel_with_a_title(void **state) {
    struct file f;
    (void)state;
    read_file(&f, "excel-title.csv");
    assert_int_equal(f.table.separator, ';');
    assert_int_equal(f.people.n, 3);
    check(&f.people.people[0], &(struct wanted){ 6, "Sven Brandt", "Stadt Hagen", "", "", "",
                                                 "brandt@hagen.example", "guest" });
    check(&f.people.people[1], &(struct wanted){ 7, "Liselotte van den Berg-Schmitz",
                                                 "Stadt Duisburg", "", "", "", "", "guest" });
    check(&f.people.people[2], &(struct wanted){ 8, "Suharto", "Stadt Duisburg", "", "", "", "",
                                                 "guest" });
    release(&f);
}

static void test_libreoffice(void **state) {
    struct file f;
    (void)state;
    assert_int_equal(read_file(&f, "libreoffice.csv"), CSV_UTF8);
    assert_int_equal(f.table.separator, ',');
    assert_int_equal(f.people.n, 3);
    check(&f.people.people[0], &(struct wanted){ 2, "محمد الأحمد", "Verein Brücke, Essen", "",
                                                 "Integration", "", "", "guest" });
    check(&f.people.people[1], &(struct wanted){ 3, "Øyvind Łukasz Ångström", "Kommune Bochum", "",
        "Personal", "", "oa@bochum.example", "moderation" });
    check(&f.people.people[2], &(struct wanted){ 4, "=1+1", "Stadt Essen", "", "", "", "",
                                                 "guest" });
    assert_int_equal(f.people.people[2].organisation_at, 2);
    release(&f);
}

static void test_address_books(void **state) {
    struct file f;
    (void)state;
    assert_int_equal(read_file(&f, "outlook-de.csv"), CSV_WINDOWS_1252);
    assert_int_equal(f.people.n, 2);
    check(&f.people.people[0], &(struct wanted){ 2, "Dr. Jörg Maria Weiß jun.",
        "Stadt Gelsenkirchen", "Gelsenkirchen", "Referat 4", "Leiter", "weiss@ge.example",
        "guest" });
    check(&f.people.people[1], &(struct wanted){ 4, "Käthe Müller", "Herne", "Herne", "", "",
                                                 "kaethe@herne.example", "guest" });
    release(&f);
    read_file(&f, "outlook-en.csv");
    check(&f.people.people[0], &(struct wanted){ 2, "Ann B. O'Brien", "City of Dortmund",
        "Dortmund", "Education", "Head", "ann@dortmund.example", "guest" });
    release(&f);
    read_file(&f, "google.csv");
    check(&f.people.people[0], &(struct wanted){ 2, "Bùi Thị Hoa", "Stadt Bottrop", "", "", "",
                                                 "hoa@bottrop.example", "guest" });
    release(&f);
}

static void test_without_heads(void **state) {
    struct file f;
    (void)state;
    read_file(&f, "headless.csv");
    assert_int_equal(f.plan.header, 0);
    assert_int_equal(f.people.n, 2);
    check(&f.people.people[0], &(struct wanted){ 1, "Anna Kowalski", "Stadt Essen", "", "", "",
                                                 "kowalski@essen.example", "guest" });
    check(&f.people.people[1], &(struct wanted){ 2, "Bernd Öztürk", "Stadt Bochum", "", "", "", "",
                                                 "guest" });
    release(&f);
}

static void test_findings(void **state) {
    static const struct { size_t line; unsigned findings; size_t twin; } wanted[] = {
        { 2, 0, 0 }, { 3, RULES_ROW_NO_NAME, 0 }, { 4, RULES_ROW_BROKEN, 0 },
        { 5, RULES_ROW_WIDE, 0 }, { 6, RULES_ROW_EMAIL | RULES_ROW_ROLE, 0 },
        { 7, RULES_ROW_TWICE, 2 }, { 8, RULES_ROW_LONG, 0 }, { 9, RULES_ROW_UNREADABLE, 0 },
        { 10, RULES_ROW_THERE, 0 }, { 11, 0, 0 }
    };
    struct file f;
    (void)state;
    read_file(&f, "errors.csv");
    assert_int_equal(f.people.n, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < f.people.n; i++) {
        assert_int_equal(f.people.people[i].line, wanted[i].line);
        assert_int_equal(f.people.people[i].findings, wanted[i].findings);
        assert_int_equal(f.people.people[i].twin, wanted[i].twin);
    }
    assert_string_equal(f.people.people[4].email, "");
    assert_int_equal(f.people.people[5].organisation_at, 2);   /* "stadt essen" is the listed one */
    release(&f);
}

/* What an organiser corrects in the preview: the third column is the organisation, no heads. */
static void test_changed_columns(void **state) {
    static const char text[] = "Anna,x,Stadt Hagen\nBernd,y,Stadt Herne\n";
    struct file f;
    (void)state;
    read_bytes(&f, text, strlen(text));
    rules_import_release(&f.people);
    f.plan.header = 0;
    assert_true(rules_column_from_name("organisation", &f.plan.column[2]));
    assert_true(rules_column_from_name("", &f.plan.column[1]));
    rules_import_read(&f.people, &f.table, &f.plan, &known);
    assert_int_equal(f.people.n, 2);
    assert_string_equal(f.people.people[0].organisation, "Stadt Hagen");
    assert_int_equal(f.people.people[0].findings, RULES_ROW_NEW_ORGANISATION);
    release(&f);
}

/* What they speak: known languages become letters, others are told and do not keep anybody out. */
static void test_languages(void **state) {
    static const char text[] = "Name;Gesprochene Sprachen\nAnna;Deutsch, Türkisch\nBernd;"
        "Klingonisch/en\nCem;\n";
    struct file f;
    (void)state;
    read_bytes(&f, text, strlen(text));
    assert_int_equal(f.plan.column[1], RULES_COLUMN_LANGUAGES);
    assert_int_equal(f.people.n, 3);
    assert_string_equal(f.people.people[0].languages, "de tr");
    assert_int_equal(f.people.people[0].findings, 0);
    assert_string_equal(f.people.people[1].languages, "en");
    assert_int_equal(f.people.people[1].findings, RULES_ROW_LANGUAGE);
    assert_int_equal(f.people.people[1].findings & RULES_ROW_ERRORS, 0);
    assert_string_equal(f.people.people[2].languages, "");
    assert_int_equal(f.people.people[2].findings, 0);
    release(&f);
}

static void test_what_is_no_table(void **state) {
    struct str out = STR_INIT;
    (void)state;
    assert_int_equal(csv_decode(&out, "PK\3\4rest", 8), CSV_WORKBOOK);
    assert_int_equal(csv_decode(&out, "\xd0\xcf\x11\xe0", 4), CSV_WORKBOOK);
    assert_int_equal(csv_decode(&out, "a\0b", 3), CSV_BINARY);
    assert_int_equal(out.len, 0);
    struct file f;
    read_bytes(&f, "", 0);
    assert_int_equal(f.people.n, 0);
    release(&f);
    str_release(&out);
}

static void test_roles_and_addresses(void **state) {
    (void)state;
    assert_string_equal(rules_role_find("Referent:in"), "speaker");
    assert_string_equal(rules_role_find("HELFER"), "helper");
    assert_string_equal(rules_role_find("team"), "host");
    assert_null(rules_role_find("Kaiserin"));
    assert_null(rules_role_find(""));
    assert_true(rules_email_fits("a.b+c@stadt-muelheim.example"));
    static const char *const bad[] = { "", "@b.de", "a@", "a@b", "a b@c.de", "a@b@c.de", "a@b..de",
                                       "a@.de", "a@b.de.", "a@b.de, c@d.de" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(rules_email_fits(bad[i]));
}

/* Every fixture cut at every third byte, and with single bytes turned: nothing may crash, and what
 * comes out is text. */
static void test_cut_and_turned(void **state) {
    static const char *const files[] = { "excel-de-utf8.csv", "excel-unicode.txt", "errors.csv",
                                         "outlook-de.csv" };
    uint32_t random = 7;
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str bytes = STR_INIT;
        slurp(&bytes, files[i]);
        for (size_t len = 0; len < bytes.len; len += 3) {
            struct file f;
            char *copy = mem_new(len + 1, 1);
            memcpy(copy, bytes.data, len);
            read_bytes(&f, copy, len);
            release(&f);
            random = random * 1664525 + 1013904223;
            if (len) copy[(random >> 8) % len] = (char)(random >> 24);
            read_bytes(&f, copy, len);
            release(&f);
            free(copy);
        }
        str_release(&bytes);
    }
}

/* 5,000 people and one more: the rest is told, and it is fast (a second is the whole import's). */
static void test_many(void **state) {
    struct str text = STR_INIT;
    struct file f;
    (void)state;
    str_puts(&text, "Name;Organisation;E-Mail\r\n");
    for (int i = 0; i < RULES_IMPORT_ROWS + 1; i++)
        str_printf(&text, "Person %d;Stadt %d;p%d@stadt.example\r\n", i, i % 40, i);
    clock_t begin = clock();
    read_bytes(&f, text.data, text.len);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    assert_true(f.table.more);
    assert_int_equal(f.table.rows_n, RULES_IMPORT_ROWS);
    assert_true(seconds < 1.0);
    release(&f);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_excel), cmocka_unit_test(test_excel_with_a_title),
        cmocka_unit_test(test_libreoffice), cmocka_unit_test(test_address_books),
        cmocka_unit_test(test_without_heads), cmocka_unit_test(test_findings),
        cmocka_unit_test(test_changed_columns), cmocka_unit_test(test_what_is_no_table),
        cmocka_unit_test(test_roles_and_addresses), cmocka_unit_test(test_cut_and_turned),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
