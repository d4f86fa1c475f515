/* What a scanner or a finger sent into the field at the door. Pool threads.
 * A USB scanner is a keyboard: when it believes in the American one and the computer in the German
 * one, "HTTP://10.0.0.1/B/K7YZ3XPA" arrives as "HTTPÖ--10.0.0.1-B-K7ZY3XPA". */
#include <string.h>
#include "admin/people/room.h"
#include "lib/secret.h"

enum { CODE = 8 };
struct found { struct book *b; struct people_scan scan; };

static bool try_code(struct found *f, const char *code) {
    unsigned char hash[SECRET_HASH];
    secret_hash(hash, code);
    int64_t person = book_code_person(f->b, hash, &f->scan.old);
    if (person) f->scan.person = person;
    return person != 0;
}

/* One candidate as it is, then with Y and Z changed over. */
static bool try_text(struct found *f, const char *text) {
    char code[CODE + 1];
    if (!secret_code_clean(code, CODE, text)) return false;
    f->scan.looks = strpbrk(text, "0123456789") != NULL;
    if (try_code(f, code)) return true;
    for (char *c = code; *c; c++) *c = *c == 'Y' ? 'Z' : *c == 'Z' ? 'Y' : *c;
    return strpbrk(code, "YZ") && try_code(f, code);
}

static bool letter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The last eight letters and figures: a code at the end of an address, whatever became of its
 * slashes. */
static bool try_tail(struct found *f, const char *typed) {
    char tail[CODE + 1] = "";
    size_t n = CODE;
    for (size_t i = strlen(typed); i > 0 && n; i--)
        if (letter(typed[i - 1])) tail[--n] = typed[i - 1];
    tail[CODE] = '\0';
    return !n && try_text(f, tail);
}

struct people_scan people_scan(struct book *b, const char *typed) {
    struct found f = { .b = b };
    size_t len = strlen(typed);
    if (len < CODE || len > 300) return f.scan;
    if (!try_text(&f, typed) && len > CODE + 4 && strpbrk(typed, ":/-.\303"))
        (void)try_tail(&f, typed);
    return f.scan;
}
