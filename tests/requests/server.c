/* A small server of lib/http alone, for tests/requests/run and for measuring. Usage:
 *   server [PORT [HEADER_MS BODY_MS PER_IP]]
 * It prints "port N" and ends when its standard input ends. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/http/http.h"
#include "lib/http/live.h"
#include "lib/secret.h"

static struct live *hub;  /* set before the server starts */

static void hello(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 200, "text/html", "hello\n");
}

static void nothing(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 204, NULL, "");
}

static void segment(struct http_req *req, void *ctx) {
    struct str out = STR_INIT;

    (void)ctx;
    for (int i = 0; http_segment(req, i); i++)
        str_printf(&out, "[%s]", http_segment(req, i));
    if (http_query(req, "q"))
        str_printf(&out, "q=%s", http_query(req, "q"));
    http_reply(req, 200, "text/plain", &out);
}

static void form(struct http_req *req, void *ctx) {
    struct str out = STR_INIT;
    const char *name, *value;

    (void)ctx;
    for (size_t i = 0; http_form_at(req, i, &name, &value); i++)
        str_printf(&out, "%s=%s|", name, value);
    http_reply(req, 200, "text/plain", &out);
}

static void json(struct http_req *req, void *ctx) {
    struct str out = STR_INIT;
    size_t len;
    const char *body = http_body(req, &len);

    (void)ctx;
    str_add(&out, body, len);
    http_reply(req, 200, "application/json", &out);
}

static void cookie(struct http_req *req, void *ctx) {
    char value[32];

    (void)ctx;
    if (!http_cookie(req, "id", value, sizeof value))
        snprintf(value, sizeof value, "none");
    http_set_cookie(req, "id", "fresh", 60, false);
    http_set_cookie(req, "admin", "fresh", -1, true);
    http_reply_text(req, 200, "text/plain", value);
}

static void fixed(struct http_req *req, void *ctx) {
    static const char css[] = "p { margin: 0 }\n";

    (void)ctx;
    http_reply_static(req, "text/css", "v1", 31536000, css, sizeof css - 1);
}

static void go(struct http_req *req, void *ctx) {
    const char *to = http_query(req, "to");

    (void)ctx;
    http_redirect(req, to ? to : "/");
}

static void file(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_file(req, open("/proc/self/exe", O_RDONLY | O_CLOEXEC), "application/octet-stream",
                    "Protokoll Köln \"neu\".csv");
}

static void *wake_at_once(void *req) {
    http_wake(req);
    return NULL;
}

static void park(struct http_req *req, void *ctx) {
    static char seen[1];
    pthread_t thread;

    (void)ctx;
    if (http_memo(req)) {
        http_reply_text(req, 200, "text/plain", "woken\n");
        return;
    }
    http_set_memo(req, seen, NULL);
    http_park(req);
    if (pthread_create(&thread, NULL, wake_at_once, req))
        http_wake(req);
    else
        pthread_detach(thread);
}

static void live(struct http_req *req, void *ctx) {
    struct live_who who = { .kind = LIVE_PHONE, .id = 1 };

    (void)ctx;
    live_open(hub, req, who, 3, live_buf_new("state", 7, "one\ntwo", 7));
}

static bool host_ok(const char *host, void *ctx) {
    (void)ctx;
    return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "localhost") == 0;
}

static const struct http_route routes[] = {
    {HTTP_GET, "/", hello, 0, 0},
    {HTTP_GET, "/generate_204", nothing, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/s/*", segment, 0, 0},
    {HTTP_GET, "/s/*/x/*", segment, 0, 0},
    {HTTP_GET, "/s/fixed", hello, 0, 0},
    {HTTP_POST, "/form", form, 4096, 0},
    {HTTP_PUT | HTTP_POST, "/json", json, 512, HTTP_JSON},
    {HTTP_GET, "/cookie", cookie, 0, 0},
    {HTTP_GET, "/style.css", fixed, 0, 0},
    {HTTP_GET, "/go", go, 0, 0},
    {HTTP_GET, "/file", file, 0, 0},
    {HTTP_GET | HTTP_POST, "/park", park, 4096, 0},
    {HTTP_GET, "/live", live, 0, HTTP_LIVE_ROUTE},
    {0, NULL, NULL, 0, 0},
};

static unsigned number(int argc, char **argv, int i, unsigned otherwise) {
    return argc > i ? (unsigned)strtoul(argv[i], NULL, 10) : otherwise;
}

int main(int argc, char **argv) {
    const struct http_route *const tables[] = { routes, NULL };
    struct http_config config = {
        .bind = "127.0.0.1", .port = (uint16_t)number(argc, argv, 1, 0), .threads = 3,
        .connections = 2000, .header_ms = (int)number(argc, argv, 2, 10000),
        .body_ms = (int)number(argc, argv, 3, 30000), .per_ip = number(argc, argv, 4, 200),
        .tables = tables, .host_ok = host_ok,
    };
    struct http *http;
    char byte;

    signal(SIGPIPE, SIG_IGN);
    secret_start();
    hub = live_new();
    if (http_start(&http, &config) != HTTP_STARTED) {
        fprintf(stderr, "cannot listen\n");
        return 1;
    }
    printf("port %u\n", http_port(http));
    fflush(stdout);
    while (read(0, &byte, 1) > 0)
        ;
    http_quiesce(http);
    live_close(hub);
    http_stop(http);
    live_free(hub);
    return 0;
}
