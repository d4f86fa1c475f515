/* A new event file from a sample or from another event's plan. File worker. */
#include <stdlib.h>
#include <string.h>
#include "admin/events.h"
#include "kiosk/web/hall.h"
#include "lib/asset.h"
#include "lib/clock.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/utf8.h"

static json_t *from_sample(const char *name) {
    struct str path = STR_INIT;
    char error[200];
    const char *text;
    json_t *event = NULL;
    size_t len;

    str_printf(&path, "samples/%s.json", name);
    if (!strchr(name, '/') && (text = asset_get(path.data, &len)))
        event = json_read(text, len, error, sizeof error);
    str_release(&path);
    return event;
}

static json_t *from_book(struct book *b) {
    const struct book_snap *s = book_snap(b);
    json_t *event = events_json(s);

    book_snap_release(s);
    return event;
}

static json_t *from_code(struct desk *d, const char *code) {
    struct hall_event *e = hall_find(d->config.hall, code);
    json_t *event;

    if (!e)
        return NULL;
    event = from_book(web_book(e->web));
    hall_release(e);
    return event;
}

/* A closed file is opened for the moment. */
static json_t *from_file(struct desk *d, const char *name) {
    struct str path = STR_INIT;
    struct book *b;
    json_t *event = NULL;

    if (events_path(d, "", name, &path) && book_open(&b, path.data, NULL, NULL) == BOOK_OPENED) {
        event = from_book(b);
        book_close(b);
    }
    str_release(&path);
    return event;
}

static json_t *source_of(struct events_job *job) {
    const char *s = job->source;

    if (str_starts(s, "sample:"))
        return from_sample(s + 7);
    if (str_starts(s, "code:"))
        return from_code(job->desk, s + 5);
    return str_starts(s, "file:") ? from_file(job->desk, s + 5) : NULL;
}

/* The new day keeps the length of the old one where the source tells it. */
static bool move_day(json_t *event, const char *start) {
    int64_t begin, old_begin, old_end;
    char end[17];

    if (!clock_parse_local(start, &begin))
        return false;
    if (clock_parse_local(json_text(event, "start", ""), &old_begin) &&
        clock_parse_local(json_text(event, "end", ""), &old_end) && old_end > old_begin) {
        clock_local(end, begin + old_end - old_begin);
        json_object_set_new(event, "end", json_string(end));
    } else {
        json_object_del(event, "end");
    }
    json_object_set_new(event, "start", json_string(start));
    return true;
}

/* The first item often carries the event's title: then it carries the new one. */
static void rename_event(json_t *event, const char *title) {
    const char *old = json_text(event, "title", "");
    json_t *first = json_array_get(json_object_get(event, "agenda"), 0);

    if (*old && strcmp(json_text(first, "title", ""), old) == 0)
        json_object_set_new(first, "title", json_string(title));
    json_object_set_new(event, "title", json_string(title));
}

static enum events_fault write_event(struct events_job *job, json_t *event) {
    struct str text = STR_INIT, path = STR_INIT;
    enum events_fault fault = EVENTS_CANNOT;
    char error[300] = "";
    char code[5];

    do
        secret_event_code(code);
    while (events_code_taken(job->desk, code));
    json_object_set_new(event, "code", json_string(code));
    json_write(&text, event);
    str_printf(&path, "%s/%s", job->desk->config.data_dir, job->name);
    if (book_create(path.data, text.data, text.len, error, sizeof error))
        fault = EVENTS_WELL;
    else
        log_line(LOG_WARN, "a new event could not be made: %s", error);
    str_release(&text);
    str_release(&path);
    return fault;
}

enum events_fault events_make(struct events_job *job) {
    enum events_fault fault = EVENTS_TITLE;
    json_t *event = NULL;

    if (!job->title[0])
        goto out;
    fault = EVENTS_SOURCE;
    if (!(event = source_of(job)))
        goto out;
    fault = EVENTS_START;
    if (!move_day(event, job->start))
        goto out;
    rename_event(event, job->title);
    fault = EVENTS_CANNOT;
    if (events_free_name(job->desk, job->title, job->name))
        fault = write_event(job, event);
out:
    json_decref(event);
    return fault;
}
