/* Rehearsal: a copy of the agenda alone, as an event of its own with its own code, opened beside
 * the real one; simulated phones follow it. One step ends it and takes everything with it: phones,
 * event, file. No test vote can reach the real event, whose file is not touched.
 * Pool threads; run_* on the desk's worker for files. The list is protected by its lock.
 * Invariant: a file named .probe-* in the data directory belongs to a rehearsal; those left by a
 * program that died are deleted when the desk is used for rehearsals again. */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "admin/agenda/pages.h"
#include "admin/agenda/room.h"
#include "admin/making.h"
#include "events/book/plan_json.h"
#include "kiosk/web/hall.h"
#include "lib/child.h"
#include "lib/folder.h"
#include "lib/json.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { TOGETHER = 4, PHONES_MIN = 3, PHONES_MAX = 200, PHONES_USUAL = 40, STOP_MS = 2000 };

struct rehearsal { char code[8], origin[8], token[SECRET_TOKEN_TEXT]; char *path;
                   struct child phones; int phones_n; };
struct rehearsals { pthread_mutex_t lock; struct rehearsal all[TOGETHER]; };

/* --- the list -------------------------------------------------------------------------------- */
static void *make(struct desk *d) {
    struct rehearsals *r = mem_new(1, sizeof *r);

    pthread_mutex_init(&r->lock, NULL);
    folder_clear(desk_config(d)->data_dir, DESK_REHEARSAL);
    return r;
}
static void end(void *state) {
    struct rehearsals *r = state;

    for (int i = 0; i < TOGETHER; i++) {
        child_stop(&r->all[i].phones, STOP_MS);
        free(r->all[i].path);
    }
    pthread_mutex_destroy(&r->lock);
    free(r);
}
static const struct desk_room room = { make, end };

/* --- start ----------------------------------------------------------------------------------- */
struct start { struct desk *desk; char *plan; char origin[8], code[8]; int phones; unsigned port;
               char address[48], error[256]; bool well; };

static void release_start(void *job) {
    struct start *s = job;

    free(s->plan);
    free(s);
}

/* Simulated phones come from this machine where the guests' listener is to be reached here. */
static bool reached_here(unsigned port) {
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool well;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    well = fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0;
    if (fd >= 0)
        close(fd);
    return well;
}

static struct hall_event *event_at(struct desk *d, const char *path) {
    struct hall_event *all[HALL_EVENTS], *found = NULL;
    size_t n = hall_list(desk_config(d)->hall, all);

    for (size_t i = 0; i < n; i++)
        if (!found && strcmp(all[i]->path, path) == 0)
            found = all[i];
        else
            hall_release(all[i]);
    return found;
}

static void start_phones(struct start *s, struct rehearsal *r) {
    struct str url = STR_INIT;
    char phones[16];

    str_printf(&url, "http://%s:%u/%s", reached_here(s->port) ? "127.0.0.1" : s->address, s->port,
               r->code);
    str_format(phones, sizeof phones, "%d", s->phones);
    const char *argv[] = { desk_config(s->desk)->program, "audience", "--url", url.data, "--phones",
                           phones, NULL };
    if (!child_start(&r->phones, argv) || !child_tell(&r->phones, "\n"))
        log_line(LOG_WARN, "rehearsal: no simulated phones");
    str_release(&url);
}

/* The moderator's link of the rehearsal. */
static void add_remote(struct hall_event *e, struct rehearsal *r) {
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };

    secret_token(r->token);
    secret_hash(cmd.as.remote_cmd.token_hash, r->token);
    book_submit_wait(web_book(e->web), &cmd);
}

static bool open_copy(struct start *s, struct rehearsal *r) {
    const struct desk_config *c = desk_config(s->desk);
    struct hall_event *e;

    if (!book_create(r->path, s->plan, strlen(s->plan), s->error, sizeof s->error) ||
        !c->open(c->ctx, r->path, s->error, sizeof s->error))
        return false;
    if (!(e = event_at(s->desk, r->path)))
        return false;
    str_copy(r->code, sizeof r->code, e->code);
    str_copy(s->code, sizeof s->code, e->code);
    add_remote(e, r);
    hall_release(e);
    return true;
}

static struct rehearsal *find(struct rehearsals *all, const char *code, bool origin) {
    for (int i = 0; i < TOGETHER; i++)
        if (all->all[i].path && strcmp(origin ? all->all[i].origin : all->all[i].code, code) == 0)
            return &all->all[i];
    return NULL;
}

static struct rehearsal *free_place(struct rehearsals *all) {
    int i = 0;

    while (i < TOGETHER && all->all[i].path)
        i++;
    return i < TOGETHER ? &all->all[i] : NULL;
}

static void run_start(void *job) {
    struct start *s = job;
    struct rehearsals *all = desk_room(s->desk, &room);
    struct str path = STR_INIT;
    struct rehearsal *r;
    char number[17];

    secret_event_code(number);
    str_printf(&path, "%s/" DESK_REHEARSAL "%s-%s.punktum", desk_config(s->desk)->data_dir,
               s->origin, number);
    pthread_mutex_lock(&all->lock);
    r = find(all, s->origin, true) ? NULL : free_place(all);
    if (r) {
        *r = (struct rehearsal){ .path = str_detach(&path), .phones_n = s->phones };
        str_copy(r->origin, sizeof r->origin, s->origin);
        s->well = open_copy(s, r);
        if (s->well) {
            start_phones(s, r);
        } else {
            unlink(r->path);
            free(r->path);
            r->path = NULL;
        }
    }
    pthread_mutex_unlock(&all->lock);
    str_release(&path);
}

