/* Settings of the event from the desk: each by its row in events/rules/setting.c. Writer thread. */
#include <string.h>
#include "events/book/desk_do.h"
#include "events/book/item_column.h"
#include "events/rules/setting.h"

/* A code stands in printed signs: it stays as long as the event. */
static bool may_set(const struct rules_setting *row) {
    return row && !rules_event_setting_own(row) && strcmp(row->name, "code");
}

static enum book_result set_one(struct writer *w, const struct book_desk *desk, const char *name,
                                struct book_reply *reply) {
    const struct rules_setting *row = rules_event_setting_find(name);
    struct str text = STR_INIT;
    enum book_result result = BOOK_OK;
    size_t max = row && row->type == RULES_TEXT ? (size_t)row->max : 40;
    enum utf8_lines lines = max > 200 ? UTF8_MANY_LINES : UTF8_ONE_LINE;
    if (!may_set(row) || !desk_text(desk, name, max, lines, &text) ||
        !rules_setting_fits(row, text.data) || !rules_wifi_fits(row, text.data))
        result = desk_bad(reply, name);
    else
        db_do(w->db, "INSERT INTO setting (name, value) VALUES ($1, $2) "
              "ON CONFLICT (name) DO UPDATE SET value = excluded.value", "tt", row->name,
              text.data);
    str_release(&text);
    return result;
}

enum book_result desk_set(struct writer *w, const struct book_desk *desk,
                          struct book_reply *reply) {
    const char *name;
    json_t *value;
    int64_t was = db_one(w->db, 0, "SELECT CAST(value AS BIGINT) FROM setting "
                         "WHERE name = 'start'", "");
    json_object_foreach(desk->data, name, value) {
        enum book_result result = set_one(w, desk, name, reply);
        if (result != BOOK_OK) return result;
    }
    w->dirty.settings = w->dirty.show = true;
    if (!json_object_get(desk->data, "start")) return BOOK_OK;
    item_retime(w->db, was);
    desk_changed_all(w);
    return BOOK_OK;
}
