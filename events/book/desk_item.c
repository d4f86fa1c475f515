/* The agenda from the desk: add, change, move, copy, delete and bring back. Writer thread.
 * Invariants: positions are 1, 2 ... over all items, deleted ones too, so that one brought back
 * stands where it stood; an agenda never becomes empty; as long as no moderator took a step, the
 * stage waits with the first item. */
#include "events/book/desk_item.h"
#include <string.h>
#include "events/book/item_column.h"
#include "events/rules/name.h"
#include "lib/json.h"

struct item { int64_t position, rev; enum rules_kind kind; bool removed; };
static bool load(struct writer *w, int64_t id, struct item *out) {
    struct db_row *row = db_query(w->db, "SELECT position, rev, kind, removed FROM item "
                                  "WHERE id = $1", "i", id);
    if (!db_step(row)) return false;
    *out = (struct item){.position = db_int(row, 0), .rev = db_int(row, 1),
                         .removed = db_int(row, 3) != 0};
    bool known = rules_kind_from_name(db_text(row, 2), &out->kind);
    db_done(row);
    return known;
}

/* A moderator has led something already; links and settings do not count. */
static bool begun(struct writer *w) {
    return db_one(w->db, 0, "SELECT 1 FROM step WHERE item IS NOT NULL LIMIT 1", "") == 1;
}

static enum book_result finish(struct writer *w) {
    if (!begun(w))
        db_do(w->db, "UPDATE show SET pinned = 0, item = (SELECT id FROM item WHERE removed = 0 "
              "ORDER BY position LIMIT 1)", "");
    item_retime(w->db, 0);
    desk_changed_all(w);
    return BOOK_OK;
}

/* Room for one item behind position (0: in front). Two steps: positions are unique at any time. */
static void make_room(struct writer *w, int64_t position) {
    db_do(w->db, "UPDATE item SET position = -position - 1 WHERE position > $1", "i", position);
    db_do(w->db, "UPDATE item SET position = -position WHERE position < 0", "");
}

/* Position of the item named by data.after; 0: in front; the last when it is not named. False: no
 * such item any more. */
static bool after_of(struct writer *w, const struct book_desk *desk, int64_t *position) {
    int64_t after = json_int(desk->data, "after", -1);
    struct item before;
    *position = after < 0 ? db_one(w->db, 0, "SELECT max(position) FROM item", "") : 0;
    if (after <= 0) return true;
    if (!load(w, after, &before) || before.removed) return false;
    *position = before.position;
    return true;
}

enum book_result desk_item_add(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    enum rules_kind kind;
    int64_t position;
    if (!rules_kind_from_name(json_text(desk->data, "kind", ""), &kind))
        return desk_bad(reply, "kind");
    if (!*json_text(desk->data, "title", "")) return desk_bad(reply, "title");
    if (!after_of(w, desk, &position)) return BOOK_NO_SUCH_THING;
    make_room(w, position);
    db_do(w->db, "INSERT INTO item (position, kind, title) VALUES ($1, $2, '')", "it",
          position + 1, rules_kind_name(kind));
    reply->id = db_inserted(w->db);
    run_create(w, reply->id, 0);
    enum book_result result = desk_item_write(w, desk, reply->id, kind, reply);
    reply->revision = 1;
    return result == BOOK_OK ? finish(w) : result;
}

enum book_result desk_item_set(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    struct item item;
    reply->id = desk->id;
    if (!load(w, desk->id, &item) || item.removed) return BOOK_NO_SUCH_THING;
    enum book_result result = desk_fresh(w, desk, item.rev, reply);
    if (result == BOOK_OK) result = desk_item_write(w, desk, desk->id, item.kind, reply);
    if (result != BOOK_OK) return result;
    db_do(w->db, "UPDATE item SET rev = rev + 1 WHERE id = $1", "i", desk->id);
    reply->revision = item.rev + 1;
    return finish(w);
}

enum book_result desk_item_move(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    struct item item;
    int64_t position;
    reply->id = desk->id;
    if (json_int(desk->data, "after", -1) == desk->id) return desk_bad(reply, "after");
    if (!load(w, desk->id, &item) || item.removed || !after_of(w, desk, &position))
        return BOOK_NO_SUCH_THING;
    make_room(w, position);
    db_do(w->db, "UPDATE item SET position = $2 WHERE id = $1", "ii", desk->id, position + 1);
    int64_t left = item.position > position ? item.position + 1 : item.position;
    db_do(w->db, "UPDATE item SET position = -position + 1 WHERE position > $1", "i", left);
    db_do(w->db, "UPDATE item SET position = -position WHERE position < 0", "");
    reply->revision = item.rev;
    return finish(w);
}

enum book_result desk_item_copy(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    struct item item;
    if (!load(w, desk->id, &item) || item.removed) return BOOK_NO_SUCH_THING;
    make_room(w, item.position);
    db_do(w->db, "INSERT INTO item (position, kind, title, kicker, speaker, hint, note, goal, "
          "report, minutes, timer_s, timer_visible, secrecy, appear, author, cards_max, "
          "card_length, dots, per_option, cut, options_from) SELECT position + 1, kind, title, "
          "kicker, speaker, hint, note, goal, report, minutes, timer_s, timer_visible, secrecy, "
          "appear, author, cards_max, card_length, dots, per_option, cut, options_from "
          "FROM item WHERE id = $1", "i", desk->id);
    reply->id = db_inserted(w->db);
    reply->revision = 1;
    run_create(w, reply->id, run_current(w, desk->id));
    enum book_result result = desk_item_write(w, desk, reply->id, item.kind, reply);
    return result == BOOK_OK ? finish(w) : result;
}

/* On the stage once the moderation has begun, or while people are answering. */
static bool in_use(struct writer *w, int64_t id) {
    struct run_row run;
    if (begun(w) && db_one(w->db, 0, "SELECT 1 FROM show WHERE item = $1", "i", id)) return true;
    return run_load(w, run_current(w, id), &run) && run.state != RULES_PREPARED &&
           run.state < RULES_CLOSED;
}

enum book_result desk_item_remove(struct writer *w, const struct book_desk *desk,
                                  struct book_reply *reply) {
    struct item item;
    reply->id = desk->id;
    if (!load(w, desk->id, &item) || item.removed) return BOOK_NO_SUCH_THING;
    enum book_result result = desk_fresh(w, desk, item.rev, reply);
    if (result != BOOK_OK) return result;
    if (in_use(w, desk->id) ||
        db_one(w->db, 0, "SELECT count(*) FROM item WHERE removed = 0", "") < 2)
        return BOOK_NOT_NOW;
    db_do(w->db, "UPDATE item SET removed = 1, rev = rev + 1 WHERE id = $1", "i", desk->id);
    reply->revision = item.rev + 1;
    return finish(w);
}

enum book_result desk_item_restore(struct writer *w, const struct book_desk *desk,
                                   struct book_reply *reply) {
    struct item item;
    reply->id = desk->id;
    if (!load(w, desk->id, &item)) return BOOK_NO_SUCH_THING;
    reply->revision = item.rev;
    if (!item.removed) return BOOK_AGAIN;
    db_do(w->db, "UPDATE item SET removed = 0 WHERE id = $1", "i", desk->id);
    return finish(w);
}
