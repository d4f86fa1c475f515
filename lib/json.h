/* jansson with this house's limits and error paths. Any thread, each value one owner. */
#ifndef LIB_JSON_H
#define LIB_JSON_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

/* Parses untrusted text (depth <= 16, duplicate keys and NUL refused). NULL on error with
 * "line 4: ..." in error. The caller owns the value. */
json_t *json_read(const char *text, size_t len, char *error, size_t error_size);
/* The same from a file; error names the file. */
json_t *json_read_file(const char *path, char *error, size_t error_size);
/* Compact text, keys sorted: the same value gives the same bytes. */
void json_write(struct str *out, const json_t *value);

/* Getters that never fail: the fallback where the key is missing or of another type. */
const char *json_text(const json_t *object, const char *key, const char *fallback);
json_int_t json_int(const json_t *object, const char *key, json_int_t fallback);
double json_number(const json_t *object, const char *key, double fallback);
bool json_flag(const json_t *object, const char *key, bool fallback);
/* An array (borrowed) or NULL. */
const json_t *json_list(const json_t *object, const char *key);
#endif
