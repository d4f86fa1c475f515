/* Sheets of labels as the desk offers them, and how far this printer is off: kept in a cookie of
 * this machine, for it belongs to the printer and not to the event. Pool threads. */
#include <stdlib.h>
#include <string.h>
#include "admin/paper/prints_room.h"
#include "lib/asset.h"
#include "lib/values.h"

#define COOKIE "punktum_sheet"
#define FOLDER "print/sheets/"
enum { SHEETS_MAX = 64, ENDING = sizeof ".sheet" - 1, COOKIE_S = 365 * 86400, OFFSET_MAX = 20,
       LABELS_MAX = 200 };

struct row { const char *file; char name[32]; double order; };

static double figure(const char *file, const char *line) {
    double value = 0;
    char *text = values_get(file, line);
    if (!text || !values_mm(text, 0, 1000, &value))
        value = 0;
    free(text);
    return value;
}

static int by_order(const void *a, const void *b) {
    const struct row *x = a, *y = b;
    if (x->order < y->order || x->order > y->order)
        return x->order < y->order ? -1 : 1;
    return strcmp(x->name, y->name);
}

static size_t all(struct row rows[SHEETS_MAX]) {
    const char *path;
    size_t n = 0;
    for (size_t i = 0; n < SHEETS_MAX && (path = asset_name(FOLDER, i)); i++) {
        const char *name = path + sizeof FOLDER - 1;
        struct row *row = &rows[n];
        row->file = asset_get(path, NULL);
        row->order = figure(row->file, "order");
        n += str_format(row->name, sizeof row->name, "%.*s", (int)(strlen(name) - ENDING), name);
    }
    qsort(rows, n, sizeof *rows, by_order);
    return n;
}

static const char *file_of(const char *name) {
    struct row rows[SHEETS_MAX];
    size_t n = all(rows);
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].file;
    return NULL;
}

static long labels_of(const char *name) {
    const char *file = file_of(name);
    return file ? (long)(figure(file, "columns") * figure(file, "rows")) : 0;
}

json_t *prints_sheets(const struct lang *lang, const char *now) {
    struct row rows[SHEETS_MAX];
    json_t *list = json_array();
    char line[24];
    size_t n = all(rows);
    str_format(line, sizeof line, "title.%s", lang_code(lang));
    for (size_t i = 0; i < n; i++) {
        char *title = values_get(rows[i].file, line);
        if (!title)
            title = values_get(rows[i].file, "title.en");
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "name", rows[i].name, "title",
                              title ? title : rows[i].name, "now", !strcmp(rows[i].name, now)));
        free(title);
    }
    return list;
}

/* "l4785/3/0.5/-1" */
static void from_cookie(struct prints_options *o, const struct http_req *req) {
    char text[80];
    char *rest = text, *parts[4] = { NULL };
    if (!http_cookie(req, COOKIE, text, sizeof text))
        return;
    for (size_t i = 0; i < 4; i++)
        parts[i] = strsep(&rest, "/");
    if (!parts[3] || !str_copy(o->sheet, sizeof o->sheet, parts[0]) ||
        !str_copy(o->start, sizeof o->start, parts[1]) ||
        !str_copy(o->offset_x, sizeof o->offset_x, parts[2]) ||
        !str_copy(o->offset_y, sizeof o->offset_y, parts[3]) || prints_options_wrong(o))
        *o = (struct prints_options){ .start = "" };
}

static void take(char *dst, size_t size, const char *typed, const char *otherwise) {
    if (typed && *typed)
        (void)(str_copy(dst, size, typed) || str_copy(dst, size, "?"));
    else if (!*dst)
        (void)str_copy(dst, size, otherwise);
}

void prints_options_read(struct prints_options *o, const struct http_req *req,
                         const char *(*field)(const struct http_req *req, const char *name)) {
    struct row rows[SHEETS_MAX];
    size_t n = all(rows);
    *o = (struct prints_options){ .start = "" };
    from_cookie(o, req);
    take(o->sheet, sizeof o->sheet, field(req, "sheet"), n ? rows[0].name : "");
    take(o->start, sizeof o->start, field(req, "start"), "1");
    take(o->offset_x, sizeof o->offset_x, field(req, "offset_x"), "0");
    take(o->offset_y, sizeof o->offset_y, field(req, "offset_y"), "0");
}

const char *prints_options_wrong(const struct prints_options *o) {
    long long start;
    double mm;
    long labels = labels_of(o->sheet);
    if (labels < 1 || labels > LABELS_MAX)
        return "sheet";
    if (!str_number(o->start, 1, labels, &start))
        return "start";
    if (!values_mm(o->offset_x, -OFFSET_MAX, OFFSET_MAX, &mm))
        return "offset_x";
    return values_mm(o->offset_y, -OFFSET_MAX, OFFSET_MAX, &mm) ? NULL : "offset_y";
}

void prints_options_keep(const struct prints_options *o, struct http_req *req, size_t used) {
    char text[80];
    long long start = 1;
    long labels = labels_of(o->sheet);
    if (labels < 1 || !str_number(o->start, 1, labels, &start))
        return;
    start = (start - 1 + (long long)used) % labels + 1;
    if (str_format(text, sizeof text, "%s/%lld/%s/%s", o->sheet, start, o->offset_x, o->offset_y))
        http_set_cookie(req, COOKIE, text, COOKIE_S, true);
}
