/* Proves that texts people type cannot break a document: tests/print/nasty.txt stands in every
 * place where somebody types (titles, cards, options, names, voices, reasons), goes through the
 * writers of PDF, ODT, HTML, XLSX, CSV, charts, iCalendar and ZIP and is read back by parsers
 * (tests/print/read_back.py). The same event gives the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "admin/print/chart.h"
#include "admin/print/format.h"
#include "admin/print/name.h"
#include "admin/print/package.h"
#include "admin/print/save.h"
#include "admin/print/tables.h"
#include "lib/json.h"
#include "tests/unit/print/sample.h"

static char dir[64];

static const struct doc_plot *plot_in(const struct doc_node *node) {
    const struct doc_plot *found = node->plot;
    for (size_t i = 0; !found && i < node->n; i++)
        found = plot_in(node->children[i]);
    return found;
}

static void path_of(struct str *out, const char *name) {
    str_clear(out);
    str_printf(out, "%s/%s", dir, name);
}

static void write_words(const struct sample *s) {
    json_t *list = json_array();
    struct str text = STR_INIT, path = STR_INIT;
    char error[200];
    for (size_t i = 0; i < s->words_n; i++) {
        char *clean = doc_clean(s->words[i]);
        json_array_append_new(list, json_string(clean));
        free(clean);
    }
    assert_int_equal(json_array_size(list), s->words_n);     /* each is valid UTF-8 */
    json_write(&text, list);
    path_of(&path, "words.json");
    assert_true(save_file(path.data, text.data, text.len, error, sizeof error));
    json_decref(list);
    str_release(&text);
    str_release(&path);
}

static void write_svg(const struct doc *d) {
    struct text *text = text_new(NULL);
    struct chart chart = { plot_in(d->root), d->title, d->statement, d->title, "de", 0 };
    struct str out = STR_INIT, path = STR_INIT;
    char error[200];
    chart_svg(&out, text, &chart);
    path_of(&path, "chart.svg");
    assert_true(save_file(path.data, out.data, out.len, error, sizeof error));
    text_free(text);
    str_release(&out);
    str_release(&path);
}

static void write_all(void) {
    static const struct print_format *const formats[] = {
        &format_pdf, &format_odt, &format_html, &format_xlsx, &format_ics,
    };
    static const struct print_format *const folders[] = { &format_csv, &format_charts };
    static struct sample s;
    static const struct print_format *const packed[] = {
        &format_pdf, &format_odt, &format_html, &format_xlsx, &format_csv, &format_charts,
        &format_ics,
    };
    struct doc_pages pages = { .n = 0 };
    struct str path = STR_INIT;
    struct model model;
    char error[300] = "";
    sample_make(&s, true);
    assert_true(s.words_n > 30 && s.words_n < SAMPLE_WORDS);
    struct doc *d = doc_build(&s.snap, &s.paper, NULL, NULL);
    tables_build(&model, &s.snap);
    tables_paper(&model, &s.snap, &s.paper);
    struct print_made made = { .snap = &s.snap, .paper = &s.paper, .doc = d, .model = &model,
                               .lang = doc_lang(&s.snap), .pages = &pages };
    doc_pages_add(&pages, "foreword", 3);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        path_of(&path, formats[i]->file);
        if (!formats[i]->write(&made, path.data, error, sizeof error))
            fail_msg("%s", error);
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        path_of(&path, folders[i]->file);
        assert_int_equal(mkdir(path.data, 0700), 0);
        path.data[--path.len] = '\0';
        if (!folders[i]->write(&made, path.data, error, sizeof error))
            fail_msg("%s", error);
    }
    if (!package_write(&made, packed, sizeof packed / sizeof *packed, dir, error, sizeof error))
        fail_msg("%s", error);
    write_words(&s);
    write_svg(d);
    str_release(&path);
    doc_pages_release(&pages);
    model_release(&model);
    doc_free(d);
    sample_release(&s);
}

static int make(void **state) {
    (void)state;
    str_copy(dir, sizeof dir, "/tmp/punktum-nasty-XXXXXX");
    assert_non_null(mkdtemp(dir));
    write_all();
    return 0;
}

static int drop(void **state) {
    char command[120];
    (void)state;
    str_format(command, sizeof command, "rm -rf '%s'", dir);
    return system(command);
}

static void all_are_read_back(void **state) {
    char command[200];
    (void)state;
    const char *office = getenv("PUNKTUM_OFFICE");
    str_format(command, sizeof command, "python3 tests/print/read_back.py '%s' %s", dir,
               office ? "--office" : "");
    assert_int_equal(system(command), 0);
}

static void the_same_bytes_again(void **state) {
    char command[400], first[64];
    (void)state;
    str_copy(first, sizeof first, dir);
    str_copy(dir, sizeof dir, "/tmp/punktum-nasty-XXXXXX");
    assert_non_null(mkdtemp(dir));
    sleep(2);                                /* a clock in the bytes would show */
    write_all();
    str_format(command, sizeof command, "diff -r '%s' '%s' && rm -r '%s'", first, dir, first);
    assert_int_equal(system(command), 0);
}

/* Titles become names of files: never a path, never hidden, never a device. */
static void names_of_files(void **state) {
    static struct sample s;
    (void)state;
    sample_read_words(&s);
    for (size_t i = 0; i < s.words_n; i++) {
        char *clean = doc_clean(s.words[i]), *name = name_file(7, clean, "ergebnis");
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
        assert_true(str_starts(name, "07-") && strlen(name) <= 60);
        free(clean);
        free(name);
    }
    sample_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_are_read_back), cmocka_unit_test(the_same_bytes_again),
        cmocka_unit_test(names_of_files),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
