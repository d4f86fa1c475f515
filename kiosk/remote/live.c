/* Events for remotes (the main page and the cards as HTML, no session's secret in them) and for
 * stages (scenes). One shared buffer per language. Live thread and pool threads. */
#include "kiosk/remote/room.h"
#include "lib/json.h"

static void render(struct str *out, struct web *w, const char *template, json_t *data,
                   const struct lang *lang) {
    page_render(out, web_pages(w), template, data, lang);
    json_decref(data);
}

struct live_buf *remote_live_shared(struct web *w, const struct book_snap *s,
                                    const struct lang *lang) {
    struct clock_time now = clock_now();
    struct str main = STR_INIT, cards = STR_INIT, text = STR_INIT;
    struct live_buf *buf;
    json_t *data;

    render(&main, w, "remote/main", remote_view_main(s, &now, lang), lang);
    render(&cards, w, "remote/cards", remote_view_cards(s, &now, lang), lang);
    data = json_pack("{s:I, s:s, s:s}", "version", (json_int_t)s->version, "main", main.data,
                     "cards", cards.data);
    json_write(&text, data);
    json_decref(data);
    buf = live_buf_new("remote", s->version, text.data, text.len);
    str_release(&main);
    str_release(&cards);
    str_release(&text);
    return buf;
}

struct live_buf *remote_live_first(struct web_visit *v) {
    return remote_live_shared(v->web, v->snap, v->lang);
}

void remote_get_live(struct http_req *req, void *ctx) {
    struct web_visit v;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    web_open_live(&v, LIVE_REMOTE);
    web_leave(&v);
}

/* A scene is in the event's language whatever the asker's is. */
struct live_buf *remote_stage_shared(struct web *w, const struct book_snap *s,
                                     const struct lang *lang) {
    struct clock_time now = clock_now();
    struct scene_place place = web_place(w, s);
    json_t *scene = scene_stage(s, &now, &place);
    struct str text = STR_INIT;
    struct live_buf *buf;

    (void)lang;
    json_write(&text, scene);
    json_decref(scene);
    buf = live_buf_new("scene", s->version, text.data, text.len);
    str_release(&text);
    return buf;
}

struct live_buf *remote_stage_first(struct web_visit *v) {
    return remote_stage_shared(v->web, v->snap, v->lang);
}
