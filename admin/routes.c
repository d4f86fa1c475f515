/* Routes of the desk itself: styles, language, the list of events. Pool threads. */
#include "admin/events.h"

enum { FORM_MAX = 8 * 1024, EVENT_MAX = 200 * 1024 * 1024 };

static void get_asset(struct http_req *req, void *ctx) {
    struct desk *d = ctx;

    web_serve_asset(req, d->web);
}

static void post_language(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    web_set_language(&v.web);
    desk_leave(&v);
}

const struct http_route desk_routes[] = {
    { HTTP_GET,  "/",         desk_get_events,    0,        0 },
    { HTTP_GET,  "/a/*",      get_asset,          0,        0 },
    { HTTP_GET,  "/e/*/live", desk_get_live,      0,        HTTP_LIVE_ROUTE },
    { HTTP_POST, "/lang",     post_language,      FORM_MAX, 0 },
    { HTTP_POST, "/events",        desk_post_event,        FORM_MAX,  0 },
    { HTTP_POST, "/events/new",    desk_post_event_new,    FORM_MAX,  0 },
    { HTTP_POST, "/events/upload", desk_post_event_upload, EVENT_MAX, HTTP_UPLOAD },
    { HTTP_GET,  "/events/file",   desk_get_event_file,    0,         0 },
    { HTTP_GET,  "/e/*/link",      desk_get_link,          0,         0 },
    { HTTP_POST, "/e/*/link",      desk_post_link,         FORM_MAX,  0 },
    { HTTP_GET,  "/login",    desk_get_login,     0,        0 },
    { HTTP_POST, "/login",    desk_post_login,    FORM_MAX, 0 },
    { HTTP_GET,  "/setup",    desk_get_setup,     0,        0 },
    { HTTP_POST, "/setup",    desk_post_setup,    FORM_MAX, 0 },
    { HTTP_POST, "/logout",   desk_post_logout,   FORM_MAX, 0 },
    { HTTP_GET,  "/password", desk_get_password,  0,        0 },
    { HTTP_POST, "/password", desk_post_password, FORM_MAX, 0 },
    { HTTP_GET,  "/accounts", desk_get_accounts,  0,        0 },
    { HTTP_POST, "/accounts", desk_post_account,  FORM_MAX, 0 },
    { 0, NULL, NULL, 0, 0 }
};
