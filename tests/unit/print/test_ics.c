/* Proves: lines of a calendar file are at most 75 octets, break between characters, and give the
 * text again when put together; no text can end its line or begin a property of its own; entries
 * keep their numbers, times are the agenda's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <time.h>
#include "admin/print/ics.h"
#include "admin/print/write_ics.h"
#include "lib/secret.h"

/* Folds undone; every line as sent is looked at. */
static char *unfold(const char *text) {
    struct str out = STR_INIT;
    size_t octets = 0;
    for (const char *c = text; *c; c++) {
        if (c[0] == '\r' && c[1] == '\n') {
            assert_true(octets <= 75);
            octets = 0;
            if (c[2] == ' ') {
                c += 2;
                octets = 1;
                assert_true(((unsigned char)c[1] & 0xC0) != 0x80);
                continue;
            }
            str_putc(&out, '\n');
            c++;
            continue;
        }
        assert_true(*c != '\r' && *c != '\n');
        octets++;
        str_putc(&out, *c);
    }
    return str_detach(&out);
}

static void folding(void **state) {
    (void)state;
    for (size_t n = 60; n < 400; n++) {
        struct str value = STR_INIT, out = STR_INIT;
        for (size_t i = 0; i < n; i++)
            str_puts(&value, i % 3 ? "ä" : i % 2 ? "€" : "x");
        ics_text(&out, "SUMMARY", value.data);
        char *flat = unfold(out.data);
        assert_true(str_starts(flat, "SUMMARY:"));
        flat[strlen(flat) - 1] = '\0';
        assert_string_equal(flat + 8, value.data);
        free(flat);
        str_release(&value);
        str_release(&out);
    }
}

static void escaping(void **state) {
    struct str out = STR_INIT;
    (void)state;
    ics_text(&out, "SUMMARY", "a;b,c\\d\ne\r\nEND:VEVENT\x01\x7f\tz");
    assert_string_equal(out.data, "SUMMARY:a\\;b\\,c\\\\d\\ne\\nEND:VEVENT z\r\n");
    str_clear(&out);
    ics_text(&out, "SUMMARY", "");
    assert_string_equal(out.data, "");
    str_release(&out);
}

static void programme(void **state) {
    static const struct book_item a = { .id = 3, .title = "Begrüßung; los\nBEGIN:VALARM",
                                        .speaker = "Frau K.", .planned_ms = 1794038400000,
                                        .minutes = 15 };
    static const struct book_item b = { .id = 4, .title = "Ohne Zeit", .speaker = "" };
    static const struct book_item *const items[] = { &a, &b };
    struct book_snap s = { .items = items, .items_n = 2 };
    struct str out = STR_INIT, again = STR_INIT;
    (void)state;
    s.settings.code = "K7MQ";
    s.settings.title = "Dialog";
    s.settings.place = "Stadthalle, Mülheim";
    s.settings.start_ms = 1794038400000;                  /* 2026-11-07 09:00 in Berlin */
    ics_programme(&out, &s, 1794100000000);
    ics_programme(&again, &s, 1794100000000);
    assert_string_equal(out.data, again.data);
    char *flat = unfold(out.data);
    assert_non_null(strstr(flat, "\nDTSTART;TZID=Europe/Berlin:20261107T090000\n"));
    assert_non_null(strstr(flat, "\nDTEND;TZID=Europe/Berlin:20261107T091500\n"));
    assert_non_null(strstr(flat, "\nDTSTAMP:20261108T010640Z\n"));
    assert_non_null(strstr(flat, "\nLOCATION:Stadthalle\\, Mülheim\n"));
    assert_non_null(strstr(flat, "\nDESCRIPTION:9:00 Begrüßung\\; los\\nBEGIN:VALARM\n"));
    assert_null(strstr(flat, "\nBEGIN:VALARM"));
    const char *first = strstr(flat, "\nUID:"), *second = strstr(first + 1, "\nUID:");
    assert_non_null(second);
    assert_null(strstr(second + 1, "\nUID:"));
    assert_memory_not_equal(first, second, 30);
    free(flat);
    str_release(&out);
    str_release(&again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding), cmocka_unit_test(escaping), cmocka_unit_test(programme),
    };
    setenv("TZ", "Europe/Berlin", 1);
    tzset();
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
