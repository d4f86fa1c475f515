/* Proves how paragraphs for paper break: lines fit, at most two in a row end in a hyphen, the last
 * word stays whole, no other hyphen than a used one is left in the words, spans keep their letters
 * wherever hyphens come in, figures stay with their word, and the rest of a line is not torn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/str.h"
#include "lib/text/flow.h"
#include "lib/text/flow_inside.h"

static const char prose[] =
    "Die Personalentwicklungsgespräche der Stadtverwaltungen im Ruhrgebiet beschäftigen "
    "Ausbildungsleitungen, Integrationsbeauftragte, Gleichstellungsbeauftragte, Personalräte und "
    "Migrantenselbstorganisationen gleichermaßen; Bevölkerungsvorausberechnungen und "
    "Altersstrukturanalysen zeigen Handlungsnotwendigkeiten in allen Fachbereichen und "
    "Eigenbetrieben der beteiligten Gebietskörperschaften";

static struct text *text;
static const struct text_style body = { .size_max = 10, .size_min = 10, .line_height = 1.4,
                                        .hyphenate = true, .language = "de" };

static bool soft_at_end(const char *line) {
    size_t len = strlen(line);
    return len >= 2 && memcmp(line + len - 2, "\u00AD", 2) == 0;
}

static void lines_at(double width) {
    struct text_flow *f = text_flow_plain(text, prose, &body, width);
    int row = 0, hyphens = 0, n = text_flow_lines(f);
    struct str joined = STR_INIT;
    assert_true(text_flow_width(f) <= width + 0.5);
    for (int i = 0; i < n; i++) {
        char *line = text_flow_words(f, i);
        row = soft_at_end(line) ? row + 1 : 0;
        hyphens += soft_at_end(line);
        assert_true(row <= 2);
        if (soft_at_end(line))
            line[strlen(line) - 2] = '\0';
        str_puts(&joined, line);
        if (row == 0 && i + 1 < n)
            str_putc(&joined, ' ');
        if (i == n - 1)
            assert_non_null(strstr(line, "Gebietskörperschaften"));
        free(line);
    }
    assert_int_equal(hyphens, text_flow_hyphens(f));
    assert_string_equal(joined.data, prose);
    str_release(&joined);
    text_flow_free(f);
}

static void lines(void **state) {
    (void)state;
    for (double width = 175; width < 420; width += 13)
        lines_at(width);
}

/* Hyphens are there where they help: a narrow column has some, one line has none. */
static void hyphens(void **state) {
    (void)state;
    struct text_flow *narrow = text_flow_plain(text, prose, &body, 160);
    struct text_flow *wide = text_flow_plain(text, prose, &body, 9000);
    assert_true(text_flow_hyphens(narrow) > 1);
    assert_int_equal(text_flow_lines(wide), 1);
    assert_int_equal(text_flow_hyphens(wide), 0);
    text_flow_free(narrow);
    text_flow_free(wide);
}

static void spans(void **state) {
    (void)state;
    struct text_span list[] = {
        { .words = "Über die Ausbildungs" }, { .words = "botschafterinnen", .strong = true },
        { .words = " und " }, { .words = "Verweise", .mark = 7 },
        { .words = " in der Personalentwicklungsplanung aller Stadtverwaltungen." } };
    for (double width = 60; width < 300; width += 7) {
        struct text_flow *f = text_flow_new(text, list, 5, &body, width);
        for (size_t i = 0; i < 5; i++) {
            const char *from = f->words + f->parts[i].from, *want = list[i].words;
            for (const char *end = f->words + f->parts[i].to; from < end; from++)
                if (memcmp(from, "\u00AD", 2) == 0)
                    from++;
                else
                    assert_int_equal(*from, *want++);
            assert_int_equal(*want, '\0');
        }
        text_flow_free(f);
    }
}

/* "4 Personen" and a dash never part at the space. */
static void glue(void **state) {
    (void)state;
    static const char words[] = "Gezählt wurden am Ende 4 Personen und z. B. Gäste – und k. A.";
    for (double width = 70; width < 330; width += 3) {
        struct text_flow *f = text_flow_plain(text, words, &body, width);
        for (int i = 0; i + 1 < text_flow_lines(f); i++) {
            char *line = text_flow_words(f, i), *next = text_flow_words(f, i + 1);
            size_t len = strlen(line);
            assert_false(line[len - 1] == '4');
            assert_false(len > 1 && strcmp(line + len - 2, "z.") == 0);
            assert_false(strncmp(next, "–", 3) == 0);
            free(line);
            free(next);
        }
        text_flow_free(f);
    }
}

static void directions(void **state) {
    (void)state;
    struct text_flow *f = text_flow_plain(text, "أطفالنا يتعلمون لغتين", &body, 200);
    assert_true(text_flow_rtl(f));
    text_flow_free(f);
    f = text_flow_plain(text, "", &body, 200);
    assert_false(text_flow_rtl(f));
    assert_int_equal(text_flow_lines(f), 1);
    text_flow_free(f);
}

static int setup(void **state) {
    (void)state;
    text = text_new(NULL);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    text_free(text);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines), cmocka_unit_test(hyphens), cmocka_unit_test(spans),
        cmocka_unit_test(glue), cmocka_unit_test(directions),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
