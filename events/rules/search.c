/* What people type at the door, and organisations typed five ways. Pure. */
#include "events/rules/search.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/mem.h"
#include "lib/str.h"
#include "lib/utf8.h"

/* Letters that decompose into nothing plainer. */
static char plain(uint32_t c) {
    static const struct { uint32_t from; char to; } rows[] = {
        { 0x131, 'i' }, { 0x142, 'l' }, { 0xf8, 'o' }, { 0x111, 'd' }, { 0xf0, 'd' },
        { 0xe6, 'a' }, { 0x153, 'o' }, { 0x127, 'h' }, { 0x167, 't' }, { 0xfe, 't' }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].from == c) return rows[i].to;
    return 0;
}

/* Signs between words; letters of other scripts count as letters. */
static bool between(uint32_t c) {
    if (c < 0x80) return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    return (c >= 0x2000 && c < 0x2070) || c == 0xb7 || c == 0xab || c == 0xbb || c == 0xb4;
}

/* Most names are plain: a list of thousands is searched at every letter typed. */
static char *folded_text(const char *text) {
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p >= 0x80) return utf8_fold(text);
    char *copy = mem_copy(text);
    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z') *p = (char)(*p - 'A' + 'a');
    return copy;
}

char *rules_search_key(const char *text) {
    struct str out = STR_INIT;
    char *folded = folded_text(text);
    bool gap = false;
    const char *p = folded;
    while (*p) {
        const char *from = p;
        uint32_t c = utf8_next(&p);
        if (c == '\'' || c == 0x2019) continue;                 /* O'Brien, D’Angelo: one word */
        if (between(c)) {
            gap = true;
            continue;
        }
        if (gap && out.len) str_putc(&out, ' ');
        char last = out.len && !gap ? out.data[out.len - 1] : 0;
        gap = false;
        if (c == 'e' && (last == 'a' || last == 'o' || last == 'u')) continue;  /* ue as u */
        char to = plain(c);
        if (to) str_putc(&out, to);
        else str_add(&out, from, (size_t)(p - from));
    }
    free(folded);
    return str_detach(&out);
}

bool rules_search_fits(const char *key, const char *query_key) {
    const char *q = query_key;
    while (*q) {
        size_t len = strcspn(q, " ");
        const char *word = key;
        while (word && strncmp(word, q, len)) {
            word = strchr(word, ' ');
            if (word) word++;
        }
        if (!word) return false;
        q += len;
        q += *q == ' ';
    }
    return true;
}

size_t rules_search_letters(const char *key) {
    size_t n = 0;
    for (const char *p = key; *p;) n += utf8_next(&p) != ' ';
    return n;
}

static bool among(const char *const *words, const char *word, size_t len) {
    for (; *words; words++)
        if (strlen(*words) == len && !strncmp(*words, word, len)) return true;
    return false;
}

/* Without words that say nothing about which one it is; the key itself when nothing is left. */
static char *core(const char *name) {
    static const char *const empty[] = { "stadt", "stadtverwaltung", "kommune", "gemeinde", "st",
        "landeshauptstadt", "bundesstadt", "hansestadt", "kreisstadt", "kreisfreie", "universitat",
        "stadtgemeinde", "verwaltung", "der", "die", "das", "des", "city", "of", "town", "the",
        "e", "v", "ev", "d", "markt", "grosse", NULL };
    char *key = rules_search_key(name);
    struct str out = STR_INIT;
    for (const char *p = key; *p;) {
        size_t len = strcspn(p, " ");
        if (!among(empty, p, len)) {
            if (out.len) str_putc(&out, ' ');
            str_add(&out, p, len);
        }
        p += len;
        p += *p == ' ';
    }
    if (!out.len) str_puts(&out, key);
    free(key);
    return str_detach(&out);
}

/* Letters to change, add, drop or swap with the next; counted in bytes, up to limit + 1. */
static size_t distance(const char *a, const char *b, size_t limit) {
    size_t n = strlen(a), m = strlen(b), rows[3][128];
    if (n >= 127 || m >= 127 || n > m + limit || m > n + limit) return limit + 1;
    for (size_t j = 0; j <= m; j++) rows[1][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[(i + 1) % 3], *up = rows[i % 3], *upup = rows[(i + 2) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = up[j - 1] + (a[i - 1] != b[j - 1]);
            if (up[j] + 1 < best) best = up[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                upup[j - 2] + 1 < best)
                best = upup[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[(n + 1) % 3][m];
}

/* "mulheim" and "mulheim an d ruhr". */
static bool with_river(const char *shorter, const char *longer) {
    static const char *const joins[] = { "an", "am", "im", "in", "a", "i", "bei", "ob", "auf",
                                         NULL };
    size_t len = strlen(shorter);
    if (len < 4 || strncmp(shorter, longer, len) || longer[len] != ' ') return false;
    return among(joins, longer + len + 1, strcspn(longer + len + 1, " "));
}

static bool alike(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), least = n < m ? n : m;
    size_t limit = least >= 10 ? 2 : least >= 5 ? 1 : 0;
    const char *p = a + strcspn(a, "0123456789"), *q = b + strcspn(b, "0123456789");
    if (!strcmp(a, b)) return true;
    if (*p || *q) return false;                            /* "Amt 41" is not "Amt 42" */
    return distance(a, b, limit) <= limit || with_river(a, b) || with_river(b, a);
}

void rules_similar(const char *const *names, size_t n, size_t *group) {
    char **cores = mem_new(n + 1, sizeof *cores);
    for (size_t i = 0; i < n; i++) {
        cores[i] = core(names[i]);
        group[i] = i;
    }
    for (size_t i = 1; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            if (!alike(cores[i], cores[j])) continue;
            size_t to = group[j], from = group[i];
            if (from < to) to = from, from = group[j];
            for (size_t k = 0; k <= i; k++)
                if (group[k] == from) group[k] = to;
        }
    for (size_t i = 0; i < n; i++) free(cores[i]);
    free(cores);
}
