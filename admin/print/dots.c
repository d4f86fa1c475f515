/* See dots.h. */
#include "admin/print/dots.h"
#include <math.h>
#include "admin/print/foot.h"

#define DOT_MAX 125.0                  /* diameter on the cover */
#define STEP_MAX 9.4                   /* in a result: from dot to dot */
#define STEP_GOOD 6.2
#define STEP_MIN 3.8
#define STEP_SEEN 2.6
#define ROOM 560.0                     /* height a result's rows may fill */
enum { DEEP_MAX = 8 };

/* --- the cover -------------------------------------------------------------------------------- */

/* How badly n dots fill the field in so many columns: empty height, gaps in the last row. */
static double badness(int n, int columns, struct dots_field *out) {
    double step = DOTS_FIELD_W / (columns - 1 + DOTS_SHARE);
    int rows = (n + columns - 1) / columns;
    double height = (rows - 1 + DOTS_SHARE) * step;
    *out = (struct dots_field){ columns, rows, step };
    if (height > DOTS_FIELD_H || step * DOTS_SHARE > DOT_MAX)
        return 1e9;
    return (DOTS_FIELD_H - height) / DOTS_FIELD_H +
           1.4 * (double)(rows * columns - n) / (columns * rows);
}

struct dots_field dots_field(int people) {
    struct dots_field best = { 0 }, now;
    double least = 1e9;
    for (int columns = 2; columns <= 60; columns++) {
        double bad = badness(people, columns, &now);
        if (bad < least) {
            least = bad;
            best = now;
        }
    }
    if (best.columns == 0) {           /* hardly anybody, or a thousand */
        best.columns = people < 5 ? 4 : 60;
        badness(people, best.columns, &best);
    }
    return best;
}

int dots_people(const struct doc_cover *c) {
    int n = 0;
    for (size_t i = 0; i < c->groups_n; i++)
        n += c->groups[i];
    return n;
}

/* --- results ---------------------------------------------------------------------------------- */

static double step_of(int64_t most, int deep) {
    return fmin(STEP_MAX, DOTS_ROW_W / ceil((double)most / deep));
}

int64_t dots_count(const struct dots_rows *r, int64_t points) {
    return points > 0 ? (points + r->each - 1) / r->each : 0;
}

/* Dots of one size in all rows: as few one below the other as keeps them large, fewer and smaller
 * where many options would not fit a page. */
struct dots_rows dots_rows(const struct doc_plot *p) {
    struct dots_rows r = { .deep = 1 };
    int64_t most = 1;
    r.each = foot_points_per_dot(p, (int64_t)(DOTS_ROW_W / STEP_SEEN) * DEEP_MAX);
    for (size_t i = 0; i < p->n; i++)
        if (dots_count(&r, p->rows[i].points) > most)
            most = dots_count(&r, p->rows[i].points);
    while (r.deep < DEEP_MAX && step_of(most, r.deep) < STEP_GOOD)
        r.deep++;
    while (r.deep > 1 && step_of(most, r.deep - 1) >= STEP_MIN
           && (double)p->n * (36 + r.deep * step_of(most, r.deep)) > ROOM)
        r.deep--;
    r.step = step_of(most, r.deep);
    return r;
}
