/* The jobs of the list of events. run is called on the file worker, one at a time, so no two of
 * them meet in the folder; the rest on pool threads. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "admin/events.h"
#include "admin/renew.h"
#include "admin/making.h"
#include "events/book/stranger.h"
#include "kiosk/web/hall.h"
#include "lib/folder.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/utf8.h"

static void read_text(const struct http_req *req, const char *field, char *dst, size_t size,
                      unsigned max) {
    const char *typed = http_form(req, field);

    if (!typed)
        typed = http_query(req, field);
    if (!typed || utf8_clean(dst, size, typed, max, UTF8_ONE_LINE) != UTF8_OK)
        dst[0] = '\0';
}

struct events_job *events_job_new(struct desk_visit *v, enum events_what what) {
    struct events_job *job = mem_new(1, sizeof *job);
    const struct http_req *req = v->web.req;

    job->desk = v->desk;
    job->lang = v->web.lang;
    job->what = what;
    job->fd = -1;
    read_text(req, "file", job->file, sizeof job->file, NAME_MAX);
    read_text(req, "code", job->code, sizeof job->code, 4);
    read_text(req, "from", job->source, sizeof job->source, NAME_MAX);
    read_text(req, "title", job->title, sizeof job->title, 120);
    read_text(req, "start", job->start, sizeof job->start, 19);
    return job;
}

void events_job_free(void *ctx) {
    struct events_job *job = ctx;

    if (job->fd >= 0)
        close(job->fd);
    if (job->upload)
        unlink(job->upload);
    free(job->upload);
    json_decref(job->list);
    free(job);
}

/* --- opening and closing ---- */
void events_note_open(struct desk *d) {
    struct hall_event *all[HALL_EVENTS];
    size_t n = hall_list(d->config.hall, all);
    json_t *list = json_array();
    struct str path = STR_INIT, fresh = STR_INIT;

    for (size_t i = 0; i < n; i++) {
        const char *slash = strrchr(all[i]->path, '/');
        json_array_append_new(list, json_string(slash ? slash + 1 : all[i]->path));
        hall_release(all[i]);
    }
    str_printf(&path, "%s/open.json", d->config.data_dir);
    str_printf(&fresh, "%s.new", path.data);
    if (json_dump_file(list, fresh.data, JSON_INDENT(1)) != 0 ||
        rename(fresh.data, path.data) != 0)
        log_line(LOG_WARN, "which events are open could not be noted: %s", strerror(errno));
    json_decref(list);
    str_release(&path);
    str_release(&fresh);
}

void desk_reopen(struct desk *d) {
    const struct desk_config *c = &d->config;
    struct str path = STR_INIT;
    char error[400];
    struct hall_event *e;
    json_t *list, *one;
    size_t i;

    str_printf(&path, "%s/open.json", c->data_dir);
    list = access(path.data, F_OK) == 0 ? json_read_file(path.data, error, sizeof error) : NULL;
    json_array_foreach(list, i, one) {
        const char *name = json_string_value(one);
        if (!name || !events_path(d, "", name, &path))
            continue;
        if ((e = events_open_at(d, path.data)))
            hall_release(e);
        else if (!c->open(c->ctx, path.data, error, sizeof error))
            log_line(LOG_WARN, "not opened again: %s", error);
    }
    json_decref(list);
    str_release(&path);
}

static enum events_fault open_now(struct events_job *job, const char *path) {
    const struct desk_config *c = &job->desk->config;
    struct hall_event *e = events_open_at(job->desk, path);
    char error[400] = "";

    if (!e && !c->open(c->ctx, path, error, sizeof error)) {
        log_line(LOG_WARN, "not opened: %s", error);
        return EVENTS_CANNOT;
    }
    if (!e && !(e = events_open_at(job->desk, path)))
        return EVENTS_CANNOT;
    str_copy(job->now_code, sizeof job->now_code, e->code);
    hall_release(e);
    events_note_open(job->desk);
    return EVENTS_WELL;
}

static enum events_fault open_file(struct events_job *job, const char *name) {
    struct str path = STR_INIT;
    struct book_peek face;
    enum events_fault fault = EVENTS_GONE;
    struct hall_event *same;

