/* Base64 (RFC 4648) for pictures in JSON and HTML. Any thread. */
#ifndef LIB_BASE64_H
#define LIB_BASE64_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

void base64_add(struct str *out, const void *bytes, size_t len);
/* Appends the bytes of text (padded, no line breaks). False when it is not base64. */
bool base64_read(struct str *out, const char *text, size_t len);
#endif
