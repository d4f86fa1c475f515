/* The list of events. Pool threads. */
#include "admin/inner.h"
#include "kiosk/web/hall.h"

void desk_get_events(struct http_req *req, void *ctx)
{
    struct hall_event *all[HALL_EVENTS];
    struct desk_visit v;
    json_t *list = json_array();
    struct desk *d = ctx;
    size_t n;

    if (!desk_enter(&v, ctx, req, DESK_HELPER)) {
        json_decref(list);
        return;
    }
    n = hall_list(d->config.hall, all);
    for (size_t i = 0; i < n; i++) {
        const struct book_snap *s = book_snap(web_book(all[i]->web));
        json_array_append_new(list, json_pack("{s:s, s:s}", "code", all[i]->code, "title",
                                              s->settings.title));
        book_snap_release(s);
        hall_release(all[i]);
    }
    desk_page(&v, 200, "desk/events", NULL, json_pack("{s:o}", "events", list));
    desk_leave(&v);
}
