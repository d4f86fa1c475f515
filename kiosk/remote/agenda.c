/* The run sheet on the remote: every item with its plan and state, the options of a vote that is
 * not open yet, and the switches of the hall (registration, address, theme, motion). Pure. */
#include "kiosk/remote/room.h"

static json_t *options_of(const struct book_run *run) {
    json_t *list = json_array();

    for (size_t i = 0; i < run->options_n; i++)
        json_array_append_new(list, json_pack("{s:s, s:I}", "text", run->options[i].text,
                                              "id", (json_int_t)run->options[i].id));
    return list;
}

static json_t *item_row(const struct book_snap *s, const struct book_item *item,
                        const struct lang *lang) {
    const struct book_run *run = snap_run(item);
    bool collects = item->kind == RULES_VISIONS || item->kind == RULES_DOTS;
    json_t *row = json_object();
    char at[6];

    clock_hm(at, item->planned_ms);
    json_object_set_new(row, "id", json_integer(item->id));
    json_object_set_new(row, "at", json_string(at));
    json_object_set_new(row, "title", json_string(item->title));
    json_object_set_new(row, "minutes", json_integer(item->minutes));
    json_object_set_new(row, "now", json_boolean(s->show.item == item->id));
    if (collects)
        json_object_set_new(row, "state_word", json_string(remote_state_word(run, lang)));
    if (item->kind == RULES_DOTS && run->state == RULES_PREPARED && run->options_n)
        json_object_set_new(row, "options", options_of(run));
    return row;
}

json_t *remote_view_agenda(const struct book_snap *s, const struct clock_time *now,
                           const struct lang *lang) {
    json_t *data = json_object(), *items = json_array();
    const struct book_settings *set = &s->settings;

    (void)now;
    remote_add_seen(data, s, "/m/agenda");
    for (size_t i = 0; i < s->items_n; i++)
        json_array_append_new(items, item_row(s, s->items[i], lang));
    json_object_set_new(data, "items", items);
    json_object_set_new(data, "registration_open", json_boolean(set->registration_open));
    json_object_set_new(data, "dark", json_boolean(set->dark));
    json_object_set_new(data, "quiet", json_boolean(set->quiet));
    json_object_set_new(data, "turnout_shown", json_boolean(set->turnout_shown));
    json_object_set_new(data, "address_set", json_string(set->address));
    return data;
}
