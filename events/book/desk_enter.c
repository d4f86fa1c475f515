/* The desk enters for people: a card read aloud or written on paper, a paper ballot, the totals of
 * a show of hands. Writer thread.
 * Invariants: cards and ballots go the same way as a phone's (do_card.c, do_ballot.c), so nobody
 * has more of them and nobody votes twice; the log names the item, never the person nor the card;
 * hands stand in a table of their own and are added to nothing. */
#include "events/book/desk_do.h"
#include "lib/json.h"

enum { HANDS_MAX = 100000 };

/* The run of data, of that item; NULL: there is none (any more). */
static const struct run_row *run_of(struct writer *w, const json_t *data) {
    const struct run_row *run = run_cached(w, json_int(data, "run", 0));
    int64_t item = json_int(data, "item", 0);
    return run && (!item || run->item == item) ? run : NULL;
}

enum book_result desk_enter_card(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    const struct run_row *run = run_of(w, desk->data);
    struct card_wish wish = {.person = desk->id, .nonce = json_int(desk->data, "nonce", 0),
                             .origin = RULES_DESK};
    struct str text = STR_INIT;
    int64_t card = 0;
    if (!run) return BOOK_NO_SUCH_THING;
    enum book_result result = BOOK_TEXT_TOO_LONG;
    if (desk_text(desk, "text", (size_t)run->card_length, UTF8_ONE_LINE, &text)) {
        wish.text = text.data;
        result = card_add(w, run, &wish, &card);
        reply->id = run->item;
    }
    str_release(&text);
    return result;
}

/* {"option id": n}: false on what no form of ours sends. */
static bool read_dots(const json_t *dots, struct book_ballot *out) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)dots, key, value) {
        long long option, points = json_integer_value(value);
        if (!str_number(key, 1, INT64_MAX, &option) || points < 0 || points > UINT16_MAX)
            return false;
        if (out->options == BOOK_OPTIONS_MAX) return false;
        out->dots[out->options].option = option;
        out->dots[out->options++].points = (uint16_t)points;
    }
    return true;
}

enum book_result desk_enter_ballot(struct writer *w, const struct book_desk *desk,
                                   struct book_reply *reply) {
    struct book_cmd cmd = {.verb = BOOK_BALLOT, .person = desk->id};
    struct book_ballot *ballot = &cmd.as.ballot;
    if (!run_of(w, desk->data)) return BOOK_NO_SUCH_THING;
    if (!read_dots(json_object_get(desk->data, "dots"), ballot)) return BOOK_NO_SUCH_OPTION;
    cmd.nonce = json_int(desk->data, "nonce", 0);
    ballot->origin = RULES_DESK;
    ballot->item = run_of(w, desk->data)->item;
    ballot->run = json_int(desk->data, "run", 0);
    ballot->revision = json_int(desk->data, "revision", 0);
    enum book_result result = do_ballot(w, &cmd, reply);
    reply->id = ballot->item;
    return result;
}

static bool has_option(const struct run_row *run, const char *key, int64_t *option) {
    long long id;
    if (!str_number(key, 1, INT64_MAX, &id)) return false;
    *option = id;
    for (size_t i = 0; i < run->options_n; i++)
        if (run->options[i] == id) return true;
    return false;
}

static enum book_result write_hands(struct writer *w, const struct run_row *run,
                                    const struct book_desk *desk, struct book_reply *reply) {
    const json_t *points = json_object_get(desk->data, "points");
    int64_t people = json_int(desk->data, "people", 0), option;
    const char *key;
    json_t *value;
    if (people < 0 || people > HANDS_MAX) return desk_bad(reply, "people");
    db_do(w->db, "DELETE FROM hands WHERE run = $1", "i", run->id);
    json_object_foreach((json_t *)points, key, value) {
        int64_t n = json_is_integer(value) ? (int64_t)json_integer_value(value) : -1;
        if (!has_option(run, key, &option)) return BOOK_NO_SUCH_OPTION;
        if (n < 0 || n > (people ? people : HANDS_MAX)) return desk_bad(reply, key);
        db_do(w->db, "INSERT INTO hands (run, option, points, people) VALUES ($1, $2, $3, $4)",
              "iiii", run->id, option, n, people);
    }
    return BOOK_OK;
}

enum book_result desk_hands(struct writer *w, const struct book_desk *desk,
                            struct book_reply *reply) {
    const struct run_row *run = run_cached(w, desk->id);
    if (!run || run->kind != RULES_DOTS || run->discarded) return BOOK_NO_SUCH_THING;
    if (run->state == RULES_PREPARED) return BOOK_NOT_NOW;     /* options may still change */
    enum book_result result = write_hands(w, run, desk, reply);
    if (result != BOOK_OK) return result;
    reply->id = run->item;
    dirty_run(&w->dirty, run->id, run->item);
    return BOOK_OK;
}
