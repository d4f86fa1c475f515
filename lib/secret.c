/* Random numbers, tokens, hashes and codes that people type. Any thread after secret_start; the
 * only file with sodium.h. */
#include "lib/secret.h"
#include <sodium.h>
#include <string.h>
#include "lib/mem.h"

/* Crockford's base 32: no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void secret_start(void) {
    if (sodium_init() < 0)
        BUG("the system has no source of random numbers");
}

void secret_random(void *bytes, size_t len) {
    randombytes_buf(bytes, len);
}

uint32_t secret_below(uint32_t bound) {
    BUG_IF(bound == 0);
    return randombytes_uniform(bound);
}

int64_t secret_id(void) {
    uint64_t id;
    do {
        randombytes_buf(&id, sizeof id);
        id >>= 64 - 53;
    } while (id == 0);
    return (int64_t)id;
}

void secret_token(char dst[SECRET_TOKEN_TEXT]) {
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(dst, SECRET_TOKEN_TEXT, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

void secret_hash(unsigned char dst[SECRET_HASH], const char *text) {
    crypto_generichash(dst, SECRET_HASH, (const unsigned char *)text, strlen(text), NULL, 0);
}

void secret_mac(unsigned char dst[SECRET_HASH], const unsigned char key[SECRET_HASH],
                const char *text) {
    crypto_generichash(dst, SECRET_HASH, (const unsigned char *)text, strlen(text), key,
                       SECRET_HASH);
}

bool secret_equal(const void *a, const void *b, size_t len) {
    return sodium_memcmp(a, b, len) == 0;
}

static void random_code(char *dst, size_t len) {
    unsigned char bytes[8];
    BUG_IF(len > sizeof bytes);
    randombytes_buf(bytes, len);
    for (size_t i = 0; i < len; i++)
        dst[i] = alphabet[bytes[i] & 31];
    dst[len] = '\0';
}

void secret_person_code(char dst[SECRET_CODE_TEXT]) {
    char code[9];
    random_code(code, 8);
    memcpy(dst, code, 4);
    dst[4] = '-';
    memcpy(dst + 5, code + 4, 5);
}

void secret_event_code(char dst[5]) {
    random_code(dst, 4);
}

/* The canonical character, 0 for what no code contains. */
static char canonical(char c) {
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c == 'O')
        return '0';
    if (c == 'I' || c == 'L')
        return '1';
    return c && strchr(alphabet, c) ? c : '\0';
}

bool secret_code_clean(char *dst, size_t len, const char *typed) {
    size_t count = 0;
    for (; *typed; typed++) {
        if (*typed == ' ' || *typed == '-' || *typed == '\t')
            continue;
        char c = canonical(*typed);
        if (!c || count == len) {
            count = len + 1;
            break;
        }
        dst[count++] = c;
    }
    dst[count == len ? len : 0] = '\0';
    return count == len;
}

bool secret_password_hash(char dst[SECRET_PASSWORD_TEXT], const char *password) {
    _Static_assert(SECRET_PASSWORD_TEXT >= crypto_pwhash_STRBYTES, "room for the hash");
    return crypto_pwhash_str(dst, password, strlen(password), crypto_pwhash_OPSLIMIT_MODERATE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

bool secret_password_check(const char *hash, const char *password) {
    char whole[crypto_pwhash_STRBYTES] = "";    /* libsodium may read all of it */
    size_t len = strlen(hash);

    if (len >= sizeof whole)
        return false;
    memcpy(whole, hash, len);
    return crypto_pwhash_str_verify(whole, password, strlen(password)) == 0;
}

void secret_wipe(void *bytes, size_t len) {
    sodium_memzero(bytes, len);
}
