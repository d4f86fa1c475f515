/* Random numbers, tokens and their hashes; the only room that knows libsodium. Any thread. */
#ifndef LIB_SECRET_H
#define LIB_SECRET_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SECRET_TOKEN_TEXT = 23, SECRET_HASH = 32, SECRET_CODE_TEXT = 10,
       SECRET_PASSWORD_TEXT = 128 };

/* Once, before threads. Aborts when the system has no random source. */
void secret_start(void);
void secret_random(void *bytes, size_t len);
/* 0 .. bound-1, unbiased. */
uint32_t secret_below(uint32_t bound);
/* A random id for cards and nonces: 1 .. 2^53-1, so that JavaScript can hold it. */
int64_t secret_id(void);
/* A 128-bit token as 22 characters of base64url. */
void secret_token(char dst[SECRET_TOKEN_TEXT]);
/* BLAKE2b-256 of a text; what the event file holds instead of a token or code (S-09). */
void secret_hash(unsigned char dst[SECRET_HASH], const char *text);
/* Keyed BLAKE2b: CSRF tokens from session hash and purpose. */
void secret_mac(unsigned char dst[SECRET_HASH], const unsigned char key[SECRET_HASH],
                const char *text);
bool secret_equal(const void *a, const void *b, size_t len);
/* Personal code "K7MQ-3XPA" (8 Crockford characters, 40 bits) and session code "K7MQ" (4). */
void secret_person_code(char dst[SECRET_CODE_TEXT]);
void secret_event_code(char dst[5]);
/* Crockford as typed: case, spaces and hyphens ignored, O=0, I=L=1. False unless exactly len
 * characters (4 or 8) remain; dst (len+1 bytes) is the canonical text without hyphen. */
bool secret_code_clean(char *dst, size_t len, const char *typed);
/* Passwords (S-10): Argon2id, 64 MiB and some tenths of a second, so on a worker and one at a time.
 * False when the memory is not to be had. check tells nothing about why; a broken hash is false. */
bool secret_password_hash(char dst[SECRET_PASSWORD_TEXT], const char *password);
bool secret_password_check(const char *hash, const char *password);
/* Overwrites what must not stay in memory. */
void secret_wipe(void *bytes, size_t len);
#endif