    if (!events_path(job->desk, "", name, &path))
        goto out;
    same = events_open_at(job->desk, path.data);
    fault = EVENTS_IN_USE;
    if (same || book_peek(path.data, &face) != BOOK_LOCKED)
        fault = open_now(job, path.data);
    if (same)
        hall_release(same);
out:
    str_release(&path);
    return fault;
}

static enum events_fault close_event(struct events_job *job) {
    const struct desk_config *c = &job->desk->config;
    char error[400] = "";

    if (!c->close(c->ctx, job->code, error, sizeof error))
        return EVENTS_GONE;
    making_forget(desk_making(job->desk), job->code, UINT64_MAX);
    events_note_open(job->desk);
    return EVENTS_WELL;
}

static enum events_fault make(struct events_job *job) {
    enum events_fault fault = events_make(job);

    if (fault == EVENTS_WELL)
        open_file(job, job->name);      /* else it is in the list, closed */
    return fault;
}

/* --- moving and copying ---- */
/* From one folder to the other, never over another file, never one in use. */
static enum events_fault move(struct events_job *job, const char *from, const char *to) {
    struct str old = STR_INIT, new = STR_INIT, dir = STR_INIT;
    enum events_fault fault = EVENTS_GONE;
    struct book_peek face;

    if (!events_path(job->desk, from, job->file, &old))
        goto out;
    fault = EVENTS_IN_USE;
    if (book_peek(old.data, &face) == BOOK_LOCKED)
        goto out;
    str_printf(&dir, "%s/archive", job->desk->config.data_dir);
    fault = EVENTS_CANNOT;
    if (mkdir(dir.data, 0700) != 0 && errno != EEXIST)
        goto out;
    fault = EVENTS_MANY;
    if (events_path(job->desk, to, job->file, &new))
        goto out;
    fault = EVENTS_CANNOT;
    if (link(old.data, new.data) == 0 && unlink(old.data) == 0)
        fault = EVENTS_WELL;
    else
        log_line(LOG_WARN, "an event file could not be moved: %s", strerror(errno));
    str_puts(&old, ".lock");
    if (fault == EVENTS_WELL)
        unlink(old.data);
out:
    str_release(&old);
    str_release(&new);
    str_release(&dir);
    return fault;
}

/* A fresh name in the data folder for a file that is deleted at once. */
static void temporary(const struct desk *d, struct str *out) {
    char token[SECRET_TOKEN_TEXT];

    secret_token(token);
    folder_own(out, d->config.data_dir, DESK_COPY);
    str_puts(out, token);
}

static bool copy_to(struct events_job *job, const char *copy) {
    struct hall_event *e = hall_find(job->desk->config.hall, job->code);
    struct str path = STR_INIT;
    const char *slash;
    char error[400] = "";
    bool well = false;

    if (e) {
        slash = strrchr(e->path, '/');
        str_format(job->name, sizeof job->name, "%.*s", NAME_MAX, slash ? slash + 1 : e->path);
        well = book_copy(web_book(e->web), copy, error, sizeof error);
        hall_release(e);
    } else if (events_path(job->desk, "", job->file, &path)) {
        str_copy(job->name, sizeof job->name, job->file);
        well = book_copy_file(path.data, copy, error, sizeof error);
    }
    if (!well && *error)
        log_line(LOG_WARN, "no copy: %s", error);
    str_release(&path);
    return well;
}

static enum events_fault download(struct events_job *job) {
    struct str copy = STR_INIT;
    bool well;

    temporary(job->desk, &copy);
    if ((well = copy_to(job, copy.data)))
        job->fd = open(copy.data, O_RDONLY | O_CLOEXEC);
    unlink(copy.data);
    str_release(&copy);
    return job->fd >= 0 ? EVENTS_WELL : well || job->name[0] ? EVENTS_CANNOT : EVENTS_GONE;
}

/* --- a file from somewhere else ---- */
static enum events_fault adopted(enum book_adopted how) {
    switch (how) {
    case BOOK_ADOPTED: return EVENTS_WELL;
    case BOOK_STRANGER_NO_EVENT: return EVENTS_NO_EVENT;
    case BOOK_STRANGER_NEWER: return EVENTS_NEWER;
    case BOOK_STRANGER_DAMAGED: return EVENTS_DAMAGED;
    case BOOK_STRANGER_SCHEMA: return EVENTS_SCHEMA;
    case BOOK_STRANGER_RULES: return EVENTS_RULES;
    case BOOK_STRANGER_PICTURE: return EVENTS_PICTURE;
    case BOOK_STRANGER_FAILED: break;
    }
    return EVENTS_CANNOT;
}

