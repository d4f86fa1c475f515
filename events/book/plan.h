/* An event JSON as a plan: checked by path, its values as they are stored. Only for this room. */
#ifndef EVENTS_BOOK_PLAN_H
#define EVENTS_BOOK_PLAN_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "events/rules/setting.h"
#include "lib/str.h"

/* Graphemes. */
enum { PLAN_OPTION_MAX = 160, PLAN_NAME_MAX = 60, PLAN_LETTERS_MAX = 3, PLAN_CONSENT_MAX = 300 };

/* Parses and checks (check.c). One line per finding is appended to out; the value (the caller's)
 * when it can be used, NULL otherwise. */
json_t *plan_read(struct str *out, const char *json_text, size_t len);
/* The value of a setting as stored into text; base_ms: day to which "09:00" belongs. False when it
 * is of another type, too long, out of bounds. */
bool plan_value(struct str *text, const struct rules_setting *row, const json_t *value,
                int64_t base_ms);
/* The same from what an organiser typed into a field: numbers as text, times "09:00" of the day or
 * with the day, an empty field is the default (of a time: none). */
bool plan_typed(struct str *text, const struct rules_setting *row, const char *typed,
                int64_t base_ms);
/* Number (1 ...) of the visions item before item n that from means: its title, or its place in the
 * list from 0 as in the findings' paths; 0 when there is none. */
int plan_source(const json_t *agenda, size_t n, const json_t *from);
/* A text as it is stored: cleaned; false when it is empty or longer than max graphemes. */
bool plan_text(struct str *text, const json_t *value, unsigned max);
/* A code that no fixed address of the server has. */
bool plan_code_free(const char *code);
struct db;
/* Texts, voices and tables of a checked event into a new file (create_paper.c). */
void plan_write_paper(struct db *d, const json_t *event);
#endif
