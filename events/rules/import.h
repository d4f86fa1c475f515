/* People from a table: which column is what, which row is whom, and what is wrong with it. Says
 * what an import would do; the book does it. Pure. */
#ifndef EVENTS_RULES_IMPORT_H
#define EVENTS_RULES_IMPORT_H
#include <stdbool.h>
#include <stddef.h>
#include "events/rules/languages.h"
#include "lib/csv_read.h"

enum { RULES_IMPORT_ROWS = 5000, RULES_IMPORT_BYTES = 2 << 20, RULES_PERSON_GRAPHEMES = 60,
       RULES_EMAIL_MAX = 254 };
enum rules_import_field {
    RULES_COLUMN_NONE, RULES_COLUMN_TITLE, RULES_COLUMN_FIRST, RULES_COLUMN_MIDDLE,
    RULES_COLUMN_LAST, RULES_COLUMN_SUFFIX, RULES_COLUMN_NAME, RULES_COLUMN_LAST_FIRST,
    RULES_COLUMN_ORGANISATION, RULES_COLUMN_CITY, RULES_COLUMN_DISCIPLINE, RULES_COLUMN_FUNCTION,
    RULES_COLUMN_EMAIL, RULES_COLUMN_ROLE, RULES_COLUMN_LANGUAGES, RULES_COLUMNS
};
/* "first_name" ...: in forms. False for an unknown one. */
const char *rules_column_name(enum rules_import_field field);
bool rules_column_from_name(const char *name, enum rules_import_field *out);

struct rules_import_plan {
    size_t header;                        /* rows up to the heads: 0 = the file has none */
    enum rules_import_field column[CSV_COLUMNS_MAX];
};
/* Finds the row of heads (within the first ten) and what they mean; without heads a column with
 * "@" is the e-mail and the first other one the name. */
void rules_import_guess(struct rules_import_plan *plan, const struct csv_table *table);

enum rules_import_finding {               /* bits; those up to LONG keep the row out */
    RULES_ROW_NO_NAME = 1, RULES_ROW_BROKEN = 2 /* quotation mark */, RULES_ROW_WIDE = 4,
    RULES_ROW_UNREADABLE = 8, RULES_ROW_LONG = 16,
    RULES_ROW_TWICE = 32 /* as in line twin */, RULES_ROW_THERE = 64 /* as person twin */,
    RULES_ROW_EMAIL = 128 /* no address: left out */, RULES_ROW_ROLE = 256 /* unknown: guest */,
    RULES_ROW_NEW_ORGANISATION = 512, RULES_ROW_NEW_DISCIPLINE = 1024,
    RULES_ROW_LANGUAGE = 2048 /* unknown ones: left out */,
    RULES_ROW_ERRORS = RULES_ROW_NO_NAME | RULES_ROW_BROKEN | RULES_ROW_WIDE |
                       RULES_ROW_UNREADABLE | RULES_ROW_LONG,
    RULES_ROW_TWINS = RULES_ROW_TWICE | RULES_ROW_THERE
};
struct rules_import_person {
    size_t line, twin;                    /* twin: line, or index into known */
    unsigned findings;
    char *name, *organisation, *city, *discipline, *function, *email;   /* "" without */
    char languages[RULES_LANGUAGES_TEXT];
    const char *role;                     /* a word of rules_role */
    size_t organisation_at, discipline_at;  /* 1 + index into the list, 0: not in it */
};
/* What is there already. Names as people see them; borrowed while reading. */
struct rules_import_known {
    const char *const *names, *const *organisations_of; size_t people;
    const char *const *organisations; size_t organisations_n;
    const char *const *disciplines; size_t disciplines_n;
};
struct rules_import { struct rules_import_person *people; size_t n; };
void rules_import_read(struct rules_import *out, const struct csv_table *table,
                       const struct rules_import_plan *plan,
                       const struct rules_import_known *known);
void rules_import_release(struct rules_import *import);

/* Roles people come in. Word i as stored ("guest", "speaker" ...), NULL after the last. */
const char *rules_role(size_t i);
/* The word for what stands in a table ("Referentin"), NULL when unknown. */
const char *rules_role_find(const char *typed);
/* Something before one @ and a domain behind it: enough to catch slips. */
bool rules_email_fits(const char *text);
#endif
