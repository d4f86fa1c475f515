/* The desk's live channel: not what changed but that it changed; pages fetch their pieces again.
 * Each event carries the versions of all parts, so one that is lost or replaced costs nothing. Pool
 * threads and the pacing thread. */
#include "admin/inner.h"
#include "kiosk/web/parts.h"
#include "lib/json.h"

static struct live_buf *event(struct web *w, const struct book_snap *s, const struct lang *lang) {
    json_t *parts = json_object(), *data;
    struct str text = STR_INIT;
    struct live_buf *buf;

    (void)lang;
    for (enum web_part p = 0; p < WEB_PARTS; p++)
        json_object_set_new(parts, web_part_name(p),
                            json_integer((json_int_t)web_part_version(w, p)));
    data = json_pack("{s:I, s:I, s:o}", "version", (json_int_t)s->version, "stage",
                     (json_int_t)web_stages(w), "parts", parts);
    json_write(&text, data);
    json_decref(data);
    buf = live_buf_new("changed", s->version, text.data, text.len);
    str_release(&text);
    return buf;
}

static struct live_buf *first(struct web_visit *v) {
    return event(v->web, v->snap, v->lang);
}

void desk_attach(struct web *w) {
    web_add_live(w, &(struct web_live_row){ LIVE_DESK, event, first });
}

void desk_get_live(struct http_req *req, void *ctx) {
    struct desk_visit v;

    if (!desk_enter(&v, ctx, req, DESK_HELPER))
        return;
    web_open_live(&v.web, LIVE_DESK);
    desk_leave(&v);
}
