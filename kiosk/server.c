/* Wires the rooms. Starting: hall, first event, guests' listener, desk and its listener. Stopping
 * (architecture.md, "rules that bite"): no new connections; the books take nothing more and write
 * what they have; what waits is woken; the listeners end; only then books and web contexts are
 * freed. Further events are opened and closed by the desk's worker, under lock. */
#include "kiosk/server.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "admin/print/print.h"
#include "kiosk/phone/phone.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { THREADS = 3, CONNECTIONS_MIN = 1024, PER_GUEST = 2, RESERVE_FDS = 128,
       PER_IP = 20, PER_ADDRESS_NORMAL = 50, DESK_THREADS = 2, DESK_CONNECTIONS = 256,
       DESK_PORT = 8081 };

/* What every page gives its template. */
static const struct page_keys *const page_tables[] = {
    web_page_keys, phone_page_keys, remote_page_keys, desk_page_keys, desk_agenda_page_keys,
    desk_people_page_keys, desk_hall_page_keys, desk_paper_page_keys, print_page_keys, NULL };

/* Descriptors for so many connections; what can be had when the system gives less. */
static unsigned descriptors_for(unsigned connections) {
    struct rlimit limit;
    rlim_t want = connections + RESERVE_FDS + DESK_CONNECTIONS;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return connections;
    if (limit.rlim_cur < want) {
        struct rlimit raised = { .rlim_cur = want,
                                 .rlim_max = limit.rlim_max < want ? want : limit.rlim_max };
        if (setrlimit(RLIMIT_NOFILE, &raised) != 0) {
            raised.rlim_cur = raised.rlim_max = limit.rlim_max;
            setrlimit(RLIMIT_NOFILE, &raised);
        }
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= want)
        return connections;
    log_line(LOG_WARN, "only %llu descriptors: fewer connections than the event wants",
             (unsigned long long)limit.rlim_cur);
    return limit.rlim_cur > 2 * RESERVE_FDS ? (unsigned)limit.rlim_cur - RESERVE_FDS : RESERVE_FDS;
}

static void say_why(unsigned port, enum http_started how, const char *option) {
    fprintf(stderr, "punktum: port %u: %s%s\n", port,
            how == HTTP_IN_USE ? "another program uses it"
            : how == HTTP_NO_PERMISSION ? "not allowed; choose one above 1023 with "
                                        : "cannot listen",
            how == HTTP_NO_PERMISSION ? option : "");
}

static int listen_on(struct server *s, const struct server_config *c) {
    const struct book_snap *snap = book_snap(s->book);
    const struct http_route *const tables[] = { web_routes, phone_routes, remote_routes, NULL };
    unsigned guests = (unsigned)snap->settings.expected;
    unsigned wanted = c->connections ? c->connections : CONNECTIONS_MIN + guests * PER_GUEST;
    unsigned per_ip = (unsigned)snap->settings.per_address * PER_IP / PER_ADDRESS_NORMAL;
    struct http_config h = {
        .bind = c->bind, .port = (uint16_t)(c->port < 0 ? 80 : c->port), .threads = THREADS,
        .connections = descriptors_for(wanted), .per_ip = per_ip < PER_IP ? PER_IP : per_ip,
        .header_ms = 10000, .body_ms = 30000, .tables = tables, .host_ok = hall_host_ok,
        .error = hall_error, .ctx = s->hall, .pick = hall_pick,
    };
    enum http_started how = http_start(&s->http, &h);

    book_snap_release(snap);
    if (c->port < 0 && (how == HTTP_NO_PERMISSION || how == HTTP_IN_USE)) {
        printf("Port 80 %s: using port 8080, it stands in the address and in every code.\n",
               how == HTTP_IN_USE ? "is in use" : "is not allowed here");
        h.port = 8080;
        how = http_start(&s->http, &h);
    }
    if (how == HTTP_STARTED) {
        web_set_port(s->web, http_port(s->http));
        web_set_port(s->empty, http_port(s->http));
        return VERB_OK;
    }
    say_why(h.port, how, "--port");
    return VERB_FAILED;
}

static bool add_remote(struct book *book, const unsigned char hash[BOOK_HASH], bool stage) {
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };
    enum book_result result;

    memcpy(cmd.as.remote_cmd.token_hash, hash, BOOK_HASH);
    cmd.as.remote_cmd.stage = stage;
    result = book_submit_wait(book, &cmd).result;
    return result == BOOK_OK || result == BOOK_AGAIN;
}

static int open_at(struct server *s, const char *path, char *error, size_t size) {
    struct opened *o = mem_new(1, sizeof *o);
    struct open_config c = { .hall = s->hall, .path = path, .web = &s->web_config,
                             .port = s->http ? http_port(s->http) : 0, .main = !s->http };
    int code, i = 0;

    while (i < HALL_EVENTS && s->opened[i])
        i++;
    if (i == HALL_EVENTS) {
        str_format(error, size, "too many events are open; close one first");
        code = VERB_FAILED;
    } else if ((code = open_event(o, &c, error, size)) == VERB_OK) {
        s->opened[i] = o;
        if (s->has_stage && !add_remote(o->book, s->stage_hash, true))
            log_line(LOG_WARN, "the stage may only watch %s: its right could not be stored", path);
        return VERB_OK;
    }
    free(o);
    return code;
}

static bool desk_open(void *ctx, const char *path, char *error, size_t size) {
    struct server *s = ctx;
    bool well = false;

    pthread_mutex_lock(&s->lock);
    if (s->ending)
        str_format(error, size, "the program is ending");
    else
        well = open_at(s, path, error, size) == VERB_OK;
    pthread_mutex_unlock(&s->lock);
    return well;
}

