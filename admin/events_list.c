/* The list of events as the page shows it: every file of the data folder, open ones from their
 * snapshots, closed ones by a look into the file; what is in the archive by name. File worker. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "admin/events.h"
#include "events/book/stranger.h"
#include "kiosk/web/hall.h"
#include "lib/clock.h"
#include "lib/json.h"

static void date_text(struct str *out, const struct lang *lang, int64_t ms) {
    char at[6];

    if (!ms)
        return;
    lang_day(out, lang, ms);
    clock_hm(at, ms);
    str_printf(out, ", %s", at);
}

struct row { struct book_peek face; const char *file, *path, *state; bool open, outside; };

static json_t *row_json(const struct row *r, const struct lang *lang) {
    struct str date = STR_INIT, size = STR_INIT;
    struct stat st;
    json_t *one;

    date_text(&date, lang, r->face.start_ms);
    if (stat(r->path, &st) == 0)
        lang_bytes(&size, lang, st.st_size);
    one = json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:I, s:i, s:i, s:I}", "file", r->file,
        "title", *r->face.title ? r->face.title : r->file, "code", r->face.code, "date", date.data,
        "size", size.data, "open", r->open, "closed_for_good", r->face.closed_ms != 0, "start",
        (json_int_t)r->face.start_ms, "people", r->face.people, "items", r->face.items, "bytes",
        (json_int_t)0);
    json_object_set_new(one, "state", json_string(lang_text(lang, r->state)));
    json_object_set_new(one, "outside", json_boolean(r->outside));
    json_object_set_new(one, "usable", json_boolean(r->open || strcmp(r->state, "Not open") == 0));
    str_release(&date);
    str_release(&size);
    return one;
}

static json_t *open_row(const struct desk *d, struct hall_event *e, const struct lang *lang) {
    const struct book_snap *s = book_snap(web_book(e->web));
    const char *slash = strrchr(e->path, '/');
    struct row r = { .path = e->path, .file = slash ? slash + 1 : e->path, .state = "Open now",
                     .open = true };
    struct str own = STR_INIT;
    json_t *one;

    str_printf(&own, "%s/%s", d->config.data_dir, r.file);
    r.outside = strcmp(own.data, e->path) != 0;
    str_format(r.face.title, sizeof r.face.title, "%.500s", s->settings.title);
    str_copy(r.face.code, sizeof r.face.code, s->settings.code);
    r.face.start_ms = s->settings.start_ms;
    r.face.people = (int)s->people_n;
    r.face.items = (int)s->items_n;
    r.face.closed_ms = strtoll(snap_setting(s, "closed_ms"), NULL, 10);
    one = row_json(&r, lang);
    book_snap_release(s);
    str_release(&own);
    return one;
}

static json_t *closed_row(const char *file, const char *path, const struct lang *lang) {
    struct row r = { .file = file, .path = path };

    switch (book_peek(path, &r.face)) {
    case BOOK_OPENED: r.state = "Not open"; break;
    case BOOK_LOCKED: r.state = "In use by another program"; break;
    case BOOK_NEWER: r.state = "From a newer version"; break;
    case BOOK_NOT_AN_EVENT: r.state = "Not an event file"; break;
    default: r.state = "Damaged"; break;
    }
    return row_json(&r, lang);
}

/* Open ones first, then by day, the newest first. */
static int compare(const void *a, const void *b) {
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    bool p = json_is_true(json_object_get(x, "open")), q = json_is_true(json_object_get(y, "open"));
    json_int_t s = json_int(x, "start", 0), t = json_int(y, "start", 0);

    if (p != q)
        return p ? -1 : 1;
    return s != t ? (s < t ? 1 : -1)
                  : strcmp(json_text(x, "title", json_text(x, "name", "")),
                           json_text(y, "title", json_text(y, "name", "")));
}

static json_t *sorted(json_t *list) {
    size_t n = json_array_size(list);
    json_t **rows = malloc((n + 1) * sizeof *rows), *out = json_array();

    for (size_t i = 0; rows && i < n; i++)
        rows[i] = json_array_get(list, i);
    if (rows)
        qsort(rows, n, sizeof *rows, compare);
    for (size_t i = 0; rows && i < n; i++)
        json_array_append(out, rows[i]);
    json_decref(list);
    free(rows);
    return out;
}

json_t *events_archived(const struct desk *d) {
    struct str path = STR_INIT;
    json_t *files = json_array(), *out;
    DIR *dir;

    str_printf(&path, "%s/archive", d->config.data_dir);
    dir = opendir(path.data);
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (events_name_ok(e->d_name))
            json_array_append_new(files, json_pack("{s:s}", "name", e->d_name));
    if (dir)
        closedir(dir);
    str_release(&path);
    out = json_pack("{s:b, s:o}", "any", json_array_size(files) > 0, "files", sorted(files));
    return out;
}

json_t *events_list(struct desk *d, const struct lang *lang) {
    struct hall_event *all[HALL_EVENTS], *open;
    size_t n = hall_list(d->config.hall, all);
    DIR *dir = opendir(d->config.data_dir);
    struct str path = STR_INIT;
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++) {
        json_array_append_new(list, open_row(d, all[i], lang));
        hall_release(all[i]);
    }
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (!events_path(d, "", e->d_name, &path))
            continue;
        if ((open = events_open_at(d, path.data)))
            hall_release(open);
        else
            json_array_append_new(list, closed_row(e->d_name, path.data, lang));
    }
    if (dir)
        closedir(dir);
    str_release(&path);
    return sorted(list);
}
