/* Proves that all documents of an event come out of one call: each format has its file, the ZIP
 * holds them all with its contents page, the same event gives the same ZIP whatever lay in the
 * folder before; and that whoever says stop is left with no half file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <sys/stat.h>
#include "admin/print/print.h"
#include "tests/unit/book/event.h"

static const char *const files[] = {
    "Dokumentation.pdf", "Dokumentation.odt", "Dokumentation.html", "Tabellen.xlsx",
    "CSV/ablauf.csv", "CSV/03-was-roh.csv", "CSV/teilnehmende.csv", "Diagramme/03-was.svg",
    "Diagramme/03-was.png", "Bilder/bild-1.png", "Bilder/struktur.png", "Daten.json",
    "Programm.ics", "Dokumentation.zip",
};
/* A white pixel. */
#define PIXEL "X'89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B55" \
    "0000000A49444154789C63F80F0001010100B5D8C55F0000000049454E44AE426082'"

struct told { int stop_at, last, of; char what[80]; };

static bool progress(void *ctx, int done, int of, const char *what) {
    struct told *t = ctx;
    assert_true(done >= t->last && done <= of);
    t->last = done;
    t->of = of;
    str_copy(t->what, sizeof t->what, what);
    return t->stop_at < 0 || done < t->stop_at;
}

static struct event e;

static int make(void **state) {
    (void)state;
    event_make(&e, "secret", "live", "city");
    event_reopen(&e, "UPDATE setting SET value = 'Probe' WHERE name = 'title';"
        "INSERT INTO setting VALUES ('start', '1226044800000'), ('end', '1226068200000');"
        "INSERT INTO chapter (key, position, title, body, included, rev) VALUES "
        "('foreword', 0, '', 'Ein **Vorwort**.', 1, 1);"
        "INSERT INTO picture (id, chapter, position, caption, alt, png, width, height, bytes, "
        "included, rev) VALUES (1, 'foreword', 1, 'Ein Bild', 'Weiß', 1, 1, 1, " PIXEL ", 1, 1);");
    people_add(&e, 12);
    STEP(&e, GOTO, VISIONS, OK);
    STEP(&e, OPEN, 0, OK);
    card_add(&e, 1, "Eine Karte", 5001);
    card_add(&e, 2, "Noch <b>eine</b>", 5002);
    close_at_once(&e);
    STEP(&e, GOTO, DOTS, OK);
    STEP(&e, OPEN, 0, OK);
    for (int64_t i = 1; i <= 9; i++)
        vote(&e, i, 1, i % 3 ? 2 : 3, 1, 6000 + i);
    close_at_once(&e);
    STEP(&e, REVEAL, 0, OK);
    return 0;
}

static int drop(void **state) {
    (void)state;
    event_end(&e);
    return 0;
}

static enum print_result documents(const char *name, struct told *told) {
    char dir[160], error[300] = "";
    str_format(dir, sizeof dir, "%s/%s", e.dir, name);
    struct print_order order = { .book = e.book, .dir = dir, .progress = progress, .ctx = told };
    enum print_result result = print_documents(&order, error, sizeof error);
    if (result == PRINT_FAILED)
        fail_msg("%s", error);
    return result;
}

static off_t size_of(const char *folder, const char *name) {
    char path[300];
    struct stat st;
    str_format(path, sizeof path, "%s/%s/%s", e.dir, folder, name);
    return stat(path, &st) == 0 ? st.st_size : -1;
}

