/* Proves: every word a template shows stands in every catalogue, so no page is half English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/asset.h"
#include "lib/page/parse.h"
#include "lib/po.h"

/* Number of words of one template that po does not have; each is printed. */
static int missing(const struct po *po, const char *catalogue, const char *page) {
    struct page_template t;
    char error[200];
    int count = 0;
    if (!page_parse(&t, asset_get(page, NULL), error, sizeof error))
        fail_msg("%s: %s", page, error);
    for (size_t i = 0; i < t.count; i++) {
        if (t.nodes[i].kind != PAGE_WORDS)
            continue;
        const struct po_entry *e = po_find(po, t.nodes[i].text);
        if (e && e->text[0] && *e->text[0])
            continue;
        printf("%s: \"%s\" of %s is not translated\n", catalogue, t.nodes[i].text, page);
        count++;
    }
    page_template_release(&t);
    return count;
}

static void every_word_is_translated(void **state) {
    const char *catalogue, *page;
    int lost = 0, pages = 0;
    (void)state;
    for (size_t i = 0; (catalogue = asset_name("lang/", i)) != NULL; i++) {
        struct po po;
        assert_int_equal(po_parse(&po, asset_get(catalogue, NULL)), 0);
        for (size_t n = 0; (page = asset_name("pages/", n)) != NULL; n++, pages++)
            lost += missing(&po, catalogue, page);
        po_release(&po);
    }
    assert_true(pages > 0);
    assert_int_equal(lost, 0);
}

static void a_missing_word_is_found(void **state) {
    struct po empty = { 0 };
    (void)state;
    assert_true(missing(&empty, "(none)", "pages/error.html") > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_translated), cmocka_unit_test(a_missing_word_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
