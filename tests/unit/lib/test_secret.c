/* Proves: codes are read as people type them, tokens and ids have the promised shape, and hashes
 * depend on key and text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "lib/secret.h"

static void cleans(const char *typed, size_t len, const char *expected) {
    char dst[9] = "????????";
    assert_true(secret_code_clean(dst, len, typed));
    assert_string_equal(dst, expected);
}

static void refuses(const char *typed, size_t len) {
    char dst[9] = "????????";
    assert_false(secret_code_clean(dst, len, typed));
    assert_string_equal(dst, "");
}

static void codes_as_typed(void **state) {
    (void)state;
    cleans("K7MQ-3XPA", 8, "K7MQ3XPA");
    cleans(" k7mq 3xpa ", 8, "K7MQ3XPA");
    cleans("oOiI-lL10", 8, "00111110");
    cleans("k-7-m-q", 4, "K7MQ");
    refuses("K7M", 4);
    refuses("K7MQX", 4);
    refuses("K7MU", 4);
    refuses("K7M\xc3\xa4", 4);
    refuses("", 4);
    refuses("K7MQ-3XPA-9999", 8);
}

static void new_codes_clean_to_themselves(void **state) {
    char person[SECRET_CODE_TEXT], event[5], dst[9];
    (void)state;
    for (int i = 0; i < 200; i++) {
        secret_person_code(person);
        assert_int_equal(strlen(person), 9);
        assert_int_equal(person[4], '-');
        assert_true(secret_code_clean(dst, 8, person));
        assert_memory_equal(dst, person, 4);
        assert_string_equal(dst + 4, person + 5);
        secret_event_code(event);
        assert_true(secret_code_clean(dst, 4, event));
        assert_string_equal(dst, event);
    }
}

static void tokens_and_ids(void **state) {
    char a[SECRET_TOKEN_TEXT], b[SECRET_TOKEN_TEXT];
    (void)state;
    secret_token(a);
    secret_token(b);
    assert_int_equal(strlen(a), 22);
    assert_int_equal(strspn(a, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789-_"), 22);
    assert_string_not_equal(a, b);
    int64_t all = 0;
    for (int i = 0; i < 200; i++) {
        int64_t id = secret_id();
        assert_true(id >= 1 && id < INT64_C(1) << 53);
        all |= id;
        assert_true(secret_below(7) < 7);
    }
    assert_true(all >> 52 == 1); /* the top bit is used: 2^-200 to fail by chance */
}

static void hashes(void **state) {
    unsigned char a[SECRET_HASH], b[SECRET_HASH], key[SECRET_HASH] = { 1 };
    static const unsigned char empty[] = { 0x0e, 0x57, 0x51, 0xc0, 0x26, 0xe5, 0x43, 0xb2 };
    (void)state;
    secret_hash(a, ""); /* BLAKE2b-256 of nothing, as published */
    assert_memory_equal(a, empty, sizeof empty);
    secret_hash(a, "token");
    secret_hash(b, "token");
    assert_true(secret_equal(a, b, SECRET_HASH));
    secret_mac(b, key, "token");
    assert_false(secret_equal(a, b, SECRET_HASH));
    secret_mac(a, key, "token");
    assert_true(secret_equal(a, b, SECRET_HASH));
    key[31] = 1;
    secret_mac(a, key, "token");
    assert_false(secret_equal(a, b, SECRET_HASH));
}

static void passwords(void **state) {
    char a[SECRET_PASSWORD_TEXT], b[SECRET_PASSWORD_TEXT];
    (void)state;
    assert_true(secret_password_hash(a, "zwölf Zeichen!"));
    assert_true(secret_password_hash(b, "zwölf Zeichen!"));
    assert_string_not_equal(a, b);                      /* salted */
    assert_non_null(strstr(a, "$argon2id$"));
    assert_non_null(strstr(a, "m=65536,t=3,"));         /* 64 MiB, moderate (S-10) */
    assert_true(secret_password_check(a, "zwölf Zeichen!"));
    assert_false(secret_password_check(a, "zwölf Zeichen?"));
    assert_false(secret_password_check("", "zwölf Zeichen!"));
    assert_false(secret_password_check("$argon2id$broken", ""));
    assert_false(secret_password_check(b + 1, "zwölf Zeichen!"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_as_typed), cmocka_unit_test(new_codes_clean_to_themselves),
        cmocka_unit_test(tokens_and_ids), cmocka_unit_test(hashes),
        cmocka_unit_test(passwords),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
