/* Cards, by moderators: release, hold, hide, pin, quote, spelling. Writer thread.
 * Invariant: releasing all secret cards at once goes by their random ids, so that the log does not
 * tell the order of sending. */
#include <stdlib.h>
#include <string.h>
#include "events/book/do_step.h"
#include "events/rules/name.h"
#include "lib/mem.h"
#include "lib/utf8.h"

struct card_row { int64_t id, run, item; enum rules_card state; int64_t quote; };

static bool load(struct writer *w, int64_t card, struct card_row *out) {
    struct db_row *row = db_query(w->db, "SELECT c.id, c.run, r.item, p.state, p.quote FROM card c "
        "JOIN card_place p ON p.card = c.id JOIN run r ON r.id = c.run WHERE c.id = $1 "
        "AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = c.id)", "i", card);
    if (!db_step(row)) return false;
    out->id = db_int(row, 0);
    out->run = db_int(row, 1);
    out->item = db_int(row, 2);
    rules_card_from_name(db_text(row, 3), &out->state);
    out->quote = db_int(row, 4);
    db_done(row);
    return true;
}

static int64_t oldest_waiting(struct writer *w, int64_t run) {
    return db_one(w->db, 0, "SELECT c.id FROM card c JOIN card_place p ON p.card = c.id "
        "LEFT JOIN card_author a ON a.card = c.id WHERE c.run = $1 AND p.state = 'waiting' "
        "AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = c.id) "
        "ORDER BY coalesce(a.arrival, 0), c.created_ms, c.id LIMIT 1", "i", run);
}

static int64_t newest_shown(struct writer *w, int64_t run) {
    return db_one(w->db, 0, "SELECT c.id FROM card c JOIN card_place p ON p.card = c.id "
        "WHERE c.run = $1 AND p.state = 'shown' "
        "AND NOT EXISTS (SELECT 1 FROM card_withdrawn x WHERE x.card = c.id) "
        "ORDER BY p.place DESC, c.id DESC LIMIT 1", "i", run);
}

/* In the silent phase released cards have no place yet: reveal gives them one. */
static bool silent(struct writer *w, int64_t run) {
    return db_one(w->db, 0, "SELECT 1 FROM run WHERE id = $1 AND appear = 'reveal' "
                  "AND state NOT IN ('revealed', 'archived')", "i", run) == 1;
}

static void show_card(struct writer *w, int64_t card, int64_t run) {
    int64_t place = silent(w, run) ? 0 : db_one(w->db, 1,
        "SELECT coalesce(max(p.place), 0) + 1 FROM card c JOIN card_place p ON p.card = c.id "
        "WHERE c.run = $1", "i", run);
    change_text(w, CHANGE_CARD_STATE, card, "shown");
    change_int(w, CHANGE_CARD_PLACE, card, place);
}

enum book_result step_release(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                              struct book_reply *reply) {
    struct card_row card;
    int64_t id = cmd->as.step.arg ? cmd->as.step.arg : oldest_waiting(w, at->run);
    if (!id || !load(w, id, &card)) return BOOK_NOT_NOW;
    reply->id = id;
    if (card.state == RULES_SHOWN) return BOOK_AGAIN;
    change_begin(w, RULES_STEP_RELEASE, cmd->remote, card.item, card.run, id);
    show_card(w, id, card.run);
    return BOOK_OK;
}

enum book_result step_release_all(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                                  struct book_reply *reply) {
    (void)reply;
    int64_t n = 0, cap = db_one(w->db, 0, "SELECT count(*) FROM card WHERE run = $1", "i",
                                at->run);
    int64_t *cards = mem_new((size_t)cap + 1, sizeof *cards);
    struct db_row *row = db_query(w->db, "SELECT c.id FROM card c JOIN card_place p "
        "ON p.card = c.id WHERE c.run = $1 AND p.state = 'waiting' AND NOT EXISTS "
        "(SELECT 1 FROM card_withdrawn x WHERE x.card = c.id) ORDER BY c.id", "i", at->run);
    while (db_step(row))
        if (n < cap) cards[n++] = db_int(row, 0);
    if (n) change_begin(w, RULES_STEP_RELEASE_ALL, cmd->remote, at->item, at->run, 0);
    for (int64_t i = 0; i < n; i++) show_card(w, cards[i], at->run);
    free(cards);
    return n ? BOOK_OK : BOOK_NOT_NOW;
}

enum book_result step_hold(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                           struct book_reply *reply) {
    struct card_row card;
    int64_t id = cmd->as.step.arg;
    if (!id && cmd->as.step.step == RULES_STEP_HIDE)
        id = at->pinned ? at->pinned : newest_shown(w, at->run);
    if (!id || !load(w, id, &card)) return BOOK_NOT_NOW;
    reply->id = id;
    if (card.state == RULES_HELD) return BOOK_AGAIN;
    change_begin(w, cmd->as.step.step, cmd->remote, card.item, card.run, id);
    change_text(w, CHANGE_CARD_STATE, id, "held");
    change_int(w, CHANGE_CARD_PLACE, id, 0);
    if (at->pinned == id) change_int(w, CHANGE_SHOW_PINNED, 0, 0);
    return BOOK_OK;
}

enum book_result step_pin(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                          struct book_reply *reply) {
    struct card_row card;
    int64_t id = cmd->as.step.step == RULES_STEP_UNPIN ? 0 : cmd->as.step.arg;
    if (id == at->pinned) id = 0;            /* Enter on the pinned card: off again */
    reply->id = id;
    if (!id && !at->pinned) return BOOK_AGAIN;
    if (id && (!load(w, id, &card) || card.run != at->run || card.state != RULES_SHOWN ||
               silent(w, at->run))) return BOOK_NOT_NOW;
    change_begin(w, id ? RULES_STEP_PIN : RULES_STEP_UNPIN, cmd->remote, at->item, at->run,
                 id ? id : at->pinned);
    change_int(w, CHANGE_SHOW_PINNED, 0, id);
    return BOOK_OK;
}

enum book_result step_quote(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                            struct book_reply *reply) {
    (void)at;
    struct card_row card;
    if (!load(w, cmd->as.step.arg, &card)) return BOOK_NOT_NOW;
    reply->id = card.id;
    change_begin(w, RULES_STEP_QUOTE, cmd->remote, card.item, card.run, card.id);
    change_int(w, CHANGE_CARD_QUOTE, card.id, !card.quote);
    return BOOK_OK;
}

enum book_result step_edit(struct writer *w, struct stage *at, const struct book_cmd *cmd,
                           struct book_reply *reply) {
    (void)at;
    struct card_row card;
    const char *text = cmd->as.step.text;
    if (!load(w, cmd->as.step.arg, &card)) return BOOK_NOT_NOW;
    if (!text[0]) return BOOK_TEXT_EMPTY;
    if (!utf8_valid(text, strlen(text))) return BOOK_NOT_ALLOWED;
    int64_t most = db_one(w->db, 0, "SELECT card_length FROM item WHERE id = $1", "i", card.item);
    if ((int64_t)utf8_graphemes(text) > most) return BOOK_TEXT_TOO_LONG;
    reply->id = card.id;
    change_begin(w, RULES_STEP_EDIT_CARD, cmd->remote, card.item, card.run, card.id);
    int64_t number = db_one(w->db, 0, "INSERT INTO card_version (card, number, text, moderator) "
        "SELECT $1, max(number) + 1, $2, 1 FROM card_version WHERE card = $1 RETURNING number",
        "it", card.id, text);
    change_int(w, CHANGE_CARD_VERSION, card.id, number);
    return BOOK_OK;
}