static void everything_is_there(void **state) {
    char command[600];
    struct told told = { .stop_at = -1 };
    struct stat st;
    (void)state;
    assert_int_equal(documents("eins", &told), PRINT_DONE);
    assert_int_equal(told.last, told.of);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (size_of("eins", files[i]) < 40)
            fail_msg("%s is missing or empty", files[i]);
    str_format(command, sizeof command, "%s/eins", e.dir);
    assert_int_equal(stat(command, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    for (size_t i = 0; i + 1 < sizeof files / sizeof *files; i++) {
        str_format(command, sizeof command, "unzip -p '%s/eins/Dokumentation.zip' '%s' | "
                   "cmp -s - '%s/eins/%s'", e.dir, files[i], e.dir, files[i]);
        if (system(command) != 0)
            fail_msg("%s is not the same in the ZIP", files[i]);
    }
    str_format(command, sizeof command, "unzip -p '%s/eins/Dokumentation.zip' LIESMICH.html | "
               "grep -q 'a: 9 Punkte von 9 Personen'", e.dir);
    assert_int_equal(system(command), 0);
}

static void the_same_zip_again(void **state) {
    char command[600];
    struct told told = { .stop_at = -1 };
    (void)state;
    sleep(2);                                /* a clock in the bytes would show */
    str_format(command, sizeof command, "mkdir -p '%s/zwei/CSV' && touch '%s/zwei/CSV/alt.csv' "
               "'%s/zwei/fremd'", e.dir, e.dir, e.dir);
    assert_int_equal(system(command), 0);
    assert_int_equal(documents("zwei", &told), PRINT_DONE);
    assert_int_equal(size_of("zwei", "CSV/alt.csv"), -1);
    assert_int_equal(size_of("zwei", "fremd"), 0);           /* not ours to remove */
    str_format(command, sizeof command, "cmp '%s/eins/Dokumentation.zip' "
               "'%s/zwei/Dokumentation.zip'", e.dir, e.dir);
    assert_int_equal(system(command), 0);
}

/* No name that begins with a dot or ends as half a file does. */
static void no_half_files(const char *folder) {
    char path[300];
    str_format(path, sizeof path, "%s/%s", e.dir, folder);
    DIR *d = opendir(path);
    assert_non_null(d);
    for (struct dirent *entry; (entry = readdir(d)) != NULL;) {
        size_t len = strlen(entry->d_name);
        bool dots = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        assert_true(dots || entry->d_name[0] != '.');
        assert_false(len > 4 && strcmp(entry->d_name + len - 4, ".new") == 0);
    }
    closedir(d);
}

static void stopped_when_told(void **state) {
    (void)state;
    for (int stop = 0; stop <= 10; stop += 5) {
        struct told told = { .stop_at = stop };
        char folder[16];
        str_format(folder, sizeof folder, "stopp%d", stop);
        assert_int_equal(documents(folder, &told), PRINT_STOPPED);
        assert_int_equal(size_of(folder, "Dokumentation.zip"), -1);
        assert_int_equal(size_of(folder, "Dokumentation.pdf") > 0, stop > 1);
        no_half_files(folder);
    }
}

/* A stage that keeps the scenes it is given and paints a pixel, or fails. */
static void stage_program(char *path, size_t size, const char *last) {
    char text[600];
    str_format(path, size, "%s/stage%s", e.dir, last);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    str_format(text, sizeof text, "#!/bin/sh\ncp \"$4\" %s/seen-$(basename \"$4\")\n"
               "cp %s/eins/Bilder/bild-1.png \"$5\"\nexit %s\n", e.dir, e.dir, last);
    assert_true(fputs(text, f) >= 0);
    fclose(f);
    assert_int_equal(chmod(path, 0700), 0);
}

static void the_stage_as_it_was(void **state) {
    char dir[160], program[160], error[300] = "", command[400];
    struct print_order order = { .book = e.book, .dir = dir, .stage_program = program };
    (void)state;
    stage_program(program, sizeof program, "0");
    str_format(dir, sizeof dir, "%s/buehne", e.dir);
    assert_int_equal(print_documents(&order, error, sizeof error), PRINT_DONE);
    assert_true(size_of("buehne", "Bilder/buehne-2.png") > 0);
    assert_true(size_of("buehne", "Bilder/buehne-3.png") > 0);
    assert_true(size_of("buehne", "Bilder/buehne-1.png") > 0);           /* small, on the sheet */
    no_half_files("buehne");
    str_format(command, sizeof command, "grep -q '\"kind\":\"dots\"' %s/seen-.scene-3.json && "
               "grep -q '\"state\":\"revealed\"' %s/seen-.scene-3.json", e.dir, e.dir);
    assert_int_equal(system(command), 0);
    stage_program(program, sizeof program, "1");
    assert_int_equal(print_documents(&order, error, sizeof error), PRINT_DONE);
    assert_int_equal(size_of("buehne", "Bilder/buehne-2.png"), -1);      /* none is better */
    str_copy(program, sizeof program, "/nicht/da");
    assert_int_equal(print_documents(&order, error, sizeof error), PRINT_DONE);
}

static void a_folder_that_cannot_be(void **state) {
    char dir[200], error[300] = "";
    (void)state;
    str_format(dir, sizeof dir, "%s/nicht/da", e.dir);
    struct print_order order = { .book = e.book, .dir = dir };
    assert_int_equal(print_documents(&order, error, sizeof error), PRINT_FAILED);
    assert_non_null(strstr(error, "nicht/da"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_there), cmocka_unit_test(the_same_zip_again),
        cmocka_unit_test(stopped_when_told),
        cmocka_unit_test(the_stage_as_it_was), cmocka_unit_test(a_folder_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
