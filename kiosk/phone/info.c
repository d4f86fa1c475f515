/* Pages to read: everybody's cards as the stage shows them, privacy, help. Pool threads. */
#include <string.h>
#include "kiosk/phone/room.h"

void phone_cards(struct http_req *req, void *ctx) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_GUEST)) return;
    web_reply_page(&v, 200, "phone/cards", phone_view(&v, NULL));
    web_leave(&v);
}

/* The organisers' own notice, a paragraph per line. */
static json_t *own_notice(const struct web_visit *v) {
    json_t *list = json_array();
    const char *text = snap_setting(v->snap, "privacy");
    while (*text) {
        size_t len = strcspn(text, "\n");
        if (len) json_array_append_new(list, json_stringn(text, len));
        text += len + (text[len] == '\n');
    }
    return list;
}

static void info(struct http_req *req, void *ctx, const char *template) {
    struct web_visit v;
    if (!web_enter(&v, ctx, req, WEB_NOBODY)) return;
    json_t *data = json_pack("{s:s, s:s}", "code", v.snap->settings.code, "host",
                             v.snap->settings.host);
    json_object_set_new(data, "own", own_notice(&v));
    if (v.person) json_object_set_new(data, "number", json_integer(v.person->id));
    web_reply_page(&v, 200, template, data);
    web_leave(&v);
}
void phone_privacy(struct http_req *req, void *ctx) { info(req, ctx, "phone/privacy"); }
void phone_help(struct http_req *req, void *ctx) { info(req, ctx, "phone/help"); }
