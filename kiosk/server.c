/* Wires the rooms. Starting: web, the rooms above it, book, listener. Stopping (architecture.md,
 * "rules that bite"): no new connections; the book takes nothing more and writes what it has; what
 * waits is woken; the listener ends; only then the book and the web context are freed. */
#include "kiosk/server.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include "kiosk/control.h"
#include "kiosk/phone/phone.h"
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "lib/log.h"
#include "lib/mem.h"
#include "lib/secret.h"

enum { THREADS = 3, CONNECTIONS_MIN = 1024, PER_GUEST = 2, RESERVE_FDS = 128,
       PER_IP = 20, PER_ADDRESS_NORMAL = 50 };

static const char *open_words(enum book_open how)
{
    switch (how) {
    case BOOK_NO_FILE: return "there is no such file";
    case BOOK_LOCKED: return "another program has this event open";
    case BOOK_NOT_AN_EVENT: return "this is not an event file";
    case BOOK_DAMAGED: return "the event file is damaged; take a backup and run punktum check";
    case BOOK_NEWER: return "the event file was made by a newer version of this program";
    default: return "the event file cannot be opened";
    }
}

/* Descriptors for so many connections; what can be had when the system gives less. */
static unsigned descriptors_for(unsigned connections)
{
    struct rlimit limit;
    rlim_t want = connections + RESERVE_FDS;

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

static int listen_on(struct server *s, const struct server_config *c)
{
    const struct book_snap *snap = book_snap(s->book);
    const struct http_route *const tables[] = { web_routes, phone_routes, remote_routes, NULL };
    unsigned guests = (unsigned)snap->settings.expected;
    unsigned wanted = c->connections ? c->connections : CONNECTIONS_MIN + guests * PER_GUEST;
    unsigned per_ip = (unsigned)snap->settings.per_address * PER_IP / PER_ADDRESS_NORMAL;
    struct http_config h = {
        .bind = c->bind, .port = (uint16_t)(c->port < 0 ? 80 : c->port), .threads = THREADS,
        .connections = descriptors_for(wanted), .per_ip = per_ip < PER_IP ? PER_IP : per_ip,
        .header_ms = 10000, .body_ms = 30000, .tables = tables, .host_ok = web_host_ok,
        .error = web_error, .ctx = s->web,
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
        return VERB_OK;
    }
    fprintf(stderr, "punktum: port %u: %s\n", h.port,
            how == HTTP_IN_USE ? "another program uses it"
            : how == HTTP_NO_PERMISSION ? "not allowed; choose one above 1023 with --port"
                                        : "cannot listen");
    return VERB_FAILED;
}

int server_start(struct server *s, const struct server_config *c)
{
    const struct web_config web = { .address = c->address, .bench = c->bench };
    struct str path = STR_INIT;
    char error[512] = "";
    enum book_open how;
    int code = VERB_FAILED;

    place_program(&path, NULL);
    s->program = str_detach(&path);
    str_printf(&path, "%s.record", c->event_path);
    s->record_dir = str_detach(&path);
    s->remote_config = (struct remote_config){ s->program, c->event_path, s->record_dir };
    if (!(s->web = web_new(&web, error, sizeof error))) {
        fprintf(stderr, "punktum: %s\n", error);
        goto out;
    }
    phone_attach(s->web);
    s->remote = remote_attach(s->web, &s->remote_config);
    how = book_open(&s->book, c->event_path, web_published, s->web);
    if (how != BOOK_OPENED) {
        s->book = NULL;
        fprintf(stderr, "punktum: %s: %s\n", c->event_path, open_words(how));
        code = how == BOOK_LOCKED || how == BOOK_OPEN_FAILED ? VERB_FAILED : VERB_CONFIG;
        goto out;
    }
    web_set_book(s->web, s->book);
    if ((code = listen_on(s, c)) == VERB_OK)
        s->control = control_start(c->event_path, s->book);
out:
    if (code != VERB_OK)
        server_stop(s);
    return code;
}

void server_stop(struct server *s)
{
    if (s->http)
        http_quiesce(s->http);
    control_stop(s->control);
    if (s->book)
        book_stop(s->book);
    if (s->remote)
        remote_close(s->remote);
    if (s->web)
        web_close(s->web);
    if (s->http)
        http_stop(s->http);
    if (s->book)
        book_close(s->book);
    remote_free(s->remote);
    if (s->web)
        web_free(s->web);
    free(s->program);
    free(s->record_dir);
    *s = (struct server){ 0 };
}

bool server_add_remote(struct server *s, const char *token, bool stage)
{
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };
    enum book_result result;

    secret_hash(cmd.as.remote_cmd.token_hash, token);
    cmd.as.remote_cmd.stage = stage;
    result = book_submit_wait(s->book, &cmd).result;
    return result == BOOK_OK || result == BOOK_AGAIN;
}

void server_url(struct server *s, struct str *out)
{
    const struct book_snap *snap = book_snap(s->book);
    struct scene_place place = web_place(s->web, snap);

    str_printf(out, "http://%s", place.address);
    if (place.port != 80)
        str_printf(out, ":%u", place.port);
    book_snap_release(snap);
}
