/* punktum serve: one event for phones, moderators and stages, until SIGTERM or SIGINT - or until
 * the pipe of the parent that started it closes. Main thread; a watcher waits for the pipe. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "kiosk/place.h"
#include "kiosk/server.h"
#include "kiosk/verb.h"
#include "lib/asset.h"
#include "lib/child.h"
#include "lib/lang.h"
#include "lib/log.h"
#include "lib/qr.h"
#include "lib/secret.h"
#include "lib/utf8.h"

static const struct opt_row rows[] = {
    { "port", "N", "port for phones; 80 is tried first, else 8080; 0: any free one" },
    { "bind", "IP", "listen on this address only" },
    { "address", "IP", "address in the codes; else chosen from the interfaces" },
    { "data", "DIR", "data directory" },
    { "assets", "DIR", "read pages and samples from this source tree" },
    { "admin-port", "N", "port of the organisers' desk; else 8081, or a free one; 0: any" },
    { "admin-bind", "IP", "the desk on this address; else on this machine only" },
    { "bench", NULL, "for measuring: limits of one person from the event's per_address" },
    { NULL, NULL, NULL }
};

enum { LABEL_WIDE = 14 };

/* A label in its column, and what stands beside it. */
static void say(const char *label, const char *words) {
    int wide = (int)utf8_graphemes(label);

    printf("  %s%*s%s", label, LABEL_WIDE > wide ? LABEL_WIDE - wide : 0, "", words);
}

/* Addresses, code and the moderator's link, also as a code to scan. Standard output only: a link
 * never goes into a log. */
static void announce_desk(struct server *s, const char *bind, const struct lang *lang) {
    const char *code = desk_setup_code(s->desk);

    say(lang_text(lang, "Desk:"), "");
    printf("http://%s:%u\n", bind ? bind : "127.0.0.1", http_port(s->desk_http));
    say("", bind ? lang_text(lang, "Open it in a browser.")
        : lang_text(lang, "Open it in a browser on this computer."));
    putchar('\n');
    if (code) {
        say("", lang_text(lang, "Set-up code, valid once:"));
        printf(" %s\n", code);
    }
}

/* The right part in a line of its own below the left one; QR only for people at a terminal. */
static void announce_code(const char *url, const struct lang *lang) {
    struct str code = STR_INIT;
    struct qr qr;

    if (!isatty(STDOUT_FILENO) || !qr_init(&qr, url))
        return;
    qr_terminal(&code, &qr);
    say("", lang_text(lang, "Open it on the moderator's phone or tablet, or scan it:"));
    printf("\n\n%s\n  %s\n\n", code.data,
           lang_text(lang, "Ctrl C ends the program. What is saved stays saved."));
    qr_release(&qr);
    str_release(&code);
}

static void announce(struct server *s, const char *token, const char *bind) {
    const struct book_snap *snap = book_snap(s->book);
    const struct lang *lang = place_language();
    struct str url = STR_INIT;

    server_url(s, &url);
    printf("\n%s\n\n", snap->settings.title);
    announce_desk(s, bind, lang);
    say(lang_text(lang, "Phones:"), url.data);
    printf("/%s\n", snap->settings.code);
    str_printf(&url, "/m/%s", token);
    say(lang_text(lang, "Moderator:"), url.data);
    putchar('\n');
    announce_code(url.data, lang);
    fflush(stdout);
    str_release(&url);
    book_snap_release(snap);
}

static void *watch_parent(void *ctx) {
    (void)ctx;
    child_wait_parent_gone();
    kill(getpid(), SIGTERM);
    return NULL;
}

/* The stage's token comes from the parent, which keeps it over our restarts. */
static void welcome_stage(struct server *s) {
    struct str token = STR_INIT;
    pthread_t watcher;

    if (child_inherited_line(&token)) {
        if (token.len && !server_welcome_stage(s, token.data))
            log_line(LOG_WARN, "the stage may only watch: its right could not be stored");
        if (pthread_create(&watcher, NULL, watch_parent, NULL) == 0)
            pthread_detach(watcher);
    }
    str_release(&token);
}

static bool read_options(const struct opt *o, struct server_config *c) {
    long long port = -1, desk = -1;

    if (opt_has(o, "port") && !str_number(opt_value(o, "port"), 0, 65535, &port)) {
        fprintf(stderr, "punktum: --port wants a number from 0 to 65535\n");
        return false;
    }
    if (opt_has(o, "admin-port") && !str_number(opt_value(o, "admin-port"), 0, 65535, &desk)) {
        fprintf(stderr, "punktum: --admin-port wants a number from 0 to 65535\n");
        return false;
    }
    c->port = (int)port;
    c->admin_port = (int)desk;
    c->admin_bind = opt_value(o, "admin-bind");
    c->bind = opt_value(o, "bind");
    c->address = opt_value(o, "address");
    c->bench = opt_has(o, "bench");
    if (opt_has(o, "assets"))
        asset_set_root(opt_value(o, "assets"));
    return true;
}

static int serve(const struct opt *o) {
    struct str path = STR_INIT, data = STR_INIT;
    struct server server = { 0 };
    struct server_config config = { 0 };
    char token[SECRET_TOKEN_TEXT];
    sigset_t ends;
    int code = VERB_USAGE, got;

    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    if (!read_options(o, &config))
        goto out;
    code = VERB_CONFIG;
    if (!place_event(&path, opt_count(o) ? opt_arg(o, 0) : NULL, opt_value(o, "data")))
        goto out;
    if (!place_data_dir(&data, opt_value(o, "data")))
        goto out;
    config.event_path = path.data;
    config.data_dir = data.data;
    if ((code = server_start(&server, &config)) != VERB_OK)
        goto out;
    welcome_stage(&server);
    secret_token(token);
    if (!server_add_moderator(&server, token))
        log_line(LOG_ERROR, "no moderator's link: it could not be stored");
    else
        announce(&server, token, config.admin_bind);
    log_line(LOG_INFO, "serving on port %u", http_port(server.http));
    sigwait(&ends, &got);
    log_line(LOG_INFO, "stopping: signal %d", got);
    server_stop(&server);
out:
    str_release(&path);
    str_release(&data);
    return code;
}

const struct verb verb_serve = {
    "serve", "[FILE] [--port N] [--address IP] [--data DIR]",
    "serve an event to phones, moderators and stages, without a stage of its own",
    rows, 0, 1, serve
};
