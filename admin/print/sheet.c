/* Sheets of labels: read, checked, counted. See sheet.h. Invariant: of a sheet that was read every
 * label lies on the page and none covers another. */
#include "admin/print/sheet.h"
#include <stdlib.h>
#include <string.h>
#include "lib/asset.h"
#include "lib/str.h"
#include "lib/values.h"

#define FOLDER "print/sheets/"
#define ENDING ".sheet"
enum { SHEETS_MAX = 64, PAGE_MAX = 1000, LABELS_MAX = 200 };
#define SLACK 0.05                 /* of figures rounded in the data */

static bool refuse(const char *name, const char *line, char *error, size_t size) {
    str_format(error, size, "sheet %s: %s cannot be used", name, line);
    return false;
}

static bool one(const char *file, const char *line, double min, double max, double *out) {
    char *text = values_get(file, line);
    bool well = text && values_mm(text, min, max, out);
    free(text);
    return well;
}

/* "90 x 60" */
static bool two(const char *file, const char *line, double *w, double *h) {
    char *text = values_get(file, line), *by = text ? strstr(text, " x ") : NULL;
    bool well = false;
    if (by) {
        *by = '\0';
        well = values_mm(text, 1, PAGE_MAX, w) && values_mm(by + 3, 1, PAGE_MAX, h);
    }
    free(text);
    return well;
}

static bool fits(double from, double label, double pitch, int n, double page) {
    return from + (n - 1) * pitch + label <= page + SLACK && (n == 1 || pitch >= label - SLACK);
}

bool sheet_parse(struct sheet *s, const char *name, const char *file, char *error, size_t size) {
    double columns, rows;
    char *cut = values_get(file, "cut");

    *s = (struct sheet){ .cut = cut && strcmp(cut, "yes") == 0 };
    free(cut);
    if (!str_copy(s->name, sizeof s->name, name))
        return refuse("", "its name", error, size);
    if (!two(file, "page", &s->page_w, &s->page_h))
        return refuse(name, "page", error, size);
    if (!two(file, "label", &s->label_w, &s->label_h))
        return refuse(name, "label", error, size);
    if (!two(file, "pitch", &s->pitch_x, &s->pitch_y))
        return refuse(name, "pitch", error, size);
    if (!one(file, "left", 0, PAGE_MAX, &s->left) || !one(file, "top", 0, PAGE_MAX, &s->top))
        return refuse(name, "left or top", error, size);
    if (!one(file, "columns", 1, LABELS_MAX, &columns) || !one(file, "rows", 1, LABELS_MAX, &rows))
        return refuse(name, "columns or rows", error, size);
    if (!one(file, "round", 0, 50, &s->round))
        s->round = 0;
    s->columns = (int)columns;
    s->rows = (int)rows;
    if (sheet_labels(s) > LABELS_MAX ||
        !fits(s->left, s->label_w, s->pitch_x, s->columns, s->page_w) ||
        !fits(s->top, s->label_h, s->pitch_y, s->rows, s->page_h))
        return refuse(name, "what does not lie on the page", error, size);
    return true;
}

static const char *file_of(const char *name) {
    struct str path = STR_INIT;
    str_printf(&path, FOLDER "%s" ENDING, name);
    const char *file = asset_get(path.data, NULL);
    str_release(&path);
    return file;
}

static double order_of(const char *path) {
    double order = PAGE_MAX;
    return one(asset_get(path, NULL), "order", 0, PAGE_MAX, &order) ? order : PAGE_MAX;
}

/* The path of the sheet that has exactly i before it. */
static const char *path_at(size_t i) {
    const char *path, *other;
    for (size_t k = 0; (path = asset_name(FOLDER, k)); k++) {
        size_t before = 0;
        for (size_t n = 0; (other = asset_name(FOLDER, n)); n++)
            before += order_of(other) < order_of(path) ||
                      (order_of(other) <= order_of(path) && n < k);
        if (before == i)
            return path;
    }
    return NULL;
}

bool sheet_name(size_t i, char dst[SHEET_NAME]) {
    const char *path = i < SHEETS_MAX ? path_at(i) : NULL;
    if (!path)
        return false;
    path += sizeof FOLDER - 1;
    size_t len = strlen(path) - (sizeof ENDING - 1);
    return str_format(dst, SHEET_NAME, "%.*s", (int)len, path);
}

char *sheet_title(const char *name, const char *language) {
    struct str line = STR_INIT;
    const char *file = file_of(name);
    str_printf(&line, "title.%s", language);
    char *title = file ? values_get(file, line.data) : NULL;
    if (file && !title)
        title = values_get(file, "title.en");
    str_release(&line);
    return title;
}

bool sheet_get(struct sheet *s, const char *name, char *error, size_t size) {
    char first[SHEET_NAME] = "";
    if (!name || !*name) {
        (void)sheet_name(0, first);
        name = first;
    }
    const char *file = strchr(name, '/') ? NULL : file_of(name);
    if (file)
        return sheet_parse(s, name, file, error, size);
    str_format(error, size, "there is no sheet %.40s", name);
    return false;
}

int sheet_labels(const struct sheet *s) {
    return s->columns * s->rows;
}

void sheet_label(const struct sheet *s, int i, double *x, double *y) {
    *x = s->left + i % s->columns * s->pitch_x;
    *y = s->top + i / s->columns * s->pitch_y;
}