static char *plan_of(const struct desk_visit *v) {
    const struct book_snap *s = v->web.snap;
    const struct rules_setting *row = rules_event_setting_find("title");
    struct str title = STR_INIT, text = STR_INIT;
    json_t *plan;

    lang_fill(&title, lang_text(v->web.lang, "{title} (rehearsal)"), "title", s->settings.title,
              NULL);
    plan = plan_json(s, rules_setting_fits(row, title.data) ? title.data : NULL);
    json_object_set_new(plan, "registration_open", json_true());
    json_write(&text, plan);
    json_decref(plan);
    str_release(&title);
    return str_detach(&text);
}

static struct start *new_start(struct desk_visit *v) {
    struct scene_place place = web_place(v->web.web, v->web.snap);
    struct start *s = mem_new(1, sizeof *s);
    int64_t n = agenda_number(v, "phones");

    *s = (struct start){ .desk = v->desk, .plan = plan_of(v), .port = place.port,
        .phones = n < PHONES_MIN ? PHONES_USUAL : n > PHONES_MAX ? PHONES_MAX : (int)n };
    str_copy(s->origin, sizeof s->origin, v->code);
    str_copy(s->address, sizeof s->address, place.address);
    return s;
}

static void go(struct http_req *req, const char *code) {
    struct str to = STR_INIT;

    str_printf(&to, *code ? "/e/%s/rehearsal" : "/", code);
    http_redirect(req, to.data);
    str_release(&to);
}

void agenda_post_rehearsal(struct http_req *req, void *ctx) {
    struct desk_visit v;
    struct start *s;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    s = desk_worked(&v);
    if (s && (s->well || !s->error[0]))
        go(req, s->well ? s->code : v.code);
    else if (s) {
        log_line(LOG_WARN, "rehearsal: %s", s->error);
        desk_refuse(&v, 503, "no_rehearsal", lang_text(v.web.lang,
            "The rehearsal could not be opened. Nothing was changed. Perhaps too many events are "
            "open: please close one first."));
    } else if (desk_may_post(&v)) {
        desk_work(&v, DESK_WORK_FILE, run_start, new_start(&v), release_start);
    }
    desk_leave(&v);
}

/* --- end ------------------------------------------------------------------------------------- */
struct stop { struct desk *desk; char code[8], origin[8]; };

static void run_stop(void *job) {
    struct stop *s = job;
    const struct desk_config *c = desk_config(s->desk);
    struct rehearsals *all = desk_room(s->desk, &room);
    struct rehearsal *r;
    char error[256];

    pthread_mutex_lock(&all->lock);
    if ((r = find(all, s->code, false))) {
        str_copy(s->origin, sizeof s->origin, r->origin);
        child_stop(&r->phones, STOP_MS);
        if (!c->close(c->ctx, r->code, error, sizeof error))
            log_line(LOG_WARN, "rehearsal: %s", error);
        making_forget(desk_making(s->desk), r->code, UINT64_MAX);
        folder_clear(c->data_dir, strrchr(r->path, '/') + 1);
        free(r->path);
        *r = (struct rehearsal){ 0 };
    }
    pthread_mutex_unlock(&all->lock);
}

/* Its path names no event: whoever asks may not hold the one that is being closed. */
void agenda_post_rehearsal_end(struct http_req *req, void *ctx) {
    const char *code = http_form(req, "code");
    struct desk_visit v;
    struct stop *s;

    if (!desk_enter(&v, ctx, req, DESK_ORGANISATION))
        return;
    if ((s = desk_worked(&v)))
        go(req, s->origin);
    else if (desk_may_post(&v)) {
        s = mem_new(1, sizeof *s);
        s->desk = v.desk;
        (void)str_copy(s->code, sizeof s->code, code ? code : "");
        desk_work(&v, DESK_WORK_FILE, run_stop, s, free);
    }
    desk_leave(&v);
}

/* --- the page -------------------------------------------------------------------------------- */
static void add_running(json_t *data, const struct desk_visit *v, const struct rehearsal *r) {
    struct scene_place place = web_place(v->web.web, v->web.snap);
    const struct book_item *item = snap_shown(v->web.snap);
    struct str link = STR_INIT;

    str_printf(&link, "http://%s:%u/m/%s", place.address, place.port, r->token);
    json_object_set_new(data, "link", json_string(link.data));
    json_object_set_new(data, "phones", agenda_count(v->web.lang, "{n} simulated phone",
                                                     "{n} simulated phones", r->phones_n));
    json_object_set_new(data, "people", agenda_count(v->web.lang, "{n} has signed in",
                                                     "{n} have signed in",
                                                     (long long)v->web.snap->registered));
    json_object_set_new(data, "shown", json_string(item ? item->title : ""));
    str_release(&link);
}

void agenda_get_rehearsal(struct http_req *req, void *ctx) {
    struct rehearsals *all;
    struct rehearsal *r;
    struct desk_visit v;
    json_t *data;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    data = json_pack("{s:s, s:i, s:i, s:i}", "heading", lang_text(v.web.lang, "Rehearsal"), "usual",
                     PHONES_USUAL, "least", PHONES_MIN, "most", PHONES_MAX);
    all = desk_room(v.desk, &room);
    pthread_mutex_lock(&all->lock);
    if ((r = find(all, v.code, false)))
        add_running(data, &v, r);
    json_object_set_new(data, "is_running", json_boolean(r != NULL));
    if (!r && (r = find(all, v.code, true)))
        json_object_set_new(data, "running_at", json_string(r->code));
    pthread_mutex_unlock(&all->lock);
    desk_page(&v, 200, "desk/agenda_rehearsal", "agenda", data);
    desk_leave(&v);
}