static enum events_fault adopt(struct events_job *job) {
    const struct book_renew renew = desk_renew(job->desk->config.program);
    const struct book_adoption how = { &renew, events_code_taken, job->desk };
    struct str path = STR_INIT;
    struct book_peek face;
    enum events_fault fault;
    char error[400] = "";

    if (!job->upload)
        return EVENTS_NO_FILE;
    fault = adopted(book_adopt(job->upload, &how, error, sizeof error));
    if (fault != EVENTS_WELL) {
        log_line(LOG_NOTE, "an uploaded file was refused: %s", error);
        return fault;
    }
    fault = EVENTS_CANNOT;
    if (book_peek(job->upload, &face) == BOOK_OPENED &&
        events_free_name(job->desk, face.title, job->name)) {
        str_printf(&path, "%s/%s", job->desk->config.data_dir, job->name);
        if (link(job->upload, path.data) == 0)
            fault = EVENTS_WELL;
    }
    str_clear(&path);
    str_printf(&path, "%s.lock", job->upload);
    unlink(path.data);
    str_release(&path);
    return fault;
}

static void run(void *ctx) {
    struct events_job *job = ctx;

    switch (job->what) {
    case EVENTS_LIST: job->list = events_list(job->desk, job->lang); break;
    case EVENTS_NEW: job->fault = make(job); break;
    case EVENTS_OPEN: job->fault = open_file(job, job->file); break;
    case EVENTS_CLOSE: job->fault = close_event(job); break;
    case EVENTS_ARCHIVE: job->fault = move(job, "", "archive"); break;
    case EVENTS_RESTORE: job->fault = move(job, "archive", ""); break;
    case EVENTS_DOWNLOAD: job->fault = download(job); break;
    case EVENTS_ADOPT: job->fault = adopt(job); break;
    }
    if (job->fault != EVENTS_WELL)
        job->list = events_list(job->desk, job->lang);
}

void events_start(struct desk_visit *v, struct events_job *job) {
    desk_work(v, DESK_WORK_FILE, run, job, events_job_free);
}

/* --- words ---- */
static const struct { enum events_fault fault; const char *sentence; } sentences[] = {
    { EVENTS_GONE, "This event is not there any more. Nothing was changed." },
    { EVENTS_IN_USE, "This event is open, here or in another program. Nothing was changed. Please "
                     "close it first." },
    { EVENTS_TITLE, "The title is missing, or it is longer than 120 characters. Nothing was "
                    "made." },
    { EVENTS_START, "The beginning is missing or is no date and time. Nothing was made." },
    { EVENTS_SOURCE, "What it should be made from is not there or in use. Nothing was made." },
    { EVENTS_MANY, "There is a file of this name already. Nothing was changed." },
    { EVENTS_NO_FILE, "No file was chosen. Nothing was changed." },
    { EVENTS_NO_EVENT, "This is not an event file of this program. Nothing was changed." },
    { EVENTS_NEWER, "This event file was made by a newer version of the program. Nothing was "
                    "changed. Please update the program here first." },
    { EVENTS_DAMAGED, "This event file is damaged. Nothing was changed." },
    { EVENTS_SCHEMA, "Somebody changed the inside of this event file: it is not as this program "
                     "makes it, so it is not used. Nothing was changed." },
    { EVENTS_RULES, "The contents of this event file break the rules of an event, so it is not "
                    "used. Nothing was changed." },
    { EVENTS_PICTURE, "A picture in this event file is damaged or too large, so the file is not "
                      "used. Nothing was changed." },
    { EVENTS_CANNOT, "That did not work this time; the program's log says why. Nothing was "
                     "changed." },
};

const char *events_sentence(enum events_fault fault, const struct lang *lang) {
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        if (sentences[i].fault == fault)
            return lang_text(lang, sentences[i].sentence);
    return NULL;
}
