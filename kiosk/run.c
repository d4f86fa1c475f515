/* punktum run: a small parent of its children: server, stage and, with --demo, an audience. No
 * SQLite, no HTTP, no threads here, so there is little that could bring it down. Invariants:
 *  - each child reads the stage's token from its inherited pipe and ends when that pipe closes, so
 *    both end with us however we end; the token outlives a restart of either;
 *  - a child that ended is started again within RESTART_MS; after QUICK_MAX quick failures in a row
 *    it waits SLOW_MS each time;
 *  - the port is chosen here once, so that a restarted server keeps its address. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "kiosk/place.h"
#include "kiosk/verb.h"
#include "lib/child.h"
#include "lib/clock.h"
#include "lib/lang.h"
#include "lib/log.h"
#include "lib/secret.h"

enum { RESTART_MS = 500, SLOW_MS = 10000, QUICK_MS = 10000, QUICK_MAX = 5, LOOK_MS = 1000,
       STOP_MS = 15000, ARGS_MAX = 24 };

static const struct opt_row rows[] = {
    { "port", "N", "port for phones; 80 is tried first, else 8080" },
    { "bind", "IP", "listen on this address only" },
    { "address", "IP", "address in the codes; else chosen from the interfaces" },
    { "data", "DIR", "data directory" },
    { "assets", "DIR", "read pages and samples from this source tree" },
    { "admin-port", "N", "port of the organisers' desk; else 8081, or a free one; 0: any" },
    { "admin-bind", "IP", "the desk on this address; else on this machine only" },
    { "display", "N", "display of the stage, as punktum-stage --list-displays counts" },
    { "windowed", NULL, "the stage in a window (also where the only display is this terminal's)" },
    { "demo", "N", "with a simulated audience of N phones" },
    { NULL, NULL, NULL }
};

enum { SERVER, STAGE, AUDIENCE, KIDS };
struct kid {
    const char *what;
    const char *argv[ARGS_MAX];
    struct child child;
    int64_t started_ms, due_ms;     /* boot clock; due: next start while it is not running */
    int quick;                      /* quick failures in a row */
    bool wanted, trusted;           /* trusted: is given the stage's token */
};

static int64_t now_ms(void) {
    return clock_now().boot_ms;
}

static void kid_arg(struct kid *k, const char *name, const char *value) {
    size_t n = 0;

    while (k->argv[n])
        n++;
    if (n + 3 > ARGS_MAX)
        return;
    k->argv[n] = name;
    k->argv[n + 1] = value;
}

static void kid_start(struct kid *k, const char *token) {
    struct str line = STR_INIT;
    bool well = child_start(&k->child, k->argv);

    k->started_ms = now_ms();
    str_printf(&line, "%s\n", k->trusted ? token : "");
    if (!well || !child_tell(&k->child, line.data)) {
        log_line(LOG_ERROR, "%s cannot be started: %s", k->what, strerror(errno));
        k->due_ms = now_ms() + SLOW_MS;
    }
    str_release(&line);
}

static void kid_plan_restart(struct kid *k, int status) {
    bool quick = now_ms() - k->started_ms < QUICK_MS;

    k->quick = quick ? k->quick + 1 : 1;
    k->due_ms = now_ms() + (k->quick > QUICK_MAX ? SLOW_MS : RESTART_MS);
    if (WIFSIGNALED(status))
        log_line(LOG_WARN, "%s ended by signal %d, starting it again", k->what, WTERMSIG(status));
    else
        log_line(LOG_WARN, "%s ended with %d, starting it again", k->what, WEXITSTATUS(status));
}

/* True when this end is the end of all: code is what we end with. */
static bool ends_all(const struct kid *k, int role, int status, int *code) {
    bool ever_up = k->quick > 0 || now_ms() - k->started_ms > 2000;

    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (role == STAGE)
        return *code == VERB_OK;    /* Ctrl Q twice */
    /* has said why; again would change nothing */
    return role == SERVER && (*code == VERB_CONFIG || *code == VERB_USAGE ||
                              (*code == VERB_FAILED && !ever_up));
}

static bool kid_look(struct kid *k, const char *token, int role, int *code) {
    int status = 0;

    if (!k->wanted)
        return false;
    if (k->child.pid && child_ended(&k->child, &status)) {
        if (ends_all(k, role, status, code))
            return true;
        kid_plan_restart(k, status);
    }
    if (!k->child.pid && now_ms() >= k->due_ms)
        kid_start(k, token);
    return false;
}

static int wait_ms(const struct kid *kids) {
    int64_t ms = LOOK_MS;

    for (size_t i = 0; i < KIDS; i++)
        if (kids[i].wanted && !kids[i].child.pid && kids[i].due_ms - now_ms() < ms)
            ms = kids[i].due_ms - now_ms();
    return ms < 1 ? 1 : (int)ms;
}

