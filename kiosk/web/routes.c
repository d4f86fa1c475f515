/* Routes of the web room itself: connectivity probes (J-10, exact bytes, any Host, never the app),
 * styles and scripts, the choice of language. Pool threads. */
#include <string.h>
#include "kiosk/web/inner.h"
#include "lib/str.h"

static void probe_204(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 204, NULL, "");
}
static void probe_apple(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 200, "text/html",
        "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>");
}
static void probe_microsoft(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 200, "text/plain", !strcmp(http_path(req), "/ncsi.txt") ?
                    "Microsoft NCSI" : "Microsoft Connect Test");
}
static void robots(struct http_req *req, void *ctx) {
    (void)ctx;
    http_reply_text(req, 200, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n");
}

/* Back to a page of ours only: one slash, printable, nothing a browser could read as a host. */
static const char *safe_back(const char *back) {
    if (!back || back[0] != '/' || back[1] == '/' || strlen(back) > 200) return "/";
    for (const char *c = back; *c; c++)
        if (*c <= ' ' || *c == '\\' || *c == 127) return "/";
    return back;
}

void web_set_language(struct web_visit *v) {
    const char *code = http_form(v->req, "lang");
    if (!web_may_post(v)) return;
    if (code && lang_get(code))
        http_set_cookie(v->req, WEB_LANG_COOKIE, code, 365 * 24 * 3600, false);
    http_redirect(v->req, safe_back(http_form(v->req, "back")));
}

static void choose_language(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter_any(&v, ctx, req)) return;
    web_set_language(&v);
    web_leave(&v);
}

const struct http_route web_routes[] = {
    {HTTP_GET, "/generate_204", probe_204, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/gen_204", probe_204, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/hotspot-detect.html", probe_apple, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/library/test/success.html", probe_apple, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/connecttest.txt", probe_microsoft, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/ncsi.txt", probe_microsoft, 0, HTTP_ANY_HOST},
    {HTTP_GET, "/robots.txt", robots, 0, 0},
    {HTTP_GET, "/a/*", web_serve_asset, 0, 0},
    {HTTP_POST, "/lang", choose_language, 2048, 0},
    {0, NULL, NULL, 0, 0},
};
