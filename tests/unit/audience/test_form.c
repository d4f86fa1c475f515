/* Proves that simulated phones see forms as browsers do: hidden fields, choices, boxes, text areas,
 * entities; nothing of other forms; and that what they send is encoded as browsers encode it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "kiosk/audience/form.h"

static const char page[] =
    "<!doctype html><html><body><!-- <form action=\"/card\"> -->"
    "<form method=post action=/lang><input type=hidden name=csrf value=other></form>"
    "<form id=\"r\" method=\"post\" action=\"/register?x=1\" data-dots=\"5\" data-per='2'>"
    "<input type=\"hidden\" name=\"csrf\" value=\"a&amp;b &quot;c&#39;\">"
    "<input name='name' required>"
    "<select name=\"organisation\"><option value=\"\">–</option>"
    "<option value=\"7\">A &gt; B</option>"
    "<option value=\"8\" selected>C</option></select>"
    "<input type=checkbox name=consent.photo value=1><input type=radio name=q value=0>"
    "<input type=radio name=q value=2 checked>"
    "<textarea name=\"text\" rows=5>Mehr &lt;Raum&gt;</textarea>"
    "<button name=\"plus\" value=\"3\">+</button><input type=submit name=s value=x></form>"
    "<form action=\"/card\"><input name=late value=1></form></body></html>";

static void test_fields(void **state) {
    struct form f;

    (void)state;
    assert_true(form_find(&f, page, "/register"));
    assert_string_equal(f.action, "/register?x=1");
    assert_int_equal(f.dots, 5);
    assert_int_equal(f.per, 2);
    assert_string_equal(form_field(&f, "csrf")->value, "a&b \"c'");
    assert_string_equal(form_field(&f, "name")->value, "");
    assert_string_equal(form_field(&f, "organisation")->value, "8");
    assert_int_equal(form_field(&f, "organisation")->options_n, 3);
    assert_false(form_field(&f, "consent.photo")->sent);
    assert_string_equal(form_field(&f, "q")->value, "2");
    assert_int_equal(form_field(&f, "q")->options_n, 2);
    assert_string_equal(form_field(&f, "text")->value, "Mehr <Raum>");
    assert_null(form_field(&f, "plus"));
    assert_null(form_field(&f, "s"));
    assert_null(form_field(&f, "late"));
    form_release(&f);
}

static void test_body(void **state) {
    struct form f;
    struct str body = STR_INIT;

    (void)state;
    assert_true(form_find(&f, page, "/register"));
    form_set(&f, "name", "Änne & Öz");
    form_set(&f, "consent.photo", "1");
    form_set(&f, "nothing", "here");
    form_body(&body, &f);
    assert_string_equal(body.data, "csrf=a%26b+%22c%27&name=%C3%84nne+%26+%C3%96z&organisation=8&"
                                   "consent.photo=1&q=2&text=Mehr+%3CRaum%3E");
    str_release(&body);
    form_release(&f);
}

static void test_none(void **state) {
    struct form f;

    (void)state;
    assert_false(form_find(&f, page, "/ballot"));
    assert_false(form_find(&f, page, "/reg"));
    assert_false(form_find(&f, "", "/card"));
    assert_false(form_find(&f, "<form action=\"/card", "/card"));
    assert_true(form_find(&f, page, "/card"));
    assert_int_equal(f.n, 1);
    assert_int_equal(f.dots, -1);
    form_release(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields), cmocka_unit_test(test_body), cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
