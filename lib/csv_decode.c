/* Bytes of a file somebody uploaded to UTF-8. Pure, any thread.
 * Invariant: what is appended is valid UTF-8 without NUL. */
#include <stdint.h>
#include <string.h>
#include "lib/csv_read.h"
#include "lib/utf8.h"

static const uint16_t windows[32] = {       /* 0x80 ... 0x9f; the rest is Latin-1 */
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178
};
static const uint16_t mac[128] = {          /* 0x80 ... 0xff */
    0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1,
    0x00e0, 0x00e2, 0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8,
    0x00ea, 0x00eb, 0x00ed, 0x00ec, 0x00ee, 0x00ef, 0x00f1, 0x00f3,
    0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9, 0x00fb, 0x00fc,
    0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df,
    0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8,
    0x221e, 0x00b1, 0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211,
    0x220f, 0x03c0, 0x222b, 0x00aa, 0x00ba, 0x03a9, 0x00e6, 0x00f8,
    0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248, 0x2206, 0x00ab,
    0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
    0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca,
    0x00ff, 0x0178, 0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
    0x2021, 0x00b7, 0x201a, 0x201e, 0x2030, 0x00c2, 0x00ca, 0x00c1,
    0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc, 0x00d3, 0x00d4,
    0xf8ff, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc,
    0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7
};

static void put(struct str *out, uint32_t c) {
    if (c == 0) c = 0xfffd;
    if (c < 0x80) {
        str_putc(out, (char)c);
    } else if (c < 0x800) {
        str_putc(out, (char)(0xc0 | c >> 6));
        str_putc(out, (char)(0x80 | (c & 63)));
    } else if (c < 0x10000) {
        str_putc(out, (char)(0xe0 | c >> 12));
        str_putc(out, (char)(0x80 | (c >> 6 & 63)));
        str_putc(out, (char)(0x80 | (c & 63)));
    } else {
        str_putc(out, (char)(0xf0 | c >> 18));
        str_putc(out, (char)(0x80 | (c >> 12 & 63)));
        str_putc(out, (char)(0x80 | (c >> 6 & 63)));
        str_putc(out, (char)(0x80 | (c & 63)));
    }
}

static void from_utf16(struct str *out, const unsigned char *b, size_t len, int high) {
    for (size_t i = 2; i + 1 < len; i += 2) {
        uint32_t c = (uint32_t)b[i + (size_t)high] | (uint32_t)b[i + 1 - (size_t)high] << 8;
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < len) {
            uint32_t low = (uint32_t)b[i + 2 + (size_t)high] |
                           (uint32_t)b[i + 3 - (size_t)high] << 8;
            if (low >= 0xdc00 && low < 0xe000) {
                put(out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
                i += 2;
                continue;
            }
        }
        put(out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
}

/* German letters as Mac Roman and as Windows-1252 have them: whichever the file uses more. */
static bool is_mac(const unsigned char *b, size_t len) {
    static const char on_mac[] = "\x80\x85\x86\x8a\x9a\x9f\xa7\x8e";
    static const char on_windows[] = "\xc4\xd6\xdc\xe4\xf6\xfc\xdf\xe9";
    size_t m = 0, w = 0;
    for (size_t i = 0; i < len; i++) {
        if (b[i] < 0x80) continue;
        m += strchr(on_mac, b[i]) != NULL;
        w += strchr(on_windows, b[i]) != NULL;
    }
    return m > w;
}

static bool begins(const unsigned char *b, size_t len, const char *head, size_t n) {
    return len >= n && memcmp(b, head, n) == 0;
}

enum csv_encoding csv_decode(struct str *out, const void *bytes, size_t len) {
    const unsigned char *b = bytes;
    if (begins(b, len, "PK\3\4", 4) || begins(b, len, "\xd0\xcf\x11\xe0", 4)) return CSV_WORKBOOK;
    if (begins(b, len, "\xff\xfe", 2)) {
        from_utf16(out, b, len, 0);
        return CSV_UTF16_LE;
    }
    if (begins(b, len, "\xfe\xff", 2)) {
        from_utf16(out, b, len, 1);
        return CSV_UTF16_BE;
    }
    if (len && memchr(b, 0, len)) return CSV_BINARY;
    if (begins(b, len, "\xef\xbb\xbf", 3)) b += 3, len -= 3;
    if (utf8_valid((const char *)b, len)) {
        str_add(out, b, len);
        return CSV_UTF8;
    }
    bool apple = is_mac(b, len);
    for (size_t i = 0; i < len; i++)
        put(out, b[i] < 0x80 ? b[i] : apple ? mac[b[i] - 0x80]
                 : b[i] < 0xa0 ? windows[b[i] - 0x80] : b[i]);
    return apple ? CSV_MAC_ROMAN : CSV_WINDOWS_1252;
}

const char *csv_encoding_name(enum csv_encoding encoding) {
    static const char *const names[] = {
        [CSV_UTF8] = "UTF-8", [CSV_UTF16_LE] = "UTF-16", [CSV_UTF16_BE] = "UTF-16",
        [CSV_WINDOWS_1252] = "Windows-1252", [CSV_MAC_ROMAN] = "Mac Roman",
        [CSV_WORKBOOK] = "Excel", [CSV_BINARY] = "?"
    };
    return names[encoding];
}
