/* Routes of the desk itself: styles, language, the list of events. Pool threads. */
#include "admin/inner.h"

static void get_asset(struct http_req *req, void *ctx)
{
    struct desk *d = ctx;

    web_serve_asset(req, d->web);
}

static void post_language(struct http_req *req, void *ctx)
{
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_NOBODY))
        return;
    web_set_language(&v.web);
    desk_leave(&v);
}

const struct http_route desk_routes[] = {
    { HTTP_GET,  "/",     desk_get_events, 0,    0 },
    { HTTP_GET,  "/a/*",  get_asset,       0,    0 },
    { HTTP_POST, "/lang", post_language,   2048, 0 },
    { 0, NULL, NULL, 0, 0 }
};
