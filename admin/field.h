/* Form fields made from setting rows, the event's and the items', and what a form brings back.
 * Template desk/field shows one. Pool threads. */
#ifndef ADMIN_FIELD_H
#define ADMIN_FIELD_H
#include <jansson.h>
#include <stdbool.h>
#include "events/rules/setting.h"
#include "lib/http/http.h"
#include "lib/lang.h"
#include "lib/str.h"

enum field_shape {
    FIELD_BY_TYPE,  /* line or lines, number, tick, words, date and time */
    FIELD_CLOCK,    /* a time of day: "09:00" */
    FIELD_DURATION  /* minutes and seconds: "4:30" */
};
/* One field: name, label, help, its shape as flag (is_line, is_area, is_number, is_tick, is_choice,
 * is_moment, is_clock), min, max, maxlength, required, choices, ticked. value as it stands in the
 * form. A new reference. */
json_t *field_view(const struct rules_setting *row, enum field_shape shape, const char *value,
                   const struct lang *lang);
/* A stored value of a FIELD_BY_TYPE as it stands in the form: a time is local. */
void field_from_stored(struct str *out, const struct rules_setting *row, const char *stored);
/* The same as people read it: words translated, yes or no, "–" for nothing. A new reference. */
json_t *field_words(const struct rules_setting *row, const char *stored, const struct lang *lang);
/* What the form brings for row, as typed; NULL when it has no such field. A tick that is not set
 * is "0" in a whole form: one with the hidden field "whole". Borrowed from the request. */
const char *field_typed(const struct rules_setting *row, const struct http_req *req);
/* The same as it is stored: local times become ms, "?" when it is none, which no row takes. */
bool field_from_form(const struct rules_setting *row, const struct http_req *req, struct str *out);
/* Adds the sentence for a value that does not fit: what belongs here. */
void field_refused(struct str *out, const struct rules_setting *row, const struct lang *lang);
#endif
