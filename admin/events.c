/* The list of events: the page and its forms. Everything that touches the disk is a job of the file
 * worker. Helpers see the list, moderation works in open events, organisation does the rest. Pool
 * threads. */
#include <string.h>
#include "admin/events.h"
#include "lib/asset.h"
#include "lib/json.h"
#include "lib/mem.h"

static json_t *samples_of(const char *chosen) {
    json_t *list = json_array(), *event;
    const char *name, *text;
    char error[200], value[128];
    size_t len;

    for (size_t i = 0; (name = asset_name("samples/", i)); i++) {
        if (!(text = asset_get(name, &len)) || !(event = json_read(text, len, error, sizeof error)))
            continue;
        if (str_format(value, sizeof value, "sample:%.*s", (int)strcspn(name + 8, "."), name + 8))
            json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "value", value, "title",
                json_text(event, "title", name), "now", strcmp(value, chosen) == 0));
        json_decref(event);
    }
    return list;
}

/* What a new event can be made from: the samples, then every event of the list. */
static json_t *sources_of(json_t *list, const char *chosen) {
    json_t *out = json_array(), *one;
    char value[NAME_MAX + 8];
    size_t i;

    json_array_foreach(list, i, one) {
        bool open = json_is_true(json_object_get(one, "open"));
        if (!json_is_true(json_object_get(one, "usable")) ||
            !str_format(value, sizeof value, "%s:%s", open ? "code" : "file",
                        json_text(one, open ? "code" : "file", "")))
            continue;
        json_object_set_new(one, "value", json_string(value));
        json_array_append_new(out, json_pack("{s:s, s:s, s:b}", "value", value, "title",
                                             json_text(one, "title", ""), "now",
                                             strcmp(value, chosen) == 0));
    }
    return out;
}

static const char *given(const struct http_req *req, const char *name) {
    const char *value = http_form(req, name);

    if (!value)
        value = http_query(req, name);
    return value ? value : "";
}

/* The page, when its list is there; why the job was refused stands above it, and what was typed in
 * its form. */
static void show(struct desk_visit *v, int status, const struct events_job *job) {
    const char *said = given(v->web.req, "said"), *chosen = given(v->web.req, "from");
    json_t *sources = sources_of(job->list, chosen), *samples = samples_of(chosen), *data;

    data = json_pack("{s:O, s:o, s:o, s:s, s:s, s:o}", "events", job->list, "sources", sources,
                     "samples", samples, "new_title", given(v->web.req, "title"), "new_start",
                     given(v->web.req, "start"), "archived", events_archived(v->desk));
    json_object_set_new(data, "none", json_boolean(json_array_size(job->list) == 0));
    json_object_set_new(data, "has_sources", json_boolean(json_array_size(sources) > 0));
    if (job->fault != EVENTS_WELL)
        json_object_set_new(data, "notice",
                            json_string(events_sentence(job->fault, v->web.lang)));
    else if (strcmp(said, "copied") == 0)
        json_object_set_new(data, "good", json_string(lang_text(v->web.lang,
            "The event file was checked and added to the list. Links for moderators in it have "
            "ended.")));
    desk_page(v, status, "desk/events", NULL, data);
}

void desk_get_events(struct http_req *req, void *ctx) {
    const struct events_job *done;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    if ((done = desk_worked(&v)))
        show(&v, 200, done);
    else
        events_start(&v, events_job_new(&v, EVENTS_LIST));
    desk_leave(&v);
}

/* As JSON, or the list again with the sentence and what was typed; without it if it is the disk. */
static void refuse(struct desk_visit *v, const struct events_job *done) {
    bool disk = done->fault == EVENTS_CANNOT;

    if (web_wants_json(v->web.req) || disk)
        desk_refuse(v, disk ? 503 : 409, "refused", events_sentence(done->fault, v->web.lang));
    else
        show(v, 409, done);
}

void desk_post_event_new(struct http_req *req, void *ctx) {
    const struct events_job *done;
    struct str where = STR_INIT;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((done = desk_worked(&v))) {
        if (done->fault == EVENTS_WELL) {
            str_printf(&where, done->now_code[0] ? "/e/%s/overview" : "/", done->now_code);
            http_redirect(req, where.data);
        } else {
            refuse(&v, done);
        }
    } else if (desk_may_post(&v)) {
        events_start(&v, events_job_new(&v, EVENTS_NEW));
    }
    str_release(&where);
    desk_leave(&v);
}

static const struct { const char *name; enum events_what what; } deeds[] = {
    { "open", EVENTS_OPEN }, { "close", EVENTS_CLOSE }, { "archive", EVENTS_ARCHIVE },
    { "restore", EVENTS_RESTORE },
};

static struct events_job *job_of_form(struct desk_visit *v) {
    const char *what = http_form(v->web.req, "do");

    for (size_t i = 0; what && i < sizeof deeds / sizeof deeds[0]; i++)
        if (strcmp(deeds[i].name, what) == 0)
            return events_job_new(v, deeds[i].what);
    return NULL;
}

void desk_post_event(struct http_req *req, void *ctx) {
    const struct events_job *done;
    struct events_job *job;
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((done = desk_worked(&v))) {
        if (done->fault == EVENTS_WELL)
            http_redirect(req, "/");
        else
            refuse(&v, done);
    } else if (desk_may_post(&v)) {
        if ((job = job_of_form(&v)))
            events_start(&v, job);
        else
            http_error(req, 400);
    }
    desk_leave(&v);
}

void desk_post_event_upload(struct http_req *req, void *ctx) {
    const struct events_job *done;
    struct events_job *job;
    struct desk_visit v;
    const char *path;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((done = desk_worked(&v))) {
        if (done->fault == EVENTS_WELL)
            http_redirect(req, "/?said=copied");
        else
            refuse(&v, done);
    } else if (desk_may_post(&v)) {
        job = events_job_new(&v, EVENTS_ADOPT);
        if ((path = http_upload(req, NULL, NULL))) {
            job->upload = mem_copy(path);
            http_upload_take(req);
        }
        events_start(&v, job);
    }
    desk_leave(&v);
}

void desk_get_event_file(struct http_req *req, void *ctx) {
    struct events_job *done;
    struct desk_visit v;
    int fd;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if (!(done = desk_worked(&v))) {
        events_start(&v, events_job_new(&v, EVENTS_DOWNLOAD));
    } else if (done->fault == EVENTS_WELL) {
        fd = done->fd;
        done->fd = -1;
        http_reply_file(req, fd, "application/vnd.sqlite3", done->name);
    } else {
        refuse(&v, done);
    }
    desk_leave(&v);
}
