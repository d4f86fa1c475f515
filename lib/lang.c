/* Catalogues and figures by language, independent of the process's locale (T-13). All catalogues
 * are read at the first use, under pthread_once; read-only afterwards: any thread.
 * Invariant: every text has an answer, in the worst case the English one. */
#include "lib/lang.h"
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/mem.h"
#include "lib/po.h"

enum { LANGS_MAX = 32, CODE_MAX = 12 };

struct lang {
    char code[CODE_MAX];
    char *own_name;   /* "Deutsch" */
    char group;       /* between thousands */
    struct po po;     /* empty for English */
};
static struct {
    pthread_once_t once;
    struct lang langs[LANGS_MAX]; /* German first, English second, the rest by code */
    size_t count;
} all = { .once = PTHREAD_ONCE_INIT };

static char *own_name(const struct lang *lang) {
    char *said = po_header(&lang->po, "X-Own-Name");
    if (said)
        return said;
    if (strcmp(lang->code, "de") == 0)
        return mem_copy("Deutsch");
    return mem_copy(strcmp(lang->code, "en") == 0 ? "English" : lang->code);
}

/* file NULL: the source language, which needs no catalogue. */
static void add_lang(const char *code, const char *file) {
    BUG_IF(all.count == LANGS_MAX);
    struct lang *lang = &all.langs[all.count++];
    if (!str_copy(lang->code, sizeof lang->code, code))
        BUG("language code %s is too long", code);
    if (file) {
        int line = po_parse(&lang->po, asset_get(file, NULL));
        if (line)
            BUG("%s:%d cannot be understood", file, line);
        char *rule = po_header(&lang->po, "Plural-Forms");
        if (rule && !strstr(rule, "n != 1") && !strstr(rule, "n!=1"))
            BUG("%s: only the plural rule n != 1 is known", file);
        free(rule);
    }
    lang->group = strcmp(code, "en") == 0 ? ',' : '.';
    lang->own_name = own_name(lang);
}

static void load_all(void) {
    const char *file;
    if (asset_get("lang/de.po", NULL))
        add_lang("de", "lang/de.po");
    add_lang("en", NULL);
    for (size_t i = 0; (file = asset_name("lang/", i)) != NULL; i++) {
        struct str code = STR_INIT;
        const char *dot = strrchr(file, '.');
        if (dot && strcmp(dot, ".po") == 0) {
            str_add(&code, file + 5, (size_t)(dot - file) - 5);
            if (strcmp(code.data, "de") != 0 && strcmp(code.data, "en") != 0)
                add_lang(code.data, file);
        }
        str_release(&code);
    }
}

static const struct lang *find(const char *code, size_t len) {
    pthread_once(&all.once, load_all);
    for (size_t i = 0; i < all.count; i++)
        if (strlen(all.langs[i].code) == len && strncasecmp(all.langs[i].code, code, len) == 0)
            return &all.langs[i];
    return NULL;
}

const struct lang *lang_get(const char *code) {
    return find(code, strlen(code));
}

const char *lang_code(const struct lang *lang) {
    return lang->code;
}

/* Weight of ";q=0.8" in thousandths; 1000 without one, 0 when it cannot be read. */
static int weight(const char *params, const char *end) {
    const char *q = memmem(params, (size_t)(end - params), "q=", 2);
    if (!q)
        return 1000;
    int value = 0, digits = 0;
    for (q += 2; q < end && digits < 4; q++) {
        if (*q == '.')
            continue;
        if (*q < '0' || *q > '9')
            break;
        value = value * 10 + (*q - '0');
        digits++;
    }
    if (!digits)
        return 0;
    for (; digits < 4; digits++)
        value *= 10;
    return value;
}

const struct lang *lang_accept(const char *header, const struct lang *fallback) {
    const struct lang *best = fallback;
    int best_weight = 0;
    while (header && *header) {
        header += strspn(header, " \t,");
        const char *end = header + strcspn(header, ",");
        const struct lang *lang = find(header, strcspn(header, "-;, \t"));
        int w = weight(header, end);
        if (lang && w > best_weight) {
            best = lang;
            best_weight = w;
        }
        header = end;
    }
    return best;
}

const char *lang_text(const struct lang *lang, const char *english) {
    const struct po_entry *e = *english ? po_find(&lang->po, english) : NULL;
    return e && e->text[0] && *e->text[0] ? e->text[0] : english;
}

const char *lang_plural(const struct lang *lang, const char *one, const char *many, long long n) {
    int form = n != 1;
    const struct po_entry *e = po_find(&lang->po, one);
    if (e && e->text[form] && *e->text[form])
        return e->text[form];
    return form ? many : one;
}

/* The value paired with the name of len bytes, NULL when it is not among the arguments. */
static const char *value_of(const char *name, size_t len, va_list args) {
    for (const char *key; (key = va_arg(args, const char *)) != NULL;) {
        const char *value = va_arg(args, const char *);
        if (strlen(key) == len && strncmp(key, name, len) == 0)
            return value;
    }
    return NULL;
}

void lang_fill(struct str *out, const char *text, ...) {
    va_list args, again;
    va_start(args, text);
    while (*text) {
        size_t plain = strcspn(text, "{");
        str_add(out, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t len = strcspn(text + 1, "{}");
        const char *value = NULL;
        if (text[1 + len] == '}') {
            va_copy(again, args);
            value = value_of(text + 1, len, again);
            va_end(again);
        }
        if (value)
            str_puts(out, value);
        else
            str_add(out, text, 1);
        text += value ? len + 2 : 1;
    }
    va_end(args);
}

void lang_number(struct str *out, const struct lang *lang, long long value) {
    char digits[32];
    str_format(digits, sizeof digits, "%lld", value);
    size_t len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
            str_putc(out, lang->group);
        str_putc(out, digits[i]);
    }
}

void lang_bytes(struct str *out, const struct lang *lang, long long bytes) {
    char point = lang->group == '.' ? ',' : '.';
    if (bytes < 1000000)
        str_printf(out, "%lld kB", (bytes + 999) / 1000);
    else
        str_printf(out, "%lld%c%lld MB", bytes / 1000000, point, bytes / 100000 % 10);
}

size_t lang_count(void) {
    pthread_once(&all.once, load_all);
    return all.count;
}

const struct lang *lang_at(size_t i, const char **name) {
    if (i >= lang_count())
        return NULL;
    if (name)
        *name = all.langs[i].own_name;
    return &all.langs[i];
}

const char *lang_month(const struct lang *lang, int month) {
    static const char *const months[] = { "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December" };

    return lang_text(lang, months[(month + 11) % 12]);
}

void lang_day(struct str *out, const struct lang *lang, int64_t ms) {
    struct clock_date date = clock_date(ms);
    char year[12], day[12];

    if (!ms)
        return;
    str_format(year, sizeof year, "%d", date.year);
    str_format(day, sizeof day, "%d", date.day);
    lang_fill(out, lang_text(lang, "{day} {month} {year}"), "day", day, "month",
              lang_month(lang, date.month), "year", year, NULL);
}
