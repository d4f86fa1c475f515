/* How dots are laid out, the same in every format: one per person on the cover, one per point
 * in a result. Points (1/72 inch) in the width of paper's text block; whoever draws larger scales.
 * Pure. */
#ifndef ADMIN_PRINT_DOTS_H
#define ADMIN_PRINT_DOTS_H
#include <stdint.h>
#include "admin/print/doc.h"

#define DOTS_FIELD_W 482.0             /* of the cover's dots: what they fill, and may not exceed */
#define DOTS_FIELD_H 392.0
#define DOTS_SHARE 0.67                /* diameter, of the distance from dot to dot */
#define DOTS_ROW_W 290.0               /* of a result's dots at most */
#define DOTS_ROW_R 0.42                /* radius, of the distance */

struct dots_field { int columns, rows; double step; };
/* The cover's, filled row by row. */
struct dots_field dots_field(int people);
int dots_people(const struct doc_cover *c);

struct dots_rows { int deep; double step; int64_t each; };
/* A result's, filled column by column, in all rows equally deep, so that lengths can be compared
 * like bars. each: points per dot, more than 1 only where dots would be too small to see. */
struct dots_rows dots_rows(const struct doc_plot *p);
int64_t dots_count(const struct dots_rows *r, int64_t points);
#endif
