/* Proves what the documentation as PDF promises beside its looks (tests/print/run reads its tags):
 * the same tree gives the same bytes, pages of chapters ascend and spreads begin on the left, an
 * empty tree, endless words and a broken picture are no reason to fail, and it can be stopped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>
#include "admin/print/write_pdf.h"
#include "tests/print/demo.c"

#define ONE "/tmp/punktum-write-1.pdf"
#define TWO "/tmp/punktum-write-2.pdf"

static bool write_once(struct doc *d, const char *path, struct doc_pages *pages) {
    char error[256] = "";
    bool well = write_pdf(d, path, pages, NULL, NULL, error, sizeof error);
    if (!well)
        print_message("%s\n", error);
    doc_free(d);
    return well;
}

static void same_bytes(void **state) {
    (void)state;
    size_t a_len, b_len;
    assert_true(write_once(demo_doc(), ONE, NULL));
    assert_true(write_once(demo_doc(), TWO, NULL));
    char *a = demo_slurp(ONE, &a_len), *b = demo_slurp(TWO, &b_len);
    assert_true(a_len > 50000);
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a, b, a_len);
    free(a);
    free(b);
}

static void pages_are_told(void **state) {
    (void)state;
    struct doc_pages pages = { 0 };
    assert_true(write_once(demo_doc(), ONE, &pages));
    assert_int_equal(doc_pages_of(&pages, "vorwort"), 3);
    int item = doc_pages_of(&pages, "item-5");
    assert_int_equal(item % 2, 0);                           /* a spread begins on the left */
    assert_int_equal(doc_pages_of(&pages, "item-5-ergebnis"), item + 1);
    assert_true(doc_pages_of(&pages, "vergleich") > doc_pages_of(&pages, "stimmen"));
    assert_int_equal(doc_pages_of(&pages, "nirgends"), 0);
    doc_pages_release(&pages);
}

static struct doc *bare(void) {
    struct doc *d = doc_new();
    d->title = mem_copy("Leer");
    d->subject = mem_copy("");
    d->language = mem_copy("de");
    d->running = mem_copy("");
    d->statement = mem_copy("");
    return d;
}

static char *repeated(const char *part, int times) {
    struct str s = STR_INIT;
    while (times--)
        str_puts(&s, part);
    return str_detach(&s);
}

static void odd_trees(void **state) {
    (void)state;
    struct doc *d = bare();
    doc_add(d->root, DOC_COVER, NULL);
    doc_add(d->root, DOC_CONTENTS, NULL);
    assert_true(write_once(d, ONE, NULL));
    d = bare();
    struct doc_node *c = demo_chapter(d, "x", NULL, "", 1);
    doc_add(c, DOC_PARA, "");
    doc_add(c, DOC_LIST, NULL);
    doc_add(c, DOC_CARDS, NULL);
    doc_add(c, DOC_TABLE, NULL);
    doc_add(c, DOC_PLOT, NULL);
    char *word = repeated("Wort", 700), *lines = repeated("viele Wörter ", 2000);
    doc_add(c, DOC_PARA, word);
    doc_add(c, DOC_QUOTE, lines);
    doc_add(doc_add(c, DOC_CARDS, NULL), DOC_CARD, lines);
    doc_add(doc_add(c, DOC_SECTION, word), DOC_PARA, "مرحبا 🎉 <b>&amp;</b> \\( /Span BDC");
    struct doc_node *broken = demo_figure(c, "/dev/null", 0, 0, "", "");
    broken->figure->media = DOC_JPEG;
    free(word);
    free(lines);
    assert_true(write_once(d, ONE, NULL));
}

static bool stop(void *ctx, int done, int of) {
    (void)of;
    *(int *)ctx = done;
    return done < 3;
}

static void stopped(void **state) {
    (void)state;
    char error[256] = "";
    int done = 0;
    unlink(ONE);
    struct doc *d = demo_doc();
    assert_false(write_pdf(d, ONE, NULL, stop, &done, error, sizeof error));
    assert_int_equal(done, 3);
    assert_int_not_equal(access(ONE, F_OK), 0);
    assert_true(error[0]);
    doc_free(d);
    unlink(TWO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes), cmocka_unit_test(pages_are_told),
        cmocka_unit_test(odd_trees), cmocka_unit_test(stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
