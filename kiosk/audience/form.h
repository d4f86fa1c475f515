/* Forms of a page as a browser sees them: action, fields with their values, choices. */
#ifndef KIOSK_AUDIENCE_FORM_H
#define KIOSK_AUDIENCE_FORM_H
#include <stdbool.h>
#include <stddef.h>
#include "lib/str.h"

enum form_kind { FORM_HIDDEN, FORM_TEXT, FORM_CHECK, FORM_CHOICE };
struct form_field {
    char *name, *value;         /* owned; value is what will be sent */
    enum form_kind kind;
    bool sent;                  /* part of the body: checkboxes only when checked */
    char **options;             /* FORM_CHOICE and FORM_CHECK: values to choose from; owned */
    size_t options_n;
};
struct form {
    char *action;               /* owned; NULL: no such form */
    struct form_field *fields;
    size_t n;
    long dots, per;             /* data-dots and data-per of the form, -1 without */
};
/* The first form of html whose action is the given path (a query after it does not matter). False
 * when there is none; f is then empty. */
bool form_find(struct form *f, const char *html, const char *action);
void form_release(struct form *f);
/* NULL when there is no such field. */
struct form_field *form_field(const struct form *f, const char *name);
/* Sets the value to be sent; nothing when there is no such field. */
void form_set(struct form *f, const char *name, const char *value);
void form_set_value(struct form_field *field, const char *value);
/* application/x-www-form-urlencoded */
void form_body(struct str *out, const struct form *f);
#endif
