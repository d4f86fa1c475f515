/* The moderator's link: GET shows a button and consumes nothing (link previews), the POST binds
 * this device and leads to a clean address (S-09). Links can be made and ended. Pool threads. */
#include <string.h>
#include "kiosk/remote/room.h"
#include "lib/qr.h"
#include "lib/secret.h"
#include "lib/utf8.h"

void remote_get_bind(struct http_req *req, void *ctx) {
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_NOBODY))
        return;
    web_reply_page(&v, 200, "remote/bind",
                   json_pack("{s:s}", "token", http_segment(req, 0)));
    web_leave(&v);
}

static void bound(struct web_visit *v, const struct book_reply *r, const char *session) {
    if (r->result == BOOK_OK && session) {
        web_set_session(v, WEB_MODERATOR, session);
        http_redirect(v->req, "/m");
    } else {
        web_reply_page(v, web_status(r->result), "remote/unknown", json_object());
    }
}

void remote_post_bind(struct http_req *req, void *ctx) {
    const struct book_reply *r = web_answer(req);
    struct book_cmd cmd = { .verb = BOOK_REMOTE_BIND };
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_NOBODY))
        return;
    if (r) {
        bound(&v, r, web_kept(req));
    } else if (web_may_post(&v) && web_within(&v, WEB_LIMIT_LOGIN)) {
        char session[SECRET_TOKEN_TEXT];
        secret_token(session);
        secret_hash(cmd.as.remote_cmd.token_hash, http_segment(req, 0));
        secret_hash(cmd.as.remote_cmd.session_hash, session);
        web_keep(req, session);
        web_submit(ctx, req, &cmd);
    }
    web_leave(&v);
}

static json_t *remotes_of(const struct web_visit *v) {
    json_t *list = json_array();

    for (size_t i = 0; i < v->snap->remotes_n; i++) {
        const struct book_remote_row *row = &v->snap->remotes[i];
        char at[6] = "–";
        json_t *one = json_object();
        if (row->seen_ms)
            clock_hm(at, row->seen_ms);
        json_object_set_new(one, "id", json_integer(row->id));
        json_object_set_new(one, "label", json_string(*row->label ? row->label : "–"));
        json_object_set_new(one, "seen", json_string(at));
        json_object_set_new(one, "own", json_boolean(v->remote == row));
        json_object_set_new(one, "stage", json_boolean(row->stage));
        json_object_set_new(one, "tablet", json_boolean(row->tablet));
        json_object_set_new(one, "bound", json_boolean(row->bound));
        if (row->revoked)
            json_decref(one);
        else
            json_array_append_new(list, one);
    }
    return list;
}

static void show_remotes(struct web_visit *v, json_t *data) {
    json_object_set_new(data, "remotes", remotes_of(v));
    web_reply_page(v, 200, "remote/remotes", data);
}

void remote_get_remotes(struct http_req *req, void *ctx) {
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    show_remotes(&v, json_object());
    web_leave(&v);
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

static void show_link(struct web_visit *v, const char *token, bool tablet) {
    struct scene_place place = web_place(v->web, v->snap);
    struct str url = STR_INIT, svg = STR_INIT, image = STR_INIT;
    struct qr qr;
    json_t *data = json_object();

    str_printf(&url, "http://%s", place.address);
    if (place.port != 80)
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
    show_remotes(v, data);
    str_release(&url);
    str_release(&svg);
    str_release(&image);
}

void remote_post_add(struct http_req *req, void *ctx) {
    const struct book_reply *r = web_answer(req);
    struct book_cmd cmd = { .verb = BOOK_REMOTE_ADD };
    const char *label = http_form(req, "label");
    struct web_visit v;
    char *token;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (r && (token = web_kept(req))) {
        if (r->result == BOOK_OK)
            show_link(&v, token, http_form(req, "tablet") != NULL);
        else
            http_error(req, web_status(r->result));
    } else if (web_may_post(&v)) {
        char fresh[SECRET_TOKEN_TEXT];
        secret_token(fresh);
        secret_hash(cmd.as.remote_cmd.token_hash, fresh);
        cmd.remote = v.remote->id;
        cmd.as.remote_cmd.tablet = http_form(req, "tablet") != NULL;
        if (!label || utf8_clean(cmd.as.remote_cmd.label, sizeof cmd.as.remote_cmd.label, label, 40,
                                 UTF8_ONE_LINE) != UTF8_OK)
            cmd.as.remote_cmd.label[0] = '\0';
        web_keep(req, fresh);
        web_submit(ctx, req, &cmd);
    }
    web_leave(&v);
}

void remote_post_revoke(struct http_req *req, void *ctx) {
    const struct book_reply *r = web_answer(req);
    struct book_cmd cmd = { .verb = BOOK_REMOTE_REVOKE };
    const char *id = http_form(req, "remote");
    long long n = 0;
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (r) {
        http_redirect(req, "/m/remotes");
    } else if (web_may_post(&v)) {
        if (!id || !str_number(id, 1, INT64_MAX, &n)) {
            http_error(req, 400);
        } else {
            cmd.remote = v.remote->id;
            cmd.as.remote_cmd.remote = n;
            web_submit(ctx, req, &cmd);
        }
    }
    web_leave(&v);
}
