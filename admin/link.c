/* A link with which a device moderates an open event or is its shared tablet: made here, shown once
 * with its QR, stored as a hash. Ended at the remote itself (/m/remotes). Pool threads. */
#include <string.h>
#include "admin/events.h"
#include "lib/qr.h"

void desk_get_link(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    desk_page(&v, 200, "desk/link", "", json_object());
    desk_leave(&v);
}

/* An SVG as an image address; templates have no raw output. */
static void data_url(struct str *out, const char *svg) {
    str_puts(out, "data:image/svg+xml,");
    for (const unsigned char *p = (const unsigned char *)svg; *p; p++) {
        if (strchr("\"<>#%{}|\\^`", *p) || *p < 0x21 || *p > 0x7e)
            str_printf(out, "%%%02X", *p);
        else
            str_putc(out, (char)*p);
    }
}

static void show(struct desk_visit *v, const char *token, bool tablet) {
    struct scene_place place = web_place(v->web.web, v->web.snap);
    struct str url = STR_INIT, svg = STR_INIT, image = STR_INIT;
    json_t *data = json_object();
    struct qr qr;

    str_printf(&url, "http://%s", place.address);
    if (place.port && place.port != 80)
        str_printf(&url, ":%u", place.port);
    str_printf(&url, "/%s/%s", tablet ? "tablet" : "m", token);
    json_object_set_new(data, "tablet", json_boolean(tablet));
    json_object_set_new(data, "link", json_string(url.data));
    if (qr_init(&qr, url.data)) {
        qr_svg(&svg, &qr, url.data);
        data_url(&image, svg.data);
        json_object_set_new(data, "image", json_string(image.data));
        qr_release(&qr);
    }
    desk_page(v, 200, "desk/link", "", data);
    str_release(&url);
    str_release(&svg);
    str_release(&image);
}

void desk_post_link(struct http_req *req, void *ctx) {
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };
    const struct book_reply *r;
    char token[SECRET_TOKEN_TEXT];
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_MODERATION))
        return;
    if ((r = desk_answer(&v))) {
        if (r->result == BOOK_OK)
            show(&v, web_kept(req), http_form(req, "tablet") != NULL);
        else
            desk_done(&v, r, "/");
    } else if (desk_may_post(&v)) {
        secret_token(token);
        secret_hash(cmd.as.remote_cmd.token_hash, token);
        cmd.as.remote_cmd.tablet = http_form(req, "tablet") != NULL;
        str_copy(cmd.as.remote_cmd.label, sizeof cmd.as.remote_cmd.label, v.account.name);
        web_keep(req, token);
        desk_submit_cmd(&v, &cmd);
    }
    desk_leave(&v);
}