static bool desk_close_event(void *ctx, const char *code, char *error, size_t size) {
    struct server *s = ctx;
    struct opened *found = NULL;

    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < HALL_EVENTS && !found && !s->ending; i++)
        if (s->opened[i] && strcmp(s->opened[i]->event->code, code) == 0) {
            found = s->opened[i];
            s->opened[i] = NULL;
            open_close(found);
        }
    pthread_mutex_unlock(&s->lock);
    if (!found)
        str_format(error, size, "no event %s is open", code);
    free(found);
    return found != NULL;
}

static bool desk_start(struct server *s, const struct server_config *c, char *error, size_t size) {
    const struct http_route *const tables[] = { desk_routes, desk_settings_routes,
        desk_agenda_routes, desk_people_routes, desk_hall_routes, desk_paper_routes,
        desk_prints_routes, NULL };
    struct desk_config config = {
        .data_dir = c->data_dir, .program = s->program, .stage_program = s->stage_program,
        .hall = s->hall, .open = desk_open, .close = desk_close_event, .ctx = s,
    };
    struct http_config h = {
        .bind = c->admin_bind ? c->admin_bind : "127.0.0.1",
        .port = (uint16_t)(c->admin_port < 0 ? DESK_PORT : c->admin_port),
        .threads = DESK_THREADS, .connections = DESK_CONNECTIONS, .header_ms = 10000,
        .body_ms = 120000, .tables = tables, .host_ok = desk_host_ok, .error = desk_error,
        .upload_dir = c->data_dir, .may_upload = desk_may_upload,
    };
    enum http_started how;

    if (!(s->desk = desk_new(&config, error, size)))
        return false;
    h.ctx = s->desk;
    how = http_start(&s->desk_http, &h);
    if (how == HTTP_IN_USE && c->admin_port < 0) {
        h.port = 0;
        how = http_start(&s->desk_http, &h);
    }
    if (how == HTTP_STARTED) {
        desk_set_port(s->desk, http_port(s->desk_http));
        desk_reopen(s->desk);
        return true;
    }
    say_why(h.port, how, "--admin-port");
    return false;
}

static void name_programs(struct server *s) {
    struct str path = STR_INIT;

    place_program(&path, NULL);
    s->program = str_detach(&path);
    place_program(&path, "punktum-stage");
    s->stage_program = str_detach(&path);
}

int server_start(struct server *s, const struct server_config *c) {
    char error[512] = "";
    int code = VERB_FAILED;

    pthread_mutex_init(&s->lock, NULL);
    name_programs(s);
    s->web_config = (struct web_config){ .address = c->address, .bench = c->bench };
    if (!(s->empty = web_new(&s->web_config, error, sizeof error)) ||
        !page_check(web_pages(s->empty), page_tables, error, sizeof error))
        goto out;
    s->hall = hall_new(s->empty);
    if ((code = open_at(s, c->event_path, error, sizeof error)) != VERB_OK)
        goto out;
    s->web = s->opened[0]->web;
    s->book = s->opened[0]->book;
    if ((code = listen_on(s, c)) == VERB_OK && c->data_dir &&
        !desk_start(s, c, error, sizeof error))
        code = VERB_FAILED;
out:
    if (*error)
        fprintf(stderr, "punktum: %s\n", error);
    if (code != VERB_OK)
        server_stop(s);
    return code;
}

static void quiesce(struct server *s) {
    if (s->http)
        http_quiesce(s->http);
    if (s->desk_http)
        http_quiesce(s->desk_http);
    if (s->desk)
        desk_close(s->desk);
    pthread_mutex_lock(&s->lock);
    s->ending = true;
    pthread_mutex_unlock(&s->lock);
    for (int i = 0; i < HALL_EVENTS; i++)
        if (s->opened[i])
            open_quiesce(s->opened[i]);
    if (s->empty)
        web_close(s->empty);
}

void server_stop(struct server *s) {
    quiesce(s);
    if (s->desk_http)
        http_stop(s->desk_http);
    if (s->http)
        http_stop(s->http);
    for (int i = 0; i < HALL_EVENTS; i++)
        if (s->opened[i]) {
            open_free(s->opened[i]);
            free(s->opened[i]);
        }
    desk_free(s->desk);
    hall_free(s->hall);
    web_free(s->empty);
    free(s->program);
    free(s->stage_program);
    pthread_mutex_destroy(&s->lock);
    *s = (struct server){ 0 };
}

bool server_add_moderator(struct server *s, const char *token) {
    unsigned char hash[BOOK_HASH];

    secret_hash(hash, token);
    return add_remote(s->book, hash, false);
}

bool server_welcome_stage(struct server *s, const char *token) {
    bool well = true;

    pthread_mutex_lock(&s->lock);
    secret_hash(s->stage_hash, token);
    s->has_stage = true;
    for (int i = 0; i < HALL_EVENTS; i++)
        if (s->opened[i])
            well = add_remote(s->opened[i]->book, s->stage_hash, true) && well;
    pthread_mutex_unlock(&s->lock);
    return well;
}

void server_url(struct server *s, struct str *out) {
    const struct book_snap *snap = book_snap(s->book);
    struct scene_place place = web_place(s->web, snap);

    str_printf(out, "http://%s", place.address);
    if (place.port != 80)
        str_printf(out, ":%u", place.port);
    book_snap_release(snap);
}
