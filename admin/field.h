/* Form fields made from setting rows, and what a form brings back. Template desk/field shows one.
 * Pool threads. */
#ifndef ADMIN_FIELD_H
#define ADMIN_FIELD_H
#include <jansson.h>
#include <stdbool.h>
#include "events/rules/setting.h"
#include "lib/http/http.h"
#include "lib/lang.h"
#include "lib/str.h"

/* One field: name, label, help, value, its kind as flag (text, long, number, check, choice, time),
 * min, max, words. value as stored; bad marks it. A new reference. */
json_t *field_view(const struct rules_setting *row, const char *value, bool bad,
                   const struct lang *lang);
/* The value a form brings, as stored: local times become ms, the last of equal names counts (a
 * check box stands behind a hidden 0). False when the form has no such field, or for a time that is
 * none (out is "?" then, which no row takes). */
bool field_from_form(const struct rules_setting *row, const struct http_req *req, struct str *out);
#endif
