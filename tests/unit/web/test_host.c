/* Proves the Host allow-list (S-07, DNS rebinding): own addresses and names pass with our port, 80
 * or none; foreign names, foreign ports and malformed hosts do not. And that addresses offered to
 * guests are never loopback while there is another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "kiosk/web/inner.h"
#include "lib/mem.h"
#include "lib/str.h"

static struct web *bare(const char *address, unsigned port) {
    struct web *w = mem_new(1, sizeof *w);
    pthread_mutex_init(&w->chosen_lock, NULL);
    w->address = address;
    atomic_init(&w->port, port);
    return w;
}

static void allowed(void **state) {
    struct web *w = bare("forum.lan", 8080);
    struct web_address own[16];
    char host[80];
    (void)state;
    assert_true(web_host_ok("localhost", w));
    assert_true(web_host_ok("LOCALHOST:8080", w));
    assert_true(web_host_ok("127.0.0.1:8080", w));
    assert_true(web_host_ok("127.0.0.1:80", w));
    assert_true(web_host_ok("forum.lan", w));
    assert_true(web_host_ok("Forum.LAN.:8080", w));
    size_t n = web_own_addresses(w, own, 16);
    for (size_t i = 0; i < n; i++) {
        assert_true(str_format(host, sizeof host, "%s:8080", own[i].address));
        assert_true(web_host_ok(host, w));
    }
    free(w);
}

static void refused(void **state) {
    struct web *w = bare(NULL, 8080);
    static const char *const hosts[] = {
        "evil.example", "127.0.0.1:8081", "127.0.0.1.evil.example", "localhost.evil.example",
        "", ":8080", "localhost:", "localhost:0", "localhost:99999", "localhost:80x", "[::1]",
        "user@localhost", "127.0.0.2", ".",
    };
    (void)state;
    assert_false(web_host_ok(NULL, w));
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (web_host_ok(hosts[i], w)) fail_msg("%s was let in", hosts[i]);
    free(w);
}

static void addresses(void **state) {
    struct web_address all[32];
    size_t n = web_addresses(all, 32);
    (void)state;
    for (size_t i = 0; n > 1 && i < n; i++)
        assert_int_not_equal(strncmp(all[i].address, "127.", 4), 0);
    for (size_t i = 0; i < n; i++) assert_true(all[i].address[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allowed), cmocka_unit_test(refused), cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
