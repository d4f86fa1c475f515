/* Proves: the Wi-Fi payload escapes all five characters (J-09), the page payload is upper-case and
 * stays version 1 or 2 (J-06), pictures are black on white with the quiet zone (J-05). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/qr.h"

static void wifi(const char *ssid, const char *password, const char *expected) {
    struct str out = STR_INIT;
    qr_wifi_payload(&out, ssid, password);
    assert_string_equal(out.data, expected);
    str_release(&out);
}

static void wifi_escapes_all_five(void **state) {
    (void)state;
    wifi("Saal-2", "K7mq-3Xpa", "WIFI:T:WPA;S:Saal-2;P:K7mq-3Xpa;;");
    wifi("a\\b;c,d:e\"f", "x", "WIFI:T:WPA;S:a\\\\b\\;c\\,d\\:e\\\"f;P:x;;");
    wifi("x", "\\;,:\"", "WIFI:T:WPA;S:x;P:\\\\\\;\\,\\:\\\";;");
    wifi("Gäste", "", "WIFI:T:nopass;S:Gäste;;");
    wifi("Gäste", NULL, "WIFI:T:nopass;S:Gäste;;");
}

static void page(const char *address, unsigned port, const char *code, const char *expected,
                 int version) {
    struct str out = STR_INIT;
    struct qr q;
    qr_page_payload(&out, address, port, code);
    assert_string_equal(out.data, expected);
    assert_true(qr_init(&q, out.data));
    assert_true(q.version <= version);
    assert_int_equal(q.modules, 17 + 4 * q.version);
    qr_release(&q);
    str_release(&out);
}

static void page_codes_are_small(void **state) {
    (void)state;
    page("10.0.0.1", 80, "k7mq", "HTTP://10.0.0.1/K7MQ", 1);
    page("192.168.178.200", 8080, "K7MQ", "HTTP://192.168.178.200:8080/K7MQ", 2);
    page("hall.example", 80, "K7MQ", "HTTP://HALL.EXAMPLE/K7MQ", 2);
}

static void too_long_is_refused(void **state) {
    char text[3000];
    struct qr q;
    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(qr_init(&q, text));
    assert_null(q.dark);
}

static void pictures(void **state) {
    struct qr q;
    struct str svg = STR_INIT, text = STR_INIT;
    int lines = 0;
    (void)state;
    assert_true(qr_init(&q, "HTTP://10.0.0.1/K7MQ"));
    assert_int_equal(q.dark[0], 1); /* the finder's corner */
    qr_svg(&svg, &q, "A < B & C");
    assert_non_null(strstr(svg.data, "viewBox=\"0 0 29 29\""));
    assert_non_null(strstr(svg.data, "A &lt; B &amp; C"));
    assert_non_null(strstr(svg.data, "fill=\"#fff\" d=\"M0 0h29v29H0z\""));
    assert_non_null(strstr(svg.data, "d=\"M4 4h7v1h-7z"));
    qr_terminal(&text, &q);
    for (const char *p = text.data; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, 15);
    str_release(&svg);
    str_release(&text);
    qr_release(&q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wifi_escapes_all_five), cmocka_unit_test(page_codes_are_small),
        cmocka_unit_test(too_long_is_refused), cmocka_unit_test(pictures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
