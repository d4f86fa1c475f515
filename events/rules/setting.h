/* Settings as rows: the event's (table setting) and an item's (columns of item). The event JSON,
 * "punktum check" and the remote all read these; a setting explains itself here. Pure. */
#ifndef EVENTS_RULES_SETTING_H
#define EVENTS_RULES_SETTING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "events/rules/words.h"

enum rules_type {
    RULES_TEXT,   /* min, max: graphemes */
    RULES_INT,    /* min, max */
    RULES_FLAG,   /* "0", "1" */
    RULES_TIME,   /* wall clock ms; in JSON local "2026-11-07T09:00", in an item also "09:00" */
    RULES_WORD    /* one of words */
};
enum { RULES_ALL_KINDS = (1 << RULES_KINDS) - 1 };
struct rules_setting {
    const char *name;        /* JSON key and setting.name, or column of item */
    enum rules_type type;
    int64_t min, max;
    const char *fallback;    /* default, as stored */
    const char *words;       /* RULES_WORD: "a|b|c" */
    unsigned kinds;          /* items: bit per kind that has it (1 << RULES_DOTS ...) */
    const char *help;        /* English sentence: docs, --help, below the field at the desk */
    const char *label;       /* English word or two: the field's label at the desk */
};
/* Row i of the event's / of items' settings; NULL after the last. */
const struct rules_setting *rules_event_setting(size_t i);
const struct rules_setting *rules_item_setting(size_t i);
/* By name; NULL when there is none. */
const struct rules_setting *rules_event_setting_find(const char *name);
const struct rules_setting *rules_item_setting_find(const char *name);
/* True for what only the program sets: never by a form or an event JSON. */
bool rules_event_setting_own(const struct rules_setting *row);
/* True when text may be stored for the row (types, bounds, words; graphemes for texts). */
bool rules_setting_fits(const struct rules_setting *row, const char *text);
/* True for texts that may have several lines. */
bool rules_setting_many_lines(const struct rules_setting *row);
/* True but for a network's name or password that no access point can have. */
bool rules_wifi_fits(const struct rules_setting *row, const char *text);
/* True when value lies within min and max. */
bool rules_setting_in_bounds(const struct rules_setting *row, int64_t value);
#endif
