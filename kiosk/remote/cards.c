/* The cards of the item on stage as a moderator reads them: waiting, on the stage, held. Waiting
 * cards are read here (or at the desk), never on the stage. Pure. */
#include <string.h>
#include "kiosk/remote/room.h"

/* The dots item that would take cards of this visions item over: named by it, or the next one. */
static const struct book_item *target_of(const struct book_snap *s, const struct book_item *from) {
    const struct book_item *later = NULL;
    bool passed = false;

    for (size_t i = 0; i < s->items_n; i++) {
        const struct book_item *item = s->items[i];
        bool free = item->kind == RULES_DOTS && snap_run(item)->state == RULES_PREPARED;
        if (free && item->options_from == from->id)
            return item;
        if (free && passed && !later)
            later = item;
        passed = passed || item == from;
    }
    return later;
}

static bool taken(const struct book_item *target, int64_t card) {
    const struct book_run *run = target ? snap_run(target) : NULL;

    for (size_t i = 0; run && i < run->options_n; i++)
        if (run->options[i].card == card)
            return true;
    return false;
}

/* "Bochum · 20 seconds ago", "no municipality", "late", "edited". */
static json_t *origin(const struct book_card *card, const struct clock_time *now,
                      const struct lang *lang) {
    struct str out = STR_INIT;
    json_t *text;

    if (card->name && *card->name) {
        str_puts(&out, card->name);
        str_puts(&out, " · ");
    }
    str_puts(&out, card->municipality ? card->municipality : lang_text(lang, "no details"));
    if (card->created_ms) {
        long long s = (now->wall_ms - card->created_ms) / 1000;
        json_t *ago = s < 60
            ? remote_count(lang, "{n} second ago", "{n} seconds ago", s < 0 ? 0 : s)
            : remote_count(lang, "{n} minute ago", "{n} minutes ago", s / 60);
        str_puts(&out, " · ");
        str_puts(&out, json_string_value(ago));
        json_decref(ago);
    }
    if (card->late)
        str_printf(&out, " · %s", lang_text(lang, "late"));
    if (card->edited)
        str_printf(&out, " · %s", lang_text(lang, "edited"));
    text = json_string(out.data);
    str_release(&out);
    return text;
}

static json_t *card_row(const struct book_snap *s, const struct book_card *card,
                        const struct book_item *target, const struct clock_time *now,
                        const struct lang *lang) {
    json_t *row = json_object();

    json_object_set_new(row, "id", json_integer(card->id));
    json_object_set_new(row, "text", json_string(card->text));
    json_object_set_new(row, "origin", origin(card, now, lang));
    json_object_set_new(row, "quote", json_boolean(card->quote));
    json_object_set_new(row, "pinned", json_boolean(s->show.pinned == card->id));
    json_object_set_new(row, "shown", json_boolean(card->state == RULES_SHOWN));
    json_object_set_new(row, "held", json_boolean(card->state == RULES_HELD));
    if (taken(target, card->id))
        json_object_set_new(row, "is_option", json_true());
    else if (target)
        json_object_set_new(row, "target", json_integer(target->id));
    return row;
}

json_t *remote_view_cards(const struct book_snap *s, const struct clock_time *now,
                          const struct lang *lang) {
    const struct book_item *item = snap_shown(s);
    json_t *data = json_object(), *lists[3] = { json_array(), json_array(), json_array() };
    static const char *const keys[3] = { "waiting", "shown", "held" };
    const struct book_run *run = item ? snap_run(item) : NULL;
    const struct book_item *target = item ? target_of(s, item) : NULL;

    remote_add_seen(data, s, "/m/cards");
    if (item)
        json_object_set_new(data, "title", json_string(item->title));
    for (size_t i = 0; run && i < run->cards_n; i++) {
        const struct book_card *card = &run->cards[i];
        int list = card->state == RULES_WAITING ? 0 : card->state == RULES_SHOWN ? 1 : 2;
        json_array_append_new(lists[list], card_row(s, card, target, now, lang));
    }
    json_object_set_new(data, "heading", remote_count(lang, "{n} card waits", "{n} cards wait",
                                                      (long long)json_array_size(lists[0])));
    json_object_set_new(data, "many", json_boolean(json_array_size(lists[0]) > 1));
    json_object_set_new(data, "shown_n", json_integer((json_int_t)json_array_size(lists[1])));
    json_object_set_new(data, "held_n", json_integer((json_int_t)json_array_size(lists[2])));
    json_object_set_new(data, "no_cards", json_boolean(!run || run->cards_n == 0));
    for (int i = 0; i < 3; i++) {
        json_object_set_new(data, keys[i], lists[i]);
    }
    return data;
}
