/* Base64. Pure. */
#include "lib/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_add(struct str *out, const void *bytes, size_t len) {
    const unsigned char *p = bytes;
    for (; len; p += 3) {
        unsigned three = (unsigned)p[0] << 16;
        char four[4];
        if (len > 1)
            three |= (unsigned)p[1] << 8;
        if (len > 2)
            three |= p[2];
        for (int i = 0; i < 4; i++)
            four[i] = digits[three >> (18 - 6 * i) & 63];
        if (len < 3)
            four[3] = '=';
        if (len < 2)
            four[2] = '=';
        str_add(out, four, 4);
        len -= len < 3 ? len : 3;
    }
}

static int value(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_read(struct str *out, const char *text, size_t len) {
    if (len % 4)
        return false;
    for (size_t i = 0; i < len; i += 4) {
        size_t pads = i + 4 < len ? 0 : (size_t)(text[i + 3] == '=') + (text[i + 2] == '=');
        unsigned bits = 0;
        char three[3];
        for (size_t k = 0; k < 4; k++) {
            int v = k >= 4 - pads ? 0 : value(text[i + k]);
            if (v < 0)
                return false;
            bits = bits << 6 | (unsigned)v;
        }
        for (int k = 0; k < 3; k++)
            three[k] = (char)(bits >> (16 - 8 * k) & 255);
        str_add(out, three, 3 - pads);
    }
    return true;
}
