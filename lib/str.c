/* Growing byte strings and bounded copies. One owner, no locking.
 * Invariant: data[len] is NUL; data is str_empty exactly when cap is 0, and str_empty stays "". */
#include "lib/str.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"

char str_empty[1] = "";

static void reserve(struct str *s, size_t more) {
    BUG_IF(more >= SIZE_MAX / 4 || s->len >= SIZE_MAX / 4);
    size_t need = s->len + more + 1;
    if (need <= s->cap)
        return;
    size_t cap = s->cap ? s->cap : 64;
    while (cap < need)
        cap *= 2;
    s->data = mem_resize(s->cap ? s->data : NULL, cap, 1);
    s->data[s->len] = '\0';
    s->cap = cap;
}

void str_release(struct str *s) {
    if (s->cap)
        free(s->data);
    *s = (struct str)STR_INIT;
}

void str_clear(struct str *s) {
    s->len = 0;
    if (s->cap)
        s->data[0] = '\0';
}

void str_add(struct str *s, const void *bytes, size_t len) {
    if (!len)
        return;
    reserve(s, len);
    memcpy(s->data + s->len, bytes, len);
    s->len += len;
    s->data[s->len] = '\0';
}

void str_puts(struct str *s, const char *text) {
    str_add(s, text, strlen(text));
}

void str_putc(struct str *s, char c) {
    str_add(s, &c, 1);
}

void str_printf(struct str *s, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    BUG_IF(len < 0);
    reserve(s, (size_t)len);
    vsnprintf(s->data + s->len, (size_t)len + 1, format, again);
    s->len += (size_t)len;
    va_end(again);
    va_end(args);
}

char *str_detach(struct str *s) {
    reserve(s, 0);
    char *data = s->data;
    *s = (struct str)STR_INIT;
    return data;
}

bool str_copy(char *dst, size_t size, const char *src) {
    size_t len = strlen(src);
    if (len >= size) {
        if (size)
            dst[0] = '\0';
        return false;
    }
    memcpy(dst, src, len + 1);
    return true;
}

bool str_format(char *dst, size_t size, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(dst, size, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len < size)
        return true;
    if (size)
        dst[0] = '\0';
    return false;
}

bool str_starts(const char *s, const char *prefix) {
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_number(const char *text, long long min, long long max, long long *out) {
    bool minus = *text == '-';
    if (minus && min >= 0)
        return false;
    const char *p = text + minus;
    unsigned long long value = 0;
    if (!*p)
        return false;
    for (; *p; p++) {
        if (*p < '0' || *p > '9')
            return false;
        if (value > (UINT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (unsigned)(*p - '0');
    }
    if (value > (unsigned long long)INT64_MAX)
        return false;
    long long number = minus ? -(long long)value : (long long)value;
    if (number < min || number > max)
        return false;
    *out = number;
    return true;
}

void str_hex(char *dst, const unsigned char *bytes, size_t len) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        *dst++ = digits[bytes[i] >> 4];
        *dst++ = digits[bytes[i] & 15];
    }
    *dst = '\0';
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool str_unhex(unsigned char *dst, size_t len, const char *hex) {
    if (strlen(hex) != 2 * len)
        return false;
    for (size_t i = 0; i < len; i++) {
        int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        dst[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}
