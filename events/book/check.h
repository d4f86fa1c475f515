/* Findings about an event JSON while it is walked. Only for this room. */
#ifndef EVENTS_BOOK_CHECK_H
#define EVENTS_BOOK_CHECK_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "events/rules/setting.h"
#include "lib/str.h"

struct check {
    struct str *out;       /* the caller's; a line per finding */
    struct str path;       /* where we are: "" or ".agenda[3]" */
    bool good;             /* nothing found so far */
    int64_t start_ms;      /* of the event: the day of "09:00"; 0 without */
};
/* A finding at the path, or at its key when that is not "". */
void check_found(struct check *c, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Sets the path to ".LIST[i]" while a list is walked; list "" ends it. */
void check_at(struct check *c, const char *list, size_t i);
/* The value of a setting: its type, bounds, words. */
void check_row(struct check *c, const struct rules_setting *row, const json_t *value);
/* A name in a list: a text, not empty, of at most max graphemes. */
void check_name(struct check *c, const char *key, const json_t *value, unsigned max);
/* Whether entry i of the list has the name of an earlier one; folded: case and accents aside. */
bool check_twice(const json_t *list, size_t i, bool folded);
/* The agenda, item by item (check_agenda.c). */
void check_agenda(struct check *c, const json_t *agenda);
/* Texts, voices and tables of the documentation (check_paper.c). */
void check_paper(struct check *c, const json_t *event);
/* True when the list is longer than max: found. */
bool check_too_many(struct check *c, const char *key, const json_t *list, size_t max);
/* A finding for every key of object that is not in keys (NULL-ended). */
void check_keys(struct check *c, const json_t *object, const char *const *keys);
#endif
