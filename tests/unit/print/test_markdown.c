/* Proves what organisers' marks become (each of the subset, stars inside German words, broken and
 * nested marks), that nothing else is markup, and on ten thousand texts thrown together from marks
 * and words: no character but marks and white space is lost, nothing crashes, marks never multiply
 * the work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include "admin/print/markdown.h"
#include "lib/mem.h"
#include "lib/str.h"

/* The tree as text: "P(plain B(bold) ...)". */
static void dump(struct str *out, const struct doc_node *node) {
    static const char *const names[] = {
        [DOC_PARA] = "P", [DOC_LIST] = "L", [DOC_ITEM] = "I", [DOC_SECTION] = "S",
        [DOC_QUOTE] = "Q",
    };
    str_printf(out, "%s%s(", names[node->kind], node->flag ? "1" : "");
    for (size_t i = 0; i < node->spans_n; i++) {
        const struct doc_span *s = &node->spans[i];
        const char *mark = s->strong ? (s->emphasis ? "X" : "B") : s->emphasis ? "E" : "";
        str_printf(out, "%s%s%s%s", *mark || s->link ? "{" : "", mark, *mark ? ":" : "", s->text);
        if (s->link)
            str_printf(out, "->%s", s->link);
        str_puts(out, *mark || s->link ? "}" : "");
    }
    for (size_t i = 0; i < node->n; i++)
        dump(out, node->children[i]);
    str_putc(out, ')');
}

static void expect(const char *text, const char *tree) {
    struct doc *d = doc_new();
    struct str out = STR_INIT;
    markdown_add(d->root, text, "x");
    for (size_t i = 0; i < d->root->n; i++)
        dump(&out, d->root->children[i]);
    assert_string_equal(out.data, tree);
    str_release(&out);
    doc_free(d);
}

static void test_blocks(void **state) {
    (void)state;
    expect("", "");
    expect("eins\nzwei\n\ndrei", "P(eins zwei)P(drei)");
    expect("- a\n- b\n  geht weiter\n\n- c\n1. eins\n2. zwei", "L(I(a)I(b geht weiter)I(c))"
           "L1(I(eins)I(zwei))");
    expect("vor\n## Teil\nText\n> Zitat\n> weiter\nnoch",
           "P(vor)S(TeilP(Text)Q(Zitat weiter noch))");
    expect("# a\n\n### b\nc", "S(a)S(bP(c))");
    expect("text\n- a\ntext", "P(text)L(I(a text))");
    expect("-a\n#b\n1.c\n2008 war gut", "P(-a #b 1.c 2008 war gut)");
    expect("zeile \r\nnoch\r\n", "P(zeile noch)");
    expect("#\n-\n>\n## \n", "P(# -)P(##)");
}

static void test_spans(void **state) {
    (void)state;
    expect("**fett** und *kursiv*", "P({B:fett} und {E:kursiv})");
    expect("**fett *beides* fett**", "P({B:fett }{X:beides}{B: fett})");
    expect("***beides***", "P({X:beides})");
    expect("*a **b***", "P({E:a }{X:b})");
    expect("„**wichtig**“, (*so*)", "P(„{B:wichtig}“, ({E:so}))");
    expect("Kolleg*innen und Bürger*innen", "P(Kolleg*innen und Bürger*innen)");
    expect("Schüler*innen, *alle* Schüler*innen", "P(Schüler*innen, {E:alle} Schüler*innen)");
    expect("2 * 3 * 4 **", "P(2 * 3 * 4 **)");
    expect("**offen", "P(**offen)");
    expect("*offen **zu**", "P(*offen {B:zu})");
    expect("\\*kein\\* \\[x\\](https://a.de)", "P(*kein* [x](https://a.de))");
    expect("****vier**** *", "P(****vier**** *)");
}

static void test_links(void **state) {
    (void)state;
    expect("siehe [Seite](https://a.de/x?y=1&z).", "P(siehe {Seite->https://a.de/x?y=1&z}.)");
    expect("[x](javascript:alert(1))", "P([x](javascript:alert(1)))");
    expect("[x](https://a.de/\"onclick)", "P([x](https://a.de/\"onclick))");
    expect("[x](https://a b)", "P([x](https://a b))");
    expect("[](https://a.de) [x](data:a)", "P([](https://a.de) [x](data:a))");
    expect("**[x](https://a.de)**", "P({B:x->https://a.de})");
    expect("<script>&amp; `x` ![b](c) | t |", "P(<script>&amp; `x` ![b](c) | t |)");
}

static const char *const pieces[] = {
    "*", "**", "***", "[", "](https://a.de)", "](", ")", "\\", "\n", "\n\n", "- ", "1. ", "## ",
    "> ", " ", "wort", "Ärzt*innen", "\xf0\x9f\x91\xa9\xe2\x80\x8d", "بلدية", "<b>", "\t", "\x01",
    "\xe2\x80\xae", "https://", "a", "_", "`", "|", "\xff",
};

/* Letters of words, in order: what must survive. */
static void letters(struct str *out, const struct doc_node *node) {
    for (size_t i = 0; i < node->spans_n; i++)
        for (const char *p = node->spans[i].text; *p; p++)
            if ((*p >= 'a' && *p <= 'z') || (unsigned char)*p >= 0x80)
                str_putc(out, *p);
    for (size_t i = 0; i < node->n; i++)
        letters(out, node->children[i]);
}

static void test_thrown_together(void **state) {
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 10000; round++) {
        struct str text = STR_INIT, wanted = STR_INIT, got = STR_INIT;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525u + 1013904223u;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces - 1)];
            if (strstr(piece, "https"))
                continue;                    /* an address of a link is no text */
            str_puts(&text, piece);
        }
        for (const char *p = text.data; *p; p++)
            if ((*p >= 'a' && *p <= 'z') || (unsigned char)*p >= 0x80)
                str_putc(&wanted, *p);
        struct doc *d = doc_new();
        markdown_add(d->root, text.data, "x");
        letters(&got, d->root);
        assert_string_equal(got.data, wanted.data);
        doc_free(d);
        str_release(&text);
        str_release(&wanted);
        str_release(&got);
    }
}

static void test_anything(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct str text = STR_INIT;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            str_puts(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct doc *d = doc_new();
        markdown_add(d->root, text.data, "x");
        doc_free(d);
        str_release(&text);
    }
}

static void test_linear(void **state) {
    (void)state;
    static const char *const bad[] = {
        "*a ", "**a ", "[a", "[a](https://b ", "*a **b ", "> ", "***",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str text = STR_INIT;
        while (text.len < 200000)
            str_puts(&text, bad[i]);
        struct doc *d = doc_new();
        clock_t begin = clock();
        markdown_add(d->root, text.data, "x");
        assert_true(clock() - begin < CLOCKS_PER_SEC);
        doc_free(d);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks), cmocka_unit_test(test_spans), cmocka_unit_test(test_links),
        cmocka_unit_test(test_thrown_together), cmocka_unit_test(test_anything),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
