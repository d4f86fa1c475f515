/* The pages that only show: main, cards, agenda, message, spelling. Pool threads. */
#include <string.h>
#include "kiosk/remote/room.h"

typedef json_t *view_fn(const struct book_snap *, const struct clock_time *, const struct lang *);

/* A notice after a step travels in the address of the page the form came from. */
static void add_notice(json_t *data, const struct web_visit *v) {
    const char *result = http_query(v->req, "said");
    long long code = 0;

    if (result && str_number(result, 1, BOOK_DISK, &code))
        json_object_set_new(data, "said",
                            json_string(web_sentence((enum book_result)code, v->lang)));
}

static void show(struct http_req *req, void *ctx, view_fn *view, const char *template) {
    struct clock_time now = clock_now();
    struct web_visit v;
    json_t *data;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    data = view(v.snap, &now, v.lang);
    add_notice(data, &v);
    web_reply_page(&v, 200, template, data);
    web_leave(&v);
}

void remote_get_main(struct http_req *req, void *ctx) {
    show(req, ctx, remote_view_main, "remote/main");
}

void remote_get_cards(struct http_req *req, void *ctx) {
    show(req, ctx, remote_view_cards, "remote/cards");
}

/* The addresses this machine has, for the QR; the one in force is marked. */
static json_t *view_agenda(const struct book_snap *s, const struct clock_time *now,
                           const struct lang *lang) {
    json_t *data = remote_view_agenda(s, now, lang), *list = json_array();
    struct web_address found[16];
    size_t n = web_addresses(found, sizeof found / sizeof found[0]);

    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:s, s:b}", "address", found[i].address, "chosen",
                                              strcmp(found[i].address, s->settings.address) == 0));
    json_object_set_new(data, "addresses", list);
    return data;
}

void remote_get_agenda(struct http_req *req, void *ctx) {
    show(req, ctx, view_agenda, "remote/agenda");
}

static json_t *view_message(const struct book_snap *s, const struct clock_time *now,
                            const struct lang *lang) {
    json_t *data = json_object();

    (void)now;
    (void)lang;
    remote_add_seen(data, s, "/m");
    json_object_set_new(data, "message", json_string(s->show.message));
    return data;
}

void remote_get_message(struct http_req *req, void *ctx) {
    show(req, ctx, view_message, "remote/message");
}

void remote_get_edit(struct http_req *req, void *ctx) {
    const struct book_card *card = NULL;
    const char *id = http_query(req, "card");
    long long n = 0;
    struct web_visit v;
    json_t *data;

    if (!web_enter(&v, ctx, req, WEB_MODERATOR))
        return;
    if (id && str_number(id, 1, INT64_MAX, &n) && snap_shown(v.snap))
        card = snap_card(snap_run(snap_shown(v.snap)), n);
    if (card) {
        data = json_pack("{s:I, s:s}", "card", (json_int_t)n, "text", card->text);
        remote_add_seen(data, v.snap, "/m/cards");
        web_reply_page(&v, 200, "remote/edit", data);
    } else {
        http_redirect(req, "/m/cards");
    }
    web_leave(&v);
}