/* Until a signal asks us to stop or a child ends for good. */
static int look_after(struct kid *kids, const char *token) {
    sigset_t wanted;
    int code = VERB_OK;

    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGHUP);
    sigaddset(&wanted, SIGCHLD);
    sigprocmask(SIG_BLOCK, &wanted, NULL);
    for (;;) {
        for (int i = 0; i < KIDS; i++)
            if (kid_look(&kids[i], token, i, &code))
                return code;
        int ms = wait_ms(kids);
        struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };
        int got = sigtimedwait(&wanted, NULL, &t);
        if (got == SIGTERM || got == SIGINT || got == SIGHUP)
            return VERB_OK;
    }
}

static bool can_listen(const char *bind_to, int port) {
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    bool well;

    if (bind_to)
        inet_pton(AF_INET, bind_to, &in.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    well = bind(fd, (struct sockaddr *)&in, sizeof in) == 0 && listen(fd, 1) == 0;
    close(fd);
    return well;
}

static bool choose_port(const struct opt *o, char port[8]) {
    long long n;

    if (opt_has(o, "port")) {
        if (!str_number(opt_value(o, "port"), 1, 65535, &n)) {
            fprintf(stderr, "punktum: --port wants a number from 1 to 65535\n");
            return false;
        }
        return str_copy(port, 8, opt_value(o, "port"));
    }
    if (can_listen(opt_value(o, "bind"), 80))
        return str_copy(port, 8, "80");
    puts(lang_text(place_language(), "Port 80 is not free for this program: it uses port 8080.\n"
                                     "The number stands in the address and in every code."));
    return str_copy(port, 8, "8080");
}

static bool has_display(void) {
    const char *x = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");

    return (x && *x) || (wayland && *wayland);
}

/* Hands an option on when it was given. */
static void pass(struct kid *k, const struct opt *o, const char *name, const char *option) {
    if (opt_has(o, name))
        kid_arg(k, option, *opt_value(o, name) ? opt_value(o, name) : NULL);
}

static void plan_server(struct kid *k, const struct opt *o, const char *program, const char *path,
                        const char *port) {
    *k = (struct kid){ .what = "server", .wanted = true, .trusted = true,
                       .argv = { program, "serve", path } };
    kid_arg(k, "--port", port);
    pass(k, o, "bind", "--bind");
    pass(k, o, "address", "--address");
    pass(k, o, "data", "--data");
    pass(k, o, "admin-port", "--admin-port");
    pass(k, o, "admin-bind", "--admin-bind");
    pass(k, o, "assets", "--assets");
}

static void plan_stage(struct kid *k, const struct opt *o, const char *program, const char *url) {
    *k = (struct kid){ .what = "stage", .wanted = has_display(), .trusted = true,
                       .argv = { program } };
    kid_arg(k, "--server", url);
    pass(k, o, "display", "--display");
    pass(k, o, "windowed", "--windowed");
    if (isatty(STDOUT_FILENO))      /* who typed this wants to go on seeing the terminal */
        kid_arg(k, "--leave-room", NULL);
    if (!k->wanted)
        puts(lang_text(place_language(), "No display here: serving without a stage.\n"
                                         "Elsewhere: punktum-stage --server URL"));
}

static void plan_audience(struct kid *k, const struct opt *o, const char *program,
                          const char *url) {
    *k = (struct kid){ .what = "audience", .wanted = opt_has(o, "demo"), .trusted = true,
                       .argv = { program, "audience" } };
    kid_arg(k, "--url", url);
    pass(k, o, "demo", "--phones");
}

static int run(const struct opt *o) {
    struct str path = STR_INIT, program = STR_INIT, stage = STR_INIT, url = STR_INIT;
    char port[8], token[SECRET_TOKEN_TEXT];
    struct kid kids[KIDS];
    int code = VERB_CONFIG;

    if (!place_event(&path, opt_count(o) ? opt_arg(o, 0) : NULL, opt_value(o, "data")))
        goto out;
    code = VERB_USAGE;
    if (!choose_port(o, port))
        goto out;
    place_program(&program, NULL);
    place_program(&stage, "punktum-stage");
    str_printf(&url, "http://%s:%s", opt_has(o, "bind") ? opt_value(o, "bind") : "127.0.0.1", port);
    plan_server(&kids[SERVER], o, program.data, path.data, port);
    plan_stage(&kids[STAGE], o, stage.data, url.data);
    plan_audience(&kids[AUDIENCE], o, program.data, url.data);
    fflush(stdout);
    secret_token(token);
    code = look_after(kids, token);
    for (int i = KIDS - 1; i >= 0; i--)
        if (kids[i].child.pid)
            child_stop(&kids[i].child, STOP_MS);
out:
    str_release(&path);
    str_release(&program);
    str_release(&stage);
    str_release(&url);
    return code;
}

const struct verb verb_run = {
    "run", "[FILE] [--port N] [--address IP] [--data DIR]",
    "serve an event and show its stage; restarts whichever of the two fails",
    rows, 0, 1, run
};
