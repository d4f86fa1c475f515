/* The door: checked in, gone, and the last of it taken back. Writer thread.
 * Invariant: presence only grows, but for an undo, which takes the person's newest row away again
 * and only when the desk wrote it. */
#include "events/book/desk_person.h"
#include "lib/json.h"

static int64_t now_present(struct writer *w, int64_t person) {
    return db_one(w->db, 0, "SELECT present FROM presence WHERE person = $1 "
                  "ORDER BY id DESC LIMIT 1", "i", person);
}

bool desk_present(struct writer *w, int64_t person, int yes) {
    if (now_present(w, person) == yes) return false;
    db_do(w->db, "INSERT INTO presence (person, present, at_ms) VALUES ($1, $2, $3)", "idi",
          person, yes, w->now.wall_ms);
    dirty_person(&w->dirty, person);
    return true;
}

static enum book_result turn(struct writer *w, const struct book_desk *desk, int yes,
                             struct book_reply *reply) {
    if (db_one(w->db, 0, "SELECT 1 FROM person WHERE id = $1 AND erased_ms IS NULL", "i",
               desk->id) != 1)
        return BOOK_NO_SUCH_THING;
    reply->id = desk->id;
    if (!desk_present(w, desk->id, yes)) return BOOK_AGAIN;
    return BOOK_OK;
}

/* {no_phone: true}: comes without one, or is here already without one. */
enum book_result desk_check_in(struct writer *w, const struct book_desk *desk,
                               struct book_reply *reply) {
    enum book_result result = turn(w, desk, 1, reply);
    if ((result != BOOK_OK && result != BOOK_AGAIN) || !json_flag(desk->data, "no_phone", false))
        return result;
    db_do(w->db, "UPDATE person SET no_phone = 1, rev = rev + 1 WHERE id = $1 AND no_phone = 0",
          "i", desk->id);
    if (db_changes(w->db)) result = BOOK_OK;
    dirty_person(&w->dirty, desk->id);
    return result;
}

enum book_result desk_check_out(struct writer *w, const struct book_desk *desk,
                                struct book_reply *reply) {
    return turn(w, desk, 0, reply);
}

/* seen: presence_ms of the page, so that pressing twice takes back once. */
enum book_result desk_check_undo(struct writer *w, const struct book_desk *desk,
                                 struct book_reply *reply) {
    struct db_row *row = db_query(w->db, "SELECT id, at_ms FROM presence WHERE person = $1 "
                                  "ORDER BY id DESC LIMIT 1", "i", desk->id);
    if (!db_step(row)) return BOOK_NOTHING_TO_UNDO;
    int64_t id = db_int(row, 0), at = db_int(row, 1);
    db_done(row);
    if (desk->seen && desk->seen != at) return BOOK_NOTHING_TO_UNDO;
    if (db_one(w->db, 0, "SELECT 1 FROM desk_log WHERE subject = $1 AND at_ms = $2 AND what IN "
               "('check_in', 'check_out', 'person_add')", "ii", desk->id, at) != 1)
        return BOOK_NOTHING_TO_UNDO;               /* came in by phone: not ours to take back */
    db_do(w->db, "DELETE FROM presence WHERE id = $1", "i", id);
    dirty_person(&w->dirty, desk->id);
    reply->id = desk->id;
    return BOOK_OK;
}
